import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { Grid } from "../../grid/grid";
import { ADDRESS } from "../../store/address";
import { ask } from "../../store/session";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { numbers } from "../../view/locale";
import type { DataframeProps, GridColumn } from "../../wire/messages.gen";
import { save } from "../inputs/download_button";
import "./dataframe.css";

const HEAD = 34;
const ROWS_AT_FIRST = 10;
const PAUSE = 250;

interface Selection {
  rows: number[];
  columns: string[];
  cells: [number, string][];
  [key: string]: unknown;
}

export function Dataframe(element: ElementProps<DataframeProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  let frame!: HTMLDivElement;
  let grid: Grid | undefined;
  const [search, setSearch] = createSignal<string>();
  const [total, setTotal] = createSignal(props.rows);
  const selection = (): Selection => ({
    rows: [],
    columns: [],
    cells: [],
    ...((valueIn(element) as Partial<Selection> | null) ?? {}),
  });
  const has = (part: string) => props.modes.find((mode) => mode.includes(part));
  const select = (change: Partial<Selection>) => setValue(element, { ...selection(), ...change } as never);

  const clicked = (position: number, column: string, event: MouseEvent | KeyboardEvent) => {
    const rowMode = has("row");
    const cellMode = has("cell");
    if (cellMode) {
      const cell: [number, string] = [position, column];
      const adds = cellMode === "multi-cell" && (event.ctrlKey || event.metaKey);
      select({ cells: adds ? [...selection().cells, cell] : [cell] });
    } else if (rowMode) {
      select({ rows: toggled(selection().rows, position, rowMode) });
    }
    grid?.refresh();
  };
  const columnChosen = (column: string) => {
    const chosen = selection().columns;
    const without = chosen.filter((each) => each !== column);
    const added = has("column") === "multi-column" ? [...chosen, column] : [column];
    select({ columns: without.length < chosen.length ? without : added });
    grid?.refresh();
  };

  const build = () => {
    grid?.destroy();
    setTotal(props.rows);
    grid = new Grid(
      host,
      {
        columns: props.columns as GridColumn[],
        rows: props.rows,
        source: props.source,
        first: props.first,
        rowHeight: props.row_height,
        placeholder: props.placeholder,
        label: props.alt ?? "Table",
        styles: props.styles as { [cell: string]: string },
        texts: props.texts as { [cell: string]: string },
        selectable: props.modes.length > 0,
        selectsColumns: has("column") !== undefined,
      },
      {
        clicked,
        columnChosen,
        isColumnSelected: (column) => selection().columns.includes(column),
        isSelected: (position) => selection().rows.includes(position),
        counted: setTotal,
      },
    );
  };
  const observer = new ResizeObserver(() => grid?.resize());
  onMount(() => {
    createEffect(on(() => [props.source, props.first, props.columns, props.rows, props.row_height], build));
    createEffect(on([() => valueIn(element), element.node.forced], () => grid?.refresh(), { defer: true }));
    observer.observe(host);
  });
  onCleanup(() => {
    observer.disconnect();
    grid?.destroy();
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  const typed = (text: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => void grid?.show({ search: text }), PAUSE);
  };
  const closeSearch = () => {
    setSearch(undefined);
    typed("");
  };
  const download = async () => {
    const { sort, descending, search: wanted } = grid?.current ?? { sort: null, descending: false, search: "" };
    const question = { type: "export" as const, source: props.source, sort, descending, search: wanted };
    save(ADDRESS.of((await ask<{ url: string }>(question)).url), "data.csv");
  };
  const height = () => {
    if (typeof props.height === "number" || props.height === "stretch") return "100%";
    const rows = props.height === "content" ? props.rows : Math.min(props.rows, ROWS_AT_FIRST);
    return `${HEAD + Math.max(1, rows) * props.row_height + 14}px`;
  };
  const keys = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") {
      event.preventDefault();
      setSearch("");
    }
  };
  return (
    <div class="dataframe" ref={frame} style={{ height: height() }} onKeyDown={keys}>
      <div class="dataframe-tools">
        <Show when={search() !== undefined}>
          <input
            ref={(input) => queueMicrotask(() => input.focus())}
            class="dataframe-search"
            type="search"
            aria-label="Search the table"
            placeholder={`Search ${numbers({}).format(total())} rows`}
            onInput={(event) => typed(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Escape" && closeSearch()}
          />
        </Show>
        <button
          type="button"
          class="tool"
          aria-label="Search the table"
          aria-expanded={search() !== undefined}
          onClick={() => (search() === undefined ? setSearch("") : closeSearch())}
        >
          <OwnGlyph name="search" />
        </button>
        <Show when={props.can_export}>
          <button type="button" class="tool" aria-label="Download as CSV" onClick={download}>
            <OwnGlyph name="download" />
          </button>
        </Show>
      </div>
      <div class="grid" ref={host} />
      <Show when={total() === 0}>
        <div class="dataframe-empty">{search() ? "Nothing found." : "No rows."}</div>
      </Show>
    </div>
  );
}

function toggled(rows: readonly number[], position: number, mode: string): number[] {
  const without = rows.filter((row) => row !== position);
  if (mode === "multi-row")
    return without.length < rows.length ? without : [...rows, position].toSorted((a, b) => a - b);
  return without.length < rows.length && mode === "single-row" ? [] : [position];
}
