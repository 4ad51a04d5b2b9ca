import { createEffect, createSignal, type JSX, on, onCleanup, onMount } from "solid-js";
import { shownType } from "../../grid/cells";
import type { Wish } from "../../grid/columns";
import { Frame } from "../../grid/frame";
import { Grid } from "../../grid/grid";
import type { Cell } from "../../grid/ranges";
import { Rows, type View } from "../../grid/rows";
import { Selecting } from "../../grid/selecting";
import { hasMore, view as showWhole } from "../../grid/viewer";
import { ADDRESS } from "../../store/address";
import { ask } from "../../store/session";
import { clickPart, type ElementProps, setValue, valueIn } from "../../view/element";
import type { DataframeProps, GridColumn } from "../../wire/messages.gen";
import { save } from "../inputs/download_button";

const MOST_PICKED = 100_000;
const NOTE_MS = 5000;

interface Selection {
  rows: number[];
  columns: string[];
  cells: [number, string][];
  [key: string]: unknown;
}

export function Dataframe(element: ElementProps<DataframeProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  let grid: Grid | undefined;
  const [found, setFound] = createSignal(props.rows);
  const [bar, setBar] = createSignal(0);
  const [note, setNote] = createSignal("");
  const wishes = new Map<string, Wish>();
  let clearing: ReturnType<typeof setTimeout> | undefined;
  const tell = (text: string) => {
    clearTimeout(clearing);
    setNote(text);
    clearing = setTimeout(() => setNote(""), NOTE_MS);
  };
  const rows = new Rows(props.source, props.first, props.rows, (first, last, counted) => {
    if (counted || first === 0) grid?.redraw();
    else grid?.redraw(Array.from({ length: last - first }, (_, i) => first + i));
    setFound(rows.total);
  });
  const selecting = new Selecting(tell);
  const show = (change: Partial<View>) => {
    void rows.show({ ...rows.view, ...change }).then(() => {
      grid?.toTop();
      setFound(rows.total);
    });
  };

  // --- what is selected, as the script has it ------------------------------------------------------------------------

  const mode = (part: string) => props.modes.find((each) => each.includes(part));
  const selection = (): Selection => ({
    rows: [],
    columns: [],
    cells: [],
    ...((valueIn(element) as Partial<Selection> | null) ?? {}),
  });
  const select = (change: Partial<Selection>) => {
    setValue(element, { ...selection(), ...change } as never);
    grid?.paint();
  };
  const pick = (index: number, event: MouseEvent | KeyboardEvent) => {
    const position = rows.position(index);
    if (position === undefined || !mode("row")) return;
    const from = event.shiftKey && event instanceof MouseEvent && mode("row") === "multi-row" ? lastPicked : undefined;
    lastPicked = index;
    select({
      rows: from === undefined ? toggled(selection().rows, position, mode("row") ?? "") : between(from, index),
    });
  };
  let lastPicked: number | undefined;
  const between = (from: number, to: number): number[] => {
    const positions = new Set(selection().rows);
    for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
      const position = rows.position(index);
      if (position !== undefined) positions.add(position);
    }
    return [...positions].toSorted((a, b) => a - b);
  };
  const pickAll = async (on: boolean) => {
    if (rows.total > MOST_PICKED) return tell(`More than ${MOST_PICKED.toLocaleString()} rows cannot be selected.`);
    const places = on ? await rows.places() : [];
    const every = places.flatMap((each) => (typeof each === "number" ? [each] : span(each[0], each[1])));
    select({ rows: every.toSorted((a, b) => a - b) });
  };
  const pickColumn = (column: string) => {
    const chosen = selection().columns;
    const without = chosen.filter((each) => each !== column);
    const added = mode("column") === "multi-column" ? [...chosen, column] : [column];
    select({ columns: without.length < chosen.length ? without : added });
  };
  /** The cells of the block that is selected, which are those that the script is told of. */
  const pickCells = (adds: boolean) => {
    const { block } = selecting;
    if (!grid || !block || !mode("cell")) return;
    const cells = new Map(adds ? selection().cells.map((cell) => [cell.join(), cell]) : []);
    for (let row = block.top; row <= block.bottom; row += 1) {
      for (let cell = block.left; cell <= block.right; cell += 1) {
        const [position, column] = [rows.position(row), grid.column(cell)];
        if (position !== undefined && column) cells.set([position, column.name].join(), [position, column.name]);
      }
    }
    const picked = [...cells.values()];
    select({ cells: mode("cell") === "single-cell" ? picked.slice(-1) : picked });
  };
  const isCellPicked = (row: number, column: GridColumn) => {
    const position = rows.position(row);
    return selection().cells.some(([at, name]) => at === position && name === column.name);
  };

  // --- the pointer and keys ------------------------------------------------------------------------------------------

  const clicked = (cell: Cell, event: MouseEvent | KeyboardEvent): boolean => {
    const column = grid?.column(cell.cell);
    if (column && (event.target as HTMLElement).closest(".cell-button")) press(cell, column);
    else if (selecting.clicked(cell, event)) {
      if (mode("cell") === "multi-cell") pickCells(false);
      return true;
    } else if (mode("cell")) {
      const adds = mode("cell") === "multi-cell" && (event.ctrlKey || event.metaKey);
      queueMicrotask(() => pickCells(adds));
    } else if (mode("row")) pick(cell.row, event);
    return false;
  };
  const press = (cell: Cell, column: GridColumn) => {
    const [position, value] = [rows.position(cell.row), rows.row(cell.row)?.[column.name]];
    const widget = (column.config?.type_config as { widget?: string } | undefined)?.widget;
    if (position !== undefined && widget) clickPart(element, widget, { row: position, label: String(value ?? "") });
  };
  const open = (cell: Cell): boolean => {
    const column = grid?.column(cell.cell);
    const node = grid?.node(cell.row, cell.cell);
    const value = column && rows.row(cell.row)?.[column.name];
    if (!column || !node) return false;
    if (shownType(column) === "button") press(cell, column);
    else if (hasMore(value, column, node)) showWhole(node, value, column, () => grid?.focus());
    else return false;
    return true;
  };
  const pressed = (event: KeyboardEvent, cell: Cell): boolean => {
    if (selecting.pressed(event)) {
      if (mode("cell") === "multi-cell") pickCells(false);
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Enter") return open(cell);
    if (event.key !== " ") return false;
    event.preventDefault();
    if (mode("cell")) pickCells(mode("cell") === "multi-cell");
    else if (mode("row")) pick(cell.row, event);
    else open(cell);
    return true;
  };

  const build = () => {
    const before = grid?.scrolled;
    grid?.destroy();
    if (before) selecting.detach();
    const hasBoxes = mode("row") === "multi-row" || (mode("row") !== undefined && mode("cell") !== undefined);
    grid = new Grid(
      host,
      {
        columns: props.columns,
        rowHeight: props.row_height,
        placeholder: props.placeholder,
        label: props.alt ?? "Table",
        styles: props.styles as { [cell: string]: string },
        texts: props.texts as { [cell: string]: string },
        picks: !hasBoxes ? "none" : mode("row") === "multi-row" ? "many" : "one",
        picksColumns: mode("column") !== undefined,
        edits: false,
      },
      rows,
      {
        clicked,
        pressed,
        doubleClicked: (cell) => void open(cell),
        moved: (cell) => selecting.begin(cell),
        range: () => (selecting.ranges.isBlock ? selecting.ranges.range : undefined),
        sorted: show,
        ...(mode("row") && {
          isPicked: (index: number) => selection().rows.includes(rows.position(index) ?? -1),
          pick,
        }),
        pickAll: (on) => void pickAll(on),
        areAllPicked: () => (selection().rows.length ? selection().rows.length >= rows.size || undefined : false),
        isColumnPicked: (column) => selection().columns.includes(column),
        pickColumn,
        ...(mode("cell") && { isCellPicked }),
      },
      {},
      wishes,
    );
    selecting.attach(grid, rows);
    grid.sortedBy(rows.view);
    if (before) grid.scrollTo(before.row, before.left);
    setBar(grid.barHeight);
  };
  const observer = new ResizeObserver(() => {
    grid?.resize();
    setBar(grid?.barHeight ?? 0);
  });
  onMount(() => {
    createEffect(
      on(
        () => [props.source, props.rows, props.first],
        () => {
          rows.replace(props.source, props.first, props.rows);
          setFound(rows.total);
          grid?.redraw();
        },
        { defer: true },
      ),
    );
    createEffect(
      on(() => [props.columns, props.row_height, props.modes, props.placeholder, props.styles, props.texts], build),
    );
    createEffect(on([() => valueIn(element), element.node.forced], () => grid?.paint(), { defer: true }));
    observer.observe(host);
  });
  onCleanup(() => {
    observer.disconnect();
    clearTimeout(clearing);
    selecting.detach();
    grid?.destroy();
  });

  const download = async () => {
    const { sort, descending, search } = rows.view;
    const question = { type: "export" as const, source: props.source, sort, descending, search };
    save(ADDRESS.of((await ask<{ url: string }>(question)).url), "data.csv");
  };
  return (
    <Frame
      rows={props.rows}
      found={found()}
      rowHeight={props.row_height}
      height={props.height}
      bar={bar()}
      host={(element) => {
        host = element;
      }}
      onSearch={(search) => show({ search })}
      onDownload={props.can_export ? download : undefined}
      chooser={{ columns: props.columns, wishes, onChange: build }}
      note={note()}
      empty={found() === 0 ? "No rows." : undefined}
    />
  );
}

function span(start: number, stop: number): number[] {
  return Array.from({ length: stop - start }, (_, i) => start + i);
}

function toggled(rows: readonly number[], position: number, mode: string): number[] {
  const without = rows.filter((row) => row !== position);
  if (mode === "multi-row")
    return without.length < rows.length ? without : [...rows, position].toSorted((a, b) => a - b);
  return without.length < rows.length && mode === "single-row" ? [] : [position];
}
