import { type JSX, Show } from "solid-js";
import { objection, objectionRead } from "../store/session";
import { OwnGlyph } from "../view/icon";

/** Says that something the user has done could not be sent, and why, until they close it. */
export function Objection(): JSX.Element {
  return (
    <Show when={objection()}>
      <div class="banner" role="alert">
        <span>{objection()}</span>
        <button type="button" class="tool" aria-label="Close" onClick={objectionRead}>
          <OwnGlyph name="close" />
        </button>
      </div>
    </Show>
  );
}
