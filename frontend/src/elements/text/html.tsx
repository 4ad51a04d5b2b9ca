import { createEffect, type JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { HtmlProps } from "../../wire/messages.gen";

/** HTML without scripts. */
export function Html(element: ElementProps<HtmlProps>): JSX.Element {
  let box!: HTMLDivElement;
  createEffect(async () => {
    const body = element.props.body;
    const { sanitized } = await import("../../view/markup");
    box.innerHTML = sanitized(body);
  });
  return <div ref={box} class="html" />;
}
