import { describe, expect, it } from "vitest";
import { later, readDay, readTime, timeLater, writeDay, writeTime } from "./dates";

describe("days", () => {
  it.each([
    ["YYYY/MM/DD", "2026/02/03"],
    ["DD.MM.YYYY", "03.02.2026"],
    ["MM-DD-YYYY", "02-03-2026"],
  ])("are written and read in the form %s", (format, text) => {
    expect(writeDay("2026-02-03", format)).toBe(text);
    expect(readDay(text, format)).toBe("2026-02-03");
  });

  it("are read as people write them", () => {
    expect(readDay("3.2.26", "DD.MM.YYYY")).toBe("2026-02-03");
    expect(readDay(" 2026-2-3 ", "DD.MM.YYYY")).toBe("2026-02-03");
    expect(readDay("", "DD.MM.YYYY")).toBe("");
  });

  it.each(["31.02.2026", "3.2", "soon", "1.13.2026"])("%s is none", (text) => {
    expect(readDay(text, "DD.MM.YYYY")).toBeUndefined();
  });

  it("are counted over the ends of months", () => {
    expect(later("2024-02-28", 1)).toBe("2024-02-29");
    expect(later("2026-01-01", -1)).toBe("2025-12-31");
  });
});

describe("times", () => {
  it("are written in the asked form", () => {
    expect(writeTime("21:05", "24h")).toBe("21:05");
    expect(writeTime("21:05:09", "24h")).toBe("21:05:09");
    expect(writeTime("21:05", "12h")).toMatch(/^9:05\s?PM$/);
    expect(writeTime("00:00", "12h")).toMatch(/^12:00\s?AM$/);
  });

  it.each([
    ["9", "09:00"],
    ["930", "09:30"],
    ["9:30", "09:30"],
    ["9.30 pm", "21:30"],
    ["12 am", "00:00"],
    ["12:15 PM", "12:15"],
    ["21:05:09", "21:05:09"],
    ["", ""],
  ])("%s is read as %s", (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it.each(["25", "9:75", "13 pm", "noon"])("%s is none", (text) => {
    expect(readTime(text)).toBeUndefined();
  });

  it("are stepped within the day", () => {
    expect(timeLater("09:45", 900)).toBe("10:00");
    expect(timeLater("23:55", 900)).toBe("23:59:59");
    expect(timeLater("00:05", -900)).toBe("00:00");
  });
});
