import { parsed } from "../styles/color";

export type Rgba = [red: number, green: number, blue: number, opacity: number];

/** What a scene takes from the page's theme. */
export interface Palette {
  sea: Rgba;
  land: Rgba;
  line: Rgba;
  name: Rgba;
  text: Rgba;
  point: Rgba;
  /** The faces of the page's text. */
  font: string;
}

const POINT_OPACITY = 170;

/** The colours of the page at a place, where the style sheet of maps has put them. */
export function paletteOf(place: Element): Palette {
  const style = getComputedStyle(place);
  const color = (name: string, opacity = 255): Rgba => [
    ...(parsed(style.getPropertyValue(name)) ?? [128, 128, 128]),
    opacity,
  ];
  return {
    sea: color("--map-sea"),
    land: color("--map-land"),
    line: color("--map-line"),
    name: color("--text-3"),
    text: color("--text"),
    point: color("--chart-1", POINT_OPACITY),
    font: style.fontFamily,
  };
}
