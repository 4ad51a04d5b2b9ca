import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contrast, parsed, type Rgb } from "./color";
import { COLORS } from "./properties";

const source = readFileSync("src/styles/tokens.css", "utf8");
const [light = "", rest = ""] = source.split('\n[data-theme="dark"] {');
const dark = rest.slice(0, rest.indexOf("\n}"));

function tokensOf(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/^\s*--([\w-]+): (#\w+);/gm)].map((match) => [match[1] as string, match[2] as string]),
  );
}

const themes = { light: tokensOf(light), dark: new Map([...tokensOf(light), ...tokensOf(dark)]) };
const SURFACES = ["bg", "bg-side", "bg-raised", "bg-field", "bg-soft", "bg-hover"];
const SWATCHES = [...COLORS, "primary"];

/** Lowest contrast that WCAG 2 AA asks for between a front and a back. */
const TEXT = 4.5;
const SHAPE = 3;

describe.each(Object.entries(themes))("the %s theme", (_, tokens) => {
  const color = (name: string): Rgb => {
    const found = parsed(tokens.get(name) ?? "");
    if (!found) throw new Error(`--${name} is no colour of tokens.css`);
    return found;
  };
  const between = (front: string, back: string) => contrast(color(front), color(back));

  it.each(SURFACES)("has text, quiet text and notes that can be read on %s", (surface) => {
    for (const text of ["text", "text-2", "text-3"]) expect(between(text, surface), text).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(SURFACES)("has edges of controls and focus rings that can be seen on %s", (surface) => {
    for (const edge of ["line-strong", "focus"]) expect(between(edge, surface), edge).toBeGreaterThanOrEqual(SHAPE);
  });

  it("has links that can be read wherever text stands", () => {
    for (const surface of SURFACES) expect(between("link", surface), surface).toBeGreaterThanOrEqual(TEXT);
  });

  it("has readable primary buttons and tips", () => {
    expect(between("on-primary", "primary")).toBeGreaterThanOrEqual(TEXT);
    expect(between("on-primary", "primary-hover")).toBeGreaterThanOrEqual(TEXT);
    expect(between("tip-text", "tip-bg")).toBeGreaterThanOrEqual(TEXT);
    for (const surface of SURFACES) expect(between("primary", surface), surface).toBeGreaterThanOrEqual(SHAPE);
  });

  it.each(SWATCHES)("has text in %s that can be read on its own background and on the page", (name) => {
    for (const back of [`${name}-bg`, "bg", "bg-side", "bg-raised"]) {
      expect(between(`${name}-text`, back), back).toBeGreaterThanOrEqual(TEXT);
    }
  });

  it("has code that can be read", () => {
    for (const part of ["text", "keyword", "string", "number", "comment", "name"]) {
      expect(between(`code-${part}`, "code-bg"), part).toBeGreaterThanOrEqual(TEXT);
    }
  });

  it("has chart colours that can be seen on the page", () => {
    for (let i = 1; i <= 10; i += 1) expect(between(`chart-${i}`, "bg"), `chart-${i}`).toBeGreaterThanOrEqual(2.95);
  });

  it("has chart colours that colour-blind eyes can tell apart", () => {
    const colors = Array.from({ length: 10 }, (_, i) => color(`chart-${i + 1}`));
    for (const [sight, seen] of Object.entries(SIGHTS)) {
      for (const [i, one] of colors.entries()) {
        for (const other of colors.slice(i + 1))
          expect(difference(seen(one), seen(other)), sight).toBeGreaterThan(0.065);
      }
    }
  });

  it("has sequential colours that only get further from the page", () => {
    const steps = Array.from({ length: 10 }, (_, i) => between(`sequential-${i + 1}`, "bg"));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  it("has diverging colours with the quietest in the middle and like weights at both ends", () => {
    const steps = Array.from({ length: 10 }, (_, i) => between(`diverging-${i + 1}`, "bg"));
    expect(steps.slice(0, 5)).toEqual(steps.slice(0, 5).toSorted((a, b) => b - a));
    expect(steps.slice(5)).toEqual(steps.slice(5).toSorted((a, b) => a - b));
    expect((steps[0] as number) / (steps[9] as number)).toBeCloseTo(1, 0);
  });
});

it("has a dark colour for every light one that is not shared", () => {
  const shared = ["on-primary"];
  const missing = [...themes.light.keys()].filter((name) => !tokensOf(dark).has(name) && !shared.includes(name));
  expect(missing).toEqual([]);
});

it("defines every token that a style sheet uses without a fallback", () => {
  const sheets = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
  const texts = sheets.map((file) => [file, readFileSync(join("src", file), "utf8")] as const);
  const own = new Set(texts.flatMap(([, css]) => [...css.matchAll(/(--[\w-]+):/g)].map((match) => match[1])));
  const set = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .flatMap((file) => [...readFileSync(join("src", file), "utf8").matchAll(/["'`](--[\w-]+)["'`]/g)].map((m) => m[1]));
  const known = new Set([...own, ...set]);
  const unknown = texts.flatMap(([file, css]) =>
    [...css.matchAll(/var\((--[\w-]+)\)/g)].filter((use) => !known.has(use[1])).map((use) => `${file}: ${use[1]}`),
  );
  expect(unknown).toEqual([]);
});

/** How eyes of each kind see a colour: in linear light, by Machado, Oliveira and Fernandes (2009), severity 1. */
const SIGHTS: { [sight: string]: (color: Rgb) => Rgb } = {
  usual: (color) => linear(color),
  protan: through([0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]),
  deutan: through([0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881]),
  tritan: through([1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039]),
};

function linear(color: Rgb): Rgb {
  return color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
}

function times(matrix: readonly number[], [a, b, c]: Rgb): Rgb {
  const row = (i: number) =>
    (matrix[i * 3] as number) * a + (matrix[i * 3 + 1] as number) * b + (matrix[i * 3 + 2] as number) * c;
  return [row(0), row(1), row(2)];
}

function through(matrix: readonly number[]): (color: Rgb) => Rgb {
  return (color) => times(matrix, linear(color)).map((part) => Math.min(1, Math.max(0, part))) as unknown as Rgb;
}

/** Distance of two colours of linear light in OKLab; 0.02 is about the least that can be seen. */
function difference(one: Rgb, other: Rgb): number {
  const [a, b] = [oklab(one), oklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function oklab(color: Rgb): Rgb {
  const lms = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376,
      0.6299787005,
    ],
    color,
  ).map(Math.cbrt) as unknown as Rgb;
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
      -0.808675766,
    ],
    lms,
  );
}
