import { createEffect, type JSX, on, onCleanup, onMount } from "solid-js";
import { Grid } from "../../grid/grid";
import type { ElementProps } from "../../view/element";
import type { DataEditorProps } from "../../wire/messages.gen";
import "./dataframe.css";

const HEAD = 34;
const ROWS_AT_FIRST = 10;

export function DataEditor(element: ElementProps<DataEditorProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  let grid: Grid | undefined;
  const build = () => {
    grid?.destroy();
    grid = new Grid(
      host,
      {
        columns: props.columns,
        rows: props.rows,
        source: props.source,
        first: props.first,
        rowHeight: props.row_height,
        placeholder: props.placeholder,
        label: props.alt ?? "Table",
        styles: props.styles,
        texts: props.texts,
        selectable: false,
        selectsColumns: false,
      },
      {
        clicked: () => undefined,
        columnChosen: () => undefined,
        isColumnSelected: () => false,
        isSelected: () => false,
        counted: () => undefined,
      },
    );
  };
  const observer = new ResizeObserver(() => grid?.resize());
  onMount(() => {
    createEffect(on(() => [props.source, props.first, props.columns, props.rows, props.row_height], build));
    observer.observe(host);
  });
  onCleanup(() => {
    observer.disconnect();
    grid?.destroy();
  });
  const height = () => {
    if (typeof props.height === "number" || props.height === "stretch") return "100%";
    const rows = props.height === "content" ? props.rows : Math.min(props.rows, ROWS_AT_FIRST);
    return `${HEAD + Math.max(1, rows) * props.row_height + 14}px`;
  };
  return (
    <div class="dataframe" style={{ height: height() }}>
      <div class="grid" ref={host} />
    </div>
  );
}
