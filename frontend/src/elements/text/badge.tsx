import type { JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Icon } from "../../view/icon";
import { Help } from "../../view/label";
import { Inline } from "../../view/markdown";
import type { BadgeProps } from "../../wire/messages.gen";

export function Badge(element: ElementProps<BadgeProps>): JSX.Element {
  const props = element.props;
  return (
    <span class="badge-host">
      <span class={`badge badge-${props.color}`}>
        <Icon icon={props.icon} /> <Inline text={props.label} />
      </span>
      <Help text={props.help} />
    </span>
  );
}
