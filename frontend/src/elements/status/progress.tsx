import { createUniqueId, type JSX, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Markdown } from "../../view/markdown";
import type { ProgressProps } from "../../wire/messages.gen";
import "./progress.css";

export function Progress(element: ElementProps<ProgressProps>): JSX.Element {
  const props = element.props;
  const id = createUniqueId();
  return (
    <div class="progress">
      <Show when={props.text}>
        <div id={id}>
          <Markdown body={props.text ?? ""} />
        </div>
      </Show>
      <progress
        max="1"
        value={props.value}
        aria-labelledby={props.text ? id : undefined}
        aria-label={props.text ? undefined : "Progress"}
      />
    </div>
  );
}
