import { createSignal } from "solid-js";

/** The user's wish for the whole width; undefined for what the app says. */
export const [wide, setWide] = createSignal<boolean>();
