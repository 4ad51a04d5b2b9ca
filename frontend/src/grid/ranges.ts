/** A cell by its row and column in the view. */
export interface Cell {
  row: number;
  cell: number;
}

/** A block of cells, both ends in. */
export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** The block of cells that is selected: from where it began to where it was drawn. */
export class Ranges {
  private anchor: Cell | undefined;
  private head: Cell | undefined;

  get range(): Range | undefined {
    return this.anchor && this.head ? between(this.anchor, this.head) : undefined;
  }

  /** The cell that moves when the block is extended. */
  get end(): Cell | undefined {
    return this.head;
  }

  get start(): Cell | undefined {
    return this.anchor;
  }

  /** Whether there is more than one cell. */
  get isBlock(): boolean {
    const range = this.range;
    return range !== undefined && (range.top !== range.bottom || range.left !== range.right);
  }

  begin(cell: Cell): void {
    this.anchor = { ...cell };
    this.head = { ...cell };
  }

  extend(cell: Cell): void {
    if (this.anchor) this.head = { ...cell };
    else this.begin(cell);
  }

  clear(): void {
    this.anchor = undefined;
    this.head = undefined;
  }
}

export function between(a: Cell, b: Cell): Range {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.cell, b.cell),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.cell, b.cell),
  };
}

export function holds(range: Range | undefined, row: number, cell: number): boolean {
  return range !== undefined && row >= range.top && row <= range.bottom && cell >= range.left && cell <= range.right;
}

/** The block that a fill from one range to a cell reaches: in the direction in which the cell is farther away. */
export function filled(from: Range, to: Cell): Range | undefined {
  const down = to.row > from.bottom ? to.row - from.bottom : to.row < from.top ? to.row - from.top : 0;
  const right = to.cell > from.right ? to.cell - from.right : to.cell < from.left ? to.cell - from.left : 0;
  if (!down && !right) return undefined;
  if (Math.abs(down) >= Math.abs(right)) {
    return down > 0
      ? { ...from, top: from.bottom + 1, bottom: to.row }
      : { ...from, top: to.row, bottom: from.top - 1 };
  }
  return right > 0
    ? { ...from, left: from.right + 1, right: to.cell }
    : { ...from, left: to.cell, right: from.left - 1 };
}
