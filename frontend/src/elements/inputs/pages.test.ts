import { describe, expect, it } from "vitest";
import { shownPages } from "./pages";

describe("shown pages", () => {
  it("are all where they fit", () => {
    expect(shownPages(2, 5, 7)).toEqual([1, 2, 3, 4, 5]);
    expect(shownPages(2, 9, null)).toHaveLength(9);
  });

  it.each([
    [1, [1, 2, 3, 4, 5, 0, 20]],
    [5, [1, 2, 3, 4, 5, 0, 20]],
    [10, [1, 0, 9, 10, 11, 0, 20]],
    [17, [1, 0, 16, 17, 18, 19, 20]],
    [20, [1, 0, 16, 17, 18, 19, 20]],
  ])("of 20 at page %i", (page, shown) => {
    expect(shownPages(page, 20, 7)).toEqual(shown);
  });

  it("never are more than wanted and hold the present one", () => {
    for (let most = 5; most < 10; most += 1) {
      for (let page = 1; page <= 30; page += 1) {
        const shown = shownPages(page, 30, most);
        expect(shown.length).toBeLessThanOrEqual(most);
        expect(shown).toContain(page);
        expect(shown[0]).toBe(1);
        expect(shown.at(-1)).toBe(30);
      }
    }
  });
});
