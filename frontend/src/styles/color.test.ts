import { describe, expect, it } from "vitest";
import { contrast, hexOf, isDark, mixed, parsed, type Rgb, readable } from "./color";

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

describe("a colour", () => {
  it.each([
    ["#fa0", [255, 170, 0]],
    ["#FFAA00", [255, 170, 0]],
    ["#ffaa0080", [255, 170, 0]],
    ["rgb(1, 2, 3)", [1, 2, 3]],
    ["rgba(1 2 3 / 50%)", [1, 2, 3]],
  ])("is read from %s", (text, wanted) => {
    expect(parsed(text)).toEqual(wanted);
  });

  it("is not read from what is none", () => {
    for (const text of ["", "#12", "no colour"]) expect(parsed(text)).toBeUndefined();
  });

  it("is written as it was read", () => {
    expect(hexOf(parsed("#0a1b2c") as Rgb)).toBe("#0a1b2c");
  });

  it("is mixed by shares", () => {
    expect(mixed(BLACK, 0.5, WHITE)).toEqual([127.5, 127.5, 127.5]);
    expect(mixed(BLACK, 0, WHITE)).toEqual(WHITE);
  });
});

describe("contrast", () => {
  it("is that of WCAG 2", () => {
    expect(contrast(BLACK, WHITE)).toBeCloseTo(21, 5);
    expect(contrast(WHITE, BLACK)).toBeCloseTo(21, 5);
    expect(contrast(parsed("#767676") as Rgb, WHITE)).toBeCloseTo(4.54, 2);
  });

  it("tells which colours want light text", () => {
    expect(isDark(parsed("#003366") as Rgb)).toBe(true);
    expect(isDark(parsed("#ffcc00") as Rgb)).toBe(false);
  });
});

describe("a colour made readable", () => {
  it("stays as it is where it can be read", () => {
    expect(readable([0, 0, 139], WHITE, 4.5)).toEqual([0, 0, 139]);
  });

  it("becomes darker on what is light, and lighter on what is dark", () => {
    const yellow: Rgb = [255, 220, 0];
    const navy: Rgb = [0, 0, 90];
    expect(contrast(readable(yellow, WHITE, 4.5), WHITE)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(readable(navy, BLACK, 4.5), BLACK)).toBeGreaterThanOrEqual(4.5);
  });
});
