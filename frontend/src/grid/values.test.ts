import { describe, expect, it } from "vitest";
import type { GridColumn, Plain } from "../wire/messages.gen";
import { readPattern } from "./patterns";
import { problemOf, read, readItem, sentOf, shownOf, writtenOf } from "./values";

type Config = { [key: string]: Plain };

function column(type: string, config: Config = {}, more: Partial<GridColumn> = {}): GridColumn {
  const { required, ...types } = config;
  const type_config: Config = Object.keys(types).length ? { type_config: { type, ...types } } : {};
  return {
    name: "c",
    label: "C",
    type,
    editable: true,
    config: { ...type_config, required: required ?? null },
    ...more,
  };
}

function typed(type: string, data: string, config: Config = {}, more: Partial<GridColumn> = {}): GridColumn {
  return { name: "c", label: "C", type: data, editable: true, config: { type_config: { type, ...config } }, ...more };
}

const value = (text: string, of: GridColumn, before: Plain = null) => {
  const found = read(text, of, before);
  return "value" in found ? found.value : found;
};

describe("texts become values", () => {
  it.each<[string, Plain]>([
    ["12", 12],
    [" 1,234.5 ", 1234.5],
    ["-3", -3],
    ["$ 7.50", 7.5],
    ["25%", 0.25],
    ["", null],
    ["12345678901234567890.5", "12345678901234567890.5"],
  ])("numbers: %s", (text, wanted) => {
    expect(value(text, column("number"))).toEqual(wanted);
  });

  it("numbers in the form that the column shows", () => {
    expect(value("3.0 h", column("number", { format: "%.1f h" }))).toBe(3);
    expect(value("3.0 kg", column("number", { format: "%.1f h" }))).toEqual({ problem: "Enter a number" });
  });

  it("whole numbers, and those that are too large to be exact as text", () => {
    expect(value("12", column("integer"))).toBe(12);
    expect(value("12.5", column("integer"))).toEqual({ problem: "Enter a whole number" });
    expect(value("12345678901234567890", column("integer"))).toBe("12345678901234567890");
    expect(value("twelve", column("integer"))).toEqual({ problem: "Enter a number" });
  });

  it.each<[string, Plain]>([
    ["TRUE", true],
    ["x", true],
    ["no", false],
    ["0", false],
    ["maybe", { problem: "Enter true or false" }],
  ])("boxes: %s", (text, wanted) => {
    expect(value(text, column("boolean"))).toEqual(wanted);
  });

  it("options by their text or value", () => {
    const options = [
      { value: 1, label: "One" },
      { value: true, label: "Yes" },
    ];
    const choice = typed("selectbox", "integer", { options });
    expect(value("one", choice)).toBe(1);
    expect(value("1", choice)).toBe(1);
    expect(value("Yes", choice)).toBe(true);
    expect(value("Two", choice)).toEqual({ problem: "Choose one of the options" });
  });

  it("lists, between commas or as JSON", () => {
    expect(value("a, b,, c", column("list"))).toEqual(["a", "b", "c"]);
    expect(value('["a, b", "c"]', column("list"))).toEqual(["a, b", "c"]);
    expect(value("1, 2.5", column("list", {}, { item: "number" }))).toEqual([1, 2.5]);
    expect(value("1, x", column("list", {}, { item: "integer" }))).toEqual({ problem: "“x” is not a number" });
  });

  it("items of several options", () => {
    const options = [{ value: "a", label: "A one" }];
    expect(readItem("A one", typed("multiselect", "list", { options }))).toEqual({ value: "a" });
    expect(readItem("b", typed("multiselect", "list", { options }))).toEqual({
      problem: "“b” is not one of the options",
    });
    expect(readItem("b", typed("multiselect", "list", { options, accept_new_options: true }))).toEqual({ value: "b" });
  });

  it.each<[string, string, Plain]>([
    ["date", "2026-04-05", "2026-04-05"],
    ["date", "4/5/26", "2026-04-05"],
    ["date", "2026-02-30", { problem: "Enter a date, such as 2026-04-05" }],
    ["datetime", "2026-04-05 10:30", "2026-04-05T10:30:00"],
    ["datetime", "2026-04-05T10:30:15.25", "2026-04-05T10:30:15.25"],
    ["datetime", "2026-04-05", "2026-04-05T00:00:00"],
    ["datetime", "4/5/2026, 1:05 pm", "2026-04-05T13:05:00"],
    ["time", "9:30 pm", "21:30:00"],
    ["time", "10:30:15.5", "10:30:15.5"],
    ["time", "25:00", { problem: "Enter a time, such as 10:30" }],
    ["duration", "1:30:00", 5400],
    ["duration", "1 d 02:00:00", 93600],
    ["duration", "1h 30m", 5400],
    ["duration", "-90 s", -90],
    ["duration", "45", 45],
    ["duration", "soon", { problem: "Enter a duration, such as 1:30:00 or 90 s" }],
  ])("moments: %s %s", (type, text, wanted) => {
    expect(value(text, column(type))).toEqual(wanted);
  });

  it("dates in the form of the column", () => {
    expect(value("05.04.2026", column("date", { format: "DD.MM.YYYY" }))).toBe("2026-04-05");
  });

  it("times of a zone, as instants", () => {
    const zoned = column("datetime", {}, { timezone: "Europe/Berlin" });
    expect(value("2026-07-05 12:00", zoned)).toBe("2026-07-05T10:00:00Z");
    expect(value("2026-01-05 12:00", zoned)).toBe("2026-01-05T11:00:00Z");
    expect(writtenOf("2026-07-05T10:00:00Z", zoned)).toBe("2026-07-05 12:00:00");
  });

  it("a time of a moment, which keeps its day", () => {
    expect(value("10:30", typed("time", "datetime"), "2026-04-05T08:00:00")).toBe("2026-04-05T10:30:00");
  });

  it("nothing where nothing can be edited", () => {
    expect(value("x", { ...column("text"), editable: false })).toEqual({ problem: "This cell cannot be edited" });
  });
});

describe("values of the grid are sent and shown again", () => {
  it.each<[GridColumn, unknown, Plain]>([
    [column("datetime"), Date.UTC(2026, 3, 5, 10, 30), "2026-04-05T10:30:00"],
    [column("datetime"), Date.UTC(2026, 3, 5) + 0.125, "2026-04-05T00:00:00.000125"],
    [column("datetime", {}, { timezone: "Europe/Berlin" }), Date.UTC(2026, 3, 5, 10), "2026-04-05T10:00:00Z"],
    [column("date"), Date.UTC(2026, 3, 5), "2026-04-05"],
    [column("time"), 37_800_000, "10:30:00"],
    [column("duration"), 5_400_000, 5400],
    [column("list"), ["a", "b"], ["a", "b"]],
    [column("integer"), 7, 7],
    [column("integer"), 12345678901234567890n, "12345678901234567890"],
    [column("text"), null, null],
  ])("%#", (of, shown, sent) => {
    expect(sentOf(shown, of)).toEqual(sent);
    if (of.type !== "datetime" || !String(sent).endsWith("125")) expect(shownOf(sent, of)).toEqual(shown);
  });
});

describe("values are written so that they can be read", () => {
  it.each<[GridColumn, Plain, string]>([
    [column("number", { format: "dollar" }), 1234.5, "1234.5"],
    [column("boolean"), true, "TRUE"],
    [typed("selectbox", "integer", { options: [{ value: 1, label: "One" }] }), 1, "One"],
    [column("list"), ["a", "b"], "a, b"],
    [column("list"), ["a, b"], '["a, b"]'],
    [column("datetime"), "2026-04-05T10:30:00", "2026-04-05 10:30:00"],
    [column("datetime", { format: "DD.MM.YYYY HH:mm" }), "2026-04-05T10:30:00", "05.04.2026 10:30"],
    [column("datetime", { format: "MMMM YYYY" }), "2026-04-05T10:30:00", "2026-04-05 10:30:00"],
    [column("date"), "2026-04-05", "2026-04-05"],
    [column("time"), "10:30:00", "10:30:00"],
    [column("duration"), 93_600, "1 d 02:00:00"],
    [column("text"), "plain", "plain"],
  ])("%#", (of, sent, text) => {
    expect(writtenOf(sent, of)).toBe(text);
    expect(value(text, of)).toEqual(sent);
  });
});

describe("columns say what is wrong", () => {
  it.each<[GridColumn, Plain, string | undefined]>([
    [column("text", { required: true }), null, "This cell cannot be empty"],
    [column("list", { required: true }), [], "This cell cannot be empty"],
    [column("text"), null, undefined],
    [column("number", { min_value: 1, max_value: 5 }), 7, "Enter 1 to 5"],
    [column("number", { min_value: 1 }), 0, "Enter 1 or more"],
    [column("number", { max_value: 5 }), 6, "Enter 5 or less"],
    [column("number", { step: 0.1 }), 0.3, undefined],
    [column("number", { step: 0.5 }), 0.3, "Enter a multiple of 0.5"],
    [column("number", { min_value: 1, step: 2 }), 4, "Enter a multiple of 2 from 1"],
    [column("integer", {}, { bounds: [-128, 127] }), 300, "Enter -128 to 127"],
    [column("integer", {}, { bounds: [0, null] }), -1, "Enter 0 or more"],
    [column("text", { max_chars: 3 }), "four", "At most 3 characters; these are 4"],
    [column("text", { validate: "^[a-z]+$" }), "A1", "This must match ^[a-z]+$"],
    [column("text", { validate: "^[a-z]+$" }), "ab", undefined],
    [column("text", {}, { pattern: "\\d{4}" }), "12345", "This cannot be read"],
    [column("date", { min_value: "2026-01-01" }), "2025-12-31", "Enter 2026-01-01 or more"],
    [column("date", { step: 7, min_value: "2026-01-01" }), "2026-01-08", undefined],
    [column("date", { step: 7, min_value: "2026-01-01" }), "2026-01-09", "Only every 7 days"],
    [column("time", { min_value: "08:00:00", max_value: "17:00:00" }), "07:59:00", "Enter 08:00:00 to 17:00:00"],
    [column("datetime", { step: 900 }), "2026-04-05T10:15:00", undefined],
    [column("datetime", { step: 900 }), "2026-04-05T10:16:00", "Only in steps of 15 min"],
    [typed("selectbox", "text", { options: [{ value: "a", label: "a" }] }), "b", "Choose one of the options"],
  ])("%#", (of, sent, wanted) => {
    expect(problemOf(sent, of)).toBe(wanted);
  });
});

describe("patterns of moments are read back", () => {
  it.each<[string, string, number | undefined]>([
    ["05/04/2026", "DD/MM/YYYY", Date.UTC(2026, 3, 5)],
    ["5.4.26 7:05", "D.M.YY H:mm", Date.UTC(2026, 3, 5, 7, 5)],
    ["01:05 PM", "hh:mm A", 47_100_000],
    ["12:00 am", "h:mm a", 0],
    ["at 10:30", "[at] HH:mm", 37_800_000],
    ["31/02/2026", "DD/MM/YYYY", undefined],
    ["April 2026", "MMMM YYYY", undefined],
    ["x", "[x]", undefined],
  ])("%s by %s", (text, pattern, wanted) => {
    expect(readPattern(text, pattern)).toBe(wanted);
  });
});
