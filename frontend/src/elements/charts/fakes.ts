/** An element for tests to render, and what jsdom lacks. */
import { Tree } from "../../store/tree";
import type { ElementProps } from "../../view/element";
import type { Plain, Snapshot } from "../../wire/messages.gen";

/** An element with these properties, defaults for the others, and a value if it is a widget. */
export function elementOf<P>(kind: string, props: Partial<P>, value: Plain = null): ElementProps<P> {
  const tree = new Tree();
  tree.reset([1, kind, props, "$$ID-1-key", value, null] as unknown as Snapshot, (_, sent) => sent);
  const node = tree.root();
  if (!node) throw new Error("no node");
  return { node, props: node.props as P };
}

export function stubObservers(): void {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}
