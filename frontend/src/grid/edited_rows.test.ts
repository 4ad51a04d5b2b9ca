import { int32, tableFromArrays, tableToIPC, utf8 } from "@uwdata/flechette";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { GridColumn, Plain } from "../wire/messages.gen";
import { EditedRows, NEW_ROW } from "./edited_rows";
import { Edits } from "./edits";
import { PLAIN, Rows } from "./rows";

const asked: { [part: string]: Plain }[] = [];
let answer: (question: { [part: string]: Plain }) => { rows: number[]; total: number; positions: number[] | null };

vi.mock("../store/session", () => ({
  ask: (question: { [part: string]: Plain }) => {
    asked.push(question);
    const { rows, total, positions } = answer(question);
    return Promise.resolve({ data: stream(rows), start: question.start, total, positions });
  },
}));

function stream(places: number[]): Uint8Array {
  const columns = { n: places, s: places.map((place) => `row ${place}`) };
  return tableToIPC(tableFromArrays(columns, { types: { n: int32(), s: utf8() } }), { format: "stream" }) as Uint8Array;
}

const COLUMNS: GridColumn[] = [
  { name: "n", label: "n", type: "integer", editable: true },
  { name: "s", label: "s", type: "text", editable: true },
];
const span = (start: number, stop: number) => Array.from({ length: stop - start }, (_, i) => start + i);

function made(raw: Plain = null, total = 250): [EditedRows, Rows, Edits] {
  const rows = new Rows("source", stream(span(0, Math.min(100, total))), total, () => undefined);
  const edits = new Edits(raw);
  return [new EditedRows(rows, edits, COLUMNS, true), rows, edits];
}

beforeEach(() => {
  asked.length = 0;
  answer = ({ start, stop }) => ({
    rows: span(Number(start), Math.min(250, Number(stop))),
    total: 250,
    positions: null,
  });
});

describe("rows with edits", () => {
  it("are those of the data with what was entered, then the added ones, then an empty one", () => {
    const [view] = made({ edited_rows: { 1: { s: "new" } }, added_rows: [{ n: 7 }] }, 3);
    expect(span(0, view.total).map((index) => view.row(index))).toEqual([
      { n: 0, s: "row 0" },
      { n: 1, s: "new" },
      { n: 2, s: "row 2" },
      { n: 7 },
      {},
    ]);
    expect(view.position(4)).toBe(NEW_ROW);
    expect(view.count).toBe(4);
  });

  it("leave out deleted ones, wherever the page is", async () => {
    const [view] = made({ deleted_rows: [0, [10, 20], 120] });
    expect(view.count).toBe(238);
    expect([0, 9, 10].map((index) => view.position(index))).toEqual([1, 20, 21]);
    view.need(150, 160);
    await Promise.resolve();
    await vi.waitFor(() => expect(view.row(150)).toBeDefined());
    expect(view.row(150)).toEqual({ n: 162, s: "row 162" });
    expect(view.indexOf(162)).toBe(150);
    expect(view.indexOf(15)).toBeUndefined();
  });

  it("are ordered by the server, by what the cells hold after edits", async () => {
    const [view, rows, edits] = made({
      edited_rows: { 5: { s: "first" } },
      deleted_rows: [3],
      added_rows: [{ s: "x" }],
    });
    answer = () => ({ rows: [5, 0], total: 2, positions: [5, 0] });
    await rows.show(
      { ...PLAIN, sort: "s" },
      edits.raw(() => true),
    );
    expect(asked.at(-1)).toMatchObject({ sort: "s", edits: { edited_rows: { 5: { s: "first" } }, deleted_rows: [3] } });
    expect(span(0, 3).map((index) => view.row(index)?.s)).toEqual(["first", "row 0", "x"]);
    expect(view.position(0)).toBe(5);
    expect(view.count).toBe(3);
  });

  it("that were added are searched too", async () => {
    const [view, rows] = made({ added_rows: [{ s: "Apple" }, { s: "pear" }] });
    answer = () => ({ rows: [], total: 0, positions: [] });
    await rows.show({ ...PLAIN, search: "app" });
    expect(view.count).toBe(1);
    expect(view.row(0)?.s).toBe("Apple");
  });

  it("are read in any number without being kept", async () => {
    const [view] = made({ edited_rows: { 120: { n: -1 } }, deleted_rows: [[100, 110]], added_rows: [{ n: 9 }] });
    const found = await view.read(99, 241);
    expect(found.length).toBe(142);
    expect(found[0]).toEqual([{ n: 99, s: "row 99" }, 99]);
    expect(found[1]?.[1]).toBe(110);
    expect(found.find(([, id]) => id === 120)?.[0].n).toBe(-1);
    expect(found.at(-1)?.[0]).toEqual({ n: 9 });
  });
});
