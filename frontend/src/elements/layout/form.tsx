import { type JSX, Show } from "solid-js";
import { runState } from "../../store/session";
import { below } from "../../store/widgets";
import type { ElementProps } from "../../view/element";
import { Children } from "../../view/node";
import type { FormProps } from "../../wire/messages.gen";

export function Form(element: ElementProps<FormProps>): JSX.Element {
  const props = element.props;
  const submits = () => {
    for (const node of below(element.node)) if (node.kind === "button" && node.props.submits) return true;
    return false;
  };
  return (
    <div
      role="group"
      aria-label={props.key}
      class="stack"
      classList={{ framed: props.border, scrolls: typeof props.height === "number" }}
    >
      <Children of={element.node} />
      <Show when={runState() === "idle" && !submits()}>
        <div class="alert alert-error" role="alert">
          <div>
            This form has no submit button, so its values are never sent. Add <code>st.form_submit_button()</code> to
            it.
          </div>
        </div>
      </Show>
    </div>
  );
}
