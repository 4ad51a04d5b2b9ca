import { describe, expect, it } from "vitest";
import { degrees, drawn, metresPerPixel } from "./mercator";
import { scaleOf } from "./scale";

describe("a scale", () => {
  it.each([
    [1, 100, "100 m", 100],
    [1, 99, "50 m", 50],
    [12, 100, "1 km", 1000 / 12],
    [600, 100, "50 km", 50_000 / 600],
    [0.3, 100, "20 m", 20 / 0.3],
  ])("of %d metres a pixel, at most %d pixels long, says %s", (perPixel, most, text, pixels) => {
    expect(scaleOf(perPixel, most)).toEqual({ text, pixels });
  });

  it("depends on the latitude", () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.5, 0);
    expect(metresPerPixel(60, 0)).toBeCloseTo(39_135.8, 0);
  });
});

it("places on the map are degrees and back", () => {
  expect(drawn([0, 0])).toEqual([0.5, 0.5]);
  const [x = 0, y = 0] = drawn([10.75, 59.91]);
  const [longitude, latitude] = degrees(x, y);
  expect(longitude).toBeCloseTo(10.75);
  expect(latitude).toBeCloseTo(59.91);
  expect(drawn([0, -90])[1]).toBeLessThanOrEqual(1);
});
