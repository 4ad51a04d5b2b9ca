declare module "polylabel" {
  /** The place in a polygon that is farthest from its outline, with that distance. */
  export default function polylabel(polygon: number[][][], precision?: number): [number, number] & { distance: number };
}
