import { copyText } from "../view/clipboard";
import type { Row } from "./arrow";
import { cellAt, followDrag } from "./drag";
import type { Grid } from "./grid";
import { type Cell, type Range, Ranges } from "./ranges";
import type { Source } from "./rows";
import { writeHtml, writeTsv } from "./tsv";
import { sentOf, writtenOf } from "./values";

const MOST_COPIED = 100_000;
const PAGE = 10;
const ALL = 1e9;

/** Rows that can be read beyond those in view. */
export interface Readable extends Source {
  /** How many rows hold something. */
  readonly count: number;
  read(first: number, last: number): Promise<[Row, number][]>;
}

/** Selecting blocks of cells by pointer and keys, and copying them. */
export class Selecting {
  readonly ranges = new Ranges();
  private grid!: Grid;
  private rows!: Readable;

  constructor(
    private readonly said: (text: string) => void,
    /** Whether a block may be begun: what is being entered is taken over before. */
    private readonly isFree: () => boolean = () => true,
  ) {}

  attach(grid: Grid, rows: Readable): void {
    this.grid = grid;
    this.rows = rows;
    grid.host.addEventListener("pointerdown", this.pointed);
    grid.host.addEventListener("copy", this.copied);
  }

  detach(): void {
    this.grid?.host.removeEventListener("pointerdown", this.pointed);
    this.grid?.host.removeEventListener("copy", this.copied);
  }

  /** The block that is selected, without the row in which a new one is begun. */
  get block(): Range | undefined {
    const range = this.ranges.range;
    return range && range.top < this.rows.count
      ? { ...range, bottom: Math.min(range.bottom, this.rows.count - 1) }
      : undefined;
  }

  begin(cell: Cell | undefined): void {
    if (cell && cell.cell >= this.grid.firstCell) this.ranges.begin(cell);
    else this.ranges.clear();
    this.grid.paint();
  }

  extend(cell: Cell): void {
    this.ranges.extend(cell);
    this.grid.paint();
  }

  /** Select a whole block. */
  select(range: Range): void {
    this.ranges.begin({ row: range.top, cell: range.left });
    this.extend({ row: range.bottom, cell: range.right });
  }

  /** A click with Shift extends the block; returns whether that was so. */
  clicked(cell: Cell, event: MouseEvent | KeyboardEvent): boolean {
    if (!event.shiftKey || !this.ranges.start) return false;
    this.extend(this.clamped(cell));
    return true;
  }

  /** Keys that select; returns whether this was one. */
  pressed(event: KeyboardEvent): boolean {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
      this.select({
        top: 0,
        left: this.grid.firstCell,
        bottom: Math.max(0, this.rows.count - 1),
        right: this.grid.lastCell,
      });
      return true;
    }
    return event.shiftKey && this.extendBy(event);
  }

  clamped(cell: Cell): Cell {
    return {
      row: Math.max(0, Math.min(cell.row, this.rows.count - 1)),
      cell: Math.max(this.grid.firstCell, Math.min(cell.cell, this.grid.lastCell)),
    };
  }

  viewport(): HTMLElement {
    return this.grid.slick.getViewportNode(this.grid.lastCell, 0) as HTMLElement;
  }

  private extendBy(event: KeyboardEvent): boolean {
    const end = this.ranges.end ?? this.grid.active;
    const far = event.ctrlKey || event.metaKey ? ALL : 1;
    const steps: { [key: string]: [number, number] } = {
      ArrowUp: [-far, 0],
      ArrowDown: [far, 0],
      ArrowLeft: [0, -far],
      ArrowRight: [0, far],
      PageUp: [-PAGE, 0],
      PageDown: [PAGE, 0],
      Home: [far > 1 ? -ALL : 0, -ALL],
      End: [far > 1 ? ALL : 0, ALL],
    };
    const step = steps[event.key];
    if (!end || !step) return false;
    const to = this.clamped({ row: end.row + step[0], cell: end.cell + step[1] });
    this.extend(to);
    this.grid.slick.scrollCellIntoView(to.row, to.cell, false);
    return true;
  }

  private readonly pointed = (event: PointerEvent): void => {
    const target = event.target as HTMLElement;
    if (event.button !== 0 || event.pointerType === "touch" || event.shiftKey) return;
    if (target.closest("input, textarea, .floating, a, button, .fill-handle")) return;
    const start = cellAt(target);
    if (!start || start.cell < this.grid.firstCell) return;
    let isDrag = false;
    followDrag(event, this.viewport(), {
      over: (cell) => {
        if (!isDrag && cell.row === start.row && cell.cell === start.cell) return;
        if (!isDrag && !this.isFree()) return;
        if (!isDrag) this.grid.go(start.row, start.cell);
        isDrag = true;
        this.extend(this.clamped(cell));
      },
      end: () => undefined,
    });
  };

  private readonly copied = (event: ClipboardEvent): void => {
    if (!this.grid.isEditing && this.copy(event)) event.preventDefault();
  };

  /** Put the block into the clipboard; returns whether there is one. */
  copy(event: ClipboardEvent): boolean {
    const { block } = this;
    if (!block || !event.clipboardData || String(document.getSelection()) !== "") return false;
    const count = block.bottom - block.top + 1;
    if (count > MOST_COPIED) {
      this.said(`Only ${MOST_COPIED.toLocaleString()} rows can be copied at once.`);
      return true;
    }
    const rows = Array.from({ length: count }, (_, i) => this.rows.row(block.top + i));
    if (rows.every((row) => row !== undefined)) {
      const texts = rows.map((row) => this.texts(row, block));
      event.clipboardData.setData("text/plain", writeTsv(texts));
      event.clipboardData.setData("text/html", writeHtml(texts));
    } else void this.copyAll(block);
    return true;
  }

  /** Copy rows that have not arrived yet. */
  private async copyAll(block: Range): Promise<void> {
    const rows = await this.rows.read(block.top, block.bottom + 1);
    await copyText(writeTsv(rows.map(([row]) => this.texts(row, block))));
    this.said(`${rows.length.toLocaleString()} rows copied.`);
  }

  private texts(row: Row, block: Range): string[] {
    const texts: string[] = [];
    for (let cell = block.left; cell <= block.right; cell += 1) {
      const column = this.grid.column(cell);
      if (column) texts.push(writtenOf(sentOf(row[column.name], column), column));
    }
    return texts;
  }
}
