import { int64, list, tableFromArrays, tableToIPC } from "@uwdata/flechette";
import { expect, it } from "vitest";
import { decodeRows } from "./arrow";

it("whole numbers are exact, however large", () => {
  const numbers = [1n, -9007199254740993n, 9223372036854775807n];
  const table = tableFromArrays(
    { n: numbers, l: [[1n], [2n, 9223372036854775807n], null] },
    {
      types: { n: int64(), l: list(int64()) },
      useBigInt: true,
    },
  );
  const rows = decodeRows(tableToIPC(table, { format: "stream" }) as Uint8Array);
  expect(rows.map((row) => row.n)).toEqual([1, -9007199254740993n, 9223372036854775807n]);
  expect(rows.map((row) => row.l)).toEqual([[1], [2, 9223372036854775807n], null]);
});
