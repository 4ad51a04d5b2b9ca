import { tableFromIPC } from "@uwdata/flechette";

export type Row = { [column: string]: unknown };

/** The rows of an Arrow stream, with dates as milliseconds, and 64-bit numbers as numbers where those are exact. */
export function decodeRows(data: Uint8Array): Row[] {
  // Views of 64-bit numbers need an aligned buffer: a part of a message is not.
  const rows = tableFromIPC(data.slice(), { useDate: false, useBigInt: true }).toArray() as Row[];
  for (const row of rows) {
    for (const name in row) {
      const value = row[name];
      if (typeof value === "bigint") row[name] = exact(value);
      else if (value instanceof BigInt64Array || value instanceof BigUint64Array) row[name] = Array.from(value, exact);
    }
  }
  return rows;
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
