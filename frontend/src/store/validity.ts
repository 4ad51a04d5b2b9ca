import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import type { Node } from "./tree";

export const EMPTY = "Please fill in this field.";

/** Whether what a field holds can be sent. */
export interface Validity {
  /** What is wrong, once the user has left the field or tried to send it; "" for nothing. */
  problem: Accessor<string>;
  /** Say what is wrong from now on; tell whether all is well. */
  check: () => boolean;
}

const validities = new WeakMap<Node, Validity>();

/**
 * Watch what is wrong with a field, as `objection` says ("" for nothing). While something is, the form around it is not
 * sent. Nothing is said before the user has had a chance to fill it in.
 */
export function useValidity(node: Node, objection: () => string): Validity {
  const [checked, setChecked] = createSignal(false);
  createEffect(on(node.forced, () => setChecked(false), { defer: true }));
  const validity = {
    problem: () => (checked() ? objection() : ""),
    check: () => {
      setChecked(true);
      return untrack(objection) === "";
    },
  };
  validities.set(node, validity);
  onCleanup(() => validities.delete(node));
  return validity;
}

/** Whether all of these can be sent; each that cannot says why, and the first of them gets the focus. */
export function areValid(nodes: Iterable<Node>): boolean {
  const wrong = [...nodes].filter((node) => !(validities.get(node)?.check() ?? isFilled(node)));
  const [first] = wrong;
  if (first) controlOf(first)?.focus();
  return !first;
}

/** What can be said of a field whose component has not been loaded yet. */
function isFilled(node: Node): boolean {
  const value = node.value();
  return node.props.required !== true || !(value === null || value === "" || (Array.isArray(value) && !value.length));
}

function controlOf(node: Node): HTMLElement | null {
  const shown = document.getElementById(`node-${node.id}`);
  return shown?.querySelector<HTMLElement>("input:not(:disabled), textarea, button:not(:disabled)") ?? null;
}
