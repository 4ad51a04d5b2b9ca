import { tableFromIPC } from "@uwdata/flechette";

/**
 * A table for a component: as readers of Arrow know it (`schema`, `numRows`, `getChild`, `get`, `toArray`). Its rows are
 * plain objects that also have `toJSON` and `toArray`. 64-bit numbers are numbers, unless they are too large for that.
 */
export function arrowTable(stream: Uint8Array) {
  // Views of 64-bit numbers need an aligned buffer: a part of a message is not.
  const bytes = stream.slice();
  const table = decoded(bytes, false) ?? decoded(bytes, true);
  if (!table) throw new Error("a table could not be read");
  const rows = table.factory;
  const made: typeof rows = (names, batches) => {
    const row = rows(names, batches);
    return (index) => withMethods(row(index));
  };
  return Object.assign(table, { factory: made });
}

/** The table of a stream; undefined where numbers do not fit. */
function decoded(bytes: Uint8Array, useBigInt: boolean) {
  const table = tableFromIPC(bytes, { useDate: false, useBigInt });
  try {
    // Numbers are made at the first look at them.
    if (!useBigInt) for (const column of table.children) column.toArray();
    return table;
  } catch {
    return undefined;
  }
}

function withMethods(row: { [column: string]: unknown }): { [column: string]: unknown } {
  return Object.defineProperties(row, {
    toJSON: { value: () => ({ ...row }) },
    toArray: { value: () => Object.values(row) },
  });
}
