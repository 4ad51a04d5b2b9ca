import { onCleanup } from "solid-js";
import { clearCache, rerun } from "../store/session";

/** R runs the app anew, C clears its caches; not while something is typed. */
export function useShortcuts(): void {
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "r") rerun();
    if (event.key === "c") clearCache();
  };
  document.addEventListener("keydown", press);
  onCleanup(() => document.removeEventListener("keydown", press));
}

/** Whether keys go into a field. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.("input, textarea, select, [contenteditable], [role=grid], [role=menu], dialog");
}
