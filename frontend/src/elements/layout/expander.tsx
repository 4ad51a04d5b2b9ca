import { createEffect, type JSX, on, Show } from "solid-js";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Inline } from "../../view/markdown";
import { Children } from "../../view/node";
import type { ExpanderProps } from "../../wire/messages.gen";
import "./expander.css";

export function Expander(element: ElementProps<ExpanderProps>): JSX.Element {
  const props = element.props;
  let details!: HTMLDetailsElement;
  const wanted = () => (props.reports ? (valueIn<boolean | null>(element) ?? props.expanded) : props.expanded);
  createEffect(on(wanted, (open) => (details.open = open)));
  const toggled = () => {
    if (props.reports && details.open !== wanted()) setValue(element, details.open);
  };
  return (
    <details ref={details} class="expander" classList={{ compact: props.look === "compact" }} onToggle={toggled}>
      <summary>
        <Show when={props.icon}>
          <Icon icon={props.icon} />
        </Show>
        <span class="expander-label">
          <Inline text={props.label} />
        </span>
        <OwnGlyph name="chevron" class="expander-mark" />
      </summary>
      <div class="expander-body stack">
        <Children of={element.node} />
      </div>
    </details>
  );
}
