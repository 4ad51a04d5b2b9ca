import type { Column } from "slickgrid";
import type { GridColumn } from "../wire/messages.gen";
import { cellOf } from "./cell";
import { shownType } from "./cells";
import type { Source } from "./rows";

/** Least widths of what has no text to be measured. */
const NEEDED: { [type: string]: number } = {
  progress: 140,
  line_chart: 120,
  area_chart: 120,
  bar_chart: 120,
  image: 80,
};
const WIDTHS: { [word: string]: number } = { small: 75, medium: 200, large: 400 };
const LEAST = 60;
const MOST = 320;
const PADDING = 30;
/** What a chip takes beside its text. */
const CHIP = 20;
const MEASURED_ROWS = 30;
/** The part of a grid's width that columns which stay in view may take. */
const MOST_PINNED = 0.6;

/** Id of the column of boxes by which rows are picked. */
export const PICKER = "_pick";
export const PICKER_WIDTH = 40;

export type Formatter = (index: number, value: unknown, column: GridColumn) => unknown;

/** What the visitor has changed of a column. */
export interface Wish {
  hidden?: boolean;
  pinned?: boolean;
  width?: number;
  /** Its place among all columns. */
  place?: number;
}

export function isHidden(column: GridColumn, wish: Wish | undefined): boolean {
  return wish?.hidden ?? column.hidden === true;
}

export function isPinned(column: GridColumn, wish: Wish | undefined): boolean {
  return wish?.pinned ?? (column.is_index === true || column.config?.pinned === true);
}

/** Columns in the visitor's order: those that stay in view first. */
export function arranged(columns: readonly GridColumn[], wishes: Map<string, Wish>): GridColumn[] {
  const places = new Map(columns.map((column, at) => [column, wishes.get(column.name)?.place ?? at]));
  const sorted = columns.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  const pinned = sorted.filter((column) => isPinned(column, wishes.get(column.name)));
  return [...pinned, ...sorted.filter((column) => !pinned.includes(column))];
}

/** The columns that are shown, in their order. */
export function shownColumns(columns: readonly GridColumn[], wishes: Map<string, Wish>): GridColumn[] {
  return arranged(columns, wishes).filter((column) => !isHidden(column, wishes.get(column.name)));
}

export function alignmentOf(column: GridColumn): string {
  const type = shownType(column);
  const usual = { integer: "right", number: "right", boolean: "center", checkbox: "center", button: "center" }[type];
  return (column.config?.alignment as string | undefined) ?? usual ?? "left";
}

/** A column as SlickGrid takes it. */
export function slickColumn(
  column: GridColumn,
  width: number,
  index: number,
  heading: Node,
  format: Formatter,
): Column {
  const alignment = alignmentOf(column);
  return {
    id: column.name,
    field: column.name,
    name: heading as never,
    width,
    minWidth: 40,
    sortable: true,
    toolTip: (column.config?.help as string | undefined) ?? column.label,
    cssClass: `cell align-${alignment}${column.is_index ? " cell-index" : ""}`,
    headerCssClass: `align-${alignment}`,
    cellAttrs: { "aria-colindex": String(index + 1) },
    formatter: (row: number, _cell: number, value: unknown) => format(row, value, column) as never,
  };
}

/** The column of boxes by which rows are picked. */
export function pickerColumn(heading: Node | string, format: (index: number) => Node): Column {
  return {
    id: PICKER,
    field: PICKER,
    name: heading as never,
    width: PICKER_WIDTH,
    minWidth: PICKER_WIDTH,
    maxWidth: PICKER_WIDTH,
    resizable: false,
    sortable: false,
    cssClass: "cell cell-pick",
    headerCssClass: "cell-pick",
    cellAttrs: { "aria-colindex": "1" },
    formatter: (row: number) => format(row) as never,
  };
}

/** The width that a column is configured to have, or that its first rows need. */
export function widthOf(column: GridColumn, wish: Wish | undefined, source: Source, face: string): number {
  const wanted = wish?.width ?? column.config?.width;
  if (typeof wanted === "number") return wanted;
  if (typeof wanted === "string") return WIDTHS[wanted] ?? 200;
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) return 120;
  canvas.font = `13px ${face}`;
  let widest = canvas.measureText(column.label).width + 14;
  for (let index = 0; index < Math.min(MEASURED_ROWS, source.total); index += 1) {
    const value = source.row(index)?.[column.name];
    if (value === undefined || value === null) continue;
    widest = Math.max(widest, measured(cellOf(value, column, ""), canvas));
  }
  return Math.round(Math.min(MOST, Math.max(LEAST, NEEDED[shownType(column)] ?? 0, widest + PADDING)));
}

function measured(content: Node, canvas: CanvasRenderingContext2D): number {
  const width = (node: Node) => canvas.measureText(node.textContent ?? "").width;
  const chips = content instanceof HTMLElement ? [...content.querySelectorAll(".cell-chip")] : [];
  return chips.length ? chips.reduce((sum, chip) => sum + width(chip) + CHIP, 0) - PADDING / 2 : width(content);
}

/** Let the columns of no width of their own share what is left of the width of the grid. */
export function fill(columns: Column[], isFree: (name: string) => boolean, width: number): void {
  const left = Math.floor(width) - columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const free = columns.filter((column) => isFree(String(column.id)));
  if (left <= 0 || !free.length) return;
  const share = Math.floor(left / free.length);
  for (const column of free) column.width = (column.width ?? 0) + share;
  const last = free.at(-1);
  if (last) last.width = (last.width ?? 0) + left - share * free.length;
}

/** The index of the last column that stays in view; -1 where none may, as too little would be left for the others. */
export function lastPinned(columns: Column[], isPinnedName: (name: string) => boolean, width: number): number {
  let last = -1;
  let taken = 0;
  for (const [index, column] of columns.entries()) {
    if (!isPinnedName(String(column.id))) break;
    taken += column.width ?? 0;
    if (taken > width * MOST_PINNED) break;
    last = index;
  }
  return last < columns.length - 1 ? last : -1;
}

let bar: number | undefined;

/** How wide the bar is that scrolls up and down. */
export function scrollbarWidth(host: HTMLElement): number {
  if (bar !== undefined) return bar;
  const probe = document.createElement("div");
  probe.style.cssText = "position: absolute; overflow-y: scroll; width: 5rem; height: 5rem; visibility: hidden";
  host.append(probe);
  bar = probe.offsetWidth - probe.clientWidth;
  probe.remove();
  return bar;
}
