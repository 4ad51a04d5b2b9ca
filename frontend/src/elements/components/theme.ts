import { type Accessor, createSignal, onCleanup } from "solid-js";
import { hexOf, isDark, mixed, parsed, type Rgb } from "../../styles/color";
import { COLORS } from "../../styles/properties";
import { onTheme } from "../charts/theme";

/** What a component is told of the page's looks: colours as #rrggbb or rgba(), fonts as CSS. */
export interface ComponentTheme {
  [name: string]: string;
}

/** How strong each of the shades is that a name ends with; the weak ones are stronger than their names say. */
const FADED = { "05": 0.1, "10": 0.2, "20": 0.3, "40": 0.4, "60": 0.6, "70": 0.7 };
const DARKENED = { "100": 1, "40": 0.4, "25": 0.25, "15": 0.15 };
const LEVELS = [1, 2, 3, 4, 5, 6];
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** Another number after each change of the page's theme. */
export function themeChanges(): Accessor<number> {
  const [count, setCount] = createSignal(0);
  onCleanup(onTheme(() => setCount((count) => count + 1)));
  return count;
}

/** The theme at a place on the page: the sidebar may have one of its own. */
export function themeAt(place: HTMLElement): ComponentTheme {
  const read = colorsAt(place);
  const background = read("--bg");
  const text = read("--text");
  const side = read("--bg-soft");
  const mix = mixed(background, 0.5, side);
  const font = fontAt(place);
  return {
    base: isDark(background) ? "dark" : "light",
    primaryColor: hexOf(read("--primary")),
    backgroundColor: hexOf(background),
    secondaryBackgroundColor: hexOf(side),
    textColor: hexOf(text),
    borderColor: hexOf(read("--line-firm")),
    linkText: hexOf(read("--link")),
    font,
    bodyFont: font,
    bgMix: hexOf(mix),
    ...shades("fadedText", FADED, (share) => faded(text, share)),
    ...shades("darkenedBgMix", DARKENED, (share) => faded(mixed(mix, 0.7, BLACK), share)),
    lightenedBg05: hexOf(mixed(background, 0.95, WHITE)),
  };
}

/**
 * The typefaces at a place, the last of which is a generic one. Some components take the second of them: ours, of which
 * most systems have one only, are not named one by one.
 */
function fontAt(place: HTMLElement): string {
  const style = getComputedStyle(place);
  const ours = familiesIn(style.getPropertyValue("--font-sans"));
  const families = familiesIn(style.fontFamily);
  const chosen = families.slice(0, -ours.length);
  if (ours.length === 0 || families.slice(-ours.length).join() !== ours.join()) return style.fontFamily;
  return [...(chosen.length ? chosen : ["system-ui"]), "sans-serif"].join(", ");
}

function familiesIn(font: string): string[] {
  return font.split(",").flatMap((family) => family.trim() || []);
}

/** The custom properties that a component in the page may use, `--st-...`. */
export function propertiesAt(place: HTMLElement): { [name: string]: string } {
  const read = colorsAt(place);
  const style = getComputedStyle(place);
  const own = (property: string, otherwise = "unset") => style.getPropertyValue(property).trim() || otherwise;
  const color = (property: string) => hexOf(read(property));
  const scale = (name: string) =>
    Array.from({ length: 10 }, (_, at) => own(`--${name}-${at + 1}`, ""))
      .filter(Boolean)
      .join(",");
  return {
    "--st-primary-color": color("--primary"),
    "--st-background-color": color("--bg"),
    "--st-secondary-background-color": color("--bg-soft"),
    "--st-text-color": color("--text"),
    "--st-link-color": color("--link"),
    "--st-link-underline": own("--link-line") === "none" ? "0" : "1",
    "--st-font": own("--font"),
    "--st-heading-font": own("--font-heading"),
    "--st-code-font": own("--font-code"),
    "--st-base-radius": own("--radius"),
    "--st-button-radius": own("--radius-button"),
    "--st-base-font-size": getComputedStyle(document.documentElement).fontSize,
    "--st-base-font-weight": own("--weight"),
    "--st-code-font-size": own("--code-size"),
    "--st-code-font-weight": own("--code-weight", "400"),
    "--st-heading-color": color("--text"),
    "--st-border-color": color("--line-firm"),
    "--st-border-color-light": color("--line-soft"),
    "--st-widget-border-color": color("--line-firm"),
    "--st-dataframe-border-color": color("--grid-line, var(--line-soft)"),
    "--st-dataframe-header-background-color": color("--grid-head-bg, var(--bg-soft)"),
    "--st-dataframe-header-text-color": color("--grid-head-text, var(--text-2)"),
    "--st-code-background-color": color("--code-bg"),
    "--st-code-text-color": color("--code-text"),
    "--st-chart-categorical-colors": scale("chart"),
    "--st-chart-sequential-colors": scale("sequential"),
    "--st-chart-diverging-colors": scale("diverging"),
    "--st-metric-value-font-size": own("--metric"),
    "--st-metric-value-font-weight": own("--metric-weight", "600"),
    ...Object.fromEntries(
      COLORS.flatMap((name) => [
        [`--st-${name}-color`, color(`--${name}`)],
        [`--st-${name}-background-color`, color(`--${name}-bg`)],
        [`--st-${name}-text-color`, color(`--${name}-text`)],
      ]),
    ),
    ...headings("size", (level) => own(`--h${level}`)),
    ...headings("weight", (level) => own(`--h${level}-weight`, own("--weight-heading"))),
  };
}

/** What differs from heading to heading: all six in a list, and each, by both of the names that components use. */
function headings(what: string, of: (level: number) => string): { [name: string]: string } {
  const values = LEVELS.map(of);
  const each = (name: string) => LEVELS.map((level, at) => [`--st-heading-font-${name}-${level}`, values[at] ?? ""]);
  return {
    [`--st-heading-font-${what}s`]: values.join(","),
    ...Object.fromEntries([...each(what), ...each(`${what}s`)]),
  };
}

function shades(name: string, shares: { [end: string]: number }, make: (share: number) => string): ComponentTheme {
  return Object.fromEntries(Object.entries(shares).map(([end, share]) => [`${name}${end}`, make(share)]));
}

function faded([red, green, blue]: Rgb, share: number): string {
  return `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${share})`;
}

/** Custom properties may be made of others, or be missing in favour of another: the browser works out what they are. */
function colorsAt(place: HTMLElement): (property: string) => Rgb {
  const probe = document.createElement("span");
  probe.hidden = true;
  // What a shadow host holds is not drawn, so it has no colour.
  (place.parentElement ?? place).append(probe);
  const known = new Map<string, Rgb>();
  queueMicrotask(() => probe.remove());
  return (property) => {
    const before = known.get(property);
    if (before) return before;
    probe.style.color = `var(${property})`;
    const color = parsed(getComputedStyle(probe).color) ?? BLACK;
    known.set(property, color);
    return color;
  };
}
