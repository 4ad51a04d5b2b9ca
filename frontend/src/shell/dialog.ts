import { createSignal } from "solid-js";

/** The dialog of the shell that is open. */
export const [dialog, openDialog] = createSignal<"settings" | "about" | "clear-cache">();
