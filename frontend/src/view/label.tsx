import { createUniqueId, type JSX, Show } from "solid-js";
import { OwnGlyph } from "./icon";
import { Inline, Markdown } from "./markdown";

export interface LabelProps {
  text: string;
  /** Id of the control that it belongs to. */
  for?: string;
  id?: string;
  help?: string | null;
  visibility?: "visible" | "hidden" | "collapsed";
  required?: boolean;
}

/** The label of a field with its help. One that is collapsed is still read out. */
export function Label(props: LabelProps): JSX.Element {
  return (
    <div
      class="field-label"
      classList={{ invisible: props.visibility === "hidden", "visually-hidden": props.visibility === "collapsed" }}
    >
      <label for={props.for} id={props.id}>
        <Inline text={props.text} />
        <Show when={props.required}>
          <span class="required" aria-hidden="true">
            {" *"}
          </span>
        </Show>
      </label>
      <Help text={props.help} />
    </div>
  );
}

/** What is wrong with a field, below it. */
export function Problem(props: { text: string }): JSX.Element {
  return (
    <Show when={props.text}>
      <div class="field-note error" aria-live="polite">
        {props.text}
      </div>
    </Show>
  );
}

/** A small mark that shows a text while it is pointed at or has the focus. */
export function Help(props: { text: string | null | undefined }): JSX.Element {
  const id = createUniqueId();
  return (
    <Show when={props.text}>
      <span class="help">
        <button type="button" class="help-mark" aria-label="Help" aria-describedby={id}>
          <OwnGlyph name="help" />
        </button>
        <span class="tooltip" role="tooltip" id={id}>
          <Markdown body={props.text ?? ""} />
        </span>
      </span>
    </Show>
  );
}
