import { For, type JSX, Show } from "solid-js";
import { Copy } from "../../view/copy";
import type { ElementProps } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Markdown } from "../../view/markdown";
import type { ExceptionProps } from "../../wire/messages.gen";
import "./exception.css";

export function Exception(element: ElementProps<ExceptionProps>): JSX.Element {
  const props = element.props;
  const trace = () => `${props.stack.join("\n")}\n${props.name}: ${props.message}`;
  return (
    <div class="alert alert-error exception" role="alert">
      <OwnGlyph name="error" />
      <div>
        <Show when={props.name}>
          <strong>{props.name}</strong>
          <Show when={props.message}>: </Show>
        </Show>
        <Show when={props.is_markdown} fallback={<span class="exception-message">{props.message}</span>}>
          <Markdown body={props.message} />
        </Show>
        <Show when={props.stack.length}>
          <details open>
            <summary>Traceback</summary>
            <div class="exception-trace">
              <pre tabindex="0">
                <For each={props.stack}>{(call) => `${call}\n`}</For>
              </pre>
              <Copy text={trace()} />
            </div>
          </details>
        </Show>
      </div>
    </div>
  );
}
