import { type JSX, Show } from "solid-js";
import { connectionState, retryNow } from "../store/session";
import { OwnGlyph } from "../view/icon";
import { Countdown } from "./banner";
import { embedOption } from "./embedding";
import { useLasting } from "./patience";

const PATIENCE = 2000;

/** What is seen until there is a page: nothing, then that it loads, then why it does not. */
export function Waiting(): JSX.Element {
  const unreachable = useLasting(() => connectionState() === "lost", PATIENCE);
  return (
    <Show when={unreachable()} fallback={<Loading />}>
      <Trouble
        title="The app does not answer"
        text="Its server may be starting or may have stopped. This page connects by itself as soon as it is there."
      >
        <button type="button" class="button button-primary" onClick={retryNow}>
          Retry now
        </button>
        <span class="tool">
          <Countdown />
        </span>
      </Trouble>
    </Show>
  );
}

/** What is seen instead of a page whose client broke. */
export function Broken(props: { error: Error }): JSX.Element {
  return (
    <main class="page">
      <Trouble
        title="This page broke"
        text="Loading it again helps most often. What you typed but did not send is lost."
        detail={props.error.message}
      >
        <button type="button" class="button button-primary" onClick={() => location.reload()}>
          Load again
        </button>
      </Trouble>
    </main>
  );
}

function Trouble(props: { title: string; text: string; detail?: string; children: JSX.Element }): JSX.Element {
  return (
    <div class="trouble" role="alert">
      <OwnGlyph name="warning" />
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <Show when={props.detail}>
        <pre>{props.detail}</pre>
      </Show>
      <div class="trouble-acts">{props.children}</div>
    </div>
  );
}

function Loading(): JSX.Element {
  return (
    <Show when={!embedOption("hide_loading_screen")}>
      <div class="loading" role="status">
        <span class="spinner" aria-hidden="true" />
        <span class="visually-hidden">Loading</span>
      </div>
    </Show>
  );
}
