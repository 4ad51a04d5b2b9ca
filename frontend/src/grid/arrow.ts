import { tableFromIPC } from "@uwdata/flechette";

export type Row = { [column: string]: unknown };

/** The rows of an Arrow stream, with dates as milliseconds and 64-bit numbers as numbers. */
export function decodeRows(data: Uint8Array): Row[] {
  // Views of 64-bit numbers need an aligned buffer: a part of a message is not.
  return tableFromIPC(data.slice(), { useDate: false, useBigInt: false }).toArray() as Row[];
}
