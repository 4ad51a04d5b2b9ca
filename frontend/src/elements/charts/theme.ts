import { hexOf, mixed, parsed } from "../../styles/color";

let place: Element = document.documentElement;

/** Have tokens read as they are at a place on the page, while something is made: the sidebar may have its own theme. */
export function readAt<T>(where: Element, make: () => T): T {
  const before = place;
  place = where;
  try {
    return make();
  } finally {
    place = before;
  }
}

/** The value of a design token now. */
export function token(name: string): string {
  return getComputedStyle(place).getPropertyValue(name).trim();
}

/** Colours of categories, in order. */
export function categories(): string[] {
  return Array.from({ length: 10 }, (_, i) => token(`--chart-${i + 1}`)).filter(Boolean);
}

/** Ten colours from little to much. */
export function sequence(): string[] {
  return Array.from({ length: 10 }, (_, i) => token(`--sequential-${i + 1}`));
}

/** Colours from one end to the other, ten and one in the middle. */
export function divergence(): string[] {
  const colors = Array.from({ length: 10 }, (_, i) => token(`--diverging-${i + 1}`));
  const [low, high] = [parsed(colors[4] ?? ""), parsed(colors[5] ?? "")];
  return low && high ? colors.toSpliced(5, 0, hexOf(mixed(low, 0.5, high))) : colors;
}

/** Whether a place on the page is dark. */
export function isDarkAt(where: Element): boolean {
  return where.closest<HTMLElement>("[data-theme]")?.dataset.theme === "dark";
}

/** Have something done when the theme changes; returns how to stop that. */
export function onTheme(act: () => void): () => void {
  document.addEventListener("rushlight-theme", act);
  return () => document.removeEventListener("rushlight-theme", act);
}
