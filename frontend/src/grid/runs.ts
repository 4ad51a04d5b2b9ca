/** A set of places, kept as runs [first, one after the last]: as small for a million that follow each other as for one. */
export class Runs {
  private runs: [number, number][] = [];

  static of(places: Iterable<number | readonly [number, number]>): Runs {
    const runs = new Runs();
    for (const each of places) {
      if (typeof each === "number") runs.add(each, each + 1);
      else runs.add(each[0], each[1]);
    }
    return runs;
  }

  get size(): number {
    return this.runs.reduce((sum, [start, stop]) => sum + stop - start, 0);
  }

  has(place: number): boolean {
    const run = this.runs[this.after(place)];
    return run !== undefined && run[0] <= place;
  }

  /** Put the places from `start` to before `stop` in. */
  add(start: number, stop: number): void {
    if (start >= stop) return;
    const first = this.after(start - 1);
    let last = first;
    let [from, to] = [start, stop];
    for (let run = this.runs[last]; run && run[0] <= stop; run = this.runs[last]) {
      from = Math.min(from, run[0]);
      to = Math.max(to, run[1]);
      last += 1;
    }
    this.runs.splice(first, last - first, [from, to]);
  }

  /** Take the places from `start` to before `stop` out. */
  remove(start: number, stop: number): void {
    if (start >= stop) return;
    this.runs = this.runs.flatMap(([from, to]): [number, number][] => {
      if (to <= start || from >= stop) return [[from, to]];
      const left: [number, number][] = from < start ? [[from, start]] : [];
      return to > stop ? [...left, [stop, to]] : left;
    });
  }

  clear(): void {
    this.runs = [];
  }

  /** The place of the `index`-th number that is not in. */
  absent(index: number): number {
    let place = index;
    for (const [start, stop] of this.runs) {
      if (start > place) break;
      place += stop - start;
    }
    return place;
  }

  /** How many places before one are in. */
  before(place: number): number {
    let count = 0;
    for (const [start, stop] of this.runs) {
      if (start >= place) break;
      count += Math.min(stop, place) - start;
    }
    return count;
  }

  /** The runs, in order. */
  pairs(): [number, number][] {
    return this.runs.map(([start, stop]) => [start, stop]);
  }

  /** The runs as they are sent: a single place stands for itself. */
  sent(): (number | [number, number])[] {
    return this.runs.map(([start, stop]) => (stop === start + 1 ? start : [start, stop]));
  }

  *[Symbol.iterator](): Iterator<number> {
    for (const [start, stop] of this.runs) for (let place = start; place < stop; place += 1) yield place;
  }

  /** The index of the first run that ends after a place. */
  private after(place: number): number {
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.runs[middle]?.[1] ?? 0) > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
