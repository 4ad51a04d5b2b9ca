import { createEffect } from "solid-js";
import { ADDRESS } from "../store/address";
import { page } from "../store/session";
import type { Icon } from "../wire/messages.gen";
import { FLAME, iconLink, picture } from "./tab_icon";

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
