import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import type { GridColumn } from "../wire/messages.gen";
import { arranged, isHidden, isPinned, type Wish } from "./columns";
import { Tool } from "./tool";

const GAP = 4;

export interface ChooserProps {
  columns: readonly GridColumn[];
  /** What the visitor has changed of columns, by name. */
  wishes: Map<string, Wish>;
  /** A wish has changed: the table is to be drawn anew. */
  onChange: () => void;
}

/** The tool by which a visitor says which columns are shown, in what order, and which stay in view. */
export function Chooser(props: ChooserProps): JSX.Element {
  const id = createUniqueId();
  let panel!: HTMLDivElement;
  const [version, setVersion] = createSignal(0);
  const wishes = () => {
    version();
    return props.wishes;
  };
  const columns = () => arranged(props.columns, wishes()).filter((column) => !column.hidden);
  const isShown = (column: GridColumn) => !isHidden(column, wishes().get(column.name));
  const wish = (name: string, change: Wish) => {
    props.wishes.set(name, { ...props.wishes.get(name), ...change });
    setVersion(version() + 1);
    props.onChange();
  };
  const reset = () => {
    props.wishes.clear();
    setVersion(version() + 1);
    props.onChange();
    panel.querySelector("input")?.focus();
  };
  /** Before what opens is painted, it has its size and is put at its tool. */
  const opens = (event: ToggleEvent) => {
    if (event.newState !== "open") return;
    setVersion(version() + 1);
    requestAnimationFrame(place);
  };
  const place = () => {
    const tool = document.querySelector(`[popovertarget="${id}"]`)?.getBoundingClientRect();
    if (!tool) return;
    const { offsetWidth: width, offsetHeight: height, style } = panel;
    const isBelow = window.innerHeight - tool.bottom > height + 2 * GAP || window.innerHeight - tool.bottom > tool.top;
    style.left = `${Math.max(GAP, Math.min(tool.right - width, window.innerWidth - width - GAP))}px`;
    style.top = `${Math.max(GAP, isBelow ? tool.bottom + GAP : tool.top - height - GAP)}px`;
    panel.querySelector("input")?.focus();
  };
  return (
    <>
      <Tool name="columns" label="Columns" opens={id} />
      <div
        class="floating grid-chooser"
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Columns"
        ref={panel}
        on:beforetoggle={opens}
        onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
      >
        <ul>
          <For each={columns()}>
            {(column, at) => (
              <Line
                column={column}
                isShown={isShown(column)}
                isLast={isShown(column) && columns().filter(isShown).length === 1}
                isPinned={isPinned(column, wishes().get(column.name))}
                neighbour={neighbour(columns(), at(), -1, wishes())}
                next={neighbour(columns(), at(), 1, wishes())}
                onWish={(change) => wish(column.name, change)}
                onSwap={(other) => {
                  swap(columns(), column, other, props.wishes);
                  setVersion(version() + 1);
                  props.onChange();
                }}
              />
            )}
          </For>
        </ul>
        <Show when={wishes().size}>
          <button type="button" class="button button-tertiary button-small" onClick={reset}>
            <span class="button-text">As it was</span>
          </button>
        </Show>
      </div>
    </>
  );
}

interface LineProps {
  column: GridColumn;
  isShown: boolean;
  /** Whether this is the only column that is shown, which has to stay. */
  isLast: boolean;
  isPinned: boolean;
  neighbour: GridColumn | undefined;
  next: GridColumn | undefined;
  onWish: (change: Wish) => void;
  onSwap: (other: GridColumn) => void;
}

function Line(props: LineProps): JSX.Element {
  const name = () => props.column.label || "Index";
  const swap = (other: GridColumn | undefined, event: MouseEvent) => {
    const button = event.currentTarget as HTMLElement;
    if (!other) return;
    props.onSwap(other);
    // A moved element loses the focus.
    button.focus();
  };
  return (
    <li>
      <label class="choice">
        <input
          type="checkbox"
          checked={props.isShown}
          disabled={props.isLast}
          onChange={(event) => props.onWish({ hidden: !event.currentTarget.checked })}
        />
        <span>{name()}</span>
      </label>
      <Tool
        name="up"
        label={`Move ${name()} to the left`}
        disabled={!props.neighbour}
        onClick={(event) => swap(props.neighbour, event)}
      />
      <Tool
        name="fall"
        label={`Move ${name()} to the right`}
        disabled={!props.next}
        onClick={(event) => swap(props.next, event)}
      />
      <Tool
        name="pin"
        label={`Keep ${name()} in view`}
        pressed={props.isPinned}
        onClick={() => props.onWish({ pinned: !props.isPinned })}
      />
    </li>
  );
}

/** The column beside another one, if they can change places: those that stay in view are together. */
function neighbour(
  columns: readonly GridColumn[],
  at: number,
  step: number,
  wishes: Map<string, Wish>,
): GridColumn | undefined {
  const [own, other] = [columns[at], columns[at + step]];
  if (!own || !other) return undefined;
  const isSame = isPinned(own, wishes.get(own.name)) === isPinned(other, wishes.get(other.name));
  return isSame ? other : undefined;
}

function swap(columns: readonly GridColumn[], one: GridColumn, other: GridColumn, wishes: Map<string, Wish>): void {
  const order = columns.map((column) => (column === one ? other : column === other ? one : column));
  for (const [place, column] of order.entries()) wishes.set(column.name, { ...wishes.get(column.name), place });
}
