import { expect, test } from "vitest";
import { knownName } from "./known";

test("style sheets find elements by the names they know", () => {
  const kinds = ["button", "text_input", "metric", "dataframe", "multiselect", "vega_lite_chart"];
  expect(kinds.map(knownName)).toEqual([
    "stButton",
    "stTextInput",
    "stMetric",
    "stDataFrame",
    "stMultiSelect",
    "stVegaLiteChart",
  ]);
});
