import type { Feature, FeatureCollection, Geometry, Polygon, Position } from "geojson";

const HALF = 180;

/** Have polygons that cross the edge of the map, at 180 degrees, end there and go on at the other side. */
export function planar(collection: FeatureCollection): FeatureCollection {
  return { ...collection, features: collection.features.map(cutFeature) };
}

function cutFeature(feature: Feature): Feature {
  return { ...feature, geometry: cutGeometry(feature.geometry) };
}

function cutGeometry(geometry: Geometry): Geometry {
  if (geometry.type === "Polygon") return ofPolygons(cutPolygon(geometry.coordinates));
  if (geometry.type === "MultiPolygon") return ofPolygons(geometry.coordinates.flatMap(cutPolygon));
  return geometry;
}

function ofPolygons(coordinates: Polygon["coordinates"][]): Geometry {
  return { type: "MultiPolygon", coordinates };
}

function cutPolygon(rings: Position[][]): Position[][][] {
  if (!rings.some(leaps)) return [rings];
  const whole = rings.map(unrolled);
  const parts = [-360, 0, 360].map((shift) => whole.map((ring) => between(moved(ring, shift), -HALF, HALF)));
  return parts.map((part) => part.filter((ring) => ring.length > 3)).filter((part) => part.length > 0);
}

function leaps(ring: Position[]): boolean {
  return ring.some(([x = 0], i) => i > 0 && Math.abs(x - (ring[i - 1]?.[0] ?? x)) > HALF);
}

/** A ring whose longitudes have no jump: they run on beyond 180. A ring around a pole cannot be; it stays as it is. */
function unrolled(ring: Position[]): Position[] {
  let turn = 0;
  let last = ring[0]?.[0] ?? 0;
  const out = ring.map(([x = 0, y = 0]) => {
    if (x - last > HALF) turn -= 360;
    else if (last - x > HALF) turn += 360;
    last = x;
    return [x + turn, y];
  });
  return turn === 0 ? out : ring;
}

function moved(ring: Position[], shift: number): Position[] {
  return ring.map(([x = 0, y = 0]) => [x + shift, y]);
}

/** The part of a ring between two longitudes. */
function between(ring: Position[], west: number, east: number): Position[] {
  return clipped(
    clipped(ring, (x) => x >= west, west),
    (x) => x <= east,
    east,
  );
}

function clipped(ring: Position[], isIn: (x: number) => boolean, edge: number): Position[] {
  const out: Position[] = [];
  ring.forEach(([x = 0, y = 0], i) => {
    const [px = 0, py = 0] = ring[i === 0 ? ring.length - 1 : i - 1] as Position;
    if (isIn(x) !== isIn(px)) out.push([edge, py + ((y - py) * (edge - px)) / (x - px)]);
    if (isIn(x)) out.push([x, y]);
  });
  const [first, last] = [out[0], out.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) out.push(first);
  return out;
}
