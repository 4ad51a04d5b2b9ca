import type { Plain } from "../wire/messages.gen";
import { Runs } from "./runs";

/** Values by column, as they are sent. */
export type Cells = { [column: string]: Plain };

/** A row: its place in the data, or a negative number for one that was added. */
export type RowId = number;

export interface AddedRow {
  id: RowId;
  cells: Cells;
}

/** One change, small enough to be turned round. */
export type Step =
  | { do: "set"; row: RowId; column: string; value: Plain | undefined }
  | { do: "add"; at: number; row: AddedRow }
  | { do: "drop"; id: RowId }
  | { do: "delete"; runs: [number, number][] }
  | { do: "restore"; runs: [number, number][] };

/** Steps that belong together: what the user did at once. */
export type Change = Step[];

/** What was changed in a table, before or after it was sent. */
export class Edits {
  readonly edited = new Map<RowId, Map<string, Plain>>();
  readonly added: AddedRow[] = [];
  readonly deleted = new Runs();
  private readonly byId = new Map<RowId, AddedRow>();
  private lastId = 0;

  constructor(raw: Plain = null) {
    this.reset(raw);
  }

  /** Take over the value of an editor. */
  reset(raw: Plain): void {
    const value = (raw ?? {}) as { edited_rows?: { [row: string]: Cells }; added_rows?: Cells[]; deleted_rows?: Plain };
    this.edited.clear();
    for (const [row, cells] of Object.entries(value.edited_rows ?? {})) {
      this.edited.set(Number(row), new Map(Object.entries(cells)));
    }
    this.added.length = 0;
    this.byId.clear();
    for (const cells of value.added_rows ?? []) this.put(this.added.length, this.newRow(cells));
    this.deleted.clear();
    for (const [start, stop] of Runs.of((value.deleted_rows ?? []) as (number | [number, number])[]).pairs()) {
      this.deleted.add(start, stop);
    }
  }

  /** A row to be added. */
  newRow(cells: Cells): AddedRow {
    this.lastId -= 1;
    return { id: this.lastId, cells: { ...cells } };
  }

  /** The value of an editor with these changes; added rows that are not complete are not sent yet. */
  raw(isComplete: (row: AddedRow) => boolean): Plain {
    const value: { [part: string]: Plain } = {};
    if (this.edited.size) {
      value.edited_rows = Object.fromEntries([...this.edited].map(([row, cells]) => [row, Object.fromEntries(cells)]));
    }
    const added = this.added.filter(isComplete);
    if (added.length) value.added_rows = added.map((row) => ({ ...row.cells }));
    const deleted = this.deleted.sent();
    if (deleted.length) value.deleted_rows = deleted;
    return Object.keys(value).length ? value : null;
  }

  /** What was entered in a cell; undefined for a cell that was not changed. */
  value(row: RowId, column: string): Plain | undefined {
    return row < 0 ? this.addedRow(row)?.cells[column] : this.edited.get(row)?.get(column);
  }

  addedRow(id: RowId): AddedRow | undefined {
    return this.byId.get(id);
  }

  /** Make a change and return the one that takes it back. */
  apply(change: Change): Change {
    return change.map((step) => this.step(step)).toReversed();
  }

  private step(step: Step): Step {
    switch (step.do) {
      case "set":
        return { ...step, value: this.set(step.row, step.column, step.value) };
      case "add":
        this.put(step.at, { id: step.row.id, cells: { ...step.row.cells } });
        return { do: "drop", id: step.row.id };
      case "drop": {
        const at = this.added.findIndex((row) => row.id === step.id);
        const [row] = at < 0 ? [] : this.added.splice(at, 1);
        this.byId.delete(step.id);
        return row ? { do: "add", at, row } : { do: "restore", runs: [] };
      }
      case "delete":
        for (const [start, stop] of step.runs) this.deleted.add(start, stop);
        return { do: "restore", runs: step.runs };
      case "restore":
        for (const [start, stop] of step.runs) this.deleted.remove(start, stop);
        return { do: "delete", runs: step.runs };
    }
  }

  private put(at: number, row: AddedRow): void {
    this.added.splice(at, 0, row);
    this.byId.set(row.id, row);
  }

  /** Enter a value, or take it back (undefined); return what was there before. */
  private set(row: RowId, column: string, value: Plain | undefined): Plain | undefined {
    const before = this.value(row, column);
    if (row < 0) {
      const cells = this.addedRow(row)?.cells;
      if (cells && value === undefined) delete cells[column];
      else if (cells) cells[column] = value as Plain;
      return before;
    }
    const cells = this.edited.get(row) ?? new Map<string, Plain>();
    if (value === undefined) cells.delete(column);
    else cells.set(column, value);
    if (cells.size) this.edited.set(row, cells);
    else this.edited.delete(row);
    return before;
  }
}
