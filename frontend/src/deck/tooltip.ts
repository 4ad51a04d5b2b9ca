import DOMPurify from "dompurify";
import type { Plain } from "../wire/messages.gen";

export type Tooltip = boolean | { [name: string]: Plain };
export type Tip = { html: string; style: Record<string, string> };
type Dict = Record<string, unknown>;

/** Of groups of points: the points themselves are too many to be shown. */
const UNTOLD = new Set(["points", "pointIndices"]);
const MOST_FIELDS = 15;

/** What to show of an object: all that it has, or what a template says; undefined if nothing. */
export function tipOf(object: unknown, tooltip: Tooltip): Tip | undefined {
  if (!tooltip || typeof object !== "object" || object === null) return undefined;
  if (tooltip === true) return { html: listed(fieldsOf(object as Dict)), style: {} };
  const { html, text, style } = tooltip;
  const filled =
    typeof html === "string" ? fill(html, object as Dict) : escaped(fill(String(text ?? ""), object as Dict));
  if (!filled) return undefined;
  return { html: DOMPurify.sanitize(filled), style: stylesOf(style) };
}

/** The fields of an object in a line of text, for those who cannot see the tip. */
export function toldOf(object: unknown): string {
  return rowsOf(fieldsOf(object as Dict))
    .map(([name, value]) => `${name}: ${told(value)}`)
    .join(", ");
}

function fieldsOf(object: Dict): Dict {
  // A feature of GeoJSON has its fields one level below.
  return (object.type === "Feature" && (object.properties as Dict)) || object;
}

function listed(fields: Dict): string {
  const cells = rowsOf(fields).map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(told(value))}</dd>`);
  return `<dl>${cells.join("")}</dl>`;
}

function rowsOf(fields: Dict): [string, unknown][] {
  const all = Object.entries(fields).filter(([name, value]) => !UNTOLD.has(name) && typeof value !== "function");
  return all.slice(0, MOST_FIELDS);
}

function fill(template: string, object: Dict): string {
  return template.replace(/\{([^{}]+)\}/g, (whole, path: string) => {
    const value = valueAt(object, path.trim());
    return value === undefined ? whole : told(value);
  });
}

function valueAt(object: Dict, path: string): unknown {
  const fields = fieldsOf(object);
  if (path in fields) return fields[path];
  return path.split(".").reduce<unknown>((value, part) => (value as Dict | null | undefined)?.[part], object);
}

const PLACES = 6;

function told(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toFixed(PLACES)));
  if (Array.isArray(value)) return value.map(told).join(", ");
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return value === null ? "–" : String(value);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Styles of CSS in the names of JavaScript; those that would place the tip anywhere else are left out. */
function stylesOf(given: unknown): Record<string, string> {
  if (typeof given !== "object" || given === null) return {};
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const all = Object.entries(given).map(([name, value]) => [kebab(name), String(value)] as const);
  return Object.fromEntries(
    all.filter(([name]) => !/^(position|inset|top|left|right|bottom|z-index|transform)$/.test(name)),
  );
}
