import { type JSX, Show } from "solid-js";
import { MARK_KEYS, type MarkKeys } from "./marks";

interface ChartHostProps {
  class: string;
  ref: (host: HTMLDivElement) => void;
  alt: string | null | undefined;
  /** What it is where nothing can be chosen in it. */
  role: "img" | "figure";
  /** Marks can be chosen: it takes the focus, and keys. */
  selects: boolean;
  keys: MarkKeys;
  style: JSX.CSSProperties;
  hidden?: boolean;
}

/** The box that a library draws a chart in, with its name and, where marks can be chosen, its keys. */
export function ChartHost(props: ChartHostProps): JSX.Element {
  return (
    <>
      <div
        class={props.class}
        ref={props.ref}
        hidden={props.hidden}
        role={props.selects ? "application" : props.role}
        tabindex={props.selects ? 0 : undefined}
        aria-label={`${props.alt ?? "Chart"}${props.selects ? `: ${MARK_KEYS}` : ""}`}
        style={props.style}
        onKeyDown={props.keys.onKeyDown}
        onBlur={props.keys.onBlur}
      />
      <Show when={props.selects}>
        <p class="visually-hidden" role="status">
          {props.keys.said()}
        </p>
      </Show>
    </>
  );
}
