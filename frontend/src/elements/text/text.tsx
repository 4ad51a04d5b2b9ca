import type { JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Help } from "../../view/label";
import type { TextProps } from "../../wire/messages.gen";
import "./text.css";

export function Text(element: ElementProps<TextProps>): JSX.Element {
  const props = element.props;
  return (
    <div class={`plain align-${props.align}`} classList={{ "one-line": !props.wrap }}>
      <span>{props.body}</span>
      <Help text={props.help} />
    </div>
  );
}
