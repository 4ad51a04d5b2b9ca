export const WIDE = 100;
export const HIGH = 28;
const MARGIN = 2;

type Point = { x: number; y: number };

/** The paths of a small chart, of 100 by 28; what is missing is a gap. */
export function sparkPaths(values: readonly (number | null)[], type: string): { stroke: string; fill: string } {
  const known = values.filter((value) => value !== null);
  const least = type === "bar" ? Math.min(0, ...known) : Math.min(...known);
  const most = type === "bar" ? Math.max(0, ...known) : Math.max(...known);
  const level = (value: number) => HIGH - MARGIN - ((value - least) / (most - least || 1)) * (HIGH - 2 * MARGIN);
  if (type === "bar") return { stroke: "", fill: bars(values, level) };
  const lines = segments(values, level).map(lineOf);
  const fill = type === "area" ? segments(values, level).map(areaOf).join("") : "";
  return { stroke: lines.join(""), fill };
}

/** Bars from the line of zero. */
function bars(values: readonly (number | null)[], level: (value: number) => number): string {
  const width = (WIDE / values.length) * 0.7;
  const step = (WIDE - width) / Math.max(1, values.length - 1);
  return values
    .map((value, i) =>
      value === null
        ? ""
        : `M${short(i * step)} ${short(level(0))}V${short(level(value))}h${short(width)}V${short(level(0))}z`,
    )
    .join("");
}

/** The points of each part without a gap. */
function segments(values: readonly (number | null)[], level: (value: number) => number): Point[][] {
  const parts: Point[][] = [[]];
  values.forEach((value, i) => {
    if (value === null) parts.push([]);
    else parts.at(-1)?.push({ x: (i / Math.max(1, values.length - 1)) * WIDE, y: level(value) });
  });
  return parts.filter((part) => part.length);
}

function lineOf(points: Point[]): string {
  const [first] = points as [Point];
  // A point alone is a dot: a line of no length with round ends.
  const shown = points.length > 1 ? points : [first, first];
  return shown.map((point, i) => `${i ? "L" : "M"}${short(point.x)} ${short(point.y)}`).join("");
}

function areaOf(points: Point[]): string {
  return `${lineOf(points)}L${short(points.at(-1)?.x ?? 0)} ${HIGH}L${short(points[0]?.x ?? 0)} ${HIGH}z`;
}

function short(number: number): string {
  return String(Number(number.toFixed(2)));
}
