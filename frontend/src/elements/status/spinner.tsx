import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Inline } from "../../view/markdown";
import type { SpinnerProps } from "../../wire/messages.gen";
import "./spinner.css";

const PATIENCE = 500;

export function Spinner(element: ElementProps<SpinnerProps>): JSX.Element {
  const props = element.props;
  const begun = performance.now();
  const [shown, setShown] = createSignal(false);
  const [seconds, setSeconds] = createSignal(0);
  const timer = setTimeout(() => setShown(true), PATIENCE);
  const clock = setInterval(() => setSeconds((performance.now() - begun) / 1000), 100);
  onCleanup(() => [clearTimeout(timer), clearInterval(clock)]);
  return (
    <Show when={shown()}>
      <div class="busy" role="status">
        <span class="spinner" aria-hidden="true" />
        <Inline text={props.text} />
        <Show when={props.show_time}>
          <span class="busy-time" aria-hidden="true">
            {seconds().toFixed(1)} s
          </span>
        </Show>
      </div>
    </Show>
  );
}
