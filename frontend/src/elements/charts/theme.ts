/** The value of a design token now. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Colours of categories, in order. */
export function categories(): string[] {
  return Array.from({ length: 10 }, (_, i) => token(`--chart-${i + 1}`)).filter(Boolean);
}

/** Have something done when the theme changes; returns how to stop that. */
export function onTheme(act: () => void): () => void {
  document.addEventListener("rushlight-theme", act);
  return () => document.removeEventListener("rushlight-theme", act);
}
