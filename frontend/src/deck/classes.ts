import * as core from "@deck.gl/core";
import * as layers from "@deck.gl/layers";

type Class = new (props: Record<string, unknown>) => unknown;
export type Classes = Record<string, Class>;

const CORE: Record<string, unknown> = { ...core, ...layers, GlobeView: core._GlobeView };
const ALIASES: Record<string, string> = { GPUGridLayer: "GridLayer", CPUGridLayer: "GridLayer", WMSLayer: "_WMSLayer" };
const FAMILIES: [RegExp, () => Promise<object>][] = [
  [/^(ScreenGrid|Hexagon|Contour|Grid|Heatmap)Layer$/, () => import("@deck.gl/aggregation-layers")],
  [/^(SimpleMesh|Scenegraph|Tile3D)Layer$/, () => import("./models")],
  [/Extension$/, () => import("@deck.gl/extensions")],
  [/Layer$/, () => import("./geo_layers")],
];
const KINDS = /(Layer|View|Effect|Light|Extension)$/;

/** The classes that a scene names; those that few scenes use are loaded at need. Throws an Error for unknown ones. */
export async function classesOf(names: Iterable<string>): Promise<Classes> {
  const found: Classes = {};
  for (const name of new Set(names)) {
    const kind = KINDS.test(name) ? await find(ALIASES[name] ?? name) : undefined;
    if (!kind) throw new Error(`deck.gl has no "${name}"`);
    found[name] = kind;
  }
  return found;
}

async function find(name: string): Promise<Class | undefined> {
  if (name in CORE) return CORE[name] as Class;
  const load = FAMILIES.find(([names]) => names.test(name))?.[1];
  const family = load ? await load() : {};
  return (family as Classes)[name];
}

/** The names of classes in JSON, wherever an object has a type. */
export function classNames(json: unknown): string[] {
  if (Array.isArray(json)) return json.flatMap(classNames);
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    key === "@@type" && typeof value === "string" ? [value] : classNames(value),
  );
}
