import { createEffect, type JSX, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Help } from "../../view/label";
import { Markdown as Formatted } from "../../view/markdown";
import type { MarkdownProps } from "../../wire/messages.gen";
import "./markdown.css";

export function Markdown(element: ElementProps<MarkdownProps>): JSX.Element {
  const props = element.props;
  return (
    <div class={`text-block align-${props.align} style-${props.style}`} classList={{ "no-wrap": !props.wrap }}>
      <Show when={props.style === "latex"} fallback={<Body {...element} />}>
        <Formula body={props.body} />
      </Show>
      <Help text={props.help} />
    </div>
  );
}

function Body(element: ElementProps<MarkdownProps>): JSX.Element {
  const props = element.props;
  return <Formatted body={props.body} allowHtml={props.allow_html} anchors={props.anchors} />;
}

function Formula(props: { body: string }): JSX.Element {
  let box!: HTMLDivElement;
  createEffect(async () => {
    const body = props.body;
    (await import("../../view/maths")).render(body, box, true);
  });
  return <div class="maths-display" ref={box} />;
}
