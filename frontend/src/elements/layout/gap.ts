type Gap = string | number | null;

/** The name of a gap that is a word. */
export function gapAttribute(gap: Gap): string | undefined {
  return gap === null ? "none" : typeof gap === "string" ? gap : undefined;
}

/** The custom property of a gap that is a number of pixels. */
export function gapStyle(gap: Gap): { "--gap"?: string } {
  return typeof gap === "number" ? { "--gap": `${gap}px` } : {};
}

const LENGTHS: { [word: string]: string } = {
  xxsmall: "0.25rem",
  xsmall: "0.5rem",
  small: "1rem",
  medium: "2rem",
  large: "4rem",
  xlarge: "6rem",
  xxlarge: "8rem",
};

/** A gap as a length of CSS, the same as that of its attribute. */
export function gapLength(gap: Gap): string {
  if (gap === null) return "0px";
  return typeof gap === "number" ? `${gap}px` : (LENGTHS[gap] ?? "1rem");
}
