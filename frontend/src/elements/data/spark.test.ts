import { expect, test } from "vitest";
import { sparkPaths } from "./spark";

test("a line goes from the least value at the bottom to the greatest at the top", () => {
  expect(sparkPaths([1, 3], "line")).toEqual({ stroke: "M0 26L100 2", fill: "" });
});

test("what is missing is a gap, and a point alone a dot", () => {
  expect(sparkPaths([1, null, 3], "line").stroke).toBe("M0 26L0 26M100 2L100 2");
  expect(sparkPaths([0, 2, null, 2, 0], "area").fill).toBe("M0 26L25 2L25 28L0 28zM75 2L100 26L100 28L75 28z");
});

test("bars stand on the line of zero, and hang from it", () => {
  expect(sparkPaths([1, -1], "bar").fill).toBe("M0 14V2h35V14zM65 14V26h35V14z");
});

test("values that are all the same do not fail", () => {
  expect(sparkPaths([2, 2], "line").stroke).toBe("M0 26L100 26");
});
