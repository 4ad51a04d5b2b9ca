import { afterEach, expect, test, vi } from "vitest";

async function speaking(language: string) {
  vi.resetModules();
  vi.stubGlobal("navigator", { languages: [language], language });
  return import("./numbers");
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["%d", 3.7, "3"],
  ["%.2f", 1.005, "1.00"],
  ["%05d", 42, "00042"],
  ["%+.1f", 2, "+2.0"],
  ["%d %%", 7, "7 %"],
  ["$%.2f", 3, "$3.00"],
  ["%e", 12345, "1.234500e+04"],
  ["%x", 255, "ff"],
  ["plain text", 1, "plain text"],
  ["%s", 1.5, "1.5"],
])("printf %s of %d is %s", async (format, value, text) => {
  expect((await speaking("en-US")).printf(format, value)).toBe(text);
});

test.each([
  ["plain", "1234567.891", "1234567.891"],
  ["localized", "1,234,567.891", "1.234.567,891"],
  ["percent", "123,456,789.1%", "123.456.789,1 %"],
  ["dollar", "$1,234,567.89", "1.234.567,89 $"],
  ["euro", "€1,234,567.89", "1.234.567,89 €"],
  ["yen", "¥1,234,568", "1.234.568 ¥"],
  ["accounting", "1,234,567.89", "1.234.567,89"],
  ["compact", "1.2M", "1,2 Mio."],
  ["scientific", "1.235E6", "1,235E6"],
  ["engineering", "1.235E6", "1,235E6"],
  ["bytes", "1.2 MB", "1,2 MB"],
])("the format %s follows the language", async (format, english, german) => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
  expect(plain((await speaking("en-US")).formatNumber(1234567.891, format))).toBe(english);
  expect(plain((await speaking("de-DE")).formatNumber(1234567.891, format))).toBe(german);
});

test("accounting puts losses in parentheses", async () => {
  expect((await speaking("en-US")).formatNumber(-5, "accounting")).toBe("(5.00)");
});

test("a field has the decimal sign of the language and no groups", async () => {
  expect((await speaking("en-US")).numberInField(1234.5, "%.2f")).toBe("1234.50");
  const { numberInField } = await speaking("de-DE");
  expect(numberInField(1234.5, "%.2f")).toBe("1234,50");
  expect(numberInField(1234.5, null)).toBe("1234,5");
  expect(numberInField(1e-7, null)).toBe("0,0000001");
});
