import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";

async function speaking(language: string) {
  vi.resetModules();
  vi.stubGlobal("navigator", { languages: [language], language });
  return (await import("./moments")).formatMoment;
}

/** Friday, 6 March 2026, 14:05:09.120 on some clock. */
const FRIDAY = Date.UTC(2026, 2, 6, 14, 5, 9, 120) / 1000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ["YYYY-MM-DD HH:mm:ss", "2026-03-06 14:05:09"],
  ["DD.MM.YY", "06.03.26"],
  ["dddd, MMMM Do YYYY", "Friday, March 6th 2026"],
  ["ddd D MMM", "Fri 6 Mar"],
  ["h:mm A", "2:05 PM"],
  ["hh:mm a", "02:05 pm"],
  ["SSS S SSSSSS", "120 1 120000"],
  ["[Q]Q, DDDD, [week] W", "Q1, 065, week 10"],
  ["GGGG-[W]WW-E", "2026-W10-5"],
  ["gggg w e", "2026 10 5"],
  ["k kk", "14 14"],
  ["X", String(Math.trunc(FRIDAY))],
  ["L LT", "03/06/2026 2:05 PM"],
  ["LL", "March 6, 2026"],
])("%s writes %s", async (pattern, text) => {
  expect((await speaking("en-US"))(FRIDAY, pattern).replace(/\u202f/g, " ")).toBe(text);
});

test("names and orders are those of the visitor's language", async () => {
  const write = await speaking("de-DE");
  expect(write(FRIDAY, "dddd, D. MMMM YYYY")).toBe("Freitag, 6. März 2026");
  expect(write(FRIDAY, "localized", { kind: "date" })).toBe("06.03.2026");
  expect(write(FRIDAY, "localized")).toBe("06.03.2026, 14:05:09");
  expect(write(FRIDAY, "localized", { kind: "time" })).toBe("14:05:09");
  expect(write(FRIDAY, "L")).toBe("06.03.2026");
});

describe("a moment in a zone", () => {
  it("is told as clocks there show it, in summer and in winter", async () => {
    const write = await speaking("en-US");
    const winter = { zone: "Europe/Oslo" };
    expect(write(FRIDAY, "HH:mm Z", winter)).toBe("15:05 +01:00");
    expect(write(Date.UTC(2026, 6, 6, 12) / 1000, "HH:mm ZZ", winter)).toBe("14:00 +0200");
    expect(write(FRIDAY, "HH:mm Z", { zone: "Asia/Kolkata" })).toBe("19:35 +05:30");
  });

  it("is an instant where a machine reads it", async () => {
    const write = await speaking("en-US");
    expect(write(FRIDAY, "iso8601", { zone: "Europe/Oslo" })).toBe("2026-03-06T14:05:09.120Z");
    expect(write(FRIDAY, "iso8601")).toBe("2026-03-06T14:05:09.120");
    expect(write(FRIDAY, "iso8601", { kind: "date" })).toBe("2026-03-06");
    expect(write(FRIDAY, "iso8601", { kind: "time" })).toBe("14:05:09.120");
  });

  it("whose zone is not known is told as if in UTC", async () => {
    expect((await speaking("en-US"))(FRIDAY, "HH:mm", { zone: "Middle/Earth" })).toBe("14:05");
  });
});

describe("a moment as one would say it", () => {
  const at = (days: number) => FRIDAY + days * 86_400;

  beforeEach(() => vi.setSystemTime(FRIDAY * 1000 + new Date(FRIDAY * 1000).getTimezoneOffset() * 60_000));

  it("is near or far", async () => {
    const write = await speaking("en-US");
    expect(write(at(-1), "distance")).toBe("yesterday");
    expect(write(FRIDAY + 7200, "distance")).toBe("in 2 hours");
    expect(write(at(-800), "distance")).toBe("2 years ago");
    expect((await speaking("de-DE"))(at(2), "distance")).toBe("übermorgen");
  });

  it("has a day and a time", async () => {
    const write = await speaking("en-US");
    const told = (days: number) => write(at(days), "calendar").replace(/\u202f/g, " ");
    expect([0, 1, -1, 3, -3].map(told)).toEqual([
      ...[
        "Today at 2:05 PM",
        "Tomorrow at 2:05 PM",
        "Yesterday at 2:05 PM",
        "Monday at 2:05 PM",
        "Last Tuesday at 2:05 PM",
      ],
    ]);
    expect(write(at(-40), "calendar")).toBe("01/25/2026");
    expect(write(at(0), "calendar", { kind: "date" })).toBe("Today");
    expect((await speaking("de-DE"))(at(-1), "calendar")).toBe("Gestern, 14:05");
  });
});
