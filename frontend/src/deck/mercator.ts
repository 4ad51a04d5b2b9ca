import type { Position } from "geojson";

const EQUATOR = 40_075_016.686;
const WORLD = 512;
const MOST_LATITUDE = 85;

/** Where a place is on a map of the world, as parts of its width. */
export function drawn([longitude = 0, latitude = 0]: Position): Position {
  const sine = Math.sin((Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, latitude)) * Math.PI) / 180);
  return [longitude / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** The longitude and latitude of a place on a map of the world. */
export function degrees(x: number, y: number): Position {
  return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** Pixels of the world's width. */
export function widthAt(zoom: number): number {
  return WORLD * 2 ** zoom;
}

/** Metres that one pixel spans at a latitude. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (EQUATOR * Math.cos((latitude * Math.PI) / 180)) / widthAt(zoom);
}
