import { createSignal } from "solid-js";
import { page } from "../store/session";

const [wish, setWide] = createSignal<boolean>();

export { setWide };

/** Whether the app uses the whole width: as the user wishes, else as the app says. */
export const wide = (): boolean => wish() ?? page()?.layout === "wide";
