import { isDark, parsed } from "../styles/color";

/** Where a style sets a background alone, add a colour of text that can be read on it, in either theme. */
export function addInk(style: CSSStyleDeclaration): void {
  if (!style.backgroundColor || style.color) return;
  const background = parsed(style.backgroundColor);
  if (background && !isClear(style.backgroundColor)) style.color = isDark(background) ? "#fff" : "#111";
}

/** Whether so little is painted that the page's own text is to be read on the page. */
function isClear(color: string): boolean {
  const opacity = /^(?:rgba|hsla)\(.*[,/]\s*([\d.]+)(%?)\s*\)$/.exec(color.trim());
  if (color.trim() === "transparent") return true;
  return opacity !== null && Number(opacity[1]) / (opacity[2] ? 100 : 1) < 0.5;
}
