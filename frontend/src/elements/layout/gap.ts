type Gap = string | number | null;

/** The name of a gap that is a word. */
export function gapAttribute(gap: Gap): string | undefined {
  return gap === null ? "none" : typeof gap === "string" ? gap : undefined;
}

/** The custom property of a gap that is a number of pixels. */
export function gapStyle(gap: Gap): { "--gap"?: string } {
  return typeof gap === "number" ? { "--gap": `${gap}px` } : {};
}
