import { createEffect } from "solid-js";
import { ADDRESS } from "../store/address";
import { page } from "../store/session";
import type { Icon } from "../wire/messages.gen";

const first = document.title;

/** Keep the browser's tab as the app wants it. */
export function useTitle(): void {
  createEffect(() => {
    document.title = page()?.title || first;
  });
  createEffect(() => {
    const address = addressOf(page()?.icon as Icon | string | null | undefined);
    let link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (!link) {
      link = document.createElement("link");
      link.rel = "icon";
      document.head.append(link);
    }
    link.href = address;
  });
}

const EMBER = picture(
  '<path d="M16 3c1 5 7 8 7 15a7 7 0 0 1-14 0c0-4 2-6 3-9 1 2 2 3 3 3 1-3 0-6 1-9z" fill="#e2711d"/>' +
    '<path d="M16 17c1 2 3 3 3 5a3 3 0 0 1-6 0c0-2 2-3 3-5z" fill="#ffd9a0"/>',
);

function addressOf(icon: Icon | string | null | undefined): string {
  if (!icon) return EMBER;
  if (typeof icon === "string") return ADDRESS.of(icon);
  if (icon.emoji) return picture(`<text y="26" font-size="26">${icon.emoji}</text>`);
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${icon.box ?? "0 -960 960 960"}"><path fill="#888" d="${icon.path}"/></svg>`,
  )}`;
}

function picture(content: string): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${content}</svg>`,
  )}`;
}
