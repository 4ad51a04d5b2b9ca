import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { ADDRESS, BASE } from "../../store/address";
import { connectionState } from "../../store/session";
import { type ElementProps, setValue } from "../../view/element";
import { plain } from "../../view/plain";
import type { ComponentFrameProps, FrameTable, PlainFrameProps } from "../../wire/messages.gen";
import { sendable } from "./sent";
import { themeAt, themeChanges } from "./theme";
import "./frame.css";

const OWN_SANDBOX =
  "allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-scripts allow-downloads";
const SANDBOX = `${OWN_SANDBOX} allow-same-origin`;
const FEATURES =
  "accelerometer; autoplay; camera; clipboard-read; clipboard-write; display-capture; encrypted-media; fullscreen; " +
  "geolocation; gyroscope; magnetometer; microphone; midi; payment; picture-in-picture; publickey-credentials-get; " +
  "usb; xr-spatial-tracking";
const PATIENCE = [15_000, 60_000] as const;

interface Message {
  isStreamlitMessage?: boolean;
  /** Of the notice that the server puts into pages of components, not of the component. */
  isRushlightMessage?: boolean;
  type?: string;
  [field: string]: unknown;
}

/** A component of a package. It is told its arguments once it says that it is ready, and whenever they change. */
export function ComponentFrame(element: ElementProps<ComponentFrameProps>): JSX.Element {
  const props = element.props;
  let frame!: HTMLIFrameElement;
  const [ready, setReady] = createSignal(0);
  const [height, setHeight] = createSignal(heightOf(props.arguments));
  const [trouble, setTrouble] = createSignal<string>();
  const disabled = () => props.disabled || connectionState() === "lost";
  const render = () => {
    const theme = themeAt(frame.parentElement ?? document.body);
    frame.contentWindow?.postMessage({ ...renderMessage(props), disabled: disabled(), theme }, "*");
  };
  const heard = (message: Message) => {
    if (message.type === "streamlit:componentReady") {
      if (message.apiVersion !== 1) {
        setTrouble(`It speaks version ${String(message.apiVersion)} of the component protocol, and not version 1.`);
        return;
      }
      setTrouble(undefined);
      setReady(ready() + 1);
    } else if (!ready()) {
      console.warn(`${props.name} sent ${message.type} before it was ready`);
    } else if (message.type === "streamlit:setFrameHeight") {
      if (typeof message.height === "number") setHeight(Math.max(0, message.height));
    } else if (message.type === "streamlit:setComponentValue" && message.value !== undefined) {
      setValue(element, { type: String(message.dataType ?? "json"), value: sendable(message.value) });
    }
  };
  const receive = (event: MessageEvent<Message>) => {
    if (event.source !== frame.contentWindow) return;
    if (event.data?.isStreamlitMessage === true) heard(event.data);
    // What a component shows in spite of an error is worth more than the error.
    else if (event.data?.isRushlightMessage === true && (!ready() || event.data.blank === true))
      setTrouble(String(event.data.message));
  };
  onMount(() => {
    window.addEventListener("message", receive);
    const timers = PATIENCE.map((pause) => setTimeout(() => ready() || late(pause), pause));
    const resized = new ResizeObserver(() => ready() && render());
    resized.observe(frame);
    onCleanup(() => {
      window.removeEventListener("message", receive);
      timers.forEach(clearTimeout);
      resized.disconnect();
    });
  });
  const late = (pause: number) => {
    console.warn(`${props.name} is not ready after ${pause / 1000} seconds`);
    if (pause === PATIENCE[1] && trouble() === undefined) {
      setTrouble("It does not answer. Is it built, and its address right?");
    }
  };
  const themed = themeChanges();
  createEffect(
    on(
      [ready, themed, disabled, () => props.arguments, () => plain(props.blobs), () => plain(props.tables)],
      () => ready() && render(),
    ),
  );
  return (
    <div class="component" classList={{ "takes-no-room": height() === 0 && trouble() === undefined }}>
      <Show when={trouble()}>
        <div class="alert alert-warning" role="alert">
          <div>
            The component <code>{props.name}</code> could not be shown. {trouble()}
          </div>
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
        sandbox={props.isolated ? OWN_SANDBOX : SANDBOX}
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
      // A document of the app's says its height, which in a frame that is higher would be that of the frame.
      height={
        typeof props.height === "number" ? props.height : (height() ?? (props.height === "content" ? 0 : undefined))
      }
      scrolling={props.scrolling ? "auto" : "no"}
      sandbox={props.sandbox === "own" ? OWN_SANDBOX : SANDBOX}
      allow={FEATURES}
      tabindex={props.tab_index ?? undefined}
    />
  );
}

function renderMessage(props: ComponentFrameProps) {
  return {
    type: "streamlit:render",
    args: { ...JSON.parse(props.arguments), ...plain(props.blobs) },
    dfs: plain(props.tables as FrameTable[]).map(({ key, ...table }) => ({ key, value: { data: tableOf(table) } })),
  };
}

function tableOf({ data, index, columns, look }: Omit<FrameTable, "key">) {
  if (!look) return { data, index, columns };
  const { uuid, caption, css, texts } = look;
  const styler = { uuid, ...(caption === null ? {} : { caption }), styles: css, displayValues: texts };
  return { data, index, columns, styler };
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
