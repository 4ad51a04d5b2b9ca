/** Rows of cells of a text as spreadsheets copy them: tabs between cells, cells with tabs or lines in quotes. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const source = text.replace(/\r\n?/g, "\n");
  while (at <= source.length) {
    const [cell, next] = source[at] === '"' ? quoted(source, at) : bare(source, at);
    row.push(cell);
    at = next + 1;
    if (source[next] === "\t") continue;
    rows.push(row);
    row = [];
  }
  // Spreadsheets end the last row with a line break, too.
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === "") rows.pop();
  return rows;
}

/** The text that spreadsheets take as rows of cells. */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(written).join("\t")).join("\n");
}

/** The same as an HTML table, which keeps texts that look like numbers or dates. */
export function writeHtml(rows: readonly (readonly string[])[]): string {
  const table = document.createElement("table");
  for (const cells of rows) {
    const row = table.insertRow();
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  return table.outerHTML;
}

function written(cell: string): string {
  return /[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A cell without quotes, and where it ends. */
function bare(source: string, start: number): [string, number] {
  let at = start;
  while (at < source.length && source[at] !== "\t" && source[at] !== "\n") at += 1;
  return [source.slice(start, at), at];
}

/** A cell in quotes, in which two stand for one; it is taken as it stands if the quotes do not end it. */
function quoted(source: string, start: number): [string, number] {
  let text = "";
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] !== '"') text += source[at];
    else if (source[at + 1] === '"') {
      text += '"';
      at += 1;
    } else {
      const end = source[at + 1];
      return end === undefined || end === "\t" || end === "\n" ? [text, at + 1] : bare(source, start);
    }
  }
  return bare(source, start);
}
