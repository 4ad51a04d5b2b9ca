import { createEffect, For, type JSX, Show } from "solid-js";
import { Copy } from "../../view/copy";
import type { ElementProps } from "../../view/element";
import type { CodeProps } from "../../wire/messages.gen";
import "./code.css";

export function Code(element: ElementProps<CodeProps>): JSX.Element {
  const props = element.props;
  let code!: HTMLElement;
  createEffect(async () => {
    const { body, language } = props;
    code.textContent = body;
    if (language) await (await import("../../view/highlight")).highlight(code, language);
  });
  const lines = () => props.body.split("\n");
  return (
    <div class="code" classList={{ wraps: props.wrap_lines }}>
      <pre tabindex="0">
        <Show when={props.line_numbers}>
          <span class="line-numbers" aria-hidden="true">
            <For each={lines()}>{(_, index) => <span>{index() + 1}</span>}</For>
          </span>
        </Show>
        <code ref={code} />
      </pre>
      <Copy text={props.body} />
    </div>
  );
}
