import { createEffect, type JSX, on, onCleanup } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Children, namesOf } from "../../view/node";
import type { ContainerProps } from "../../wire/messages.gen";
import { follow } from "./follow";
import { gapAttribute, gapStyle } from "./gap";
import "./container.css";

export function Container(element: ElementProps<ContainerProps>): JSX.Element {
  const props = element.props;
  let box!: HTMLDivElement;
  const children = () => element.node.children();
  const kind = () => (props.horizontal ? "stHorizontalBlock" : "stVerticalBlock");
  const follows = () => props.autoscroll ?? children().some((child) => child.kind === "chat_message");
  createEffect(() => {
    if (typeof props.height !== "number") return;
    const follower = follow(box, follows);
    createEffect(on(children, () => follower.watch(box.children)));
    onCleanup(follower.stop);
  });
  return (
    <div
      ref={box}
      class={`${props.horizontal ? "row" : "stack"} x-${props.align_x} y-${props.align_y} ${namesOf(element.node, kind())}`}
      data-testid={kind()}
      classList={{ framed: props.border, scrolls: typeof props.height === "number", "no-wrap-row": !props.wrap }}
      data-gap={gapAttribute(props.gap)}
      style={gapStyle(props.gap)}
      tabindex={typeof props.height === "number" ? 0 : undefined}
    >
      <Children of={element.node} />
    </div>
  );
}

/** A place for one element. */
export function Slot(element: ElementProps<object>): JSX.Element {
  return <Children of={element.node} />;
}
