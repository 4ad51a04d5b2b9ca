import { describe, expect, it } from "vitest";
import type { Plain } from "../wire/messages.gen";
import { type Change, Edits } from "./edits";
import { History } from "./history";

const all = () => true;

function tried(change: (edits: Edits) => Change, raw: Plain = null): [Plain, Plain] {
  const edits = new Edits(raw);
  const inverse = edits.apply(change(edits));
  const after = edits.raw(all);
  edits.apply(inverse);
  return [after, edits.raw(all)];
}

describe("edits", () => {
  it("are what an editor's value says, and say it again", () => {
    const raw = { edited_rows: { 3: { a: 1, b: null } }, added_rows: [{ a: 2 }], deleted_rows: [1, [4, 9]] };
    expect(new Edits(raw).raw(all)).toEqual(raw);
    expect(new Edits(null).raw(all)).toBeNull();
    expect(new Edits({}).raw(all)).toBeNull();
  });

  it("of cells can be taken back", () => {
    const raw = { edited_rows: { 3: { a: 1 } } };
    const [after, before] = tried(
      () => [
        { do: "set", row: 3, column: "a", value: 2 },
        { do: "set", row: 3, column: "b", value: "x" },
        { do: "set", row: 3, column: "a", value: 5 },
      ],
      raw,
    );
    expect(after).toEqual({ edited_rows: { 3: { a: 5, b: "x" } } });
    expect(before).toEqual(raw);
  });

  it("of a cell that is set back to what it was are no edits", () => {
    const [after] = tried(() => [{ do: "set", row: 3, column: "a", value: undefined }], {
      edited_rows: { 3: { a: 1 } },
    });
    expect(after).toBeNull();
  });

  it("of rows can be taken back, in their order", () => {
    const raw = { added_rows: [{ a: 1 }, { a: 2 }, { a: 3 }], deleted_rows: [7] };
    const [after, before] = tried(
      (edits) => [
        { do: "drop", id: edits.added[1]?.id as number },
        { do: "delete", runs: [[2, 5]] },
        { do: "add", at: 2, row: edits.newRow({ a: 4 }) },
      ],
      raw,
    );
    expect(after).toEqual({ added_rows: [{ a: 1 }, { a: 3 }, { a: 4 }], deleted_rows: [[2, 5], 7] });
    expect(before).toEqual(raw);
  });

  it("of an added row are that row", () => {
    const edits = new Edits({ added_rows: [{ a: 1 }] });
    const id = edits.added[0]?.id as number;
    edits.apply([{ do: "set", row: id, column: "a", value: 9 }]);
    expect(edits.value(id, "a")).toBe(9);
    expect(edits.raw(all)).toEqual({ added_rows: [{ a: 9 }] });
  });

  it("leave out added rows that are not complete", () => {
    const edits = new Edits({ added_rows: [{ a: 1 }, {}] });
    expect(edits.raw((row) => "a" in row.cells)).toEqual({ added_rows: [{ a: 1 }] });
  });
});

describe("history", () => {
  it("takes back and does again, whatever was done between", () => {
    const edits = new Edits(null);
    const history = new History();
    const apply = (change: Change) => edits.apply(change);
    const states: Plain[] = [edits.raw(all)];
    const changes: Change[] = [
      [{ do: "set", row: 0, column: "a", value: 1 }],
      [{ do: "add", at: 0, row: edits.newRow({ a: 5 }) }],
      [{ do: "delete", runs: [[0, 3]] }],
      [{ do: "set", row: -1, column: "a", value: 6 }],
      [{ do: "drop", id: -1 }],
    ];
    for (const change of changes) {
      history.add(apply(change));
      states.push(edits.raw(all));
    }
    for (let at = changes.length - 1; at >= 0; at -= 1) {
      history.undo(apply);
      expect(edits.raw(all)).toEqual(states[at]);
    }
    expect(history.canUndo).toBe(false);
    for (let at = 1; at <= changes.length; at += 1) {
      history.redo(apply);
      expect(edits.raw(all)).toEqual(states[at]);
    }
    expect(history.canRedo).toBe(false);
    history.undo(apply);
    history.add(apply([{ do: "set", row: 9, column: "a", value: 1 }]));
    expect(history.canRedo).toBe(false);
  });
});
