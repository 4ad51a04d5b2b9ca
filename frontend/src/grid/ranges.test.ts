import { describe, expect, it } from "vitest";
import { filled, holds, Ranges } from "./ranges";

describe("a block of cells", () => {
  it("reaches from where it began to where it was drawn, in any direction", () => {
    const ranges = new Ranges();
    ranges.begin({ row: 4, cell: 2 });
    expect(ranges.isBlock).toBe(false);
    ranges.extend({ row: 1, cell: 3 });
    expect(ranges.range).toEqual({ top: 1, left: 2, bottom: 4, right: 3 });
    expect(holds(ranges.range, 2, 3)).toBe(true);
    expect(holds(ranges.range, 2, 4)).toBe(false);
    ranges.clear();
    expect(ranges.range).toBeUndefined();
  });

  it("is filled in the direction that it is drawn farther", () => {
    const from = { top: 2, left: 2, bottom: 3, right: 3 };
    expect(filled(from, { row: 6, cell: 4 })).toEqual({ top: 4, left: 2, bottom: 6, right: 3 });
    expect(filled(from, { row: 0, cell: 2 })).toEqual({ top: 0, left: 2, bottom: 1, right: 3 });
    expect(filled(from, { row: 2, cell: 6 })).toEqual({ top: 2, left: 4, bottom: 3, right: 6 });
    expect(filled(from, { row: 3, cell: 0 })).toEqual({ top: 2, left: 0, bottom: 3, right: 1 });
    expect(filled(from, { row: 3, cell: 2 })).toBeUndefined();
  });
});
