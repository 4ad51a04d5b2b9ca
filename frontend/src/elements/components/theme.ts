import { hexOf, isDark, mixed, parsed, type Rgb } from "../../styles/color";

/** What a component is told of the page's looks: colours as #rrggbb or rgba(), fonts as CSS. */
export interface ComponentTheme {
  [name: string]: string;
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** The theme at a place on the page: the sidebar may have one of its own. */
export function themeAt(place: HTMLElement): ComponentTheme {
  const read = colorsAt(place);
  const background = read("--bg");
  const text = read("--text");
  const side = read("--bg-soft");
  const mix = mixed(background, 0.5, side);
  const style = getComputedStyle(place);
  return {
    base: isDark(background) ? "dark" : "light",
    primaryColor: hexOf(read("--primary")),
    backgroundColor: hexOf(background),
    secondaryBackgroundColor: hexOf(side),
    textColor: hexOf(text),
    borderColor: hexOf(read("--line-firm")),
    linkText: hexOf(read("--link")),
    font: style.fontFamily,
    bodyFont: style.fontFamily,
    bgMix: hexOf(mix),
    ...shades("fadedText", ["05", "10", "20", "40", "60", "70"], (share) => faded(text, share)),
    ...shades("darkenedBgMix", ["100", "40", "25", "15"], (share) => faded(mixed(mix, 0.7, BLACK), share)),
    lightenedBg05: hexOf(mixed(background, 0.95, WHITE)),
  };
}

/** The custom properties that a component in the page may use, `--st-...`. */
export function propertiesAt(place: HTMLElement): { [name: string]: string } {
  const read = colorsAt(place);
  const style = getComputedStyle(place);
  const own = (property: string, usual = "unset") => style.getPropertyValue(property).trim() || usual;
  const color = (property: string, usual = property) => hexOf(read(own(property, "") ? property : usual));
  const scale = (name: string) =>
    Array.from({ length: 10 }, (_, at) => own(`--${name}-${at + 1}`, ""))
      .filter(Boolean)
      .join(",");
  const levels = [1, 2, 3, 4, 5, 6];
  const sizes = levels.map((level) => own(`--h${level}`));
  const weights = levels.map((level) => own(`--h${level}-weight`, own("--weight-heading")));
  return {
    "--st-primary-color": color("--primary"),
    "--st-background-color": color("--bg"),
    "--st-secondary-background-color": color("--bg-soft"),
    "--st-text-color": color("--text"),
    "--st-link-color": color("--link"),
    "--st-link-underline": own("--link-line", "") === "none" ? "0" : "1",
    "--st-font": style.fontFamily,
    "--st-heading-font": own("--font-heading"),
    "--st-code-font": own("--font-code"),
    "--st-base-radius": own("--radius"),
    "--st-button-radius": own("--radius-button"),
    "--st-base-font-size": getComputedStyle(document.documentElement).fontSize,
    "--st-base-font-weight": own("--weight"),
    "--st-code-font-size": own("--code-size"),
    "--st-code-font-weight": own("--code-weight", "400"),
    "--st-heading-font-sizes": sizes.join(","),
    "--st-heading-font-weights": weights.join(","),
    "--st-heading-color": color("--text"),
    "--st-border-color": color("--line-firm"),
    "--st-border-color-light": color("--line-soft"),
    "--st-widget-border-color": color("--line-firm"),
    "--st-dataframe-border-color": color("--grid-line", "--line-soft"),
    "--st-dataframe-header-background-color": color("--grid-head-bg", "--bg-soft"),
    "--st-dataframe-header-text-color": color("--grid-head-text", "--text-2"),
    "--st-code-background-color": color("--code-bg"),
    "--st-code-text-color": color("--code-text"),
    "--st-chart-categorical-colors": scale("chart"),
    "--st-chart-sequential-colors": scale("sequential"),
    "--st-chart-diverging-colors": scale("diverging"),
    "--st-metric-value-font-size": own("--metric"),
    "--st-metric-value-font-weight": own("--metric-weight", "600"),
    ...Object.fromEntries(
      ["red", "orange", "yellow", "blue", "green", "violet", "gray"].flatMap((name) => [
        [`--st-${name}-color`, own(`--${name}`)],
        [`--st-${name}-background-color`, own(`--${name}-bg`)],
        [`--st-${name}-text-color`, own(`--${name}-text`)],
      ]),
    ),
    ...Object.fromEntries(
      levels.flatMap((level, at) => [
        [`--st-heading-font-sizes-${level}`, sizes[at]],
        [`--st-heading-font-weights-${level}`, weights[at]],
      ]),
    ),
  };
}

function shades(name: string, shares: string[], make: (share: number) => string): ComponentTheme {
  return Object.fromEntries(shares.map((share) => [`${name}${share}`, make(Number(share) / 100)]));
}

function faded([red, green, blue]: Rgb, share: number): string {
  return `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${share})`;
}

/** Custom properties may be made of others: the browser works out what they are. */
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
