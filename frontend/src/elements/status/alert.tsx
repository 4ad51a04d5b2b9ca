import { type JSX, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Inline, Markdown } from "../../view/markdown";
import type { AlertProps } from "../../wire/messages.gen";

export function Alert(element: ElementProps<AlertProps>): JSX.Element {
  const props = element.props;
  return (
    <div
      class={`alert alert-${props.tone}`}
      role={props.tone === "error" || props.tone === "warning" ? "alert" : "status"}
    >
      <Show when={props.icon} fallback={<OwnGlyph name={props.tone} />}>
        <Icon icon={props.icon} />
      </Show>
      <div>
        <Show when={props.title}>
          <div class="alert-title">
            <Inline text={props.title ?? ""} />
          </div>
        </Show>
        <Markdown body={props.body} />
      </div>
    </div>
  );
}
