import type { Layer, UpdateParameters } from "@deck.gl/core";
import { TileLayer } from "@deck.gl/geo-layers";
import { BitmapLayer, PathLayer, SolidPolygonLayer, TextLayer } from "@deck.gl/layers";
import type { Position } from "geojson";
import type { Palette } from "./colors";
import { type LandTile, MOST_ZOOM, type Named } from "./land";
import { landIn } from "./lands";
import { degrees } from "./mercator";
import { namesAt } from "./names";

const BASE = "base-";
/** What the ids of layers below a view begin with. */
function baseOf(viewId: string): string {
  return `${BASE}${viewId}`;
}

/** Whether a layer is to be drawn in a view: those below a view are for that one alone. */
export function isFor(viewId: string, layer: { id: string }): boolean {
  return !layer.id.startsWith(BASE) || layer.id.startsWith(`${baseOf(viewId)}-`);
}

const FLAT = { depthWriteEnabled: false };
/** Whatever is on this side of a globe lies over its sea. */
const ROUND = { cullMode: "back", depthCompare: "always" } as const;
const ALL: Position[] = [-180, 0, 180].flatMap((x) => [[x, -90]]).concat([180, 0, -180].map((x) => [x, 90]));

/** Squares of land for one of several views: each has its own, as each looks elsewhere. */
class LandLayer extends TileLayer<LandTile, { viewId: string }> {
  static override layerName = "LandLayer";

  override shouldUpdateState(given: UpdateParameters<this>): boolean {
    const { propsOrDataChanged, updateTriggersChanged, viewportChanged } = given.changeFlags;
    const onlyMoved = viewportChanged && !propsOrDataChanged && !updateTriggersChanged;
    if (onlyMoved && this.context.viewport.id !== this.props.viewId) return false;
    return super.shouldUpdateState(given);
  }
}

/** Outlines of land below one view, square by square; `round` is how often finer ones have come. */
export function land(viewId: string, isGlobe: boolean, colors: Palette, round: number): Layer[] {
  const parameters = isGlobe ? ROUND : FLAT;
  const squares = new LandLayer({
    id: `${baseOf(viewId)}-land`,
    viewId,
    tileSize: 512,
    maxZoom: MOST_ZOOM,
    maxRequests: 12,
    getTileData: ({ index: { x, y, z } }) => landIn(z, x, y),
    onTileError: () => {},
    renderSubLayers: ({ id, data }) => shapes(id, data, colors, parameters),
    updateTriggers: { getTileData: round, renderSubLayers: colors },
  });
  return (isGlobe ? [sea(viewId, colors), squares] : [squares]) as Layer[];
}

/** What a globe is made of. */
function sea(viewId: string, colors: Palette): SolidPolygonLayer<Position[]> {
  return new SolidPolygonLayer<Position[]>({
    id: `${baseOf(viewId)}-sea`,
    data: [ALL],
    getPolygon: (each) => each as [number, number][],
    getFillColor: colors.sea,
    parameters: { cullMode: "back" },
  });
}

function shapes(id: string, tile: LandTile, colors: Palette, parameters: Layer["props"]["parameters"]): Layer[] {
  return [
    new SolidPolygonLayer<Position[][]>({
      id: `${id}-fill`,
      data: tile.land,
      getPolygon: (each) => each as [number, number][][],
      getFillColor: colors.land,
      parameters,
    }),
    new PathLayer<Position[]>({
      id: `${id}-lines`,
      data: tile.lines,
      getPath: (each) => each as [number, number][],
      getColor: colors.line,
      getWidth: 1,
      widthUnits: "pixels",
      jointRounded: true,
      parameters,
    }),
  ] as Layer[];
}

/** Names of countries, as many as there is room for. */
export function names(viewId: string, all: readonly Named[], zoom: number, colors: Palette): Layer {
  return new TextLayer<Named>({
    id: `${baseOf(viewId)}-names`,
    data: namesAt(all, zoom),
    getPosition: ({ at: [x = 0, y = 0] }) => degrees(x, y) as [number, number],
    getText: ({ name }) => name,
    getColor: colors.name,
    getSize: 12,
    characterSet: "auto",
    fontFamily: colors.font,
    fontSettings: { fontSize: 24 },
    parameters: FLAT,
  }) as Layer;
}

/** Pictures of the map, square by square, from addresses with {z}, {x} and {y}. */
export function pictures(viewId: string, template: string, onError: (error: Error) => void): Layer {
  return new TileLayer<ImageBitmap>({
    id: `${baseOf(viewId)}-pictures`,
    data: addresses(template),
    tileSize: template.includes("/512/") ? 512 : 256,
    maxZoom: 19,
    maxRequests: 12,
    onTileError: onError,
    renderSubLayers: ({ id, data, tile }) => {
      const { west, south, east, north } = tile.bbox as { west: number; south: number; east: number; north: number };
      return new BitmapLayer({ id, image: data, bounds: [west, south, east, north], parameters: FLAT });
    },
  }) as unknown as Layer;
}

export function isTemplate(address: string): boolean {
  return ["{z}", "{x}"].every((part) => address.includes(part));
}

/** Some hosts have several names, {s}, and finer pictures for fine screens, {r}. */
function addresses(template: string): string[] {
  const fine = template.replaceAll("{r}", globalThis.devicePixelRatio > 1 ? "@2x" : "");
  return fine.includes("{s}") ? ["a", "b", "c"].map((name) => fine.replaceAll("{s}", name)) : [fine];
}

const CREDITS: [RegExp, string][] = [
  [/openstreetmap|cartocdn|mapbox/, '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap</a>'],
  [/cartocdn/, '<a href="https://carto.com/attributions">© CARTO</a>'],
  [/mapbox/, '<a href="https://www.mapbox.com/about/maps/">© Mapbox</a>'],
];

/** Whom pictures are owed to, as HTML. */
export function creditOf(template: string): string {
  return CREDITS.flatMap(([host, credit]) => (host.test(template) ? [credit] : [])).join(" ");
}
