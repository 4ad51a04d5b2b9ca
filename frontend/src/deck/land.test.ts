import { describe, expect, it, vi } from "vitest";
import atlas from "world-atlas/countries-110m.json";
import { AtlasReader } from "./atlas";
import { type Atlas, Land } from "./land";

const world = atlas as unknown as Atlas;
const land = new Land(world);

describe("a square of land", () => {
  const whole = land.tile(0, 0, 0);

  it("has all countries in degrees", () => {
    expect(whole.land.length).toBeGreaterThan(200);
    const longitudes = whole.land.flat(2).map(([x]) => x as number);
    expect(Math.min(...longitudes)).toBeGreaterThan(-190);
    expect(Math.max(...longitudes)).toBeLessThan(190);
  });

  it("has the holes of a country with it", () => {
    const [south] = land.tile(4, 9, 9).land.filter((polygon) => polygon.length > 1);
    // Lesotho lies in South Africa.
    expect(south?.[1]?.every(([x = 0, y = 0]) => x > 26 && x < 30 && y > -31 && y < -28)).toBe(true);
  });

  it("has outlines, but none along its own edges, nor those of the world", () => {
    const edges = whole.lines.flatMap((line) =>
      line.slice(1).filter(([x], i) => Math.abs(x as number) >= 180 && line[i]?.[0] === x),
    );
    expect(edges).toEqual([]);
    const [west, east] = [(1 / 4) * 360 - 180, (2 / 4) * 360 - 180];
    const margin = (64 / 4096) * 90;
    const inner = land
      .tile(2, 1, 1)
      .lines.flatMap((line) =>
        line.slice(1).filter(([x], i) => (x === west - margin || x === east + margin) && line[i]?.[0] === x),
      );
    expect(inner).toEqual([]);
  });

  it("is empty at sea and beyond the world", () => {
    expect(land.tile(6, 10, 30)).toEqual({ land: [], lines: [] });
    expect(land.tile(2, 9, 9)).toEqual({ land: [], lines: [] });
  });

  it("names each country where most of it is", () => {
    const names = land.names();
    expect(names).toHaveLength(177);
    const france = names.find(({ name }) => name === "France");
    const [x = 0, y = 0] = france?.at ?? [];
    expect(x * 360 - 180).toBeCloseTo(2.5, -1);
    expect(y).toBeLessThan(0.4);
    expect(france?.room).toBeGreaterThan(0.005);
  });
});

describe("an atlas", () => {
  function reader(read = vi.fn(async (_: string) => world)) {
    const finer = vi.fn();
    return { read, finer, atlas: new AtlasReader(read, finer) };
  }

  it("answers with what is coarse until what is fine has come", async () => {
    let come: (atlas: Atlas) => void = () => {};
    const pending = new Promise<Atlas>((resolve) => {
      come = resolve;
    });
    const { read, finer, atlas } = reader(vi.fn((url) => (url.includes("-10m") ? pending : Promise.resolve(world))));
    expect((await atlas.tile(5, 16, 9)).land.length).toBeGreaterThan(0);
    expect(read.mock.calls.map(([url]) => /\d+m/.exec(url)?.[0])).toEqual(["10m", "110m"]);
    expect(finer).not.toHaveBeenCalled();
    come(world);
    await vi.waitFor(() => expect(finer).toHaveBeenCalledTimes(1));
    await atlas.tile(5, 16, 9);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("loads no more than a zoom wants", async () => {
    const { read, atlas } = reader();
    await atlas.tile(1, 0, 0);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("makes do with what is coarse where what is fine cannot be had", async () => {
    const { finer, atlas } = reader(
      vi.fn(async (url) => (url.includes("-10m") ? Promise.reject(new Error("no")) : world)),
    );
    expect((await atlas.tile(5, 16, 9)).land.length).toBeGreaterThan(0);
    expect(finer).not.toHaveBeenCalled();
  });

  it("has names", async () => {
    expect((await reader().atlas.names()).map(({ name }) => name)).toContain("Norway");
  });
});
