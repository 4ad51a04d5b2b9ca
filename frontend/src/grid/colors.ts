const NAMES = new Set(["red", "orange", "yellow", "green", "blue", "violet", "gray", "primary"]);

/** A colour as an author names it, for a style sheet: one of the theme's, or whatever CSS knows. */
export function colorOf(name: string): string {
  const own = name === "grey" ? "gray" : name;
  return NAMES.has(own) ? `var(--${own})` : own;
}

/** The colours of a chip: of its text and of what is behind it. */
export function chipColors(name: string): { text: string; back: string } {
  const own = name === "grey" ? "gray" : name;
  if (own === "primary") return { text: "var(--primary-text)", back: "var(--primary-soft)" };
  if (NAMES.has(own)) return { text: `var(--${own}-text)`, back: `var(--${own}-bg)` };
  return { text: "var(--text)", back: `color-mix(in srgb, ${own} 28%, var(--bg))` };
}

/** The colour of a chart of numbers; "auto" tells rise from fall. */
export function chartColor(name: unknown, numbers: readonly number[]): string {
  if (typeof name !== "string") return "var(--chart-1)";
  if (name !== "auto" && name !== "auto-inverse") return colorOf(name);
  const rises = (numbers.at(-1) ?? 0) >= (numbers[0] ?? 0);
  return rises === (name === "auto") ? "var(--green)" : "var(--red)";
}

/** The colour of the option at a place where each is to have one of its own. */
export function autoColor(place: number): string {
  return `var(--chart-${(place % 10) + 1})`;
}
