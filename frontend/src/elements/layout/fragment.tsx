import { createEffect, type JSX, onCleanup } from "solid-js";
import { refresh } from "../../store/session";
import type { ElementProps } from "../../view/element";
import { Children } from "../../view/node";
import type { FragmentProps } from "../../wire/messages.gen";

/** A part of the page that runs on its own, at intervals if it says so. */
export function Fragment(element: ElementProps<FragmentProps>): JSX.Element {
  createEffect(() => {
    if (element.props.every === null) return;
    const timer = setInterval(() => refresh(element.node), Math.max(element.props.every, 0.02) * 1000);
    onCleanup(() => clearInterval(timer));
  });
  return (
    <div class="stack">
      <Children of={element.node} />
    </div>
  );
}

/** What a fragment writes to a container outside of it. */
export function Portion(element: ElementProps<object>): JSX.Element {
  return (
    <div class="stack">
      <Children of={element.node} />
    </div>
  );
}
