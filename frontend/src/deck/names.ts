import type { Named } from "./land";
import { widthAt } from "./mercator";

const LETTER = 6.5;
const LINE = 16;
/** As long as there is most of a name's length on the land itself. */
const LEAST_SHARE = 0.55;

/** The names that there is room for at a zoom, none over another; the larger countries come first. */
export function namesAt(all: readonly Named[], zoom: number): Named[] {
  const scale = widthAt(zoom);
  const fitting = all.filter(({ name, room }) => room * scale * 2 > name.length * LETTER * LEAST_SHARE);
  const taken: Box[] = [];
  return fitting
    .toSorted((a, b) => b.room - a.room)
    .filter((each) => {
      const box = boxOf(each, scale);
      if (taken.some((other) => overlap(box, other))) return false;
      taken.push(box);
      return true;
    });
}

type Box = { left: number; right: number; top: number; bottom: number };

function boxOf({ name, at: [x = 0, y = 0] }: Named, scale: number): Box {
  const half = (name.length * LETTER) / 2;
  return {
    left: x * scale - half,
    right: x * scale + half,
    top: y * scale - LINE / 2,
    bottom: y * scale + LINE / 2,
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
