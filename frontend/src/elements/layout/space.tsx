import type { JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { SpaceProps } from "../../wire/messages.gen";
import "./space.css";

export function Space(element: ElementProps<SpaceProps>): JSX.Element {
  const size = () => element.props.size;
  return (
    <div
      class={`space space-${size()}`}
      style={typeof size() === "number" ? { width: `${size()}px`, height: `${size()}px` } : {}}
    />
  );
}
