import { expect, test } from "vitest";
import { formatMoment } from "./moments";
import { formatNumber, printf } from "./numbers";

test.each([
  ["%d", 3.7, "3"],
  ["%.2f", 1.005, "1.00"],
  ["%05d", 42, "00042"],
  ["%+.1f", 2, "+2.0"],
  ["%d %%", 7, "7 %"],
  ["$%.2f", 3, "$3.00"],
  ["%e", 12345, "1.234500e+04"],
  ["%x", 255, "ff"],
  ["plain", 1, "plain"],
  ["%s", 1.5, "1.5"],
])("printf %s of %d is %s", (format, value, text) => {
  expect(printf(format, value)).toBe(text);
});

test("named formats follow the language", () => {
  expect(formatNumber(0.256, "percent")).toBe("25.6%");
  expect(formatNumber(1234567, "compact")).toBe("1.2M");
  expect(formatNumber(1500, "bytes")).toBe("1.5 KB");
});

test("moments are written by pattern", () => {
  expect(formatMoment(1772323200, "DD.MM.YYYY HH:mm")).toBe("01.03.2026 00:00");
  expect(formatMoment(3723, "H:mm:ss [h]")).toBe("1:02:03 h");
});
