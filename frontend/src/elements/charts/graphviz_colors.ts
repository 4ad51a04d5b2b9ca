import { isDark, parsed } from "../../styles/color";

/** Colours that stand for "not chosen" in what Graphviz draws: the theme's text and lines take their place. */
export const INK = "#010203";
export const LINE = "#010204";

/** Put the theme's colours where the graph chose none, with text that can be read on the shapes that have colours. */
export function paint(svg: SVGElement): void {
  const ground = filled(svg.querySelector(".graph > polygon"));
  // A graph with a background of its own has lines and text of the theme that such a background belongs to.
  if (ground) svg.dataset.theme = isDark(ground) ? "dark" : "light";
  for (const shape of svg.querySelectorAll("polygon, ellipse, path, polyline, text")) {
    if (shape.tagName === "text") paintText(shape);
    else paintShape(shape);
  }
}

function paintShape(shape: Element): void {
  const isArrow = shape.closest(".edge") !== null;
  if (shape.getAttribute("fill") === LINE) replace(shape, "fill", isArrow ? "graph-arrow" : "graph-fill");
  if (shape.getAttribute("stroke") === LINE) replace(shape, "stroke", "graph-line");
  // Graphviz gives an area without colour the white of its page.
  if (shape.closest(".cluster") && shape.getAttribute("fill") === "white") shape.setAttribute("fill", "none");
}

function paintText(text: Element): void {
  if (text.getAttribute("fill") !== INK) return;
  const surface = filled(surfaceOf(text));
  replace(text, "fill", "graph-ink");
  if (surface) (text as SVGElement).dataset.theme = isDark(surface) ? "dark" : "light";
}

/** The last shape with a colour that was drawn before a text in its group. */
function surfaceOf(text: Element): Element | null {
  let at = text.previousElementSibling;
  while (at && (at.tagName === "text" || at.tagName === "title" || at.getAttribute("fill") === "none")) {
    at = at.previousElementSibling;
  }
  return text.closest(".edge") || at?.classList.contains("graph-fill") ? null : at;
}

function filled(shape: Element | null): ReturnType<typeof parsed> {
  const fill = shape?.getAttribute("fill");
  return fill && fill !== "none" && fill !== "transparent" && !fill.startsWith("url") ? parsed(fill) : undefined;
}

function replace(shape: Element, attribute: string, className: string): void {
  shape.removeAttribute(attribute);
  shape.classList.add(className);
}
