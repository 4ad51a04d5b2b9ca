import DOMPurify, { type Config } from "dompurify";
import { allowSheets } from "../../styles/inline";

/** The picture in a text, cleaned by these rules, with its style sheets; undefined if there is none. */
export function cleanSvg(text: string, rules: Config): SVGSVGElement | undefined {
  const svg = DOMPurify.sanitize(text, { ...rules, RETURN_DOM_FRAGMENT: true }).querySelector("svg");
  if (svg) allowSheets(svg);
  return svg ?? undefined;
}

/** The picture in a text of SVG, without anything that could run; undefined if there is none. */
export function safeSvg(text: string): SVGSVGElement | undefined {
  const svg = cleanSvg(text, {
    USE_PROFILES: { svg: true, svgFilters: true },
    FORBID_TAGS: ["image"],
    ADD_ATTR: ["target"],
  });
  for (const link of svg?.querySelectorAll("a") ?? []) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }
  return svg;
}

/** Width and height of what a picture shows, in its own units. */
export function boxOf(svg: SVGSVGElement): [number, number] {
  const [, , width = 0, height = 0] = (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  return [width, height];
}

/** Have a box reached by keyboard while it has more to show than fits; returns how to stop that. */
export function reachable(box: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
  observer.observe(box);
  return () => observer.disconnect();
}
