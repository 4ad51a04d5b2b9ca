import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

/** True once a condition has held for so many milliseconds: what is quick is not worth a flicker. */
export function useLasting(condition: () => boolean, patience: number): Accessor<boolean> {
  const [lasting, setLasting] = createSignal(false);
  createEffect(() => {
    if (!condition()) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), patience);
    onCleanup(() => clearTimeout(timer));
  });
  return lasting;
}
