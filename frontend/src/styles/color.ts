/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** The parts of a CSS colour, without its transparency; undefined for what is no colour. */
export function parsed(color: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(color.trim())?.[1];
  if (hex) return ofHex(hex);
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(color.trim());
  if (rgb) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
  return painted(color);
}

function ofHex(hex: string): Rgb {
  const size = hex.length < 6 ? 1 : 2;
  const part = (at: number) => Number.parseInt(hex.slice(at * size, (at + 1) * size).repeat(3 - size), 16);
  return [part(0), part(1), part(2)];
}

/** The browser knows the names and the other notations: let it paint one pixel. */
function painted(color: string): Rgb | undefined {
  if (!globalThis.CSS?.supports?.("color", color)) return undefined;
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!context) return undefined;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

export function hexOf(color: Rgb): string {
  return `#${color.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** Relative luminance (WCAG 2), from 0 to 1. */
export function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours (WCAG 2), from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** So much of one colour in another. */
export function mixed(one: Rgb, share: number, other: Rgb): Rgb {
  return one.map((part, i) => part * share + (other[i] as number) * (1 - share)) as unknown as Rgb;
}

/** Whether a colour is dark enough that light text belongs on it. */
export function isDark(color: Rgb): boolean {
  return contrast(color, WHITE) >= contrast(color, BLACK);
}

/** The colour itself, or as little darker or lighter as it takes to stand out from a surface by `least`. */
export function readable(color: Rgb, surface: Rgb, least: number): Rgb {
  const end = isDark(surface) ? WHITE : BLACK;
  for (let share = 0; share <= 1; share += 0.05) {
    const tried = mixed(end, share, color);
    if (contrast(tried, surface) >= least) return tried;
  }
  return end;
}
