import { expect, test } from "vitest";
import { configured, selectionOf } from "./plotly_chart";

test("boxes and lassos name the axes that they were drawn on", () => {
  const selection = selectionOf({
    points: [{ curveNumber: 1, pointNumber: 4, x: 2, y: 3 }],
    selections: [
      { type: "rect", xref: "x2", yref: "y2", x0: 1, x1: 2, y0: 5, y1: 3 },
      { type: "path", xref: "x", yref: "y", path: "M2026-01-02,2L3.5,-4L5,6Z" },
    ],
  });
  expect(selection).toMatchObject({
    points: [{ curve_number: 1, point_index: 4, x: 2, y: 3 }],
    point_indices: [4],
    box: [{ xref: "x2", yref: "y2", x: [1, 2], y: [5, 3] }],
    lasso: [{ xref: "x", yref: "y", x: ["2026-01-02", 3.5, 5], y: [2, -4, 6] }],
  });
});

test("older Plotly tells one area of one pair of axes", () => {
  const selection = selectionOf({ points: [], range: { x3: [1, 2], y3: [3, 4] } });
  expect(selection).toMatchObject({ box: [{ xref: "x3", yref: "y3", x: [1, 2], y: [3, 4] }], lasso: [] });
});

test("nothing is selected any more", () => {
  expect(selectionOf(undefined)).toEqual({ points: [], point_indices: [], box: [], lasso: [] });
});

test("the tools for ways to select that are not wanted are not offered", () => {
  expect(configured({ config: {}, modes: [] }).modeBarButtonsToRemove).toBeUndefined();
  const config = configured({ config: { modeBarButtonsToRemove: ["zoom2d"] }, modes: ["points", "box"] });
  expect(config.modeBarButtonsToRemove).toEqual(["zoom2d", "lasso2d"]);
});
