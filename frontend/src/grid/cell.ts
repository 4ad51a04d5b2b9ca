import { OwnGlyphPath } from "../view/glyph";
import type { GridColumn } from "../wire/messages.gen";
import { shownType, textOf, typeConfig } from "./cells";

/** The content of one cell, as DOM nodes: what is text stays text. */
export function cellOf(value: unknown, column: GridColumn, placeholder: string | null): Node {
  if (value === null || value === undefined) return span("cell-none", placeholder ?? "None");
  switch (shownType(column)) {
    case "boolean":
    case "checkbox":
      return box(value === true);
    case "link":
      return link(String(value), column);
    case "image":
      return picture(String(value));
    case "progress":
      return progress(Number(value), textOf(value, column), typeConfig(column));
    case "list":
    case "multiselect":
      return chips(value);
    case "line_chart":
    case "area_chart":
    case "bar_chart":
      return spark(value, shownType(column));
    default:
      return document.createTextNode(textOf(value, column));
  }
}

function span(name: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function box(checked: boolean): HTMLElement {
  const element = span(`cell-box${checked ? " checked" : ""}`, "");
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", checked ? "true" : "false");
  if (checked) element.append(OwnGlyphPath("check"));
  return element;
}

function link(address: string, column: GridColumn): HTMLElement {
  const element = document.createElement("a");
  if (/^(https?:|mailto:|tel:|\/|\.|#|[^:]*$)/i.test(address)) element.href = address;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  element.textContent = linkText(address, typeConfig(column).display_text as string | undefined);
  return element;
}

function linkText(address: string, wanted: string | undefined): string {
  if (!wanted) return address;
  try {
    const found = new RegExp(wanted).exec(address);
    if (found?.[1]) return decodeURIComponent(found[1]);
  } catch {
    return wanted;
  }
  return /[()\\]/.test(wanted) ? address : wanted;
}

function picture(address: string): HTMLElement {
  const element = document.createElement("img");
  element.className = "cell-picture";
  element.alt = "";
  element.loading = "lazy";
  if (/^(https?:|data:image\/|\/|_rushlight\/|\.)/i.test(address)) element.src = address;
  return element;
}

function progress(value: number, text: string, config: { [key: string]: unknown }): HTMLElement {
  const low = Number(config.min_value ?? 0);
  const high = Number(config.max_value ?? 1);
  const element = span("cell-progress", "");
  const bar = span("cell-bar", "");
  bar.style.setProperty("--share", String(Math.min(1, Math.max(0, (value - low) / (high - low || 1)))));
  element.append(
    bar,
    span("cell-figure", config.format ? text : high === 1 && low === 0 ? `${Math.round(value * 100)}%` : text),
  );
  return element;
}

function items(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== null && typeof value === "object" && Symbol.iterator in value) return [...(value as Iterable<unknown>)];
  return [value];
}

function chips(value: unknown): HTMLElement {
  const element = span("cell-chips", "");
  for (const item of items(value)) element.append(span("cell-chip", String(item)));
  return element;
}

function spark(value: unknown, type: string): SVGElement {
  const numbers = items(value).map(Number);
  const least = Math.min(...numbers, type === "line_chart" ? Infinity : 0);
  const span = Math.max(...numbers) - least || 1;
  const step = 100 / Math.max(1, numbers.length - (type === "bar_chart" ? 0 : 1));
  const at = (i: number) => [i * step, 19 - (((numbers[i] ?? 0) - least) / span) * 18] as const;
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute(
    "d",
    numbers
      .map((_, i) => {
        const [x, y] = at(i);
        return type === "bar_chart" ? `M${x + step * 0.15} 20V${y}h${step * 0.7}V20z` : `${i ? "L" : "M"}${x} ${y}`;
      })
      .join("") + (type === "area_chart" ? "V20H0z" : ""),
  );
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 100 20");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("class", `cell-spark cell-${type}`);
  picture.append(path);
  return picture;
}
