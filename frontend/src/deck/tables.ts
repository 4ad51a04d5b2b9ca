import { autoType, dsvFormat } from "d3-dsv";

/** How deck.gl reads tables in text, without making code of the names of columns. */
export const TableLoader = {
  dataType: null as unknown,
  batchType: null as never,
  id: "table",
  name: "Table",
  module: "tables",
  version: "1",
  worker: false,
  extensions: ["csv", "tsv"],
  mimeTypes: ["text/csv", "text/tab-separated-values"],
  category: "table",
  text: true,
  options: {},
  parse: async (content: ArrayBuffer) => rowsOf(new TextDecoder().decode(content)),
  parseTextSync: rowsOf,
};

export function rowsOf(text: string): Record<string, unknown>[] {
  const first = text.slice(0, text.indexOf("\n"));
  const [names = [], ...rows] = dsvFormat(first.includes("\t") ? "\t" : ",").parseRows(text.replace(/^\uFEFF/, ""));
  return rows.map(
    (row) => autoType(Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""]))) as object as never,
  );
}
