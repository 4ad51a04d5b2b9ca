import { encodedLength } from "../wire/codec";
import type { Plain } from "../wire/messages.gen";

/** Values of widgets, by their ids. */
export type Values = { [widget: string]: Plain };

/** Take the largest values out, so that the others have room in so many bytes; return what was taken. */
export function takeLarge(values: Values, room: number): Values {
  const taken: Values = {};
  const sizes = Object.entries(values).map(
    ([widget, value]) => [widget, widget.length + encodedLength(value)] as const,
  );
  let total = sizes.reduce((sum, [, size]) => sum + size, 0);
  for (const [widget, size] of sizes.sort(([, a], [, b]) => b - a)) {
    if (total <= room) break;
    taken[widget] = values[widget] ?? null;
    delete values[widget];
    total -= size;
  }
  return taken;
}
