import { describe, expect, it } from "vitest";
import type { GridColumn, Plain } from "../wire/messages.gen";
import { enter, fill, next, paste, repeated, type Sheet } from "./blocks";
import { Edits } from "./edits";
import { addressOf } from "./values";

const COLUMNS: GridColumn[] = [
  {
    name: "n",
    label: "n",
    type: "integer",
    editable: true,
    config: { type_config: { type: "number", max_value: 100 } },
  },
  { name: "s", label: "s", type: "text", editable: true },
  { name: "locked", label: "locked", type: "text" },
  { name: "d", label: "d", type: "date", editable: true },
];
const all = () => true;

function sheet(rows: { [name: string]: Plain }[], edits: Edits, canAdd = true): Sheet {
  return {
    count: rows.length,
    canAdd,
    get added() {
      return edits.added.length;
    },
    lastCell: COLUMNS.length - 1,
    id: (row) => row,
    column: (cell) => COLUMNS[cell],
    value: (row, column) => edits.value(row, addressOf(column)) ?? rows[row]?.[column.name] ?? null,
    original: (id, column) => rows[id]?.[column.name] ?? null,
    newRow: () => edits.newRow({ s: "new" }),
  };
}

const ROWS = [
  { n: 1, s: "a", locked: "x", d: "2026-01-01" },
  { n: 2, s: "b", locked: "y", d: "2026-01-02" },
  { n: 9, s: "c", locked: "z", d: "2026-02-01" },
];
const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });

describe("cells that are pasted", () => {
  it("are entered from a cell on; rows below the end are added, what cannot be is left as it is", () => {
    const edits = new Edits();
    const [range, outcome] = paste(sheet(ROWS, edits), at(2, 0), [
      ["5", "q", "no", "2026-03-04"],
      ["x", "w", "no", "4 May"],
      ["", "", ""],
    ]);
    edits.apply(outcome.change);
    expect(edits.raw(all)).toEqual({
      edited_rows: { 2: { n: 5, s: "q", d: "2026-03-04" } },
      added_rows: [{ s: "w" }],
    });
    expect(range).toEqual(at(2, 0, 4, 3));
    expect(outcome).toMatchObject({ entered: 6, refused: 2, reason: "n: Enter a number", beyond: 0 });
  });

  it("add no rows where none can be added", () => {
    const [, outcome] = paste(sheet(ROWS, new Edits(), false), at(2, 1), [["q"], ["w"], ["e"]]);
    expect(outcome).toMatchObject({ entered: 1, beyond: 2 });
  });

  it("fill the whole block with a single one, or with as many copies as fit", () => {
    const edits = new Edits();
    edits.apply(paste(sheet(ROWS, edits), at(0, 0, 2, 1), [["7"]])[1].change);
    expect(edits.raw(all)).toEqual({ edited_rows: { 0: { n: 7, s: "7" }, 1: { n: 7, s: "7" }, 2: { n: 7, s: "7" } } });
    const [range] = paste(sheet(ROWS, edits), at(0, 1, 1, 1), [["p"], ["q"], ["r"]]);
    expect(range).toEqual(at(0, 1, 2, 1));
  });

  it("keep to what columns allow", () => {
    const [, outcome] = paste(sheet(ROWS, new Edits()), at(0, 0), [["500"]]);
    expect(outcome).toMatchObject({ change: [], refused: 1, reason: "n: Enter 100 or less" });
  });

  it("are no edits where they are what the data hold", () => {
    const edits = new Edits({ edited_rows: { 0: { s: "changed" } } });
    edits.apply(paste(sheet(ROWS, edits), at(0, 1), [["a"]])[1].change);
    expect(edits.raw(all)).toBeNull();
  });

  it("are many", () => {
    const edits = new Edits();
    const texts = Array.from({ length: 10_000 }, (_, i) => [String(i % 100), `row ${i}`]);
    const [, outcome] = paste(sheet(ROWS, edits), at(3, 0), texts);
    edits.apply(outcome.change);
    expect(edits.added.length).toBe(10_000);
    expect(edits.added[9_999]?.cells).toEqual({ s: "row 9999", n: 99 });
  });
});

describe("filling", () => {
  it.each<[Plain[], number, Plain]>([
    [[5], 3, 5],
    [[1, 2], 2, 3],
    [[1, 2], -1, 0],
    [[0.1, 0.2], 2, 0.3],
    [[1, 2, 4], 3, 1],
    [["a", "b"], 5, "b"],
    [["2026-01-30", "2026-01-31"], 2, "2026-02-01"],
    [[3, 3], 4, 3],
  ])("%j at %d is %j", (line, place, value) => {
    expect(next(line, place)).toBe(value);
  });

  it("goes on downwards and to the right, in the types of the columns", () => {
    const edits = new Edits();
    edits.apply(fill(sheet(ROWS, edits), at(0, 0, 1, 0), at(2, 0, 2, 0)).change);
    expect(edits.raw(all)).toEqual({ edited_rows: { 2: { n: 3 } } });
    edits.apply(fill(sheet(ROWS, edits), at(0, 0), at(0, 1, 0, 1)).change);
    expect(edits.value(0, "s")).toBe("1");
  });

  it("repeats the first row, or the first column", () => {
    const edits = new Edits();
    edits.apply(repeated(sheet(ROWS, edits), at(0, 0, 2, 1), true).change);
    expect(edits.raw(all)).toEqual({ edited_rows: { 1: { n: 1, s: "a" }, 2: { n: 1, s: "a" } } });
    const across = new Edits();
    across.apply(repeated(sheet(ROWS, across), at(0, 0, 1, 1), false).change);
    expect(across.raw(all)).toEqual({ edited_rows: { 0: { s: "1" }, 1: { s: "2" } } });
  });

  it("leaves alone what cannot be edited", () => {
    const outcome = enter(sheet(ROWS, new Edits()), at(0, 2), () => ({ value: "no" }));
    expect(outcome).toMatchObject({ change: [], entered: 0, refused: 0 });
  });
});
