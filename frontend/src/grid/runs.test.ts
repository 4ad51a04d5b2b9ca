import { describe, expect, it } from "vitest";
import { Runs } from "./runs";

describe("runs", () => {
  it("merge with what they touch, and fall apart", () => {
    const runs = Runs.of([3, 5, [7, 9]]);
    expect(runs.pairs()).toEqual([
      [3, 4],
      [5, 6],
      [7, 9],
    ]);
    runs.add(4, 5);
    expect(runs.sent()).toEqual([
      [3, 6],
      [7, 9],
    ]);
    runs.remove(4, 8);
    expect(runs.sent()).toEqual([3, 8]);
    expect(runs.size).toBe(2);
  });

  it("agree with a set of numbers, whatever is put in and taken out", () => {
    let seed = 7;
    const random = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % most;
    };
    const runs = new Runs();
    const set = new Set<number>();
    for (let i = 0; i < 500; i += 1) {
      const start = random(60);
      const stop = start + random(8);
      const adds = random(2) === 0;
      if (adds) runs.add(start, stop);
      else runs.remove(start, stop);
      for (let place = start; place < stop; place += 1) {
        if (adds) set.add(place);
        else set.delete(place);
      }
      expect([...runs]).toEqual([...set].toSorted((a, b) => a - b));
      const free = Array.from({ length: 80 }, (_, place) => place).filter((place) => !set.has(place));
      const index = random(12);
      expect(runs.absent(index)).toBe(free[index]);
      const place = random(60);
      expect(runs.has(place)).toBe(set.has(place));
      expect(runs.before(place)).toBe([...set].filter((each) => each < place).length);
    }
  });
});
