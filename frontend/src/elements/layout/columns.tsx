import { For, type JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Children, NodeView } from "../../view/node";
import type { ColumnProps, ColumnsProps } from "../../wire/messages.gen";
import { gapAttribute, gapStyle } from "./gap";

export function Columns(element: ElementProps<ColumnsProps>): JSX.Element {
  const props = element.props;
  return (
    <div
      class={`columns align-${props.align}`}
      classList={{ wraps: props.wrap }}
      data-gap={gapAttribute(props.gap)}
      style={gapStyle(props.gap)}
    >
      <For each={element.node.children()}>
        {(child) => <NodeView node={child} share={Number(child.props.weight ?? 1)} />}
      </For>
    </div>
  );
}

export function Column(element: ElementProps<ColumnProps>): JSX.Element {
  return (
    <div class="stack" classList={{ framed: element.props.border }}>
      <Children of={element.node} />
    </div>
  );
}
