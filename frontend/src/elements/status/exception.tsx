import { For, type JSX, Show } from "solid-js";
import { isLocal, settings } from "../../store/settings";
import { Copy } from "../../view/copy";
import type { ElementProps } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Markdown } from "../../view/markdown";
import type { ExceptionProps } from "../../wire/messages.gen";
import "./exception.css";

export function Exception(element: ElementProps<ExceptionProps>): JSX.Element {
  const props = element.props;
  const links = () => settings().error_links === "true" || (settings().error_links === "auto" && isLocal);
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
        <Show when={props.name && links()}>
          <div class="exception-links">
            <a href={searchFor(`${props.name}: ${props.message}`)} target="_blank" rel="noopener noreferrer">
              Search the web
            </a>
            <a href={questionOf(trace())} target="_blank" rel="noopener noreferrer">
              Ask ChatGPT
            </a>
          </div>
        </Show>
      </div>
    </div>
  );
}

const MOST_IN_ADDRESS = 1500;

/** The address of a search for an error. */
function searchFor(error: string): string {
  return `https://www.google.com/search?q=${encodeURIComponent(error.slice(0, MOST_IN_ADDRESS))}`;
}

/** The address of a question about an error; of a long traceback its end, which says most. */
function questionOf(trace: string): string {
  const question = `What does this error of a Python app mean, and how is it fixed?\n\n${trace.slice(-MOST_IN_ADDRESS)}`;
  return `https://chatgpt.com/?q=${encodeURIComponent(question)}`;
}
