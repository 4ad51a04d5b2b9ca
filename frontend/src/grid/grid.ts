import { type GridOption, SlickEditorLock, SlickGrid } from "slickgrid";
import { settings } from "../store/settings";
import "slickgrid/dist/styles/css/slick.grid.css";
import { OwnGlyphPath } from "../view/glyph";
import type { GridColumn } from "../wire/messages.gen";
import { cellOf } from "./cell";
import * as columns from "./columns";
import { PICKER, type Wish } from "./columns";
import { cellAt } from "./drag";
import { type Cell, holds, type Range } from "./ranges";
import type { Source, View } from "./rows";
import "./grid.css";

export interface GridSettings {
  columns: readonly GridColumn[];
  rowHeight: number;
  placeholder: string | null;
  label: string;
  styles: { [cell: string]: string };
  texts: { [cell: string]: string };
  /** Whether rows are picked by boxes at their heads: none, one, or any number. */
  picks: "none" | "one" | "many";
  /** Whether columns are picked by boxes in their heads. */
  picksColumns: boolean;
  /** Whether cells can be changed. */
  edits: boolean;
}

/** What a grid asks of who shows it, and tells them. */
export interface GridEvents {
  /** A cell was clicked, or the space bar was pressed in it. */
  clicked?(cell: Cell, event: MouseEvent | KeyboardEvent): boolean | undefined;
  /** A key was pressed in a cell; true if nothing more should come of it. */
  pressed?(event: KeyboardEvent, cell: Cell): boolean;
  doubleClicked?(cell: Cell): void;
  /** Another cell has the focus. */
  moved?(cell: Cell | undefined): void;
  sorted?(view: Partial<View>): void;
  isPicked?(index: number): boolean;
  pick?(index: number, event: MouseEvent | KeyboardEvent): void;
  pickAll?(on: boolean): void;
  areAllPicked?(): boolean | undefined;
  isColumnPicked?(name: string): boolean;
  pickColumn?(name: string): void;
  /** The cells that are selected together. */
  range?(): Range | undefined;
  /** Whether a cell is one that the script is told of as selected. */
  isCellPicked?(row: number, column: GridColumn): boolean;
  /** What is wrong with a cell. */
  problem?(index: number, column: GridColumn): string | undefined;
  /** Whether a cell was changed: styles of the data are not those of what was entered. */
  isEdited?(index: number, column: GridColumn): boolean;
  /** Whether a row is the one in which a new one is begun. */
  isNew?(index: number): boolean;
  /** Something was drawn anew. */
  painted?(): void;
  /** Whether the tab key leaves the table, instead of going from cell to cell. */
  leaves?(): boolean;
}

/** Height of the heads, in pixels, with the line below. */
export const HEAD = 33;

interface Inner {
  setFocus(): void;
}

/** A grid over rows of which only those in view are drawn. This folder is the only place that knows SlickGrid. */
export class Grid {
  readonly slick: SlickGrid;
  private readonly shown: GridColumn[];
  private readonly wishes: Map<string, Wish>;
  private readonly sinks: HTMLElement[];
  private stale = false;
  /** The widths that the columns need, before they share what is left. */
  private readonly natural: number[];
  private width = 0;
  private isPointing = false;

  constructor(
    readonly host: HTMLElement,
    private readonly settings: GridSettings,
    private readonly source: Source,
    private readonly events: GridEvents,
    options: Partial<GridOption> = {},
    wishes = new Map<string, Wish>(),
  ) {
    this.wishes = wishes;
    this.shown = columns.shownColumns(settings.columns, wishes);
    const data = { getLength: () => source.total, getItem: (index: number) => source.row(index) ?? {} };
    const made = this.columns();
    this.natural = made.map((column) => column.width ?? 0);
    columns.fill(made, (name) => this.isFree(name), this.room());
    this.slick = new SlickGrid(host, data as never, made, { ...this.options(made), ...options });
    (this.slick as unknown as Inner).setFocus = () => this.focus();
    this.sinks = this.moveSinks();
    this.listen();
    this.describe();
    this.paint();
  }

  /** The columns that are shown, in their order. */
  get columnsShown(): readonly GridColumn[] {
    return this.shown;
  }

  /** The column of a cell; undefined for that of the boxes. */
  column(cell: number): GridColumn | undefined {
    return this.shown[cell - this.firstCell];
  }

  /** The index of the first cell of a row that shows data. */
  get firstCell(): number {
    return this.settings.picks === "none" ? 0 : 1;
  }

  get lastCell(): number {
    return this.firstCell + this.shown.length - 1;
  }

  get active(): Cell | undefined {
    const active = this.slick.getActiveCell();
    return active ? { row: active.row, cell: active.cell } : undefined;
  }

  get isEditing(): boolean {
    return this.slick.getCellEditor() !== null && this.slick.getCellEditor() !== undefined;
  }

  /** Go to a cell; what is being entered is taken over before. */
  go(row: number, cell: number): void {
    this.slick.gotoCell(row, cell);
  }

  /** Draw rows anew: all, or those given. A cell that is being edited is left alone. */
  redraw(rows?: readonly number[]): void {
    const hadFocus = this.hasFocus;
    const active = this.active;
    if (this.isEditing) {
      this.stale = true;
    } else {
      this.slick.updateRowCount();
      this.stale = false;
    }
    const { top, bottom } = this.slick.getRenderedRange();
    const wanted = rows ?? Array.from({ length: bottom - top + 1 }, (_, i) => top + i);
    if (!rows && !this.isEditing) this.slick.invalidateAllRows();
    else this.slick.invalidateRows(wanted.filter((row) => !this.isEditing || row !== active?.row));
    this.slick.render();
    this.describe();
    if (!hadFocus) return;
    const last = this.source.total - 1;
    if (active && !this.active && last >= 0) this.go(Math.min(active.row, last), active.cell);
    if (!this.hasFocus) this.focus();
  }

  /** Draw what could not be drawn while a cell was edited. */
  settle(): void {
    if (this.stale && !this.isEditing) this.redraw();
  }

  /** Put the focus into the active cell, or the first one. */
  focus(): void {
    const node = this.slick.getActiveCellNode() ?? this.host.querySelector<HTMLElement>(".slick-cell");
    this.makeTabbable();
    node?.focus({ preventScroll: true });
  }

  get hasFocus(): boolean {
    return this.host.contains(document.activeElement);
  }

  /** Fit the grid to the room that it has now. */
  resize(): void {
    if (this.isEditing) return;
    this.meet();
    this.slick.resizeCanvas();
    if (this.host.clientWidth === this.width) return;
    const hadFocus = this.hasFocus;
    const made = this.slick.getColumns();
    for (const [at, column] of made.entries()) if (this.isFree(String(column.id))) column.width = this.natural[at] ?? 0;
    columns.fill(made, (name) => this.isFree(name), this.room());
    this.slick.setColumns(made);
    this.describe();
    this.paint();
    if (hadFocus && !this.hasFocus) this.focus();
  }

  /** Rows and columns that end where the table ends need no line of their own there. */
  private meet(): void {
    const viewport = this.slick.getViewportNode(this.lastCell, 0) as HTMLElement;
    const isFull = this.source.total * this.settings.rowHeight >= viewport.offsetHeight;
    this.host.classList.toggle("flush", isFull && this.barHeight === 0);
    const width = this.slick.getColumns().reduce((sum, column) => sum + (column.width ?? 0), 0);
    this.host.classList.toggle(
      "filled",
      width >= this.host.clientWidth - (viewport.offsetWidth - viewport.clientWidth),
    );
  }

  /** The width that there is for columns. */
  private room(): number {
    this.width = this.host.clientWidth;
    const isLong = this.source.total * this.settings.rowHeight > this.host.clientHeight - HEAD;
    return this.width - (isLong ? columns.scrollbarWidth(this.host) : 0);
  }

  /** Height of the bar that scrolls sideways, if there is one. */
  get barHeight(): number {
    const viewport = this.slick.getViewportNode(this.lastCell, 0) as HTMLElement;
    return viewport.offsetHeight - viewport.clientHeight;
  }

  /** Go back to the first row. */
  toTop(): void {
    this.slick.scrollRowToTop(0);
  }

  /** Show where the table was scrolled to. */
  scrollTo(row: number, left: number): void {
    if (row) this.slick.scrollRowToTop(row);
    this.slick.scrollToX(left);
  }

  get scrolled(): { row: number; left: number } {
    const { top, leftPx } = this.slick.getViewport();
    return { row: top, left: leftPx };
  }

  destroy(): void {
    this.slick.destroy();
    for (const sink of this.sinks) sink.remove();
  }

  /** Mark what is selected, picked or wrong in what is drawn. */
  paint(): void {
    const range = this.events.range?.();
    this.markHeads();
    for (const row of this.host.querySelectorAll<HTMLElement>(".slick-row")) {
      const index = Number(row.dataset.row);
      this.markRow(row, index);
      for (const node of row.children) this.markCell(node as HTMLElement, index, range);
    }
    this.makeTabbable();
    this.events.painted?.();
  }

  /** The element of a cell, if it is drawn. */
  node(row: number, cell: number): HTMLElement | undefined {
    return this.slick.getCellNode(row, cell) ?? undefined;
  }

  // --- columns -------------------------------------------------------------------------------------------------------

  private columns() {
    const face = getComputedStyle(this.host).fontFamily;
    const made = this.shown.map((column, index) => {
      const width = columns.widthOf(column, this.wishes.get(column.name), this.source, face);
      const at = index + this.firstCell;
      return columns.slickColumn(column, width, at, this.heading(column), (row, value, of) =>
        this.cell(row, value, of),
      );
    });
    const last = made.at(-1);
    if (last) for (const part of ["cssClass", "headerCssClass"] as const) last[part] = `${last[part] ?? ""} at-end`;
    if (this.settings.picks === "none") return made;
    const all = this.settings.picks === "many" && this.events.pickAll ? this.allBox() : "";
    return [columns.pickerColumn(all, (row) => this.pickBox(row)), ...made];
  }

  private options(made: ReturnType<Grid["columns"]>): GridOption {
    const pinned = (name: string) => {
      const column = this.shown.find((each) => each.name === name);
      return name === PICKER || (column !== undefined && columns.isPinned(column, this.wishes.get(name)));
    };
    return {
      rowHeight: this.settings.rowHeight,
      enableCellNavigation: true,
      enableColumnReorder: false,
      enableTextSelectionOnCells: false,
      forceFitColumns: false,
      frozenColumn: columns.lastPinned(made, pinned, this.host.clientWidth),
      multiColumnSort: false,
      tristateMultiColumnSort: true,
      emulatePagingWhenScrolling: true,
      editorLock: new SlickEditorLock(),
      nonce: settings().nonce,
      autoEdit: false,
    } as GridOption;
  }

  private isFree(name: string): boolean {
    const column = this.shown.find((each) => each.name === name);
    const wish = this.wishes.get(name);
    return column !== undefined && !column.is_index && column.config?.width === undefined && wish?.width === undefined;
  }

  private heading(column: GridColumn): HTMLElement {
    const element = document.createElement("span");
    if (this.settings.picksColumns && !column.is_index) element.append(this.columnBox(column));
    if (column.label) element.append(column.label);
    else element.append(unseen("Index"));
    if (this.settings.edits && !column.editable && !this.isAction(column)) element.append(lock());
    if (column.editable && column.config?.required && column.label) element.append(star());
    return element;
  }

  private isAction(column: GridColumn): boolean {
    const type = (column.config?.type_config as { type?: string } | undefined)?.type;
    return type === "button" || this.settings.columns.every((each) => !each.editable);
  }

  /** The box in a column's head by which it is picked; the rest of the head sorts. */
  private columnBox(column: GridColumn): HTMLElement {
    const box = pickInput(`Select the column ${column.label}`);
    box.classList.add("column-chooser");
    box.dataset.column = column.name;
    box.addEventListener("click", (event) => event.stopPropagation());
    box.addEventListener("change", () => this.events.pickColumn?.(column.name));
    return box;
  }

  private allBox(): HTMLElement {
    const box = pickInput("Select all rows");
    box.classList.add("all-chooser");
    box.addEventListener("change", () => this.events.pickAll?.(box.checked));
    return box;
  }

  private pickBox(index: number): Node {
    if (this.events.isNew?.(index)) {
      const sign = document.createElement("span");
      sign.className = "cell-add";
      sign.append(OwnGlyphPath("add"));
      return sign;
    }
    const box = pickInput(`Select row ${(index + 1).toLocaleString()}`);
    box.checked = this.events.isPicked?.(index) ?? false;
    return box;
  }

  // --- cells ---------------------------------------------------------------------------------------------------------

  /** The content of a cell, in a fragment: SlickGrid takes no text nodes. */
  private cell(index: number, value: unknown, column: GridColumn): DocumentFragment {
    const fragment = document.createDocumentFragment();
    fragment.append(this.content(index, value, column));
    return fragment;
  }

  private content(index: number, value: unknown, column: GridColumn): Node {
    if (this.source.row(index) === undefined) return made("cell-waiting");
    if (this.events.isNew?.(index)) return document.createTextNode("");
    const isOwn = column.is_index || this.events.isEdited?.(index, column);
    const place = `${this.source.position(index)},${this.dataIndex(column)}`;
    const text = isOwn ? undefined : this.settings.texts[place];
    const style = isOwn ? undefined : this.settings.styles[place];
    const content =
      text === undefined ? cellOf(value, column, this.settings.placeholder) : document.createTextNode(text);
    if (!style) return content;
    const element = made("cell-styled");
    element.style.cssText = style;
    element.append(content);
    return element;
  }

  private dataIndex(column: GridColumn): number {
    return this.settings.columns.filter((each) => !each.is_index).indexOf(column);
  }

  private markRow(row: HTMLElement, index: number): void {
    row.setAttribute("aria-rowindex", String(index + 2));
    const isPicked = this.events.isPicked?.(index) ?? false;
    row.classList.toggle("selected", isPicked);
    row.classList.toggle("last", index === this.source.total - 1);
    row.classList.toggle("new", this.events.isNew?.(index) ?? false);
    if (this.events.isPicked) row.setAttribute("aria-selected", String(isPicked));
    const box = row.querySelector<HTMLInputElement>(".cell-pick input");
    if (box) box.checked = isPicked;
  }

  private markCell(node: HTMLElement, index: number, range: Range | undefined): void {
    const cell = cellAt(node)?.cell;
    const column = cell === undefined ? undefined : this.column(cell);
    if (cell === undefined || !column) return;
    const isIn = holds(range, index, cell);
    node.classList.toggle("in-range", isIn);
    for (const [side, at] of Object.entries(isIn && range ? sides(range, index, cell) : NO_SIDES)) {
      node.classList.toggle(side, at);
    }
    const isPicked = this.events.isCellPicked?.(index, column);
    if (isPicked !== undefined) {
      node.classList.toggle("picked", isPicked);
      node.setAttribute("aria-selected", String(isPicked));
    }
    if (!this.settings.edits) return;
    node.setAttribute("aria-selected", String(isIn));
    node.setAttribute("aria-readonly", String(!column.editable));
    const problem = this.events.problem?.(index, column);
    node.classList.toggle("wrong", problem !== undefined);
    if (problem) node.setAttribute("aria-invalid", "true");
    else node.removeAttribute("aria-invalid");
  }

  private markHeads(): void {
    for (const box of this.host.querySelectorAll<HTMLInputElement>(".column-chooser")) {
      box.checked = this.events.isColumnPicked?.(box.dataset.column ?? "") ?? false;
    }
    const all = this.host.querySelector<HTMLInputElement>(".all-chooser");
    if (!all) return;
    const picked = this.events.areAllPicked?.();
    all.checked = picked === true;
    all.indeterminate = picked === undefined;
  }

  // --- events --------------------------------------------------------------------------------------------------------

  private listen(): void {
    const { slick, events } = this;
    slick.onViewportChanged.subscribe(() => this.readInView());
    slick.onRendered.subscribe(() => this.paint());
    slick.onSort.subscribe((_, change) => {
      if (!("sortCol" in change)) return;
      events.sorted?.({ sort: change.sortCol ? String(change.sortCol.id) : null, descending: !change.sortAsc });
      this.markSorted(change.sortCol ? String(change.sortCol.id) : null, change.sortAsc);
    });
    slick.onClick.subscribe((event, at) => {
      const pressed = event.getNativeEvent() as MouseEvent;
      if (this.clicked({ row: at.row, cell: at.cell }, pressed)) event.stopImmediatePropagation();
    });
    slick.onDblClick.subscribe((event, at) => {
      event.preventDefault();
      events.doubleClicked?.({ row: at.row, cell: at.cell });
    });
    slick.onKeyDown.subscribe((event, at) => {
      const pressed = event.getNativeEvent() as KeyboardEvent;
      if (this.pressed(pressed, { row: at.row, cell: at.cell })) event.stopImmediatePropagation();
    });
    slick.onActiveCellChanged.subscribe(() => {
      if (this.hasFocus && !this.isEditing) this.focus();
      events.moved?.(this.active);
    });
    this.host.addEventListener("focusin", this.focused);
    this.host.addEventListener("pointerdown", this.pointed, true);
    this.host.addEventListener("keydown", this.pressedInHead);
    this.host.addEventListener("keydown", this.tabbed, true);
    slick.onColumnsResized.subscribe(() => this.keepWidths());
    slick.onColumnsResizeDblClick.subscribe((_, at) => this.fit(String(at.triggeredByColumn)));
    queueMicrotask(() => this.readInView());
  }

  /** Where the pointer puts the focus, a click follows that says more. */
  private readonly pointed = (): void => {
    this.isPointing = true;
    const done = () => {
      this.isPointing = false;
    };
    window.addEventListener("pointerup", () => setTimeout(done), { once: true });
    window.addEventListener("pointercancel", done, { once: true });
  };

  /** A cell that is gone to by the tab key becomes the active one. */
  private readonly focused = (event: FocusEvent): void => {
    if (this.isPointing) return;
    const target = event.target as HTMLElement;
    const cell = target.classList.contains("slick-cell") ? cellAt(target) : undefined;
    const active = this.active;
    if (!cell || (active?.row === cell.row && active.cell === cell.cell)) return;
    this.slick.setActiveCell(cell.row, cell.cell);
  };

  /** The tab key leaves the table, unless it goes from cell to cell. */
  private readonly tabbed = (event: KeyboardEvent): void => {
    if (event.key !== "Tab" || this.isEditing || !(this.events.leaves?.() ?? true)) return;
    event.stopPropagation();
    for (const node of this.host.querySelectorAll<HTMLElement>('[tabindex="0"]')) node.tabIndex = -1;
    setTimeout(() => this.makeTabbable());
  };

  /** Tell of a click; returns whether the cell is not to become the active one. */
  private clicked(cell: Cell, event: MouseEvent): boolean {
    if (cell.cell >= this.firstCell || this.events.isNew?.(cell.row))
      return this.events.clicked?.(cell, event) === true;
    this.events.pick?.(cell.row, event);
    this.paint();
    return false;
  }

  private pressed(event: KeyboardEvent, cell: Cell): boolean {
    if (cell.row === null || cell.row === undefined) return false;
    if (event.key === " " && !this.isEditing && (cell.cell < this.firstCell || event.shiftKey) && this.events.pick) {
      event.preventDefault();
      if (!this.events.isNew?.(cell.row)) this.events.pick(cell.row, event);
      this.paint();
      return true;
    }
    if (this.events.pressed?.(event, cell)) return true;
    return !this.isEditing && !event.shiftKey && !event.altKey && this.jumped(event, cell);
  }

  /** Go to the end of a row or of the table, or from the first row to the heads. */
  private jumped(event: KeyboardEvent, cell: Cell): boolean {
    const control = event.ctrlKey || event.metaKey;
    const last = Math.max(0, this.source.total - 1);
    const ends: { [key: string]: Cell } = control
      ? {
          Home: { row: 0, cell: this.firstCell },
          End: { row: last, cell: this.lastCell },
          ArrowUp: { row: 0, cell: cell.cell },
          ArrowDown: { row: last, cell: cell.cell },
          ArrowLeft: { row: cell.row, cell: this.firstCell },
          ArrowRight: { row: cell.row, cell: this.lastCell },
        }
      : { Home: { row: cell.row, cell: this.firstCell }, End: { row: cell.row, cell: this.lastCell } };
    const to = ends[event.key];
    if (to) this.go(to.row, to.cell);
    else if (event.key === "ArrowUp" && cell.row === 0) this.head(cell.cell)?.focus();
    else return false;
    return true;
  }

  // --- heads ---------------------------------------------------------------------------------------------------------

  private head(cell: number): HTMLElement | undefined {
    return this.heads()[cell];
  }

  private heads(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>(".slick-header-column")];
  }

  /** Heads are gone to from the first row; there, arrows move, Enter sorts, and Shift with an arrow sets the width. */
  private readonly pressedInHead = (event: KeyboardEvent): void => {
    const head = (event.target as HTMLElement).closest<HTMLElement>(".slick-header-column");
    if (!head || event.target !== head) return;
    const heads = this.heads();
    const at = heads.indexOf(head);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && event.shiftKey) this.widen(at, step * 16);
    else if (step) heads[at + step]?.focus();
    else if (event.key === "ArrowDown") this.go(0, at);
    else if (event.key === "Enter" || event.key === " ") (head.querySelector("input") ?? head).click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private widen(at: number, by: number): void {
    const column = this.slick.getColumns()[at];
    if (!column || column.resizable === false) return;
    column.width = Math.max(40, (column.width ?? 0) + by);
    this.slick.setColumns([...this.slick.getColumns()]);
    this.keepWidths();
    this.describe();
    this.head(at)?.focus();
  }

  /** Make a column as wide as its content. */
  private fit(name: string): void {
    const at = this.slick.getColumnIndex(name);
    const column = this.column(at);
    if (!column) return;
    const plain = { ...column, config: { ...column.config, width: null } };
    const width = columns.widthOf(plain, undefined, this.source, getComputedStyle(this.host).fontFamily);
    this.widen(at, width - (this.slick.getColumns()[at]?.width ?? 0));
  }

  private keepWidths(): void {
    for (const column of this.slick.getColumns()) {
      const name = String(column.id);
      if (name !== PICKER && column.width) this.wishes.set(name, { ...this.wishes.get(name), width: column.width });
    }
  }

  private markSorted(name: string | null, isAscending: boolean): void {
    for (const [at, head] of this.heads().entries()) {
      const isSorted = name !== null && String(this.slick.getColumns()[at]?.id) === name;
      if (isSorted) head.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  }

  /** Show by which column the rows are sorted already. */
  sortedBy(view: View): void {
    if (view.sort === null) return;
    this.slick.setSortColumns([{ columnId: view.sort, sortAsc: !view.descending }]);
    this.markSorted(view.sort, !view.descending);
  }

  private readInView(): void {
    const { top, bottom } = this.slick.getRenderedRange();
    this.source.need(top, bottom);
  }

  // --- for assistive technology --------------------------------------------------------------------------------------

  /**
   * SlickGrid takes keys through two elements beside the cells. Here the cells have the focus themselves, so that they
   * are read out; and panes that hold nothing to act on have none.
   */
  private moveSinks(): HTMLElement[] {
    for (const pane of this.host.querySelectorAll(".slick-pane, .grid-canvas")) pane.removeAttribute("tabindex");
    for (const viewport of this.host.querySelectorAll<HTMLElement>(".slick-viewport")) {
      viewport.setAttribute("role", "rowgroup");
      viewport.tabIndex = -1;
    }
    const sinks = [...this.host.querySelectorAll<HTMLElement>(":scope > [tabindex]")];
    for (const sink of sinks) {
      sink.hidden = true;
      this.host.before(sink);
    }
    return sinks;
  }

  /** Exactly one cell can be gone to by the tab key. */
  private makeTabbable(): void {
    const active = this.slick.getActiveCellNode();
    const wanted = active?.isConnected ? active : this.host.querySelector<HTMLElement>(".slick-cell");
    for (const node of this.host.querySelectorAll<HTMLElement>('.slick-cell[tabindex="0"]')) {
      if (node !== wanted) node.tabIndex = -1;
    }
    if (wanted) wanted.tabIndex = 0;
  }

  private describe(): void {
    const { host } = this;
    host.setAttribute("role", "grid");
    host.setAttribute("aria-label", this.settings.label);
    host.setAttribute("aria-rowcount", String(this.source.total + 1));
    host.setAttribute("aria-colcount", String(this.slick.getColumns().length));
    host.setAttribute("aria-readonly", String(!this.settings.edits));
    if (this.settings.picks === "many" || this.settings.edits) host.setAttribute("aria-multiselectable", "true");
    for (const head of this.heads()) head.tabIndex = -1;
    this.meet();
  }
}

const NO_SIDES = { "range-top": false, "range-bottom": false, "range-left": false, "range-right": false };

function sides(range: Range, row: number, cell: number): typeof NO_SIDES {
  return {
    "range-top": row === range.top,
    "range-bottom": row === range.bottom,
    "range-left": cell === range.left,
    "range-right": cell === range.right,
  };
}

function made(name: string): HTMLElement {
  const element = document.createElement("span");
  element.className = name;
  return element;
}

function pickInput(label: string): HTMLInputElement {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.tabIndex = -1;
  box.className = "pick-box";
  box.setAttribute("aria-label", label);
  return box;
}

function lock(): HTMLElement {
  const sign = made("head-sign");
  sign.title = "Cannot be edited";
  sign.append(OwnGlyphPath("lock"));
  sign.append(unseen(" (cannot be edited)"));
  return sign;
}

function unseen(text: string): HTMLElement {
  const words = made("visually-hidden");
  words.textContent = text;
  return words;
}

function star(): HTMLElement {
  const sign = made("required");
  sign.textContent = " *";
  sign.title = "Required";
  return sign;
}
