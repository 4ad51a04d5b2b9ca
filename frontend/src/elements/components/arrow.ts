import { type Table, tableFromIPC } from "@uwdata/flechette";

const METHODS = ["getChild", "getChildAt", "get", "toArray", "toColumns", "select", "selectAt"] as const;
const FIELDS = ["schema", "numRows", "numCols"] as const;

/**
 * A table for a component: the bytes of its Arrow IPC stream, for components that bring a reader; and also as readers
 * know tables (`schema`, `numRows`, `getChild`, `get`, `toArray`). The bytes are read when that is first asked for.
 */
export function arrowTable(stream: Uint8Array): Uint8Array {
  // Views of 64-bit numbers need an aligned buffer: a part of a message is not.
  const bytes = stream.slice();
  let known: Table | undefined;
  const table = () => {
    known ??= read(bytes);
    return known;
  };
  for (const name of FIELDS) Object.defineProperty(bytes, name, { get: () => table()[name] });
  for (const name of METHODS) {
    const call = (...given: unknown[]) => (table()[name] as (...given: unknown[]) => unknown).apply(table(), given);
    Object.defineProperty(bytes, name, { value: call });
  }
  return bytes;
}

/** Rows are plain objects that also have `toJSON` and `toArray`. 64-bit numbers are numbers where they fit. */
function read(bytes: Uint8Array): Table {
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
function decoded(bytes: Uint8Array, useBigInt: boolean): Table | undefined {
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
