import { ScatterplotLayer, type ScatterplotLayerProps } from "@deck.gl/layers";
import type { Points } from "../wire/messages.gen";
import { type Attributes, attributeOf } from "./binary";
import type { Rgba } from "./colors";

const LEAST_PIXELS = 3;

/** Points as the graphics card takes them: no row is looked at. */
export function pointsLayer(points: Points, data: Attributes, color: Rgba): ScatterplotLayer {
  const one = points.colors?.length === 4 ? points.colors : undefined;
  return new ScatterplotLayer({
    id: "points",
    data: data as unknown as ScatterplotLayerProps["data"],
    getRadius: points.radius ?? 0,
    getFillColor: one ? ([...one] as Rgba) : color,
    radiusMinPixels: LEAST_PIXELS,
    parameters: { depthCompare: "always" },
  });
}

/** The arrays of points; the same ones must be given again for the layer to be kept. */
export function dataOf({ count, positions, colors, radii }: Points): Attributes {
  return {
    length: count,
    attributes: {
      getPosition: attributeOf(positions, "float64", 2),
      ...(radii?.length ? { getRadius: attributeOf(radii, "float32", 1) } : {}),
      ...(colors && colors.length > 4 ? { getFillColor: attributeOf(colors, "uint8", 4) } : {}),
    },
  };
}
