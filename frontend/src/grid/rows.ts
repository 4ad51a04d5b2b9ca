import { ask } from "../store/session";
import type { Plain } from "../wire/messages.gen";
import { decodeRows, type Row } from "./arrow";

const PAGE = 100;
const MOST_PAGES = 60;
const PART = 5000;
const PLACES = 200_000;

/** An order and selection of rows. */
export interface View {
  sort: string | null;
  descending: boolean;
  search: string;
}

export const PLAIN: View = { sort: null, descending: false, search: "" };

export const isPlain = (view: View): boolean => view.sort === null && view.search === "";

/** What a grid shows: rows by their index in the view, of which some have not arrived. */
export interface Source {
  readonly total: number;
  /** A row, or undefined if it has not arrived. */
  row(index: number): Row | undefined;
  /** The place in the data of a row, or what stands for it; undefined if it has not arrived. */
  position(index: number): number | undefined;
  /** Have the rows from `first` to `last` ready. */
  need(first: number, last: number): void;
}

interface Reply {
  data: Uint8Array;
  start: number;
  total: number;
  positions: number[] | null;
}

interface Page {
  rows: Row[];
  positions: number[] | null;
}

/** Rows that the server holds, read page by page as they come into view. */
export class Rows implements Source {
  total = 0;
  /** How many rows the data have, whatever a search finds. */
  size = 0;
  view: View = PLAIN;
  private source = "";
  private pages = new Map<number, Page>();
  private asked = new Set<number>();
  private generation = 0;
  private edits: Plain = null;

  /** `arrived` is told of rows `first` to before `last`, and whether their number has changed. */
  constructor(
    source: string,
    first: Uint8Array,
    total: number,
    private readonly arrived: (first: number, last: number, counted: boolean) => void,
  ) {
    this.replace(source, first, total);
  }

  /** Read other data from now on, in the order and selection as before. */
  replace(source: string, first: Uint8Array, total: number): void {
    this.source = source;
    this.size = total;
    this.forget();
    if (!isPlain(this.view)) {
      void this.fetch(0);
      return;
    }
    this.total = total;
    const rows = decodeRows(first);
    for (let at = 0; at < rows.length; at += PAGE) {
      const page = rows.slice(at, at + PAGE);
      if (page.length === Math.min(PAGE, total - at)) this.pages.set(at / PAGE, { rows: page, positions: null });
    }
  }

  /** How many rows there are. */
  get count(): number {
    return this.total;
  }

  row(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  }

  position(index: number): number | undefined {
    if (isPlain(this.view)) return index;
    const page = this.pages.get(Math.floor(index / PAGE));
    return page ? (page.positions?.[index % PAGE] ?? index) : undefined;
  }

  /** The index of a row that has arrived. */
  indexOf(position: number): number | undefined {
    if (isPlain(this.view)) return position < this.total ? position : undefined;
    for (const [page, { positions }] of this.pages) {
      const at = positions?.indexOf(position) ?? -1;
      if (at >= 0) return page * PAGE + at;
    }
    return undefined;
  }

  need(first: number, last: number): void {
    for (let page = Math.floor(Math.max(0, first) / PAGE); page * PAGE <= last; page += 1) {
      if (page * PAGE >= this.total || this.pages.has(page) || this.asked.has(page)) continue;
      this.asked.add(page);
      void this.fetch(page);
    }
  }

  /** Show the rows in another order, or only those that a search finds, by what cells are after edits. */
  async show(view: View, edits: Plain = null): Promise<void> {
    this.view = view;
    this.edits = isPlain(view) ? null : edits;
    this.forget();
    this.asked.add(0);
    await this.fetch(0);
  }

  /** Read rows `first` to before `last` without keeping them, each with its place. */
  async read(first: number, last: number): Promise<[Row, number][]> {
    const found: [Row, number][] = [];
    for (let start = first; start < Math.min(last, this.total); start += PART) {
      const reply = await this.ask(start, Math.min(last, start + PART));
      decodeRows(reply.data).forEach((row, at) => {
        found.push([row, reply.positions?.[at] ?? start + at]);
      });
    }
    return found;
  }

  /** The places in the data of all rows of the view. */
  async places(): Promise<(number | [number, number])[]> {
    if (isPlain(this.view)) return [[0, this.total]];
    const found: number[] = [];
    for (let start = 0; start < this.total; start += PLACES) {
      found.push(...((await this.ask(start, start + PLACES, [])).positions ?? []));
    }
    return found;
  }

  private forget(): void {
    this.generation += 1;
    this.pages.clear();
    this.asked.clear();
  }

  private ask(start: number, stop: number, columns?: string[]): Promise<Reply> {
    const { sort, descending, search } = this.view;
    const edits = this.edits ?? undefined;
    const question = {
      type: "rows" as const,
      source: this.source,
      start,
      stop,
      columns,
      sort,
      descending,
      search,
      edits,
    };
    return ask<Plain>(question) as Promise<unknown> as Promise<Reply>;
  }

  private async fetch(page: number): Promise<void> {
    const generation = this.generation;
    const start = page * PAGE;
    const reply = await this.ask(start, start + PAGE).catch((error: Error) => {
      // The table is not on the page any more; what comes in its place asks anew.
      console.warn(`Rows could not be read: ${error.message}`);
    });
    if (!reply || generation !== this.generation) return;
    const counted = reply.total !== this.total;
    this.total = reply.total;
    this.pages.set(page, { rows: decodeRows(reply.data), positions: reply.positions });
    this.asked.delete(page);
    for (const old of this.pages.keys()) {
      if (this.pages.size <= MOST_PAGES) break;
      if (Math.abs(old - page) > MOST_PAGES / 4) this.pages.delete(old);
    }
    this.arrived(start, start + PAGE, counted);
  }
}
