import type { GridColumn, Plain } from "../wire/messages.gen";
import type { Row } from "./arrow";
import { textOf } from "./cells";
import type { AddedRow, Edits, RowId } from "./edits";
import { isPlain, type Rows, type Source } from "./rows";
import { addressOf, sentOf, shownOf } from "./values";

/** Stands for the row in which a new one is begun. */
export const NEW_ROW: RowId = Number.NEGATIVE_INFINITY;

/** The rows of the server with edits laid over them: deleted rows are left out, added ones follow, then an empty one. */
export class EditedRows implements Source {
  private readonly byAddress: Map<string, GridColumn>;

  constructor(
    private readonly rows: Rows,
    private readonly edits: Edits,
    private readonly columns: readonly GridColumn[],
    /** Whether the last row is one in which a new row is begun. */
    private readonly hasNewRow: boolean,
  ) {
    this.byAddress = new Map(columns.map((column) => [addressOf(column), column]));
  }

  get total(): number {
    return this.kept + this.shownAdded().length + (this.hasNewRow ? 1 : 0);
  }

  /** How many rows there are, without the empty one. */
  get count(): number {
    return this.kept + this.shownAdded().length;
  }

  row(index: number): Row | undefined {
    const id = this.position(index);
    if (id === undefined) return undefined;
    if (id === NEW_ROW) return {};
    if (id < 0) return this.laid({}, Object.entries(this.edits.addedRow(id)?.cells ?? {}));
    const row = this.rows.row(this.base(index));
    const changed = this.edits.edited.get(id);
    return row && changed ? this.laid(row, changed) : row;
  }

  position(index: number): RowId | undefined {
    if (index < this.kept) return this.rows.position(this.base(index));
    return this.shownAdded()[index - this.kept]?.id ?? NEW_ROW;
  }

  /** The index of a row, if it is in the view and known. */
  indexOf(id: RowId): number | undefined {
    if (id === NEW_ROW) return this.hasNewRow ? this.total - 1 : undefined;
    if (id < 0) {
      const at = this.shownAdded().findIndex((row) => row.id === id);
      return at < 0 ? undefined : this.kept + at;
    }
    const base = this.rows.indexOf(id);
    if (base === undefined || !this.isPlain) return base;
    return this.edits.deleted.has(base) ? undefined : base - this.edits.deleted.before(base);
  }

  need(first: number, last: number): void {
    if (this.kept) this.rows.need(this.base(first), this.base(Math.min(last, this.kept - 1)));
  }

  /** The value of a cell as it is sent; undefined if its row has not arrived. */
  value(index: number, column: GridColumn): Plain | undefined {
    const row = this.row(index);
    return row && sentOf(row[column.name], column);
  }

  /** What the data hold in a cell, before edits; undefined if that is not known. */
  original(id: RowId, column: GridColumn): Plain | undefined {
    const base = id < 0 ? undefined : this.rows.indexOf(id);
    const row = base === undefined ? undefined : this.rows.row(base);
    return row && sentOf(row[column.name], column);
  }

  /** Read rows `first` to before `last` of the view, whether or not they have arrived. */
  async read(first: number, last: number): Promise<[Row, RowId][]> {
    const found: [Row, RowId][] = [];
    if (first < this.kept) {
      const [start, stop] = [this.base(first), this.base(Math.min(last, this.kept) - 1) + 1];
      for (const [row, id] of await this.rows.read(start, stop)) {
        if (!this.isPlain || !this.edits.deleted.has(id))
          found.push([this.laid(row, this.edits.edited.get(id) ?? []), id]);
      }
    }
    for (let index = Math.max(first, this.kept); index < Math.min(last, this.count); index += 1) {
      found.push([this.row(index) ?? {}, this.position(index) ?? NEW_ROW]);
    }
    return found;
  }

  private get isPlain(): boolean {
    return isPlain(this.rows.view);
  }

  /** How many rows of the data are in the view. In another order or selection the server leaves out those deleted. */
  private get kept(): number {
    return this.rows.total - (this.isPlain ? this.edits.deleted.before(this.rows.total) : 0);
  }

  private base(index: number): number {
    return this.isPlain ? this.edits.deleted.absent(index) : index;
  }

  private shownAdded(): AddedRow[] {
    const wanted = this.rows.view.search.toLowerCase();
    return wanted ? this.edits.added.filter((row) => this.holds(row, wanted)) : this.edits.added;
  }

  private holds(row: AddedRow, wanted: string): boolean {
    return this.columns.some((column) => {
      const value = row.cells[addressOf(column)];
      return value !== undefined && textOf(shownOf(value, column), column).toLowerCase().includes(wanted);
    });
  }

  private laid(row: Row, cells: Iterable<[string, Plain]>): Row {
    const merged = { ...row };
    for (const [address, value] of cells) {
      const column = this.byAddress.get(address);
      if (column) merged[column.name] = shownOf(value, column);
    }
    return merged;
  }
}
