import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { ElementProps } from "../../view/element";
import { Icon } from "../../view/icon";
import { Help } from "../../view/label";
import { Inline } from "../../view/markdown";
import type { HeadingProps } from "../../wire/messages.gen";
import "./heading.css";

export function Heading(element: ElementProps<HeadingProps>): JSX.Element {
  const props = element.props;
  return (
    <div class={`heading align-${props.align}`} classList={{ "no-wrap": !props.wrap }}>
      <Dynamic component={`h${props.level}`} id={props.anchor ?? undefined}>
        <Show when={props.icon}>
          <Icon icon={props.icon} />{" "}
        </Show>
        <Inline text={props.body} />
        <Show when={props.anchor}>
          <a class="anchor" href={`#${props.anchor}`} aria-label="Link to this heading">
            #
          </a>
        </Show>
      </Dynamic>
      <Help text={props.help} />
      <Show when={props.divider}>
        <hr class={`rule rule-${props.divider}`} />
      </Show>
    </div>
  );
}
