import { type JSX, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Children } from "../../view/node";
import "./skeleton.css";

/** A grey shape until something is written in its place. */
export function Skeleton(element: ElementProps<object>): JSX.Element {
  return (
    <Show when={element.node.children().length} fallback={<div class="skeleton" role="status" aria-label="Loading" />}>
      <Children of={element.node} />
    </Show>
  );
}
