import DOMPurify from "dompurify";
import { For, type JSX, Show } from "solid-js";
import { Glyph } from "../view/icon";
import { scaleOf } from "./scale";
import type { Tip } from "./tooltip";

const PLUS = "M11.2 5h1.6v6.2H19v1.6h-6.2V19h-1.6v-6.2H5v-1.6h6.2z";
const MINUS = "M5 11.2h14v1.6H5z";
const WHOLE =
  "M4.4 9.2V6.4a2 2 0 0 1 2-2h2.8V6H6.4a.4.4 0 0 0-.4.4v2.8zm10.4-4.8h2.8a2 2 0 0 1 2 2v2.8H18V6.4a.4.4 0 0 0-.4-.4h-2.8zM6 14.8v2.8c0 .22.18.4.4.4h2.8v1.6H6.4a2 2 0 0 1-2-2v-2.8zm13.6 0v2.8a2 2 0 0 1-2 2h-2.8V18h2.8a.4.4 0 0 0 .4-.4v-2.8z";
const WIDEST = 100;

/** Buttons for what wheel and fingers do. */
export function MapTools(props: { zoom: (by: number) => void; home: () => void }): JSX.Element {
  const button = (label: string, path: string, act: () => void) => (
    <button type="button" class="tool" aria-label={label} title={label} onClick={act}>
      <Glyph path={path} box="0 0 24 24" />
    </button>
  );
  return (
    <div class="map-tools">
      {button("Zoom in", PLUS, () => props.zoom(1))}
      {button("Zoom out", MINUS, () => props.zoom(-1))}
      {button("Back to the first view", WHOLE, () => props.home())}
    </div>
  );
}

/** A bar that is as long as what its text says. */
export function MapScale(props: { metresPerPixel: number }): JSX.Element {
  const scale = () => scaleOf(props.metresPerPixel, WIDEST);
  return (
    <div class="map-scale" style={{ width: `${scale().pixels}px` }} aria-hidden="true">
      {scale().text}
    </div>
  );
}

/** Whom a map is owed to. */
export function MapCredit(props: { html: string }): JSX.Element {
  return <div class="map-credit" innerHTML={DOMPurify.sanitize(props.html, { ADD_ATTR: ["target"] })} />;
}

/** What is told of the object under the pointer, on the side where there is most room. */
export function MapTip(props: { tip: Tip; x: number; y: number; width: number; height: number }): JSX.Element {
  return (
    <div
      class="map-tip"
      classList={{ left: props.x > props.width / 2, above: props.y > props.height / 2 }}
      style={{ ...props.tip.style, "--x": `${props.x}px`, "--y": `${props.y}px` }}
      aria-hidden="true"
      innerHTML={props.tip.html}
    />
  );
}

/** What could not be loaded or drawn, while the rest is shown. */
export function MapNotes(props: { notes: readonly string[]; close: () => void }): JSX.Element {
  return (
    <Show when={props.notes.length}>
      <div class="map-notes alert alert-warning" role="alert">
        <ul>
          <For each={props.notes}>{(note) => <li>{note}</li>}</For>
        </ul>
        <button type="button" class="button button-secondary button-small" onClick={() => props.close()}>
          Close
        </button>
      </div>
    </Show>
  );
}
