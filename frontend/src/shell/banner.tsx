import { createEffect, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { connectionState, retryAt, retryNow } from "../store/session";

const PATIENCE = 2000;

/** Says that the connection is lost, once it has been so for a moment. */
export function ConnectionBanner(): JSX.Element {
  const [shown, setShown] = createSignal(false);
  const [now, setNow] = createSignal(Date.now());
  createEffect(() => {
    if (connectionState() !== "lost") {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), PATIENCE);
    const clock = setInterval(() => setNow(Date.now()), 500);
    onCleanup(() => [clearTimeout(timer), clearInterval(clock)]);
  });
  const seconds = () => Math.max(0, Math.ceil((retryAt() - now()) / 1000));
  return (
    <Show when={shown()}>
      <div class="banner" role="status">
        <span class="spinner" aria-hidden="true" />
        <span>Connection lost. {seconds() > 0 ? `Trying again in ${seconds()} s.` : "Trying again."}</span>
        <button type="button" class="button" onClick={retryNow}>
          Retry now
        </button>
      </div>
    </Show>
  );
}
