import { createEffect, type JSX, onCleanup, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { HtmlProps } from "../../wire/messages.gen";

export function Html(element: ElementProps<HtmlProps>): JSX.Element {
  return (
    <Show when={element.props.run_scripts} fallback={<Sanitized {...element} />}>
      <Sandboxed body={element.props.body} />
    </Show>
  );
}

function Sanitized(element: ElementProps<HtmlProps>): JSX.Element {
  let box!: HTMLDivElement;
  createEffect(async () => {
    const body = element.props.body;
    const { sanitized } = await import("../../view/markup");
    box.innerHTML = sanitized(body);
  });
  return <div ref={box} class="html" />;
}

const REPORT =
  "<script>new ResizeObserver(()=>parent.postMessage({height:document.documentElement.scrollHeight},'*')).observe(document.documentElement)</script>";

/** HTML with scripts, in a frame of an origin of its own. */
function Sandboxed(props: { body: string }): JSX.Element {
  let frame!: HTMLIFrameElement;
  const resize = (event: MessageEvent) => {
    if (event.source === frame.contentWindow && typeof event.data?.height === "number") {
      frame.style.height = `${event.data.height}px`;
    }
  };
  window.addEventListener("message", resize);
  onCleanup(() => window.removeEventListener("message", resize));
  return (
    <iframe ref={frame} title="HTML of the app" sandbox="allow-scripts allow-popups" srcdoc={props.body + REPORT} />
  );
}
