import { afterEach, describe, expect, it, test, vi } from "vitest";

/** The module anew, for a visitor with these languages. */
async function speaking(...languages: string[]) {
  vi.resetModules();
  vi.stubGlobal("navigator", { languages, language: languages[0] });
  return import("./locale");
}

afterEach(() => vi.unstubAllGlobals());

describe("the languages of the visitor", () => {
  it("are those that the browser can use", async () => {
    expect((await speaking("C", "de-CH", "en-US@posix", "en")).languages).toEqual(["de-CH", "en"]);
  });

  it("may be none that can be used", async () => {
    const { languages, numbers } = await speaking("C");
    expect(languages).toEqual([]);
    expect(numbers({}).format(1)).toBe("1");
  });

  it("say where a week begins", async () => {
    expect((await speaking("en-US")).firstWeekday()).toBe(0);
    expect((await speaking("de-DE")).firstWeekday()).toBe(1);
  });
});

test.each([
  ["en-US", "1234.5", 1234.5],
  ["en-US", "1,234.5", 1234.5],
  ["en-US", "1,234", 1234],
  ["en-US", "1,23", 1.23],
  ["en-US", "1,234,567", 1234567],
  ["en-US", "-3", -3],
  ["en-US", "−3", -3],
  ["en-US", "1e3", 1000],
  ["de-DE", "1.234,5", 1234.5],
  ["de-DE", "1,234", 1.234],
  ["de-DE", "1.234", 1.234],
  ["de-DE", "1.234.567", 1234567],
  ["fr-FR", "1 234,5", 1234.5],
  ["de-CH", "1’234.5", 1234.5],
  ["ar-EG", "١٢٣٤٫٥", 1234.5],
  ["en-US", "abc", Number.NaN],
  ["en-US", "", Number.NaN],
  ["en-US", "1.2,3.4", Number.NaN],
])("in %s, %s is %d", async (language, text, value) => {
  expect((await speaking(language)).readNumber(text)).toBe(value);
});
