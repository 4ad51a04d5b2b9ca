import { describe, expect, it } from "vitest";
import { fitted, homes, viewProps, zoomed } from "./views";

const view = (id: string, state = id) => ({ id, getViewStateId: () => state, props: {} });

describe("views", () => {
  it("begin as the scene says for each, or for all", () => {
    expect(homes([view("a"), view("b")], { zoom: 3 })).toEqual({ a: { zoom: 3 }, b: { zoom: 3 } });
    expect(homes([view("a"), view("b", "shared")], { a: { zoom: 1 }, shared: { zoom: 2 } })).toEqual({
      a: { zoom: 1 },
      shared: { zoom: 2 },
    });
  });

  it("are zoomed within their limits, in both directions of a plane too", () => {
    const states = { a: { zoom: 19.5 }, b: { zoom: 1, minZoom: 1 }, c: { zoom: [2, 3] }, d: {} };
    const zoom = (by: number) => Object.values(zoomed(states, by)).map(({ zoom }) => zoom);
    expect(zoom(1)).toEqual([20, 2, [3, 4], 1]);
    expect(zoom(-1)).toEqual([18.5, 1, [1, 2], 0]);
  });

  it("of maps repeat the world and glide; what the scene says comes first", () => {
    expect(viewProps(true, { controller: true })).toMatchObject({ repeat: true, controller: { inertia: 300 } });
    expect(viewProps(true, { controller: false, repeat: false })).toEqual({ repeat: false, controller: false });
    expect(viewProps(false, { controller: true })).toEqual({ controller: true });
  });
});

describe("bounds", () => {
  it("are seen wholly", () => {
    const { longitude, latitude, zoom } = fitted([5, 58, 25, 64], 700, 500);
    expect(longitude).toBeCloseTo(15);
    expect(latitude).toBeGreaterThan(60);
    const width = (20 / 360) * 512 * 2 ** Number(zoom);
    expect(width).toBeLessThanOrEqual(600);
    expect(width).toBeGreaterThan(300);
  });

  it("of a single place show what is around it", () => {
    expect(fitted([5, 60, 5, 60], 700, 500).zoom).toBe(9);
    expect(Number(fitted([5, 60, 5.001, 60.001], 700, 500).zoom)).toBeGreaterThan(14);
  });

  it("of the whole world are no error", () => {
    expect(Number(fitted([-180, -90, 180, 90], 700, 500).zoom)).toBeGreaterThanOrEqual(0);
  });
});
