import { GLYPHS } from "./icon";

const SVG = "http://www.w3.org/2000/svg";

/** One of the client's own pictures as a DOM node. */
export function OwnGlyphPath(name: keyof typeof GLYPHS): SVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", GLYPHS[name]);
  picture.append(path);
  return picture;
}
