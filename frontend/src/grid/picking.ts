import { type EditedRows, NEW_ROW } from "./edited_rows";
import type { Edits, RowId } from "./edits";
import type { Rows } from "./rows";
import { Runs } from "./runs";

/** The rows that are picked by their boxes: those of the data by their places, added ones by their ids. */
export class Picking {
  readonly places = new Runs();
  readonly added = new Set<RowId>();
  private last: number | undefined;

  constructor(private readonly edits: Edits) {}

  get size(): number {
    return this.places.size + this.added.size;
  }

  has(id: RowId | undefined): boolean {
    if (id === undefined) return false;
    return id < 0 ? this.added.has(id) : this.places.has(id);
  }

  clear(): void {
    this.places.clear();
    this.added.clear();
  }

  /** Pick a row or leave it; with Shift, pick all from the one before. */
  toggle(view: EditedRows, index: number, isRange: boolean): void {
    const from = isRange && this.last !== undefined ? this.last : index;
    const on = from !== index || !this.has(view.position(index));
    for (let each = Math.min(from, index); each <= Math.max(from, index); each += 1) this.set(view.position(each), on);
    this.last = index;
  }

  /** Pick all rows of the view. */
  async all(rows: Rows, view: EditedRows): Promise<void> {
    for (const each of await rows.places()) {
      const [start, stop] = typeof each === "number" ? [each, each + 1] : each;
      this.places.add(start, stop);
    }
    for (const [start, stop] of this.edits.deleted.pairs()) this.places.remove(start, stop);
    for (let index = view.count - 1; index >= 0; index -= 1) {
      const id = view.position(index);
      if (id === undefined || id >= 0) break;
      this.added.add(id);
    }
  }

  private set(id: RowId | undefined, on: boolean): void {
    if (id === undefined || id === NEW_ROW) return;
    if (id < 0 && on) this.added.add(id);
    else if (id < 0) this.added.delete(id);
    else if (on) this.places.add(id, id + 1);
    else this.places.remove(id, id + 1);
  }
}
