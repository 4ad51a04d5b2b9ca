import { createSignal } from "solid-js";
import { keep, recall } from "../shell/kept";
import { isDark, parsed } from "./color";
import { COLORS, type Properties, propertiesOf, type ThemeKeys, type Tone } from "./properties";

export type ThemeChoice = "system" | Tone;
/** The theme's sections of config.toml: "theme", "theme.light", "theme.sidebar", "theme.dark.sidebar", ... */
export type ThemeSettings = { readonly [section: string]: ThemeKeys };

interface Face {
  family?: string;
  url?: string;
  weight?: string | number;
  style?: string;
  unicodeRange?: string;
}

const KEPT = "theme";
/** Keys that were chosen for one tone, and are of no use in the other. */
const TONED = new Set([
  ...["backgroundColor", "secondaryBackgroundColor", "textColor", "linkColor", "codeTextColor", "codeBackgroundColor"],
  ...["borderColor", "dataframeBorderColor", "dataframeHeaderBackgroundColor", "dataframeHeaderTextColor"],
  ...["chartCategoricalColors", "chartSequentialColors", "chartDivergingColors"],
  ...COLORS.flatMap((color) => [`${color}Color`, `${color}BackgroundColor`, `${color}TextColor`]),
]);

/** Keys that a sidebar takes over from the page even where it is of the other tone. */
const OF_ANY_TONE = [
  ...["primaryColor", "showWidgetBorder"],
  ...["chartCategoricalColors", "chartSequentialColors", "chartDivergingColors"],
];

const system = window.matchMedia?.("(prefers-color-scheme: dark)");
const [choice, setChoice] = createSignal(choiceOf(recall(KEPT)));
const [tone, setTone] = createSignal<Tone>("light");
const [settings, setSettings] = createSignal<ThemeSettings>({});
let isShown = false;
let told: (tone: Tone) => void = () => undefined;
let shownProperties: string[] = [];

export { choice as themeChoice, tone as shownTheme };

/** Use the theme of the settings. */
export function applyTheme(given: ThemeSettings): void {
  setSettings(given);
  loadFaces((given.theme?.fontFaces ?? []) as Face[]);
  change();
}

/** Show what the system shows where nobody has chosen, and print on light paper; `changed` is told of another tone. */
export function followSystem(changed: (tone: Tone) => void = () => undefined): void {
  told = changed;
  system?.addEventListener("change", change);
  window.addEventListener("beforeprint", () => show("light"));
  window.addEventListener("afterprint", () => show(wantedTone()));
}

/** Choose a theme; kept for this browser. */
export function chooseTheme(chosen: ThemeChoice): void {
  keep(KEPT, chosen === "system" ? null : chosen);
  setChoice(chosen);
  change();
}

/** Show what is wanted now, and tell the script where that is another theme. */
function change(): void {
  const before = tone();
  show(wantedTone());
  if (isShown && tone() !== before) told(tone());
  isShown = true;
}

/** The sidebar's own theme: whether it is light or dark, and the properties that differ from the page's. */
export function sidebarTheme(): { tone: Tone | undefined; properties: Properties } {
  const page = keysFor(tone(), "");
  const own = keysFor(tone(), ".sidebar");
  const color = parsed(String(own.backgroundColor ?? ""));
  if (!color) return { tone: undefined, properties: { ...fieldOf(page), ...propertiesOf(own, tone()) } };
  const ownTone = isDark(color) ? "dark" : "light";
  const set = propertiesOf({ ...Object.fromEntries(OF_ANY_TONE.map((key) => [key, page[key]])), ...own }, ownTone);
  return { tone: ownTone, properties: { ...set, "--bg-side": String(own.backgroundColor) } };
}

/** The sidebar has the second colour of the page, so its fields have the first. */
function fieldOf(page: ThemeKeys): Properties {
  if (!page.secondaryBackgroundColor) return {};
  return { "--bg-field": String(page.backgroundColor ?? "var(--bg)") };
}

function choiceOf(kept: string | null): ThemeChoice {
  return kept === "light" || kept === "dark" ? kept : "system";
}

function wantedTone(): Tone {
  const asked = new URLSearchParams(location.search).getAll("embed_options");
  if (asked.includes("dark_theme")) return "dark";
  if (asked.includes("light_theme")) return "light";
  const chosen = choice();
  if (chosen !== "system") return chosen;
  return designedTone(settings().theme ?? {}) ?? (system?.matches ? "dark" : "light");
}

/** The tone that a theme was made for: what its background is, else what it is based on. */
function designedTone(keys: ThemeKeys): Tone | undefined {
  const color = parsed(String(keys.backgroundColor ?? ""));
  if (color) return isDark(color) ? "dark" : "light";
  return keys.base === "light" || keys.base === "dark" ? keys.base : undefined;
}

/** The keys of the page's or the sidebar's theme. Colours made for the other tone are left out. */
function keysFor(shown: Tone, part: "" | ".sidebar"): ThemeKeys {
  const common = settings()[`theme${part}`] ?? {};
  const made = designedTone(settings().theme ?? {});
  const fits = made === undefined || made === shown;
  const kept = fits ? common : Object.fromEntries(Object.entries(common).filter(([key]) => !TONED.has(key)));
  return { ...kept, ...settings()[`theme.${shown}${part}`] };
}

function show(wanted: Tone): void {
  const root = document.documentElement;
  const keys = keysFor(wanted, "");
  root.dataset.theme = wanted;
  shownProperties = replaceProperties(root, shownProperties, propertiesOf(keys, wanted));
  root.style.fontSize = keys.baseFontSize ? `${keys.baseFontSize}px` : "";
  setTone(wanted);
  document.dispatchEvent(new CustomEvent("rushlight-theme"));
}

/** Set an element's custom properties instead of those that it had; returns their names. */
export function replaceProperties(element: HTMLElement, had: readonly string[], wanted: Properties): string[] {
  for (const name of had) element.style.removeProperty(name);
  for (const [name, value] of Object.entries(wanted)) element.style.setProperty(name, value);
  return Object.keys(wanted);
}

let loaded: FontFace[] = [];

/** Have the typefaces that the theme brings along; each is fetched when it is used. */
function loadFaces(faces: readonly Face[]): void {
  if (typeof FontFace === "undefined") return;
  for (const face of loaded) document.fonts.delete(face);
  loaded = faces.flatMap(({ family, url, weight, style, unicodeRange }) => {
    if (!family || !url) return [];
    return new FontFace(family, `url(${JSON.stringify(new URL(url, document.baseURI).href)})`, {
      weight: String(weight ?? "400"),
      style: style ?? "normal",
      display: "swap",
      ...(unicodeRange ? { unicodeRange } : {}),
    });
  });
  for (const face of loaded) document.fonts.add(face);
}

/** Have the style sheets that the theme names, which bring typefaces. */
export function loadSheets(addresses: readonly string[]): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[data-theme-sheet]")) {
    if (!addresses.includes(link.dataset.themeSheet ?? "")) link.remove();
  }
  for (const address of addresses) {
    if (document.querySelector(`link[data-theme-sheet="${CSS.escape(address)}"]`)) continue;
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.dataset.themeSheet = address;
    document.head.append(link);
  }
}
