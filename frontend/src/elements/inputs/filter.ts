export type Filter = "fuzzy" | "contains" | "prefix" | null;

/** The options that a search finds, the best first, at most `most`. */
export function found(options: readonly string[], search: string, filter: Filter, most: number): string[] {
  const wanted = search.trim().toLowerCase();
  if (!wanted || filter === null) return options.slice(0, most);
  const scored: [number, string][] = [];
  for (const option of options) {
    const score = scoreOf(option.toLowerCase(), wanted, filter);
    if (score !== undefined) scored.push([score, option]);
  }
  return scored
    .toSorted(([a], [b]) => a - b)
    .slice(0, most)
    .map(([, option]) => option);
}

/** How well a text fits, the less the better; undefined if it does not. */
function scoreOf(text: string, wanted: string, filter: Filter): number | undefined {
  const at = text.indexOf(wanted);
  if (filter === "prefix") return at === 0 ? 0 : undefined;
  if (at >= 0) return at === 0 ? 0 : 1 + at / 1000;
  return filter === "fuzzy" ? spread(text, wanted) : undefined;
}

/** The characters in order, with anything between: the longer the stretch, the worse. */
function spread(text: string, wanted: string): number | undefined {
  let at = -1;
  let first = -1;
  for (const character of wanted) {
    at = text.indexOf(character, at + 1);
    if (at < 0) return undefined;
    if (first < 0) first = at;
  }
  return 10 + (at - first - wanted.length) + first / 1000;
}
