import { createEffect, createSignal, type JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { HtmlProps } from "../../wire/messages.gen";

/** HTML without scripts. */
export function Html(element: ElementProps<HtmlProps>): JSX.Element {
  let box!: HTMLDivElement;
  const [bare, setBare] = createSignal(false);
  createEffect(async () => {
    const body = element.props.body;
    const { sanitized } = await import("../../view/markup");
    box.innerHTML = sanitized(body);
    setBare(isBare(box));
  });
  return <div ref={box} class="html" classList={{ "takes-no-room": bare() }} />;
}

/** Whether there are style sheets only. */
function isBare(box: HTMLElement): boolean {
  const isStyle = (node: Node) => node instanceof HTMLStyleElement || node instanceof Comment;
  return [...box.childNodes].every((node) => isStyle(node) || (node instanceof Text && !node.data.trim()));
}
