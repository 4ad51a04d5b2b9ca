import { afterEach, expect, it, vi } from "vitest";

async function speaking(language: string) {
  vi.resetModules();
  vi.stubGlobal("navigator", { languages: [language], language });
  return import("./locale");
}

afterEach(() => vi.unstubAllGlobals());

it("writes numbers as the language does", async () => {
  expect((await speaking("de-DE")).numberLocale()).toMatchObject({ decimal: ",", thousands: "." });
  const { numberLocale, localized } = await speaking("en-US");
  expect(numberLocale()).toMatchObject({ decimal: ".", thousands: "," });
  expect([1234.5, "Oslo", null].map(localized)).toEqual(["1,234.5", "Oslo", "-"]);
});

it("names days and months, the week from Sunday on", async () => {
  const locale = (await speaking("de-DE")).timeLocale();
  expect([locale.days[0], locale.days[6], locale.months[2]]).toEqual(["Sonntag", "Samstag", "März"]);
  expect(locale.shortDays).toHaveLength(7);
  expect(locale.shortMonths).toHaveLength(12);
});

it("orders the parts of dates and times", async () => {
  expect((await speaking("de-DE")).timeLocale()).toMatchObject({ date: "%d.%m.%Y", time: "%H:%M:%S" });
  expect((await speaking("en-US")).timeLocale()).toMatchObject({
    date: "%m/%d/%Y",
    time: "%I:%M:%S %p",
    periods: ["AM", "PM"],
  });
});
