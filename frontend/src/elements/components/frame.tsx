import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { ADDRESS, BASE } from "../../store/address";
import { shownTheme } from "../../styles/theme";
import { type ElementProps, setValue } from "../../view/element";
import { plain } from "../../view/plain";
import type { ComponentFrameProps, FrameTable, Plain, PlainFrameProps } from "../../wire/messages.gen";
import { themeAt } from "./theme";
import "./frame.css";

const SANDBOX =
  "allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts allow-downloads";
const OWN_SANDBOX =
  "allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-scripts allow-downloads";
const FEATURES =
  "accelerometer; autoplay; camera; clipboard-read; clipboard-write; display-capture; encrypted-media; fullscreen; " +
  "geolocation; gyroscope; microphone; midi; payment; picture-in-picture; usb";
const PATIENCE = [15_000, 60_000] as const;

interface Message {
  isStreamlitMessage?: boolean;
  type?: string;
  [field: string]: unknown;
}

/** A component of a package. It is told its arguments once it says that it is ready, and whenever they change. */
export function ComponentFrame(element: ElementProps<ComponentFrameProps>): JSX.Element {
  const props = element.props;
  let frame!: HTMLIFrameElement;
  const [ready, setReady] = createSignal(0);
  const [height, setHeight] = createSignal(heightOf(props.arguments));
  const [late, setLate] = createSignal(false);
  const render = () => {
    frame.contentWindow?.postMessage(
      {
        type: "streamlit:render",
        args: { ...JSON.parse(props.arguments), ...plain(props.blobs) },
        dfs: plain(props.tables as FrameTable[]).map(({ key, data, index, columns }) => ({
          key,
          value: { data: { data, index, columns } },
        })),
        disabled: props.disabled,
        theme: themeAt(frame.parentElement ?? document.body),
      },
      "*",
    );
  };
  const receive = (event: MessageEvent<Message>) => {
    if (event.source !== frame.contentWindow || event.data?.isStreamlitMessage !== true) return;
    const message = event.data;
    if (message.type === "streamlit:componentReady") {
      if (message.apiVersion !== 1) console.error(`${props.name} speaks another version of the component protocol`);
      setLate(false);
      setReady(ready() + 1);
    } else if (!ready()) {
      console.warn(`${props.name} sent ${message.type} before it was ready`);
    } else if (message.type === "streamlit:setFrameHeight") {
      if (typeof message.height === "number") setHeight(Math.max(0, message.height));
    } else if (message.type === "streamlit:setComponentValue" && message.value !== undefined) {
      setValue(element, { type: String(message.dataType ?? "json"), value: message.value as Plain });
    }
  };
  onMount(() => {
    window.addEventListener("message", receive);
    const [log, warn] = PATIENCE.map((pause, at) =>
      setTimeout(() => {
        if (ready()) return;
        console.warn(`${props.name} is not ready after ${pause / 1000} seconds`);
        if (at === 1) setLate(true);
      }, pause),
    );
    const resized = new ResizeObserver(() => ready() && render());
    resized.observe(frame);
    onCleanup(() => {
      window.removeEventListener("message", receive);
      clearTimeout(log);
      clearTimeout(warn);
      resized.disconnect();
    });
  });
  createEffect(
    on(
      [
        ready,
        shownTheme,
        () => props.arguments,
        () => plain(props.blobs),
        () => plain(props.tables),
        () => props.disabled,
      ],
      () => {
        if (ready()) render();
      },
    ),
  );
  return (
    <div class="component">
      <Show when={late()}>
        <div class="alert alert-warning" role="alert">
          The component <code>{props.name}</code> does not answer. Is it built, and its address right?
        </div>
      </Show>
      <iframe
        ref={frame}
        class="stCustomComponentV1"
        classList={{ waiting: !ready() }}
        title={props.name}
        src={sourceOf(props.src)}
        height={height()}
        scrolling="no"
        sandbox={SANDBOX}
        allow={FEATURES}
        tabindex={props.tab_index ?? undefined}
      />
    </div>
  );
}

/** A page that is only shown: a document of the app's, or one elsewhere. */
export function PlainFrame(element: ElementProps<PlainFrameProps>): JSX.Element {
  const props = element.props;
  let frame!: HTMLIFrameElement;
  const [height, setHeight] = createSignal<number>();
  const resize = (event: MessageEvent) => {
    if (props.height !== "content" || event.source !== frame.contentWindow) return;
    if (typeof event.data?.height === "number") setHeight(event.data.height);
  };
  window.addEventListener("message", resize);
  onCleanup(() => window.removeEventListener("message", resize));
  return (
    <iframe
      ref={frame}
      class="plain-frame"
      title={props.title}
      src={ADDRESS.of(props.src)}
      height={typeof props.height === "number" ? props.height : height()}
      scrolling={props.scrolling ? "auto" : "no"}
      sandbox={props.sandbox === "own" ? OWN_SANDBOX : SANDBOX}
      allow={FEATURES}
      tabindex={props.tab_index ?? undefined}
    />
  );
}

/** Where a component's page is; it finds the app's own address in the query. */
function sourceOf(src: string): string {
  const url = new URL(src.startsWith("component/") ? BASE + src : src, location.origin);
  url.searchParams.set("streamlitUrl", location.origin + BASE);
  return url.href;
}

function heightOf(args: string): number {
  const { height } = JSON.parse(args) as { height?: unknown };
  return typeof height === "number" ? height : 0;
}
