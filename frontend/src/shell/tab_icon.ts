/** The link that names it. */
export function iconLink(): HTMLLinkElement {
  const known = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (known) return known;
  const link = document.createElement("link");
  link.rel = "icon";
  document.head.append(link);
  return link;
}

/** The flame of Rushlight: what pages without an icon of their own show. */
export const FLAME = picture(
  "0 0 32 32",
  '<path d="M16 3c1 5 7 8 7 15a7 7 0 0 1-14 0c0-4 2-6 3-9 1 2 2 3 3 3 1-3 0-6 1-9z" fill="#e2711d"/>' +
    '<path d="M16 17c1 2 3 3 3 5a3 3 0 0 1-6 0c0-2 2-3 3-5z" fill="#ffd9a0"/>',
);

/** The address of a picture of some vector graphics. */
export function picture(box: string, content: string): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${content}</svg>`,
  )}`;
}
