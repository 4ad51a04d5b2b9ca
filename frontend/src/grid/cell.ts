import { ADDRESS } from "../store/address";
import { OwnGlyphPath } from "../view/glyph";
import { MATERIAL_BOX } from "../view/icon";
import { isPlain } from "../view/markdown";
import type { GridColumn, Plain } from "../wire/messages.gen";
import { shownType, textOf, typeConfig } from "./cells";
import { autoColor, chartColor, chipColors, colorOf } from "./colors";
import { spark } from "./spark";

const SVG = "http://www.w3.org/2000/svg";
const SAFE_LINK = /^(https?:|mailto:|tel:|\/|\.|#|[^:]*$)/i;
const SAFE_MEDIA = /^(https?:|data:(image|audio|video)\/|blob:|\/|_rushlight\/|\.|[^:]*$)/i;

/** The content of one cell, as DOM nodes: what is text stays text. */
export function cellOf(value: unknown, column: GridColumn, placeholder: string | null): Node {
  const type = shownType(column);
  if (value === null || value === undefined) return nothing(type, column, placeholder);
  switch (type) {
    case "selectbox":
      return document.createTextNode(labelOf(value, column));
    case "boolean":
    case "checkbox":
      return box(isTrue(value));
    case "link":
      return link(String(value), column);
    case "image":
      return picture(String(value));
    case "audio":
    case "video":
      return player(String(value));
    case "progress":
      return progress(Number(value), column);
    case "list":
    case "multiselect":
      return chips(value, column);
    case "line_chart":
    case "area_chart":
    case "bar_chart":
      return chart(value, column);
    case "button":
      return button(textOf(value, column), column);
    case "markdown":
      return markdown(String(value));
    case "json":
      return span("cell-json", textOf(value, column));
    default:
      return document.createTextNode(textOf(value, column));
  }
}

/** What stands for a value that is missing: a box can be ticked all the same. */
function nothing(type: string, column: GridColumn, placeholder: string | null): Node {
  if (type === "button") return document.createTextNode("");
  if (column.editable && (type === "boolean" || type === "checkbox")) {
    const element = box(false);
    element.classList.add("cell-none");
    element.setAttribute("aria-label", "empty");
    return element;
  }
  return span("cell-none", placeholder ?? "None");
}

function labelOf(value: unknown, column: GridColumn): string {
  const options = (typeConfig(column).options ?? []) as { value: Plain; label: string }[];
  return options.find((option) => option.value === value)?.label ?? textOf(value, column);
}

/** The items of a value that is a list, or stands for one. */
export function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return listIn(value);
  if (value !== null && typeof value === "object" && Symbol.iterator in value) return [...(value as Iterable<unknown>)];
  return value === null || value === undefined ? [] : [value];
}

function listIn(text: string): unknown[] {
  if (text.trim().startsWith("[")) {
    try {
      const items: unknown = JSON.parse(text);
      if (Array.isArray(items)) return items;
    } catch {
      // It only looks like JSON.
    }
  }
  return text.split(",").map((item) => item.trim());
}

/** An address that media may be shown from; undefined for others. */
export function mediaAddress(address: string): string | undefined {
  if (!SAFE_MEDIA.test(address)) return undefined;
  return address.startsWith("_rushlight/") ? ADDRESS.of(address) : address;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === "string" && value.toLowerCase() === "true");
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
  if (SAFE_LINK.test(address)) element.href = address;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  element.tabIndex = -1;
  const icon = typeConfig(column).display_icon as { path?: string; box?: string; emoji?: string } | undefined;
  if (icon) {
    element.append(pictureOf(icon));
    element.setAttribute("aria-label", address);
  } else {
    element.textContent = linkText(address, typeConfig(column).display_text as string | undefined);
  }
  return element;
}

function pictureOf(icon: { path?: string; box?: string; emoji?: string }): Node {
  if (!icon.path) return document.createTextNode(icon.emoji ?? "↗");
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", icon.box ?? MATERIAL_BOX);
  picture.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", icon.path);
  picture.append(path);
  return picture;
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
  const source = mediaAddress(address);
  if (source) element.src = source;
  return element;
}

/** Stands for a sound or film, which plays when the cell is opened. */
function player(address: string): HTMLElement {
  const element = span("cell-player", "");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M8 5.5v13l10.5-6.5z");
  const sign = document.createElementNS(SVG, "svg");
  sign.setAttribute("viewBox", "0 0 24 24");
  sign.setAttribute("class", "icon");
  sign.append(path);
  element.append(sign, span("cell-player-name", fileName(address)));
  return element;
}

function fileName(address: string): string {
  const name =
    address
      .replace(/[?#].*$/, "")
      .split("/")
      .at(-1) || "Play";
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function progress(value: number, column: GridColumn): HTMLElement {
  const config = typeConfig(column);
  const low = Number(config.min_value ?? 0);
  const high = Number(config.max_value ?? (column.type === "integer" ? 100 : 1));
  const share = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
  const element = span("cell-progress", "");
  const bar = span("cell-bar", "");
  bar.style.setProperty("--share", String(share));
  if (config.color) bar.style.setProperty("--bar", progressColor(String(config.color), share));
  const isShare = !config.format && low === 0 && (high === 1 || high === 100) && config.max_value === undefined;
  element.append(bar, span("cell-figure", isShare ? `${Math.round(share * 100)}%` : textOf(value, column)));
  return element;
}

function progressColor(name: string, share: number): string {
  if (name !== "auto" && name !== "auto-inverse") return colorOf(name);
  return share >= 0.5 === (name === "auto") ? "var(--green)" : "var(--red)";
}

function chips(value: unknown, column: GridColumn): HTMLElement {
  const element = span("cell-chips", "");
  for (const item of itemsOf(value)) element.append(chip(item as Plain, column));
  return element;
}

/** One of several values, by the text and in the colour of its option. */
export function chip(item: Plain, column: GridColumn): HTMLElement {
  const options = (typeConfig(column).options ?? []) as { value: Plain; label: string; color?: string }[];
  const place = options.findIndex((option) => option.value === item);
  const element = span("cell-chip", options[place]?.label ?? (item === null ? "" : String(item)));
  const color = options[place]?.color ?? (typeConfig(column).color as string | undefined);
  if (typeof color !== "string") return element;
  const { text, back } = chipColors(color === "auto" ? autoColor(Math.max(0, place)) : color);
  element.style.setProperty("--chip-text", text);
  element.style.setProperty("--chip-back", back);
  return element;
}

function chart(value: unknown, column: GridColumn): Node {
  const config = typeConfig(column);
  const numbers = itemsOf(value).map(Number);
  const limits = { low: config.y_min as number | undefined, high: config.y_max as number | undefined };
  return spark(numbers, shownType(column), chartColor(config.color, numbers), limits);
}

function button(text: string, column: GridColumn): HTMLElement {
  const element = document.createElement("button");
  element.type = "button";
  element.tabIndex = -1;
  element.className = `cell-button button button-${typeConfig(column).button_type ?? "secondary"} button-small`;
  element.textContent = text;
  return element;
}

function markdown(text: string): HTMLElement {
  const element = span("cell-markdown", text);
  if (isPlain(text)) return element;
  void import("../view/markup").then(({ toHtml }) => {
    element.innerHTML = toHtml(text, { inline: true });
    for (const each of element.querySelectorAll("a")) each.tabIndex = -1;
  });
  return element;
}
