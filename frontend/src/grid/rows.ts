import { ask } from "../store/session";
import type { Plain } from "../wire/messages.gen";
import { decodeRows, type Row } from "./arrow";

const PAGE = 100;
const MOST_PAGES = 60;

export interface View {
  sort: string | null;
  descending: boolean;
  search: string;
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

/** The rows that a grid shows, read from the server page by page as they come into view. */
export class Rows {
  total: number;
  private pages = new Map<number, Page>();
  private asked = new Set<number>();
  private generation = 0;
  private view: View = { sort: null, descending: false, search: "" };

  constructor(
    private readonly source: string,
    first: Uint8Array,
    total: number,
    private readonly arrived: (first: number, last: number, counted: boolean) => void,
  ) {
    this.total = total;
    const rows = decodeRows(first);
    for (let at = 0; at < rows.length; at += PAGE) {
      const page = rows.slice(at, at + PAGE);
      if (page.length === Math.min(PAGE, total - at)) this.pages.set(at / PAGE, { rows: page, positions: null });
    }
  }

  /** A row, or undefined if it has not arrived. */
  row(index: number): Row | undefined {
    const page = this.pages.get(Math.floor(index / PAGE));
    return page?.rows[index % PAGE];
  }

  /** The place in the data of a row of the view. */
  position(index: number): number | undefined {
    const page = this.pages.get(Math.floor(index / PAGE));
    return page ? (page.positions?.[index % PAGE] ?? index) : undefined;
  }

  /** Have the rows from `first` to `last` ready. */
  need(first: number, last: number): void {
    for (let page = Math.floor(Math.max(0, first) / PAGE); page * PAGE <= last; page += 1) {
      if (page * PAGE >= this.total || this.pages.has(page) || this.asked.has(page)) continue;
      this.asked.add(page);
      void this.fetch(page);
    }
  }

  /** Show the rows in another order, or only those that a search finds. */
  async show(view: View): Promise<void> {
    this.view = view;
    this.generation += 1;
    this.pages.clear();
    this.asked.clear();
    this.asked.add(0);
    await this.fetch(0);
  }

  private async fetch(page: number): Promise<void> {
    const generation = this.generation;
    const start = page * PAGE;
    const { sort, descending, search } = this.view;
    const question = {
      type: "rows" as const,
      source: this.source,
      start,
      stop: start + PAGE,
      sort,
      descending,
      search,
    };
    const reply = (await ask<Plain>(question)) as unknown as Reply;
    if (generation !== this.generation) return;
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
