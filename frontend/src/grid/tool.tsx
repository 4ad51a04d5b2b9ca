import type { JSX } from "solid-js";
import { type GLYPHS, OwnGlyph } from "../view/icon";

/** One of a table's tools. */
export function Tool(props: {
  name: keyof typeof GLYPHS;
  label: string;
  keys?: string;
  pressed?: boolean;
  disabled?: boolean;
  /** Id of what it opens, if anything. */
  opens?: string;
  onClick?: (event: MouseEvent) => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      aria-label={props.label}
      title={props.keys ? `${props.label} (${props.keys})` : props.label}
      aria-pressed={props.pressed}
      aria-haspopup={props.opens ? "dialog" : undefined}
      popovertarget={props.opens}
      disabled={props.disabled}
      onClick={(event) => props.onClick?.(event)}
    >
      <OwnGlyph name={props.name} />
    </button>
  );
}
