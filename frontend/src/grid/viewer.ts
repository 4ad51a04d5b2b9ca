import { render } from "solid-js/web";
import type { GridColumn } from "../wire/messages.gen";
import { chip, itemsOf, mediaAddress } from "./cell";
import { shownType, textOf, typeConfig } from "./cells";
import { chartColor } from "./colors";
import { spark } from "./spark";

/** Show what is in a cell whole: pictures large, sounds and films playing, nested data to be unfolded, text to be copied. */
export function view(anchor: HTMLElement, value: unknown, column: GridColumn, done: () => void): void {
  const popup = document.createElement("div");
  popup.className = `floating cell-viewer view-${shownType(column)}`;
  popup.popover = "auto";
  popup.tabIndex = -1;
  popup.setAttribute("role", "dialog");
  popup.setAttribute("aria-label", column.label);
  const dispose = fillIn(popup, value, column);
  anchor.closest(".dataframe")?.append(popup);
  popup.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState !== "closed") return;
    dispose?.();
    popup.remove();
    done();
  });
  popup.addEventListener("keydown", (event) => event.stopPropagation());
  popup.showPopover();
  place(popup, anchor);
  popup.focus();
}

/** Whether there is more of a cell's content than the cell shows. */
export function hasMore(value: unknown, column: GridColumn, cell: HTMLElement): boolean {
  if (value === null || value === undefined) return false;
  const isRich = ["image", "audio", "video", "json", "list", "multiselect", "markdown"].includes(shownType(column));
  return (
    isRich ||
    shownType(column).endsWith("_chart") ||
    cell.scrollWidth > cell.clientWidth + 1 ||
    /\n/.test(String(value))
  );
}

function place(popup: HTMLElement, anchor: HTMLElement): void {
  const cell = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height, style } = popup;
  const isBelow = window.innerHeight - cell.bottom > height + 8 || window.innerHeight - cell.bottom > cell.top;
  style.left = `${Math.max(4, Math.min(cell.left, window.innerWidth - width - 4))}px`;
  style.top = `${Math.max(4, isBelow ? Math.min(cell.bottom + 3, window.innerHeight - height - 4) : cell.top - height - 3)}px`;
}

function fillIn(popup: HTMLElement, value: unknown, column: GridColumn): (() => void) | undefined {
  switch (shownType(column)) {
    case "image":
      popup.append(media("img", String(value)));
      return undefined;
    case "audio":
      popup.append(media("audio", String(value)));
      return undefined;
    case "video":
      popup.append(media("video", String(value)));
      return undefined;
    case "json":
      return json(popup, value);
    case "markdown":
      popup.classList.add("markdown");
      popup.textContent = String(value);
      void import("../view/markup").then(({ toHtml }) => {
        popup.innerHTML = toHtml(String(value), {});
      });
      return undefined;
    case "list":
    case "multiselect":
      popup.append(...itemsOf(value).map((item) => chip(item as never, column)));
      return undefined;
    case "line_chart":
    case "area_chart":
    case "bar_chart":
      popup.append(chart(value, column));
      return undefined;
    default:
      popup.textContent = column.type === "json" ? pretty(value) : textOf(value, column);
      return undefined;
  }
}

function media(tag: "img" | "audio" | "video", address: string): HTMLElement {
  const element = document.createElement(tag);
  const source = mediaAddress(address);
  if (source) element.src = source;
  if (element instanceof HTMLImageElement) element.alt = address.startsWith("data:") ? "" : address;
  else {
    element.controls = true;
    element.autoplay = true;
  }
  return element;
}

function json(popup: HTMLElement, value: unknown): () => void {
  const body = typeof value === "string" ? value : JSON.stringify(value);
  let dispose: (() => void) | undefined;
  void import("../elements/data/json").then(({ Json }) => {
    try {
      JSON.parse(body);
      dispose = render(() => Json({ props: { body, depth: 2 } } as never), popup);
    } catch {
      popup.textContent = body;
    }
  });
  return () => dispose?.();
}

function pretty(value: unknown): string {
  try {
    return JSON.stringify(JSON.parse(String(value)), null, 2);
  } catch {
    return String(value);
  }
}

function chart(value: unknown, column: GridColumn): Node {
  const config = typeConfig(column);
  const numbers = itemsOf(value).map(Number);
  const limits = { low: config.y_min as number | undefined, high: config.y_max as number | undefined };
  return spark(numbers, shownType(column), chartColor(config.color, numbers), limits);
}
