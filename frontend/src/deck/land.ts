import { GeoJSONVT } from "@maplibre/geojson-vt";
import type { FeatureCollection, MultiPolygon, Position } from "geojson";
import polylabel from "polylabel";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { planar } from "../elements/charts/planar";
import { degrees, drawn } from "./mercator";

export type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** What lies in one square of the map: polygons as rings of [longitude, latitude], and their outlines as lines. */
export interface LandTile {
  land: Position[][][];
  lines: Position[][];
}

/** A country's name, the place that is best for it, and how far it is from there to the next border. */
export interface Named {
  name: string;
  /** On the map of the world, as parts of its width. */
  at: Position;
  room: number;
}

const EXTENT = 4096;
/** Beyond its edge, so that no seam and no end of a line is seen. */
const BUFFER = 64;
/** Squares of deeper zooms are cut no finer. */
export const MOST_ZOOM = 12;

/** The land of an atlas, cut into the squares of web maps. */
export class Land {
  private readonly countries: FeatureCollection;
  private readonly index: GeoJSONVT;

  constructor(atlas: Atlas) {
    this.countries = planar(feature(atlas, atlas.objects.countries) as FeatureCollection);
    this.index = new GeoJSONVT(this.countries, {
      maxZoom: MOST_ZOOM,
      extent: EXTENT,
      buffer: BUFFER,
      indexMaxZoom: 4,
    });
  }

  tile(z: number, x: number, y: number): LandTile {
    const at = { z, x, y };
    const features = this.index.getTile(z, x, y)?.features ?? [];
    const rings = features.map((each) => (each.type === 1 ? [] : (each.geometry as unknown as Ring[])));
    return {
      land: rings.flatMap((each) => polygons(each, at)),
      lines: rings.flat().flatMap((ring) => outlines(ring, at)),
    };
  }

  names(): Named[] {
    return this.countries.features.map(({ geometry, properties }) => ({
      name: String(properties?.name ?? ""),
      ...middleOf((geometry as MultiPolygon).coordinates),
    }));
  }
}

type Ring = [number, number][];
type Place = { z: number; x: number; y: number };

/** Rings come one after the other: a hole follows its outline, and runs the other way. */
function polygons(rings: Ring[], at: Place): Position[][][] {
  const out: Position[][][] = [];
  let outline = 0;
  for (const ring of rings) {
    const turn = Math.sign(area(ring));
    outline ||= turn;
    if (turn === 0) continue;
    if (turn === outline) out.push([placed(ring, at)]);
    else out.at(-1)?.push(placed(ring, at));
  }
  return out;
}

function area(ring: readonly Position[]): number {
  let sum = 0;
  let [px = 0, py = 0] = ring.at(-1) ?? [];
  for (const [x = 0, y = 0] of ring) {
    sum += px * y - x * py;
    [px, py] = [x, y];
  }
  return sum / 2;
}

/** A ring without what it has only because it was cut there: along the edge of its square, or of the world. */
function outlines(ring: Ring, at: Place): Position[][] {
  const runs: Ring[] = [];
  ring.forEach((point, i) => {
    const last = ring[i - 1];
    if (!last) return;
    if (isCut(last, point, at)) return;
    const run = runs.at(-1);
    if (run?.at(-1) === last) run.push(point);
    else runs.push([last, point]);
  });
  return runs.map((run) => placed(run, at));
}

function isCut([ax, ay]: [number, number], [bx, by]: [number, number], { z, x, y }: Place): boolean {
  return (ax === bx && isEdge(ax, x, z)) || (ay === by && isEdge(ay, y, z));
}

function isEdge(offset: number, square: number, z: number): boolean {
  const along = square * EXTENT + offset;
  return offset === -BUFFER || offset === EXTENT + BUFFER || along <= 0 || along >= EXTENT * 2 ** z;
}

/** From places in a square to degrees. */
function placed(ring: Ring, { z, x, y }: Place): Position[] {
  const size = EXTENT * 2 ** z;
  return ring.map(([px, py]) => degrees((x * EXTENT + px) / size, (y * EXTENT + py) / size));
}

function middleOf(all: Position[][][]): { at: Position; room: number } {
  const maps = all.map((polygon) => polygon.map((ring) => ring.map(drawn)));
  const size = (polygon: Position[][]) => Math.abs(area(polygon[0] ?? []));
  const largest = maps.reduce((best, each) => (size(each) > size(best) ? each : best));
  const { 0: x, 1: y, distance } = polylabel(largest, 1e-4);
  return { at: [x, y], room: distance };
}
