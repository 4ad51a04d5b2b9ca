/** The longest round distance that fits into so many pixels: its text, and the pixels it takes. */
export function scaleOf(perPixel: number, most: number): { text: string; pixels: number } {
  const longest = perPixel * most;
  const power = 10 ** Math.floor(Math.log10(longest));
  const metres = power * ([5, 2, 1].find((step) => step * power <= longest) ?? 1);
  const far = metres >= 1000;
  return { text: `${far ? metres / 1000 : metres} ${far ? "km" : "m"}`, pixels: metres / perPixel };
}
