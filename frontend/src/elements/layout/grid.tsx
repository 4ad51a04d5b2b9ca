import { createContext, createEffect, createSignal, type JSX, onCleanup, onMount, useContext } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Children } from "../../view/node";
import type { GridCellProps, GridProps } from "../../wire/messages.gen";
import { gapLength } from "./gap";
import "./grid.css";

/** How many columns the grid around has now. */
const Columns = createContext<() => number>(() => 1);

/** Cells in rows and columns, which what is written to it fills one by one. */
export function Grid(element: ElementProps<GridProps>): JSX.Element {
  const props = element.props;
  let box!: HTMLDivElement;
  const [room, setRoom] = createSignal({ width: 0, gap: 0 });
  // Not by auto-fill of CSS: there a cell that spans more columns than fit would add columns beside the page.
  const columns = () => {
    if (props.columns && !props.wrap) return props.columns;
    const { width, gap } = room();
    const fitting = Math.max(1, Math.floor((width + gap) / (props.least_width + gap)));
    return Math.min(fitting, props.columns || fitting);
  };
  const measure = () =>
    setRoom({ width: box.clientWidth, gap: Number.parseFloat(getComputedStyle(box).columnGap) || 0 });
  onMount(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    onCleanup(() => observer.disconnect());
  });
  createEffect(() => [props.column_gap, measure()]);
  return (
    <div
      ref={box}
      class={`grid-cells align-${props.align}`}
      classList={{
        bordered: props.border,
        dense: props.dense,
        scrolls: typeof props.height === "number",
        "fixed-rows": props.row_height > 0,
      }}
      style={{
        "grid-template-columns": `repeat(${columns()}, minmax(0, 1fr))`,
        "grid-auto-rows": props.row_height ? `${props.row_height}px` : undefined,
        "row-gap": gapLength(props.row_gap),
        "column-gap": gapLength(props.column_gap),
      }}
    >
      <Columns.Provider value={columns}>
        <Children of={element.node} />
      </Columns.Provider>
    </div>
  );
}

/** A cell that holds several elements, or spans several columns or rows. */
export function GridCell(element: ElementProps<GridCellProps>): JSX.Element {
  const available = useContext(Columns);
  let box!: HTMLDivElement;
  createEffect(() => {
    const host = box.parentElement;
    if (!host) return;
    const { columns, rows } = element.props;
    host.style.gridColumn = columns ? `span ${Math.min(columns, available())}` : "1 / -1";
    host.style.gridRow = `span ${rows}`;
  });
  return (
    <div ref={box} class="stack">
      <Children of={element.node} />
    </div>
  );
}
