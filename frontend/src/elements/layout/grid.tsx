import { createEffect, type JSX } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Children } from "../../view/node";
import type { GridCellProps, GridProps } from "../../wire/messages.gen";
import { gapLength } from "./gap";
import "./grid.css";

/** Cells in rows and columns, which what is written to it fills one by one. */
export function Grid(element: ElementProps<GridProps>): JSX.Element {
  const props = element.props;
  const columns = () => {
    const least = `min(100%, ${props.least_width}px)`;
    if (!props.columns) return `repeat(auto-fill, minmax(${least}, 1fr))`;
    if (!props.wrap) return `repeat(${props.columns}, minmax(0, 1fr))`;
    // As many as wished, and fewer where they would be too narrow.
    const share = `calc((100% - ${gapLength(props.column_gap)} * ${props.columns - 1}) / ${props.columns})`;
    return `repeat(auto-fill, minmax(max(min(${least}, 100%), ${share}), 1fr))`;
  };
  return (
    <div
      class={`grid-cells align-${props.align}`}
      classList={{ bordered: props.border, dense: props.dense, scrolls: typeof props.height === "number" }}
      style={{
        "grid-template-columns": columns(),
        "grid-auto-rows": props.row_height ? `${props.row_height}px` : undefined,
        "row-gap": gapLength(props.row_gap),
        "column-gap": gapLength(props.column_gap),
      }}
    >
      <Children of={element.node} />
    </div>
  );
}

/** A cell that holds several elements, or spans several columns or rows. */
export function GridCell(element: ElementProps<GridCellProps>): JSX.Element {
  let box!: HTMLDivElement;
  createEffect(() => {
    const host = box.parentElement;
    if (!host) return;
    host.style.gridColumn = element.props.columns ? `span ${element.props.columns}` : "1 / -1";
    host.style.gridRow = `span ${element.props.rows}`;
  });
  return (
    <div ref={box} class="stack">
      <Children of={element.node} />
    </div>
  );
}
