import type { JSX } from "solid-js";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Help } from "../../view/label";
import { Inline } from "../../view/markdown";
import type { CheckboxProps } from "../../wire/messages.gen";
import { tellWhole, wrapClass } from "./button";
import "./checkbox.css";

export function Checkbox(element: ElementProps<CheckboxProps>): JSX.Element {
  const props = element.props;
  return (
    <div class="check">
      <label class={`choice ${wrapClass(props.wrap)}`}>
        <input
          type="checkbox"
          id={controlId(element)}
          role={props.look === "toggle" ? "switch" : undefined}
          checked={valueIn<boolean>(element)}
          disabled={props.disabled}
          onChange={(event) => setValue(element, event.currentTarget.checked)}
        />
        <span
          onPointerEnter={tellWhole}
          classList={{
            invisible: props.label_visibility === "hidden",
            "visually-hidden": props.label_visibility === "collapsed",
          }}
        >
          <Inline text={props.label} />
        </span>
      </label>
      <Help text={props.help} />
    </div>
  );
}
