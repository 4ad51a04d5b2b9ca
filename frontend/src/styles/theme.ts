import { createSignal } from "solid-js";
import { themeChanged } from "../store/session";

export type ThemeChoice = "system" | "light" | "dark";
type Keys = { [key: string]: unknown };
export type ThemeSettings = { [section: string]: Keys };

const STORED = "rushlight-theme";
const COLORS = ["red", "orange", "yellow", "green", "blue", "violet", "gray"] as const;
const RADII: { [word: string]: string } = { none: "0", small: "0.25rem", medium: "0.5rem", large: "1rem", full: "1.4rem" };

/** A theme key and the custom properties that it sets. */
const PROPERTIES: { [key: string]: string[] } = {
  backgroundColor: ["--bg"],
  secondaryBackgroundColor: ["--bg-side", "--bg-soft", "--bg-field"],
  textColor: ["--text"],
  linkColor: ["--link"],
  codeTextColor: ["--code-text"],
  codeBackgroundColor: ["--code-bg"],
  borderColor: ["--line-soft", "--line-firm"],
  metricValueFontSize: ["--metric"],
  metricValueFontWeight: ["--metric-weight"],
  baseFontWeight: ["--weight"],
  codeFontSize: ["--code-size"],
  codeFontWeight: ["--code-weight"],
  paddingTop: ["--padding-top"],
  paddingBottom: ["--padding-bottom"],
  dataframeBorderColor: ["--grid-line"],
  dataframeHeaderBackgroundColor: ["--grid-head-bg"],
  dataframeHeaderTextColor: ["--grid-head-text"],
  ...Object.fromEntries(COLORS.map((color) => [`${color}Color`, [`--${color}`]])),
  ...Object.fromEntries(COLORS.map((color) => [`${color}BackgroundColor`, [`--${color}-bg`]])),
  ...Object.fromEntries(COLORS.map((color) => [`${color}TextColor`, [`--${color}-text`]])),
};

const FONTS: { [word: string]: string } = {
  "sans-serif": "var(--font-sans)",
  serif: 'Georgia, Cambria, "Times New Roman", serif',
  monospace: "var(--font-code)",
};

const system = window.matchMedia?.("(prefers-color-scheme: dark)");
const [choice, setChoice] = createSignal<ThemeChoice>((localStorage.getItem(STORED) as ThemeChoice | null) ?? "system");
let settings: ThemeSettings = {};

export { choice as themeChoice };

/** Use the theme of the settings, and follow the system where nobody has chosen. */
export function applyTheme(given: ThemeSettings): void {
  settings = given;
  system?.addEventListener("change", show);
  show();
}

/** Choose a theme; kept for this browser. */
export function chooseTheme(chosen: ThemeChoice): void {
  localStorage.setItem(STORED, chosen);
  setChoice(chosen);
  show();
  themeChanged(shownTheme());
}

/** The theme that is shown now. */
export function shownTheme(): "light" | "dark" {
  const asked = new URLSearchParams(location.search).getAll("embed_options");
  if (asked.includes("dark_theme")) return "dark";
  if (asked.includes("light_theme")) return "light";
  const chosen = choice();
  if (chosen !== "system") return chosen;
  const base = settings.theme?.base;
  if (base === "light" || base === "dark") return base;
  return system?.matches ? "dark" : "light";
}

function show(): void {
  const root = document.documentElement;
  const shown = shownTheme();
  root.dataset.theme = shown;
  root.removeAttribute("style");
  const keys = { ...settings.theme, ...settings[`theme.${shown}`] };
  if (Object.keys(keys).length) setProperties(root.style, keys);
  document.dispatchEvent(new CustomEvent("rushlight-theme"));
}

/** The keys of the sidebar's own theme. */
export function sidebarTheme(): Keys {
  return { ...settings["theme.sidebar"], ...settings[`theme.${shownTheme()}.sidebar`] };
}

/** Set the custom properties that theme keys stand for. */
export function setProperties(style: CSSStyleDeclaration, keys: Keys): void {
  for (const [key, value] of Object.entries(keys)) {
    for (const name of PROPERTIES[key] ?? []) style.setProperty(name, String(value));
  }
  if (keys.primaryColor) setPrimary(style, String(keys.primaryColor));
  setText(style, keys);
  const radius = keys.baseRadius === undefined ? undefined : lengthOf(keys.baseRadius);
  if (radius !== undefined) style.setProperty("--radius", radius);
  if (keys.buttonRadius !== undefined) style.setProperty("--radius-button", lengthOf(keys.buttonRadius));
  const colors = keys.chartCategoricalColors;
  if (Array.isArray(colors)) colors.forEach((color, i) => void style.setProperty(`--chart-${i + 1}`, String(color)));
}

function setPrimary(style: CSSStyleDeclaration, color: string): void {
  style.setProperty("--primary", color);
  style.setProperty("--ember", color);
  style.setProperty("--focus", color);
  style.setProperty("--primary-hover", `color-mix(in srgb, ${color} 85%, var(--text))`);
  style.setProperty("--primary-soft", `color-mix(in srgb, ${color} 12%, var(--bg))`);
  style.setProperty("--primary-bg", `color-mix(in srgb, ${color} 12%, var(--bg))`);
  style.setProperty("--primary-text", `color-mix(in srgb, ${color} 80%, var(--text))`);
  style.setProperty("--on-primary", isDark(color) ? "#ffffff" : "#151210");
}

function setText(style: CSSStyleDeclaration, keys: Keys): void {
  if (keys.textColor) {
    style.setProperty("--text-2", `color-mix(in srgb, ${keys.textColor} 75%, var(--bg))`);
    style.setProperty("--text-3", `color-mix(in srgb, ${keys.textColor} 65%, var(--bg))`);
  }
  if (keys.font) style.setProperty("--font", fontOf(keys.font));
  if (keys.headingFont) style.setProperty("--font-heading", fontOf(keys.headingFont));
  if (keys.codeFont) style.setProperty("--font-code", fontOf(keys.codeFont));
  if (keys.baseFontSize) style.setProperty("font-size", `${keys.baseFontSize}px`);
  const sizes = keys.headingFontSizes;
  if (Array.isArray(sizes)) sizes.forEach((size, i) => void style.setProperty(`--h${i + 1}`, String(size)));
}

function fontOf(given: unknown): string {
  const name = String(given);
  return FONTS[name] ?? `${name}, system-ui, sans-serif`;
}

function lengthOf(given: unknown): string {
  const text = String(given);
  return RADII[text] ?? (/^\d+(\.\d+)?$/.test(text) ? `${text}px` : text);
}

/** Whether white text is readable on a colour (WCAG 2 relative luminance). */
function isDark(color: string): boolean {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return true;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
  const part = (v: number) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b) < 0.36;
}
