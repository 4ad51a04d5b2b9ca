/**
 * The numbers of pages to show, at most so many places: the first, the last, those around the present one; 0 for a gap.
 * Fewer than 5 places are those around the present page alone.
 */
export function shownPages(page: number, pages: number, most: number | null): number[] {
  const all = Array.from({ length: pages }, (_, at) => at + 1);
  if (most === null || pages <= most) return all;
  if (most < 5) {
    const start = Math.min(Math.max(page - Math.floor(most / 2), 1), pages - most + 1);
    return all.slice(start - 1, start - 1 + most);
  }
  const inner = most - 4;
  const first = Math.min(Math.max(page - Math.floor(inner / 2), 3), pages - inner - 1);
  if (page <= inner + 2) return [...all.slice(0, most - 2), 0, pages];
  if (page >= pages - inner - 1) return [1, 0, ...all.slice(pages - most + 2)];
  return [1, 0, ...all.slice(first - 1, first - 1 + inner), 0, pages];
}
