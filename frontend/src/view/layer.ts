import { createContext, useContext } from "solid-js";

/** Where lists and menus open: the page, or the dialog that they belong to, above which the page cannot show anything. */
export const Layer = createContext<() => HTMLElement>(() => document.body);

export const useLayer = (): (() => HTMLElement) => useContext(Layer);
