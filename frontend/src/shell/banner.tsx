import { createEffect, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { connectionState, retryAt, retryNow, tree } from "../store/session";
import { useLasting } from "./patience";

const PATIENCE = 2000;

/** Says that the connection is lost, once it has been so for a moment. Without a page, the trouble page says it. */
export function ConnectionBanner(): JSX.Element {
  const shown = useLasting(() => connectionState() === "lost" && tree.root() !== undefined, PATIENCE);
  return (
    <Show when={shown()}>
      <div class="banner">
        <span class="spinner" aria-hidden="true" />
        <span role="status">Connection lost.</span>
        <Countdown />
        <button type="button" class="button button-small" onClick={retryNow}>
          Retry now
        </button>
      </div>
    </Show>
  );
}

/** When the next try is. Not read out: it changes every second. */
export function Countdown(): JSX.Element {
  const [now, setNow] = createSignal(Date.now());
  createEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 500);
    onCleanup(() => clearInterval(clock));
  });
  const seconds = () => Math.max(0, Math.ceil((retryAt() - now()) / 1000));
  return <span aria-hidden="true">{seconds() > 0 ? `Retrying in ${seconds()} s` : "Retrying …"}</span>;
}
