import { onCleanup } from "solid-js";
import { rerun } from "../store/session";
import { isDeveloper } from "../store/settings";
import { openDialog } from "./dialog";

const NOT_TYPED =
  "input, textarea, select, [contenteditable], dialog, [role=grid], [role=menu], [role=listbox], [role=spinbutton]";

/** R runs the app anew, C asks whether to clear its caches; not while something is typed. */
export function useShortcuts(): void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    if (event.key === "r") rerun();
    if (event.key === "c" && isDeveloper()) openDialog("clear-cache");
  };
  document.addEventListener("keydown", press);
  onCleanup(() => document.removeEventListener("keydown", press));
}

/** Whether keys go into a field, a list or a dialog. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(NOT_TYPED) !== null;
}
