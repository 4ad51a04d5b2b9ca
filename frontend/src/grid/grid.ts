import { type Column, type GridOption, SlickGrid } from "slickgrid";
import { settings } from "../store/settings";
import "slickgrid/dist/styles/css/slick.grid.css";
import type { GridColumn } from "../wire/messages.gen";
import { cellOf } from "./cell";
import { shownType } from "./cells";
import { Rows, type View } from "./rows";
import "./grid.css";

const WIDTHS: { [word: string]: number } = { small: 75, medium: 200, large: 400 };
const LEAST = 60;
const MOST = 320;
const PADDING = 30;

export interface GridSettings {
  columns: readonly GridColumn[];
  rows: number;
  source: string;
  first: Uint8Array;
  rowHeight: number;
  placeholder: string | null;
  label: string;
  styles: { [cell: string]: string };
  texts: { [cell: string]: string };
  selectable: boolean;
  /** Whether columns are selected by a box in their heads. */
  selectsColumns: boolean;
}

export interface GridEvents {
  /** A cell was clicked: the row's place in the data and the column's label. */
  clicked(position: number, column: string, event: MouseEvent | KeyboardEvent): void;
  isSelected(position: number): boolean;
  /** The number of rows of the view has changed. */
  counted(total: number): void;
  columnChosen(label: string): void;
  isColumnSelected(label: string): boolean;
}

/** A grid over rows that the server holds. The only place that knows SlickGrid. */
export class Grid {
  private readonly grid: SlickGrid;
  private readonly rows: Rows;
  private readonly sinks: HTMLElement[];
  private view: View = { sort: null, descending: false, search: "" };

  constructor(
    private readonly host: HTMLElement,
    private readonly settings: GridSettings,
    private readonly events: GridEvents,
  ) {
    this.rows = new Rows(settings.source, settings.first, settings.rows, (first, last, counted) =>
      this.arrived(first, last, counted),
    );
    const data = { getLength: () => this.rows.total, getItem: (index: number) => this.rows.row(index) ?? {} };
    const columns = this.filled(
      settings.columns.filter((column) => !column.hidden).map((column) => this.column(column)),
    );
    this.grid = new SlickGrid(host, data as never, columns, this.options());
    this.sinks = this.moveSinks();
    this.listen();
    this.describe();
  }

  /** Show the rows in another order, or only those that a search finds. */
  async show(change: Partial<View>): Promise<void> {
    this.view = { ...this.view, ...change };
    await this.rows.show(this.view);
    this.grid.scrollRowToTop(0);
  }

  /** Draw again what depends on the selection. */
  refresh(): void {
    this.grid.invalidateAllRows();
    this.grid.render();
  }

  resize(): void {
    this.grid.resizeCanvas();
  }

  get current(): View {
    return this.view;
  }

  destroy(): void {
    this.grid.destroy();
    for (const sink of this.sinks) sink.remove();
  }

  /** Let the columns share what is left of the width, those of a configured width apart. */
  private filled(columns: Column[]): Column[] {
    const left = this.host.clientWidth - 2 - columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
    const free = columns.filter((column) => this.isFree(String(column.id)));
    if (left <= 0 || !free.length) return columns;
    const share = Math.floor(left / free.length);
    for (const column of free) column.width = (column.width ?? 0) + share;
    return columns;
  }

  private isFree(name: string): boolean {
    const column = this.settings.columns.find((each) => each.name === name);
    return column !== undefined && !column.is_index && column.config?.width === undefined;
  }

  private options(): GridOption {
    return {
      rowHeight: this.settings.rowHeight,
      headerRowHeight: this.settings.rowHeight,
      enableCellNavigation: true,
      enableColumnReorder: false,
      enableTextSelectionOnCells: true,
      forceFitColumns: false,
      frozenColumn: this.frozen(),
      multiColumnSort: false,
      explicitInitialization: false,
      emulatePagingWhenScrolling: true,
      nonce: settings().nonce,
    } as GridOption;
  }

  private frozen(): number {
    const shown = this.settings.columns.filter((column) => !column.hidden);
    const pinned = shown.filter((column) => column.is_index || column.config?.pinned === true);
    return pinned.length < shown.length ? pinned.length - 1 : -1;
  }

  private column(column: GridColumn): Column {
    const type = shownType(column);
    const alignment =
      (column.config?.alignment as string | undefined) ?? (type === "integer" || type === "number" ? "right" : "left");
    return {
      id: column.name,
      field: column.name,
      name: this.heading(column) as never,
      width: this.width(column),
      minWidth: 40,
      sortable: true,
      toolTip: (column.config?.help as string | undefined) ?? column.label,
      cssClass: `cell align-${alignment}${column.is_index ? " cell-index" : ""}`,
      headerCssClass: `align-${alignment}`,
      formatter: (row: number, _cell: number, value: unknown) => this.cell(row, value, column) as never,
    };
  }

  private heading(column: GridColumn): HTMLElement {
    const element = document.createElement("span");
    if (this.settings.selectsColumns && !column.is_index) element.append(this.chooser(column.label));
    element.append(column.label);
    return element;
  }

  /** The box in a column's head by which it is selected; the rest of the head sorts. */
  private chooser(label: string): HTMLElement {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "column-chooser";
    box.dataset.column = label;
    box.setAttribute("aria-label", `Select the column ${label}`);
    box.addEventListener("click", (event) => event.stopPropagation());
    box.addEventListener("change", () => this.events.columnChosen(label));
    return box;
  }

  private markColumns(): void {
    for (const box of this.host.querySelectorAll<HTMLInputElement>(".column-chooser")) {
      box.checked = this.events.isColumnSelected(box.dataset.column ?? "");
    }
  }

  private width(column: GridColumn): number {
    const wanted = column.config?.width;
    if (typeof wanted === "number") return wanted;
    if (typeof wanted === "string") return WIDTHS[wanted] ?? 200;
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) return 120;
    canvas.font = `13px ${getComputedStyle(this.host).fontFamily}`;
    let widest = canvas.measureText(column.label).width + 14;
    for (let index = 0; index < Math.min(30, this.rows.total); index += 1) {
      const row = this.rows.row(index);
      if (row)
        widest = Math.max(widest, canvas.measureText(cellOf(row[column.name], column, "").textContent ?? "").width);
    }
    return Math.round(Math.min(MOST, Math.max(LEAST, widest + PADDING)));
  }

  private cell(row: number, value: unknown, column: GridColumn): HTMLElement | DocumentFragment {
    const fragment = document.createDocumentFragment();
    if (this.rows.row(row) === undefined) {
      const waiting = document.createElement("span");
      waiting.className = "cell-waiting";
      fragment.append(waiting);
      return fragment;
    }
    const place = `${this.rows.position(row)},${this.dataIndex(column)}`;
    const text = column.is_index ? undefined : this.settings.texts[place];
    const style = column.is_index ? undefined : this.settings.styles[place];
    const content =
      text === undefined ? cellOf(value, column, this.settings.placeholder) : document.createTextNode(text);
    if (!style) {
      fragment.append(content);
      return fragment;
    }
    const element = document.createElement("span");
    element.className = "cell-styled";
    element.style.cssText = style;
    element.append(content);
    return element;
  }

  private dataIndex(column: GridColumn): number {
    return this.settings.columns.filter((each) => !each.is_index).indexOf(column);
  }

  /**
   * SlickGrid takes keys through two focusable elements, which are no part of a grid for assistive technology; and it
   * makes panes focusable that hold nothing to act on.
   */
  private moveSinks(): HTMLElement[] {
    for (const pane of this.host.querySelectorAll(".slick-pane, .grid-canvas")) pane.removeAttribute("tabindex");
    for (const viewport of this.host.querySelectorAll(".slick-viewport")) viewport.setAttribute("role", "rowgroup");
    const sinks = [...this.host.querySelectorAll<HTMLElement>(":scope > [tabindex]")];
    const [first, last] = sinks;
    if (first) this.host.before(first);
    if (last && last !== first) this.host.after(last);
    return sinks;
  }

  private listen(): void {
    this.grid.onViewportChanged.subscribe(() => this.readInView());
    this.grid.onRendered.subscribe(() => this.number());
    this.grid.onSort.subscribe((_, change) => {
      if (!("sortCol" in change)) return;
      const name = String(change.sortCol?.id ?? "");
      void this.show({ sort: change.sortCol ? name : null, descending: !change.sortAsc });
    });
    this.grid.onClick.subscribe((event, at) => this.click(event.getNativeEvent() as MouseEvent, at.row, at.cell));
    this.grid.onKeyDown.subscribe((event, at) => {
      const pressed = event.getNativeEvent() as KeyboardEvent;
      if (pressed.key === " " && this.settings.selectable) {
        pressed.preventDefault();
        this.click(pressed, at.row, at.cell);
      }
    });
    queueMicrotask(() => this.readInView());
  }

  private click(event: MouseEvent | KeyboardEvent, row: number, cell: number): void {
    const position = this.rows.position(row);
    const name = this.grid.getColumns()[cell]?.id;
    const label = this.settings.columns.find((each) => each.name === name)?.label ?? "";
    if (position !== undefined) this.events.clicked(position, label, event);
  }

  private readInView(): void {
    const { top, bottom } = this.grid.getRenderedRange();
    this.rows.need(top, bottom);
  }

  private arrived(first: number, last: number, counted: boolean): void {
    if (counted || first === 0) {
      this.grid.updateRowCount();
      this.events.counted(this.rows.total);
      this.describe();
    }
    this.grid.invalidateRows(Array.from({ length: last - first }, (_, i) => first + i));
    this.grid.render();
    this.readInView();
  }

  /** Tell assistive technology where rows stand: only those in view are in the document. */
  private number(): void {
    this.markColumns();
    for (const row of this.host.querySelectorAll<HTMLElement>(".slick-row")) {
      const index = Math.round((row.offsetTop + this.offset()) / this.settings.rowHeight);
      row.setAttribute("aria-rowindex", String(index + 2));
      const position = this.rows.position(index);
      const isSelected = position !== undefined && this.events.isSelected(position);
      row.classList.toggle("selected", isSelected);
      if (this.settings.selectable) row.setAttribute("aria-selected", String(isSelected));
    }
  }

  private offset(): number {
    return (this.grid as unknown as { offset?: number }).offset ?? 0;
  }

  private describe(): void {
    this.host.setAttribute("role", "grid");
    this.host.setAttribute("aria-label", this.settings.label);
    this.host.setAttribute("aria-rowcount", String(this.rows.total + 1));
    this.host.setAttribute("aria-colcount", String(this.grid.getColumns().length));
  }
}
