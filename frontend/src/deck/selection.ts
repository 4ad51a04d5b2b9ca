import type { Plain } from "../wire/messages.gen";

/** What is selected, by the layers' ids: places in the data, and the objects there. */
export type Selection = { indices: Record<string, number[]>; objects: Record<string, Plain[]> };
export type Mode = "single-object" | "multi-object";
export type Picked = { layer: string; index: number; object: unknown };

export const NOTHING: Selection = { indices: {}, objects: {} };

/** The selection after a click: on what is selected it takes that back, beside all objects it takes back everything. */
export function clicked(selection: Selection, picked: Picked | undefined, mode: Mode): Selection {
  if (!picked) return NOTHING;
  const isIn = selection.indices[picked.layer]?.includes(picked.index) ?? false;
  const base = mode === "single-object" ? NOTHING : selection;
  if (mode === "single-object") return isIn ? NOTHING : withObject(base, picked);
  return isIn ? without(base, picked) : withObject(base, picked);
}

export function isEmpty(selection: Selection): boolean {
  return Object.keys(selection.indices).length === 0;
}

function withObject({ indices, objects }: Selection, { layer, index, object }: Picked): Selection {
  return {
    indices: { ...indices, [layer]: [...(indices[layer] ?? []), index] },
    objects: { ...objects, [layer]: [...(objects[layer] ?? []), plain(object)] },
  };
}

function without({ indices, objects }: Selection, { layer, index }: Picked): Selection {
  const at = indices[layer]?.indexOf(index) ?? -1;
  const rest = <T>(all: Record<string, T[]>) => {
    const { [layer]: some = [], ...others } = all;
    const left = some.toSpliced(at, 1);
    return left.length ? { ...all, [layer]: left } : others;
  };
  return { indices: rest(indices), objects: rest(objects) };
}

/** What can be told of an object as data: neither functions nor cycles, and lists in place of typed arrays. */
function plain(object: unknown): Plain {
  const text = JSON.stringify(object, (_, value) => (ArrayBuffer.isView(value) ? [...(value as never)] : value));
  return text === undefined ? null : JSON.parse(text);
}
