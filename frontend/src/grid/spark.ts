const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 20;
const ROOM = 1;

/** A small chart of numbers: a line, an area or bars. */
export function spark(
  numbers: readonly number[],
  type: string,
  color: string,
  limits: { low?: number | undefined; high?: number | undefined } = {},
): SVGElement {
  const finite = numbers.filter(Number.isFinite);
  const low = limits.low ?? Math.min(...finite, type === "line_chart" ? Infinity : 0);
  const high = limits.high ?? Math.max(...finite, type === "line_chart" ? -Infinity : 0);
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 100 ${HEIGHT}`);
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("class", `cell-spark cell-${type}`);
  picture.setAttribute("role", "img");
  picture.setAttribute(
    "aria-label",
    finite.length ? `${finite.length} numbers from ${finite[0]} to ${finite.at(-1)}` : "No numbers",
  );
  picture.style.setProperty("--spark", color);
  const path = document.createElementNS(SVG, "path");
  const y = (value: number) =>
    HEIGHT - ROOM - ((Math.min(high, Math.max(low, value)) - low) / (high - low || 1)) * (HEIGHT - 2 * ROOM);
  path.setAttribute("d", type === "bar_chart" ? bars(numbers, y) : line(numbers, y, type === "area_chart"));
  picture.append(path);
  return picture;
}

function bars(numbers: readonly number[], y: (value: number) => number): string {
  const step = 100 / Math.max(1, numbers.length);
  const ground = y(0);
  return numbers
    .map((value, i) =>
      Number.isFinite(value) ? `M${i * step + step * 0.15} ${ground}V${y(value)}h${step * 0.7}V${ground}z` : "",
    )
    .join("");
}

/** A line with gaps where numbers are missing. */
function line(numbers: readonly number[], y: (value: number) => number, isArea: boolean): string {
  const step = 100 / Math.max(1, numbers.length - 1);
  let path = "";
  let start: number | undefined;
  for (let i = 0; i <= numbers.length; i += 1) {
    const value = numbers[i];
    if (value !== undefined && Number.isFinite(value)) {
      path += `${start === undefined ? "M" : "L"}${i * step} ${y(value)}`;
      start ??= i;
    } else if (start !== undefined) {
      if (isArea) path += `L${(i - 1) * step} ${HEIGHT}L${start * step} ${HEIGHT}z`;
      start = undefined;
    }
  }
  return path;
}
