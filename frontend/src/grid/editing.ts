import type { GridOption } from "slickgrid";
import type { GridColumn, Plain } from "../wire/messages.gen";
import * as blocks from "./blocks";
import { CellEditing } from "./cell_editing";
import { shownType } from "./cells";
import { type EditedRows, NEW_ROW } from "./edited_rows";
import { EDITORS } from "./editors";
import type { AddedRow, Cells, Change, Edits } from "./edits";
import type { Grid, GridEvents } from "./grid";
import { FillHandle } from "./handle";
import { HeldKeys, type Pressed } from "./held";
import { History } from "./history";
import { Picking } from "./picking";
import type { Cell, Range } from "./ranges";
import { isPlain, type Rows, type View } from "./rows";
import { Selecting } from "./selecting";
import { readTsv } from "./tsv";
import { addressOf, kindOf, writtenOf } from "./values";
import { hasMore, view as showWhole } from "./viewer";

const MOST_CELLS = 200_000;

export interface EditingSettings {
  columns: readonly GridColumn[];
  canAdd: boolean;
  canDelete: boolean;
}

export interface EditingHost {
  /** There is something new to be sent. */
  changed(raw: Plain): void;
  /** Something is to be told the user. */
  said(text: string): void;
  /** Rows were picked or left, or what can be taken back has changed. */
  settled(): void;
  /** A button in a cell was clicked. */
  clickedButton(column: GridColumn, row: number, label: string): void;
}

/** Editing a table: what keys, the pointer and the clipboard do to its cells and rows. */
export class Editing {
  readonly history = new History();
  readonly picking: Picking;
  private readonly selecting: Selecting;
  private readonly cells: CellEditing;
  private readonly handle: FillHandle;
  private readonly held = new HeldKeys();
  private heldIn: View | undefined;
  private settings: EditingSettings = { columns: [], canAdd: false, canDelete: false };
  private view!: EditedRows;
  private grid!: Grid;
  private isLeaving = false;

  /** `messageId` is the id of the element that says what is wrong with a cell. */
  constructor(
    private readonly edits: Edits,
    private readonly rows: Rows,
    private readonly host: EditingHost,
    messageId: string,
  ) {
    this.picking = new Picking(edits);
    this.selecting = new Selecting(
      (text) => host.said(text),
      () => this.cells.commit(),
    );
    this.handle = new FillHandle(this.selecting, (from, to) => this.fill(from, to));
    this.cells = new CellEditing(
      {
        columns: () => this.settings.columns,
        valueAt: (row, column) => this.valueAt(row, column),
        isAdded: (row) => (this.view.position(row) ?? 0) < 0,
        enter: (row, column, value) => this.enter(row, column, value),
      },
      messageId,
    );
  }

  /** Edit these columns and rows from now on. */
  use(settings: EditingSettings, view: EditedRows): void {
    this.settings = settings;
    this.view = view;
  }

  attach(grid: Grid): void {
    this.grid = grid;
    this.selecting.attach(grid, this.view);
    this.cells.attach(grid);
    this.handle.attach(grid);
    grid.host.addEventListener("cut", this.cut);
    grid.host.addEventListener("paste", this.pasted);
  }

  /** End editing, before the grid goes: what can be taken over is. */
  finishCell(): void {
    if (this.grid?.isEditing && !this.cells.commit()) this.cells.cancel();
  }

  detach(): void {
    this.selecting.detach();
    this.cells.detach();
    this.handle.detach();
    this.grid?.host.removeEventListener("cut", this.cut);
    this.grid?.host.removeEventListener("paste", this.pasted);
  }

  /** Take over the value that the script or another worker has: nothing of before can be taken back. */
  reset(raw: Plain): void {
    this.cells.cancel();
    this.edits.reset(raw);
    this.history.clear();
    this.held.clear();
    this.picking.clear();
    if (!isPlain(this.rows.view)) void this.rows.show(this.rows.view, this.everything);
    this.grid.redraw();
    this.host.settled();
  }

  /** What the grid tells of. */
  events(): GridEvents {
    return {
      clicked: (cell, event) => this.clicked(cell, event),
      doubleClicked: (cell) => this.open(cell),
      pressed: (event, cell) => this.pressed(event, cell),
      moved: (cell) => this.moved(cell),
      leaves: () => this.isLeaving || !this.canEdit,
      range: () => this.selecting.ranges.range,
      problem: (row, column) => this.problem(row, column),
      isEdited: (row, column) => this.isEdited(row, column),
      isNew: (row) => this.view.position(row) === NEW_ROW,
      isPicked: (row) => this.picking.has(this.view.position(row)),
      pick: (row, event) => this.pick(row, event),
      pickAll: (on) => void this.pickAll(on),
      areAllPicked: () => (this.picking.size ? this.picking.size >= this.view.count || undefined : false),
      painted: () => this.painted(),
    };
  }

  options(): Partial<GridOption> {
    return this.cells.options();
  }

  // --- rows ----------------------------------------------------------------------------------------------------------

  /** All changes, with rows that are not complete. */
  get everything(): Plain {
    return this.edits.raw(() => true);
  }

  /** How many added rows are not complete, and so not sent. */
  get unsent(): number {
    return this.edits.added.filter((row) => !this.isComplete(row)).length;
  }

  /** Begin a new row and go to its first cell. */
  addRow(): void {
    if (!this.settings.canAdd || !this.cells.commit()) return;
    const row = this.newRow();
    this.run([{ do: "add", at: this.edits.added.length, row }]);
    const index = this.view.indexOf(row.id);
    if (index === undefined) return this.host.said("The new row is hidden by the search.");
    this.grid.go(index, this.firstEditable());
  }

  /** Delete the rows that are picked. */
  deletePicked(): void {
    const count = this.picking.size;
    if (!this.settings.canDelete || !count || !this.cells.commit()) return;
    const at = this.grid.active ?? { row: 0, cell: this.grid.firstCell };
    const change: Change = [...this.picking.added].map((id) => ({ do: "drop", id }));
    const runs = this.picking.places.pairs();
    if (runs.length) change.push({ do: "delete", runs });
    this.picking.clear();
    this.run(change);
    if (this.view.total) this.grid.go(Math.min(at.row, this.view.total - 1), at.cell);
    this.host.said(`${counted(count, "row")} deleted. Ctrl+Z takes it back.`);
  }

  private pick(index: number, event: MouseEvent | KeyboardEvent): void {
    this.picking.toggle(this.view, index, event.shiftKey && event instanceof MouseEvent);
    this.host.settled();
  }

  private async pickAll(on: boolean): Promise<void> {
    this.picking.clear();
    if (on) await this.picking.all(this.rows, this.view);
    this.grid.paint();
    this.host.settled();
  }

  private newRow(): AddedRow {
    const cells: Cells = {};
    for (const column of this.settings.columns) {
      const value = column.config?.default;
      if (value !== undefined && value !== null) cells[addressOf(column)] = value as Plain;
    }
    return this.edits.newRow(cells);
  }

  private firstEditable(): number {
    return (
      this.grid.firstCell +
      Math.max(
        0,
        this.grid.columnsShown.findIndex((column) => column.editable),
      )
    );
  }

  /** Whether an added row has all that it needs: only then is it sent. */
  private readonly isComplete = (row: AddedRow): boolean =>
    this.settings.columns.every((column) => !isMissing(row, column));

  private problem(index: number, column: GridColumn): string | undefined {
    const id = this.view.position(index);
    const row = id !== undefined && id < 0 ? this.edits.addedRow(id) : undefined;
    return row && isMissing(row, column) ? "This cell cannot be empty: until then, the row does not count" : undefined;
  }

  private isEdited(index: number, column: GridColumn): boolean {
    const id = this.view.position(index);
    return id !== undefined && (id < 0 || this.edits.value(id, addressOf(column)) !== undefined);
  }

  // --- the pointer and keys ------------------------------------------------------------------------------------------

  private clicked(cell: Cell, event: MouseEvent | KeyboardEvent): boolean {
    const column = this.grid.column(cell.cell);
    if (!column) {
      this.addRow();
      return true;
    }
    const target = event.target as HTMLElement;
    if (target.closest(".cell-button")) this.press(cell, column);
    if (this.selecting.clicked(cell, event)) return true;
    const active = this.grid.active;
    const isAgain = active?.row === cell.row && active.cell === cell.cell;
    if (target.closest(".cell-box")) this.toggle(cell);
    else if (isAgain && (event as PointerEvent).pointerType === "touch") queueMicrotask(() => this.open(cell));
    return false;
  }

  private pressed(event: KeyboardEvent, cell: Cell): boolean {
    // Escape and then Tab leaves the table, so that nobody is held in it.
    if (event.key !== "Tab" && event.key !== "Shift") this.isLeaving = event.key === "Escape" && !this.grid.isEditing;
    if (this.grid.isEditing) return this.pressedInEditor(event);
    if (this.mustWait(cell) && this.held.takes(event, cell, this.begins(event, cell))) {
      this.held.hold(cell, event);
      this.heldIn = this.rows.view;
      event.preventDefault();
      return true;
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && this.pressedWithControl(event)) return true;
    if (this.selecting.pressed(event)) return true;
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case "Enter":
      case "F2":
        this.open(cell, event.shiftKey);
        return true;
      case "Delete":
      case "Backspace":
        if (this.picking.size && this.isInPicked(cell)) this.deletePicked();
        else this.clear();
        return true;
      case "Escape":
        this.selecting.begin(cell);
        return false;
      default:
        return this.pressedText(event, cell);
    }
  }

  /** Whether the row of a cell has not arrived. */
  private mustWait(cell: Cell): boolean {
    return this.view.row(cell.row) === undefined && this.view.position(cell.row) !== NEW_ROW;
  }

  /** Whether a key edits a cell. */
  private begins(event: KeyboardEvent, cell: Cell): boolean {
    const column = this.grid.column(cell.cell);
    const isEdit = event.key.length === 1 || ["Enter", "F2", "Delete", "Backspace"].includes(event.key);
    return isEdit && column !== undefined && Boolean(EDITORS[kindOf(column)]);
  }

  private painted(): void {
    if (!this.grid) return;
    this.handle.paint();
    if (!this.held.at) return;
    if (this.heldIn !== this.rows.view) {
      // Another row is in that place now.
      this.held.clear();
      this.host.said("What was typed has not been entered: its row had not arrived when the order changed.");
    } else queueMicrotask(() => this.replay());
  }

  /** Do what was asked for by keys before the row arrived. */
  private replay(): void {
    const { at } = this.held;
    if (!at || this.mustWait(at)) return;
    const pressed = this.held.take();
    const active = this.grid.active;
    if (active?.row === at.row && active.cell === at.cell) this.repeatKeys(pressed);
    else if (typeof pressed[0] === "string") {
      const block = { top: at.row, left: at.cell, bottom: at.row, right: at.cell };
      this.finish(blocks.paste(this.sheet(), block, [[pressed[0]]])[1], "entered");
    }
  }

  private repeatKeys(pressed: Pressed[]): void {
    for (const [place, each] of pressed.entries()) {
      const { active } = this.grid;
      if (active && !this.grid.isEditing && this.mustWait(active)) {
        this.held.hold(active, ...pressed.slice(place));
        return;
      }
      if (typeof each === "object") document.activeElement?.dispatchEvent(new KeyboardEvent(each.type, each));
      else if (active) this.edit(active, each);
    }
  }

  private pressedInEditor(event: KeyboardEvent): boolean {
    if (event.key !== "Enter") return false;
    if (this.cells.commit()) this.move(event.shiftKey);
    return true;
  }

  private pressedWithControl(event: KeyboardEvent): boolean {
    switch (event.key.toLowerCase()) {
      case "z":
        if (event.shiftKey) this.redo();
        else this.undo();
        return true;
      case "y":
        this.redo();
        return true;
      case "d":
      case "r":
        this.repeat(event.key.toLowerCase() === "d");
        return true;
      case "enter":
        this.repeatActive();
        return true;
      default:
        return false;
    }
  }

  private pressedText(event: KeyboardEvent, cell: Cell): boolean {
    const column = this.grid.column(cell.cell);
    if (!column || event.key.length !== 1) return false;
    const kind = kindOf(column);
    if (event.key === " " && (kind === "checkbox" || kind === "none")) {
      this.open(cell);
      return true;
    }
    if (!EDITORS[kind]) {
      if (!column.editable) this.host.said(`${column.label || "The index"} cannot be edited.`);
      return false;
    }
    this.edit(cell, event.key === " " && kind !== "text" ? undefined : event.key);
    event.preventDefault();
    return true;
  }

  private get canEdit(): boolean {
    return this.settings.canAdd || this.settings.columns.some((column) => column.editable);
  }

  private isInPicked(cell: Cell): boolean {
    return cell.cell < this.grid.firstCell || this.picking.has(this.view.position(cell.row));
  }

  private move(isBack: boolean): void {
    if (isBack) this.grid.slick.navigateUp();
    else this.grid.slick.navigateDown();
  }

  private moved(cell: Cell | undefined): void {
    this.selecting.begin(cell);
    const column = cell && this.grid.column(cell.cell);
    this.cells.tell(cell, column && this.problem(cell.row, column));
  }

  /** Edit a cell, tick its box, click its button, or show what is in it. */
  private open(cell: Cell, isBack = false): void {
    const column = this.grid.column(cell.cell);
    if (!column) return this.view.position(cell.row) === NEW_ROW ? this.addRow() : undefined;
    if (kindOf(column) === "checkbox") this.toggle(cell);
    else if (EDITORS[kindOf(column)]) this.edit(cell, undefined);
    else if (shownType(column) === "button") this.press(cell, column);
    else if (!this.show(cell, column)) this.move(isBack);
  }

  private show(cell: Cell, column: GridColumn): boolean {
    const node = this.grid.node(cell.row, cell.cell);
    const value = this.view.row(cell.row)?.[column.name];
    if (!node || !hasMore(value, column, node)) return false;
    showWhole(node, value, column, () => this.grid.focus());
    return true;
  }

  private press(cell: Cell, column: GridColumn): void {
    const id = this.view.position(cell.row);
    const value = this.view.row(cell.row)?.[column.name];
    if (id === undefined || id === NEW_ROW || value === null || value === undefined) return;
    const row = id >= 0 ? id : this.rows.size + this.edits.added.findIndex((each) => each.id === id);
    this.host.clickedButton(column, row, String(value));
  }

  // --- cells ---------------------------------------------------------------------------------------------------------

  private valueAt(index: number, column: GridColumn): Plain {
    return this.view.value(index, column) ?? null;
  }

  private edit(cell: Cell, typed: string | undefined): void {
    if (this.view.row(cell.row) === undefined) return;
    this.selecting.begin(cell);
    this.cells.begin(cell, typed);
  }

  private toggle(cell: Cell): void {
    const column = this.grid.column(cell.cell);
    if (!column || kindOf(column) !== "checkbox") return;
    const value = this.valueAt(cell.row, column);
    this.enter(cell.row, column, !(value === true || value === 1 || value === "True"));
  }

  private enter(index: number, column: GridColumn, value: Plain): void {
    const id = this.view.position(index);
    if (id === undefined || JSON.stringify(value) === JSON.stringify(this.valueAt(index, column)))
      return this.grid.settle();
    const address = addressOf(column);
    if (id !== NEW_ROW) {
      return this.run([{ do: "set", row: id, column: address, value: blocks.normal(this.sheet(), id, column, value) }]);
    }
    const row = this.newRow();
    this.run([{ do: "add", at: this.edits.added.length, row: { ...row, cells: { ...row.cells, [address]: value } } }]);
  }

  // --- blocks --------------------------------------------------------------------------------------------------------

  private sheet(): blocks.Sheet {
    const { view, grid } = this;
    return {
      count: view.count,
      canAdd: this.settings.canAdd,
      added: this.edits.added.length,
      lastCell: grid.lastCell,
      id: (row) => view.position(row),
      column: (cell) => grid.column(cell),
      value: (row, column) => view.value(row, column),
      original: (id, column) => view.original(id, column),
      newRow: () => this.newRow(),
    };
  }

  private clear(): void {
    const { block } = this.selecting;
    if (!block || this.isTooMuch(block)) return;
    this.finish(
      blocks.enter(this.sheet(), block, () => ({ value: null })),
      "cleared",
    );
  }

  /** The first row in all selected rows, or the first column; for one alone, what is before it. */
  private repeat(isDown: boolean): void {
    const { block } = this.selecting;
    if (!block || this.isTooMuch(block)) return;
    const isOne = isDown ? block.top === block.bottom : block.left === block.right;
    const whole = {
      ...block,
      top: block.top - (isOne && isDown ? 1 : 0),
      left: block.left - (isOne && !isDown ? 1 : 0),
    };
    if (whole.top < 0 || whole.left < this.grid.firstCell) return;
    this.finish(blocks.repeated(this.sheet(), whole, isDown), "filled");
  }

  /** The value of the active cell in all cells that are selected. */
  private repeatActive(): void {
    const { block } = this.selecting;
    const at = this.selecting.ranges.start;
    const column = at && this.grid.column(at.cell);
    if (!block || !column || this.isTooMuch(block)) return;
    const text = writtenOf(this.valueAt(at.row, column), column);
    this.finish(blocks.paste(this.sheet(), block, [[text]])[1], "filled");
  }

  private fill(from: Range, to: Range): void {
    if (this.isTooMuch(to)) return;
    this.finish(blocks.fill(this.sheet(), from, to), "filled");
    this.selecting.select({
      top: Math.min(from.top, to.top),
      left: Math.min(from.left, to.left),
      bottom: Math.max(from.bottom, to.bottom),
      right: Math.max(from.right, to.right),
    });
  }

  private isTooMuch(range: Range): boolean {
    const cells = (range.bottom - range.top + 1) * (range.right - range.left + 1);
    if (cells > MOST_CELLS) this.host.said(`That is too much at once: ${cells.toLocaleString()} cells are selected.`);
    return cells > MOST_CELLS;
  }

  private finish(outcome: blocks.Outcome, verb: string): void {
    this.run(outcome.change);
    const parts = [outcome.entered > 1 || outcome.refused ? `${counted(outcome.entered, "cell")} ${verb}.` : ""];
    if (outcome.refused) parts.push(`${counted(outcome.refused, "cell")} left as before. ${outcome.reason}.`);
    if (outcome.beyond) parts.push(`${counted(outcome.beyond, "row")} did not fit: no rows can be added.`);
    if (parts.some(Boolean)) this.host.said(parts.filter(Boolean).join(" "));
  }

  private readonly cut = (event: ClipboardEvent): void => {
    if (this.grid.isEditing || !this.selecting.copy(event)) return;
    event.preventDefault();
    this.clear();
  };

  private readonly pasted = (event: ClipboardEvent): void => {
    const range = this.selecting.ranges.range;
    const text = event.clipboardData?.getData("text/plain");
    if (this.grid.isEditing || !range || !text) return;
    event.preventDefault();
    const texts = readTsv(text);
    const cells = texts.length * Math.max(1, texts[0]?.length ?? 0);
    if (cells > MOST_CELLS)
      return this.host.said(`That is too much at once: ${cells.toLocaleString()} cells were copied.`);
    const [target, outcome] = blocks.paste(this.sheet(), range, texts);
    this.finish(outcome, "pasted");
    this.selecting.select({ ...target, bottom: Math.max(target.top, Math.min(target.bottom, this.view.count - 1)) });
  };

  // --- doing and taking back -----------------------------------------------------------------------------------------

  undo(): void {
    if (!this.cells.commit()) return;
    this.shown(
      this.history.undo((change) => this.edits.apply(change)),
      "There is nothing to take back.",
    );
  }

  redo(): void {
    if (!this.cells.commit()) return;
    this.shown(
      this.history.redo((change) => this.edits.apply(change)),
      "There is nothing to do again.",
    );
  }

  private run(change: Change): void {
    if (!change.length) return this.grid.settle();
    this.history.add(this.edits.apply(change));
    this.after(change);
  }

  /** Show what was taken back, or done again. */
  private shown(change: Change | undefined, none: string): void {
    if (!change) return this.host.said(none);
    this.after(change);
    const range = this.rangeOf(change);
    if (!range) return;
    this.grid.go(range.top, range.left);
    this.selecting.select(range);
  }

  /** The block of cells that a change is about, as far as it is in the view. */
  private rangeOf(change: Change): Range | undefined {
    let range: Range | undefined;
    for (const step of change) {
      if (step.do !== "set" && step.do !== "add") continue;
      const row = this.view.indexOf(step.do === "set" ? step.row : step.row.id);
      if (row === undefined) continue;
      const place =
        step.do === "set" ? this.grid.columnsShown.findIndex((each) => addressOf(each) === step.column) : -1;
      const cell = place < 0 ? this.firstEditable() : this.grid.firstCell + place;
      range = {
        top: Math.min(range?.top ?? row, row),
        left: Math.min(range?.left ?? cell, cell),
        bottom: Math.max(range?.bottom ?? row, row),
        right: Math.max(range?.right ?? cell, cell),
      };
    }
    return range;
  }

  private after(change: Change): void {
    const movesRows = change.some((step) => step.do === "delete" || step.do === "restore");
    if (movesRows && !isPlain(this.rows.view)) void this.rows.show(this.rows.view, this.everything);
    this.grid.redraw();
    this.host.changed(this.edits.raw(this.isComplete));
    this.host.settled();
  }
}

/** Whether an added row lacks what it needs in a column. Labels that are numbers go on counting by themselves. */
function isMissing(row: AddedRow, column: GridColumn): boolean {
  if (!column.editable || !column.config?.required || (column.is_index && column.type === "integer")) return false;
  const value = row.cells[addressOf(column)];
  return value === undefined || value === null || (Array.isArray(value) && !value.length);
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString()} ${noun}${count === 1 ? "" : "s"}`;
}
