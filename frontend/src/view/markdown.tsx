import { createEffect, createResource, type JSX, Show } from "solid-js";
import { decorate } from "./decorate";
import type { MarkupOptions } from "./markup";

const loadMarkup = () => import("./markup");

// A text without any of these is the same with and without markdown.
const MARKED = /[*_`#[\]<>|~\\$&:]|-[->]|^\s*(?:[-+]|\d+[.)])\s|\n|https?:|www\.|@| {2}$|^-{3,}|^={3,}|^ {4}/m;

/** Whether a text needs the markdown library to be shown. */
export function isPlain(body: string): boolean {
  return !MARKED.test(body);
}

/** Text formatted as markdown. The library is loaded with the first text that needs it. */
export function Markdown(props: { body: string; class?: string } & MarkupOptions): JSX.Element {
  return (
    <Show
      when={!isPlain(props.body)}
      fallback={
        <div class={`markdown ${props.class ?? ""}`}>
          <Show when={!props.inline} fallback={props.body}>
            <p>{props.body}</p>
          </Show>
        </div>
      }
    >
      <Formatted {...props} />
    </Show>
  );
}

function Formatted(props: { body: string; class?: string } & MarkupOptions): JSX.Element {
  const [markup] = createResource(loadMarkup);
  let box!: HTMLDivElement;
  const html = () => markup()?.toHtml(props.body, props) ?? "";
  createEffect(() => {
    box.innerHTML = html();
    decorate(box);
  });
  return <div ref={box} class={`markdown ${props.class ?? ""}`} />;
}

/** A text of one line. */
export function Inline(props: { text: string }): JSX.Element {
  return (
    <Show when={!isPlain(props.text)} fallback={props.text}>
      <InlineFormatted text={props.text} />
    </Show>
  );
}

function InlineFormatted(props: { text: string }): JSX.Element {
  const [markup] = createResource(loadMarkup);
  let box!: HTMLSpanElement;
  createEffect(() => {
    box.innerHTML = markup()?.toHtml(props.text, { inline: true }) ?? "";
    decorate(box);
  });
  return <span ref={box} class="markdown-inline" />;
}
