import { createEffect, createSignal, createUniqueId, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import type { Wish } from "../../grid/columns";
import { EditedRows } from "../../grid/edited_rows";
import { Editing } from "../../grid/editing";
import { Edits } from "../../grid/edits";
import { Frame } from "../../grid/frame";
import { Grid } from "../../grid/grid";
import { Rows, type View } from "../../grid/rows";
import { Tool } from "../../grid/tool";
import { ADDRESS } from "../../store/address";
import { ask } from "../../store/session";
import { useValidity } from "../../store/validity";
import { clickPart, type ElementProps, setValue, valueIn } from "../../view/element";
import type { DataEditorProps, Plain } from "../../wire/messages.gen";
import { save } from "../inputs/download_button";

const NOTE_MS = 5000;

export function DataEditor(element: ElementProps<DataEditorProps>): JSX.Element {
  const props = element.props;
  const messageId = createUniqueId();
  let host!: HTMLDivElement;
  let grid: Grid | undefined;
  let sent: Plain = valueIn(element);
  const canAdd = () => !props.disabled && (props.num_rows === "dynamic" || props.num_rows === "add");
  const canDelete = () => !props.disabled && (props.num_rows === "dynamic" || props.num_rows === "delete");
  const [counts, setCounts] = createSignal({ shown: props.rows, found: props.rows, picked: 0, unsent: 0 });
  const [bar, setBar] = createSignal(0);
  const [note, setNote] = createSignal("");
  const wishes = new Map<string, Wish>();
  const [past, setPast] = createSignal({ canUndo: false, canRedo: false });

  const rows = new Rows(props.source, props.first, props.rows, (first, last, counted) => {
    if (counted || first === 0) grid?.redraw();
    else grid?.redraw(Array.from({ length: last - first }, (_, i) => first + i));
    count();
  });
  const edits = new Edits(sent);
  let view = new EditedRows(rows, edits, props.columns, canAdd());
  const editing = new Editing(
    edits,
    rows,
    {
      changed: (raw) => {
        if (same(raw, sent)) return;
        sent = raw;
        setValue(element, raw);
      },
      said: tell,
      settled: () => count(),
      clickedButton: (column, row, label) => {
        const widget = (column.config?.type_config as { widget?: string } | undefined)?.widget;
        if (widget) clickPart(element, widget, { row, label });
      },
    },
    messageId,
  );

  let clearing: ReturnType<typeof setTimeout> | undefined;
  function tell(text: string): void {
    clearTimeout(clearing);
    setNote(text);
    clearing = setTimeout(() => setNote(""), NOTE_MS);
  }
  function count(): void {
    setCounts({
      shown: view.total,
      found: view.count,
      picked: editing.picking.size,
      unsent: editing.unsent,
    });
    setPast({ canUndo: editing.history.canUndo, canRedo: editing.history.canRedo });
  }

  const show = (change: Partial<View>) => {
    void rows.show({ ...rows.view, ...change }, editing.everything).then(() => {
      grid?.toTop();
      count();
    });
  };

  const build = () => {
    editing.finishCell();
    const before = grid?.scrolled;
    const active = grid?.active;
    const hadFocus = grid?.hasFocus === true;
    grid?.destroy();
    if (before) editing.detach();
    view = new EditedRows(rows, edits, props.columns, canAdd());
    editing.use({ columns: props.columns, canAdd: canAdd(), canDelete: canDelete() }, view);
    grid = new Grid(
      host,
      {
        columns: props.columns,
        rowHeight: props.row_height,
        placeholder: props.placeholder,
        label: props.alt ?? "Table",
        styles: props.styles as { [cell: string]: string },
        texts: props.texts as { [cell: string]: string },
        picks: canDelete() ? "many" : canAdd() ? "one" : "none",
        picksColumns: false,
        edits: !props.disabled,
      },
      view,
      {
        ...editing.events(),
        sorted: show,
      },
      editing.options(),
      wishes,
    );
    editing.attach(grid);
    grid.sortedBy(rows.view);
    if (before) grid.scrollTo(before.row, before.left);
    if (active && hadFocus) grid.go(Math.min(active.row, view.total - 1), Math.min(active.cell, grid.lastCell));
    setBar(grid.barHeight);
    count();
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
          grid?.redraw();
          count();
        },
        { defer: true },
      ),
    );
    createEffect(
      on(
        () => [
          props.columns,
          props.row_height,
          props.num_rows,
          props.disabled,
          props.placeholder,
          props.styles,
          props.texts,
        ],
        build,
      ),
    );
    createEffect(
      on(
        [() => valueIn<Plain>(element), element.node.forced],
        ([value], before) => {
          const isForced = before !== undefined && before[1] !== element.node.forced();
          if (same(value, sent) && !isForced) return;
          sent = value;
          editing.reset(value);
          count();
        },
        { defer: true },
      ),
    );
    observer.observe(host);
  });
  onCleanup(() => {
    observer.disconnect();
    clearTimeout(clearing);
    editing.detach();
    grid?.destroy();
  });
  const validity = useValidity(element.node, () => (counts().unsent ? "A new row is not complete." : ""));
  createEffect(() => validity.problem() && tell(validity.problem()));

  /** Do what a tool does. If the tool is gone then, or can do no more, the table has the focus. */
  const act = (done: () => void) => {
    done();
    const focused = document.activeElement;
    if (!host.closest(".dataframe")?.contains(focused) || focused?.matches(":disabled")) grid?.focus();
  };

  const download = async () => {
    const { sort, descending, search } = rows.view;
    const question = {
      type: "export" as const,
      source: props.source,
      sort,
      descending,
      search,
      edits: editing.everything ?? undefined,
    };
    save(ADDRESS.of((await ask<{ url: string }>(question)).url), "data.csv");
  };
  return (
    <Frame
      rows={counts().shown}
      found={counts().found}
      rowHeight={props.row_height}
      height={props.height}
      bar={bar()}
      host={(element) => {
        host = element;
      }}
      onSearch={(search) => show({ search })}
      onDownload={props.can_export ? download : undefined}
      chooser={{ columns: props.columns, wishes, onChange: build }}
      isBusy={counts().picked > 0}
      note={note()}
      empty={counts().shown === 0 ? "No rows." : undefined}
      tools={
        <>
          <Show when={canDelete() && counts().picked}>
            <span class="grid-tool-count">
              {counts().picked.toLocaleString()} <span>selected</span>
            </span>
            <Tool
              name="trash"
              label="Delete the selected rows"
              keys="Delete"
              onClick={() => act(() => editing.deletePicked())}
            />
          </Show>
          <Show when={canAdd()}>
            <Tool name="add" label="Add a row" onClick={() => editing.addRow()} />
          </Show>
          <Show when={!props.disabled}>
            <Tool
              name="undo"
              label="Undo"
              keys="Ctrl+Z"
              disabled={!past().canUndo}
              onClick={() => act(() => editing.undo())}
            />
            <Tool
              name="redo"
              label="Redo"
              keys="Ctrl+Y"
              disabled={!past().canRedo}
              onClick={() => act(() => editing.redo())}
            />
          </Show>
        </>
      }
    />
  );
}

function same(a: Plain, b: Plain): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
