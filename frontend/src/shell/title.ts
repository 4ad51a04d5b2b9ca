import { createEffect } from "solid-js";
import { ADDRESS } from "../store/address";
import { page } from "../store/session";
import type { Icon } from "../wire/messages.gen";

const first = document.title;

/** Keep the browser's tab as the app wants it. */
export function useTitle(): void {
  createEffect(() => {
    document.title = page()?.title || page()?.page_title || first;
  });
  createEffect(() => {
    iconLink().href = addressOf((page()?.icon || page()?.page_icon) as Icon | string | null | undefined);
  });
}

function iconLink(): HTMLLinkElement {
  const known = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (known) return known;
  const link = document.createElement("link");
  link.rel = "icon";
  document.head.append(link);
  return link;
}

/** The flame of Rushlight: what apps without an icon of their own show. */
const FLAME = picture(
  "0 0 32 32",
  '<path d="M16 3c1 5 7 8 7 15a7 7 0 0 1-14 0c0-4 2-6 3-9 1 2 2 3 3 3 1-3 0-6 1-9z" fill="#e2711d"/>' +
    '<path d="M16 17c1 2 3 3 3 5a3 3 0 0 1-6 0c0-2 2-3 3-5z" fill="#ffd9a0"/>',
);

/** The address of a tab's icon: an emoji and a symbol become pictures of their own. */
export function addressOf(icon: Icon | string | null | undefined): string {
  if (!icon) return FLAME;
  if (typeof icon === "string") return ADDRESS.of(icon);
  if (icon.emoji) {
    return picture(
      "0 0 32 32",
      `<text x="16" y="26.5" font-size="27" text-anchor="middle">${escaped(icon.emoji)}</text>`,
    );
  }
  // A tab may be light or dark: a middle tone can be seen on both.
  return picture(icon.box ?? "0 -960 960 960", `<path fill="#b9701f" d="${icon.path}"/>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function picture(box: string, content: string): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${content}</svg>`,
  )}`;
}
