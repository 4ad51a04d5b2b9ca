import { describe, expect, it } from "vitest";
import type { GridColumn } from "../wire/messages.gen";
import { arranged, shownColumns, type Wish } from "./columns";

const column = (name: string, more: Partial<GridColumn> = {}): GridColumn =>
  ({ name, label: name, type: "text", config: {}, ...more }) as GridColumn;
const names = (columns: readonly GridColumn[]) => columns.map((each) => each.name).join("");
const COLUMNS = [column("a"), column("b"), column("c", { hidden: true }), column("d")];

describe("the order of columns", () => {
  it("is that of the script, with those first that stay in view", () => {
    expect(names(arranged(COLUMNS, new Map()))).toBe("abcd");
    expect(names(arranged([column("a"), column("i", { is_index: true })], new Map()))).toBe("ia");
    expect(names(arranged([column("a"), column("p", { config: { pinned: true } })], new Map()))).toBe("pa");
  });

  it("is what the visitor made of it", () => {
    const wishes = new Map<string, Wish>([
      ["a", { place: 1 }],
      ["b", { place: 0 }],
      ["d", { pinned: true }],
    ]);
    expect(names(arranged(COLUMNS, wishes))).toBe("dbac");
  });

  it("leaves out what is hidden, by the script or by the visitor, who has the last word", () => {
    expect(names(shownColumns(COLUMNS, new Map()))).toBe("abd");
    const wishes = new Map<string, Wish>([
      ["a", { hidden: true }],
      ["c", { hidden: false }],
    ]);
    expect(names(shownColumns(COLUMNS, wishes))).toBe("bcd");
  });
});
