import { contrast, hexOf, mixed, parsed, type Rgb, readable } from "./color";

export type Tone = "light" | "dark";
/** Keys of one section of the theme, as config.toml names them. */
export type ThemeKeys = { readonly [key: string]: unknown };
/** Custom properties by name. */
export type Properties = { [name: string]: string };

export const COLORS = ["red", "orange", "yellow", "green", "blue", "violet", "gray"] as const;

const AA_TEXT = 4.5;
const AA_SHAPE = 3;
const INK = { light: [29, 28, 23] as Rgb, dark: [240, 236, 231] as Rgb };
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
const SURFACE = { light: WHITE, dark: [23, 20, 19] as Rgb };

/** Keys that a custom property simply takes over. */
const TAKEN: { readonly [key: string]: readonly string[] } = {
  linkColor: ["--link"],
  codeTextColor: ["--code-text"],
  codeBackgroundColor: ["--code-bg"],
  borderColor: ["--line-soft", "--line-firm"],
  baseFontWeight: ["--weight"],
  codeFontWeight: ["--code-weight"],
  metricValueFontWeight: ["--metric-weight"],
  dataframeBorderColor: ["--grid-line"],
  dataframeHeaderBackgroundColor: ["--grid-head-bg"],
  dataframeHeaderTextColor: ["--grid-head-text"],
};

/** Keys that are lengths: a bare number is in pixels. */
const LENGTHS: { readonly [key: string]: string } = {
  codeFontSize: "--code-size",
  metricValueFontSize: "--metric",
  paddingTop: "--padding-top",
  paddingBottom: "--padding-bottom",
};

const RADII: { readonly [word: string]: string } = {
  none: "0px",
  small: "0.25rem",
  medium: "0.5rem",
  large: "1rem",
  full: "1.4rem",
};

const FONTS: { readonly [word: string]: string } = {
  "sans-serif": "var(--font-sans)",
  serif: 'Charter, "Bitstream Charter", Georgia, Cambria, "Times New Roman", serif',
  monospace: "var(--font-mono)",
};

const SWATCHES = [
  ["chartCategoricalColors", "--chart"],
  ["chartSequentialColors", "--sequential"],
  ["chartDivergingColors", "--diverging"],
] as const;

/** The custom properties that a theme sets. Colours that carry text are moved until they can be read. */
export function propertiesOf(keys: ThemeKeys, tone: Tone): Properties {
  return {
    ...surfaces(keys, tone),
    ...primary(keys, tone),
    ...named(keys, tone),
    ...type(keys),
    ...corners(keys),
    ...swatches(keys),
    ...taken(keys),
    ...switches(keys),
  };
}

function text(keys: ThemeKeys, key: string): string | undefined {
  const value = keys[key];
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

function surfaceOf(keys: ThemeKeys, tone: Tone): Rgb {
  return parsed(text(keys, "backgroundColor") ?? "") ?? SURFACE[tone];
}

function surfaces(keys: ThemeKeys, tone: Tone): Properties {
  const bg = text(keys, "backgroundColor");
  const second = text(keys, "secondaryBackgroundColor");
  const ink = text(keys, "textColor");
  const set: Properties = {};
  if (bg)
    Object.assign(set, { "--bg": bg, "--bg-field": bg, "--bg-raised": tone === "light" ? bg : blend("--text", 6) });
  if (bg || ink || second) Object.assign(set, shades(ink, hardest(keys, tone), tone));
  if (bg)
    Object.assign(set, {
      "--bg-side": blend("--text", 3),
      "--bg-soft": blend("--text", 4),
      "--code-bg": blend("--text", 4),
    });
  if (second) {
    for (const name of ["--bg-side", "--bg-soft", "--bg-field", "--code-bg"]) set[name] = second;
  }
  return set;
}

/** Of the surfaces that text stands on, the one on which it is the hardest to read. */
function hardest(keys: ThemeKeys, tone: Tone): Rgb {
  const ink = inkOf(text(keys, "textColor"), tone);
  const second = parsed(text(keys, "secondaryBackgroundColor") ?? "");
  const first = surfaceOf(keys, tone);
  return second && contrast(ink, second) < contrast(ink, first) ? second : first;
}

function inkOf(given: string | undefined, tone: Tone): Rgb {
  return parsed(given ?? "") ?? INK[tone];
}

function blend(name: string, percent: number): string {
  return `color-mix(in srgb, var(${name}) ${percent}%, var(--bg))`;
}

/** Text, lines and states between a text colour and its surface. */
function shades(ink: string | undefined, surface: Rgb, tone: Tone): Properties {
  const color = inkOf(ink, tone);
  const quiet = (share: number, least: number) => hexOf(readable(mixed(color, share, surface), surface, least));
  return {
    ...(ink ? { "--text": ink, "--code-text": ink } : {}),
    "--text-2": quiet(0.78, AA_TEXT + 1),
    "--text-3": quiet(0.66, AA_TEXT + 0.3),
    "--line-strong": quiet(0.5, AA_SHAPE + 0.2),
    "--line-soft": blend("--text", 11),
    "--line-firm": blend("--text", 19),
    "--bg-hover": blend("--text", 7),
    "--bg-active": blend("--text", 11),
  };
}

function primary(keys: ThemeKeys, tone: Tone): Properties {
  const given = text(keys, "primaryColor");
  if (!given) return {};
  const color = parsed(given);
  const surface = surfaceOf(keys, tone);
  const tint = `color-mix(in srgb, ${given} ${tone === "light" ? 10 : 18}%, var(--bg))`;
  const set: Properties = {
    "--primary": given,
    "--ember": given,
    "--primary-hover": `color-mix(in srgb, ${given} 86%, ${tone === "light" ? "black" : "white"})`,
    "--primary-soft": tint,
    "--primary-bg": tint,
  };
  if (!color) return set;
  const tinted = mixed(color, tone === "light" ? 0.1 : 0.18, surface);
  const readableText = hexOf(readable(color, tinted, AA_TEXT));
  return {
    ...set,
    "--on-primary": hexOf(onColor(color)),
    "--focus": hexOf(readable(color, surface, AA_SHAPE)),
    "--primary-text": readableText,
    "--link": readableText,
  };
}

/** White where it can be read, else ink, else black: one of them always can be. */
function onColor(color: Rgb): Rgb {
  return [WHITE, INK.light].find((text) => contrast(color, text) >= AA_TEXT) ?? BLACK;
}

function named(keys: ThemeKeys, tone: Tone): Properties {
  const set: Properties = {};
  const surface = surfaceOf(keys, tone);
  for (const name of COLORS) {
    const given = text(keys, `${name}Color`);
    const back = text(keys, `${name}BackgroundColor`);
    const front = text(keys, `${name}TextColor`);
    const color = parsed(given ?? "");
    const share = tone === "light" ? 0.1 : 0.18;
    if (given) {
      set[`--${name}`] = given;
      set[`--${name}-bg`] = `color-mix(in srgb, ${given} ${share * 100}%, var(--bg))`;
      if (color)
        set[`--${name}-text`] = hexOf(readable(color, parsed(back ?? "") ?? mixed(color, share, surface), AA_TEXT));
    }
    if (back) set[`--${name}-bg`] = back;
    if (front) set[`--${name}-text`] = front;
  }
  return set;
}

function type(keys: ThemeKeys): Properties {
  const set: Properties = {};
  for (const [key, name] of [
    ["font", "--font"],
    ["headingFont", "--font-heading"],
    ["codeFont", "--font-code"],
  ] as const) {
    const given = text(keys, key);
    if (given) set[name] = fontOf(given, key === "codeFont" ? "var(--font-mono)" : "var(--font-sans)");
  }
  const weight = Number(text(keys, "baseFontWeight"));
  if (weight) Object.assign(set, { "--weight-medium": String(weight + 100), "--weight-strong": String(weight + 200) });
  listOf(keys.headingFontSizes).forEach((size, i) => {
    if (size) set[`--h${i + 1}`] = lengthOf(size);
  });
  listOf(keys.headingFontWeights).forEach((each, i) => {
    if (each) set[`--h${i + 1}-weight`] = each;
  });
  return set;
}

/** Up to six texts of a list, of one value for all, or of values between commas; "" for what stays as it is. */
function listOf(given: unknown): string[] {
  if (given === undefined || given === null || given === "") return [];
  if (Array.isArray(given)) return given.slice(0, 6).map((each) => String(each ?? ""));
  const parts = String(given)
    .split(",")
    .map((part) => part.trim());
  return parts.length > 1 ? parts.slice(0, 6) : Array.from({ length: 6 }, () => parts[0] as string);
}

/** The faces that are named, in the order in which they are tried; the last is one that is there. */
function fontOf(given: string, fallback: string): string {
  const names = given.split(",").map((name) => name.trim().replace(/^["'](.*)["']$/, "$1"));
  const faces = names.filter(Boolean).map((name) => FONTS[name] ?? (/^[\w-]+$/.test(name) ? name : `"${name}"`));
  return FONTS[names.at(-1) ?? ""] ? faces.join(", ") : [...faces, fallback].join(", ");
}

function corners(keys: ThemeKeys): Properties {
  const base = text(keys, "baseRadius");
  const button = text(keys, "buttonRadius");
  const set: Properties = {};
  if (base) {
    const radius = RADII[base] ?? lengthOf(base);
    set["--radius"] = radius;
    set["--radius-sm"] = `calc(${radius} * 0.625)`;
    set["--radius-lg"] = `min(${radius} * 1.5, 1.5rem)`;
  }
  if (button) set["--radius-button"] = RADII[button] ?? lengthOf(button);
  return set;
}

function lengthOf(given: string): string {
  return /^\d+(\.\d+)?$/.test(given) ? `${given}px` : given;
}

function swatches(keys: ThemeKeys): Properties {
  const set: Properties = {};
  for (const [key, name] of SWATCHES) {
    const given = keys[key];
    if (!Array.isArray(given) || !given.length) continue;
    for (let i = 0; i < Math.max(10, given.length); i += 1) set[`${name}-${i + 1}`] = String(given[i] ?? "initial");
  }
  return set;
}

function taken(keys: ThemeKeys): Properties {
  const set: Properties = {};
  for (const [key, names] of Object.entries(TAKEN)) {
    const given = text(keys, key);
    if (given) for (const name of names) set[name] = given;
  }
  const border = text(keys, "borderColor");
  if (border) set["--grid-line"] ??= `color-mix(in srgb, ${border} 65%, var(--bg))`;
  for (const [key, name] of Object.entries(LENGTHS)) {
    const given = text(keys, key);
    if (given) set[name] = lengthOf(given);
  }
  return set;
}

function switches(keys: ThemeKeys): Properties {
  return {
    ...(keys.linkUnderline === false ? { "--link-line": "none" } : {}),
    ...(keys.showWidgetBorder === false ? unframed(keys) : {}),
    ...(keys.showSidebarBorder === false ? { "--sidebar-line": "transparent" } : {}),
  };
}

/** A field without a frame is seen by its filling. */
function unframed(keys: ThemeKeys): Properties {
  return {
    "--field-line": "transparent",
    ...(keys.secondaryBackgroundColor ? {} : { "--bg-field": "var(--bg-soft)" }),
  };
}
