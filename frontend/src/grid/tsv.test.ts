import { describe, expect, it } from "vitest";
import { readTsv, writeHtml, writeTsv } from "./tsv";

describe("cells from a spreadsheet", () => {
  it.each<[string, string, string[][]]>([
    ["one cell", "a", [["a"]]],
    ["a row", "a\tb\t", [["a", "b", ""]]],
    [
      "rows that end with a line",
      "a\tb\r\nc\td\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["an empty row between", "a\n\nb", [["a"], [""], ["b"]]],
    ["quotes around lines and tabs", 'a\t"one\ntwo\t""three"""\tb', [["a", 'one\ntwo\t"three"', "b"]]],
    ["a quote that is a part of the text", '5" pipe\t"big" one', [['5" pipe', '"big" one']]],
    ["a quote that is never closed", '"open\tb', [['"open', "b"]]],
    ["nothing", "", [[""]]],
  ])("are read: %s", (_, text, rows) => {
    expect(readTsv(text)).toEqual(rows);
  });

  it("are the same after they were written and read", () => {
    const rows = [
      ["a", "", 'say "hi"'],
      ["two\nlines", "tab\there", '"quoted"'],
      ["", "", ""],
      ["1,5", "=SUM(A1)", " space "],
    ];
    expect(readTsv(writeTsv(rows))).toEqual(rows);
  });

  it("are read by the ten thousand", () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => Array.from({ length: 10 }, (__, cell) => `${row}.${cell}`));
    expect(readTsv(writeTsv(rows))).toEqual(rows);
  });

  it("are written as a table without markup of their own", () => {
    expect(writeHtml([["<b>", "x"]])).toBe("<table><tbody><tr><td>&lt;b&gt;</td><td>x</td></tr></tbody></table>");
  });
});
