import { type JSX, Match, Switch } from "solid-js";
import type { ElementProps } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Inline } from "../../view/markdown";
import { Children } from "../../view/node";
import type { StatusProps } from "../../wire/messages.gen";
import "../layout/expander.css";

export function Status(element: ElementProps<StatusProps>): JSX.Element {
  const props = element.props;
  return (
    <details class="expander" classList={{ compact: props.look === "compact" }} open={props.expanded}>
      <summary>
        <Switch>
          <Match when={props.state === "running"}>
            <span class="spinner" role="img" aria-label="Running" />
          </Match>
          <Match when={props.state === "complete"}>
            <OwnGlyph name="check" class="text-green" />
          </Match>
          <Match when={props.state === "error"}>
            <OwnGlyph name="error" class="text-red" />
          </Match>
        </Switch>
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
