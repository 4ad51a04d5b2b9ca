import { expect, it } from "vitest";
import { namesAt } from "./names";

const LARGE = { name: "Largeland", at: [0.5, 0.5], room: 0.05 };
const NEAR = { name: "Nearland", at: [0.52, 0.5], room: 0.02 };
const SMALL = { name: "Isle", at: [0.1, 0.1], room: 0.001 };

it("shows names for which there is room, the larger country's first", () => {
  expect(namesAt([SMALL, NEAR, LARGE], 0)).toEqual([LARGE]);
  expect(namesAt([SMALL, NEAR, LARGE], 3)).toEqual([LARGE, NEAR]);
  expect(namesAt([SMALL, NEAR, LARGE], 6)).toEqual([LARGE, NEAR, SMALL]);
});
