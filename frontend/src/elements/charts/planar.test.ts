import type { FeatureCollection, MultiPolygon, Position } from "geojson";
import { expect, it } from "vitest";
import countries from "./countries";
import { planar } from "./planar";

function cut(ring: Position[]): Position[][][] {
  const polygon = { type: "Polygon" as const, coordinates: [ring] };
  const collection: FeatureCollection = {
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: {}, geometry: polygon }],
  };
  const [feature] = planar(collection).features;
  return (feature as { geometry: MultiPolygon }).geometry.coordinates;
}

it("keeps what does not cross the edge of the map", () => {
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 0],
  ];
  expect(cut(square)).toEqual([[square]]);
});

it("cuts what crosses it in two, each on its side", () => {
  const [west, east] = cut([
    [170, 0],
    [-170, 0],
    [-170, 10],
    [170, 10],
    [170, 0],
  ]).map((polygon) => polygon[0]?.map(([x]) => x as number) ?? []);
  expect([Math.min(...(west ?? [])), Math.max(...(west ?? []))]).toEqual([-180, -170]);
  expect([Math.min(...(east ?? [])), Math.max(...(east ?? []))]).toEqual([170, 180]);
});

it("leaves no country that leaps across the map but the one around the pole", () => {
  const leaps = countries.features.filter(({ geometry }) =>
    (geometry as MultiPolygon).coordinates.flat().some((ring) => {
      return ring.some(([x = 0], i) => Math.abs(x - (ring[i - 1]?.[0] ?? x)) > 180);
    }),
  );
  expect(leaps.map((each) => each.properties?.name)).toEqual(["Antarctica"]);
});
