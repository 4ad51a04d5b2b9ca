import { createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { Chooser, type ChooserProps } from "./chooser";
import { HEAD } from "./grid";
import { Tool } from "./tool";
import "./frame.css";

const ROWS_AT_FIRST = 10;
const PAUSE = 250;
const BORDERS = 2;

export interface FrameProps {
  /** Number of rows that the table has room for. */
  rows: number;
  /** Number of rows that there are, as far as a search finds them. */
  found: number;
  rowHeight: number;
  height: string | number;
  /** What is below the rows, in pixels: the bar that scrolls sideways. */
  bar: number;
  host: (element: HTMLDivElement) => void;
  onSearch: (text: string) => void;
  onDownload: (() => void) | undefined;
  /** The columns, which the visitor may hide, move and pin. */
  chooser: ChooserProps;
  /** Further tools, before those that every table has. */
  tools?: JSX.Element;
  /** Whether the tools stay in view. */
  isBusy?: boolean;
  /** What has just happened. */
  note?: string;
  empty?: string;
}

/** What is around a grid: its tools, its size, full screen, and what is told about it. */
export function Frame(props: FrameProps): JSX.Element {
  let frame!: HTMLDivElement;
  let tools!: HTMLDivElement;
  const [search, setSearch] = createSignal<string>();
  const [isFull, setFull] = createSignal(false);
  const [place, setPlace] = createSignal<"above" | "below" | "inside">("above");
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const typed = (text: string) => {
    setSearch(text);
    clearTimeout(timer);
    timer = setTimeout(() => props.onSearch(text), PAUSE);
  };
  const closeSearch = () => {
    clearTimeout(timer);
    if (search()) props.onSearch("");
    setSearch(undefined);
    frame.querySelector<HTMLElement>('.slick-cell[tabindex="0"]')?.focus();
  };
  createEffect(
    on(
      isFull,
      (full) => {
        if (full) {
          // The top layer is above everything, wherever the table stands; its place in the page stays as it is.
          frame.popover = "manual";
          frame.showPopover();
        } else {
          frame.hidePopover();
          frame.removeAttribute("popover");
        }
      },
      { defer: true },
    ),
  );
  const keys = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") {
      event.preventDefault();
      setSearch(search() ?? "");
      frame.querySelector<HTMLInputElement>(".grid-search")?.focus();
    } else if (event.key === "Escape" && isFull() && !event.defaultPrevented) setFull(false);
  };
  /** Where there is no room above the table, the tools are below it, else above its heads. */
  const settle = () => {
    const header = document.querySelector(".header")?.getBoundingClientRect().bottom ?? 0;
    const { top, bottom } = frame.getBoundingClientRect();
    const isBelow = bottom + tools.offsetHeight < window.innerHeight;
    setPlace(top - tools.offsetHeight >= header ? "above" : isBelow ? "below" : "inside");
  };
  const height = () => {
    if (isFull() || typeof props.height === "number" || props.height === "stretch") return "100%";
    const rows = props.height === "content" ? props.rows : Math.min(props.rows, ROWS_AT_FIRST);
    return `${HEAD + Math.max(1, rows) * props.rowHeight + BORDERS + props.bar}px`;
  };
  return (
    <div
      class="dataframe"
      classList={{
        full: isFull(),
        busy: props.isBusy === true,
        "tools-below": place() === "below",
        "tools-inside": place() === "inside",
      }}
      onPointerEnter={settle}
      onFocusIn={settle}
      ref={frame}
      style={{ height: height() }}
      onKeyDown={keys}
    >
      <div class="grid-tools" role="toolbar" aria-label="Table" ref={tools}>
        <Show when={search() !== undefined}>
          <input
            ref={(input) => queueMicrotask(() => input.focus())}
            class="grid-search"
            type="search"
            aria-label="Search the table"
            placeholder={`Search ${props.found.toLocaleString()} rows`}
            onInput={(event) => typed(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.preventDefault();
              closeSearch();
            }}
          />
        </Show>
        {props.tools}
        <Tool
          name="search"
          label="Search the table"
          keys="Ctrl+F"
          pressed={search() !== undefined}
          onClick={() => (search() === undefined ? setSearch("") : closeSearch())}
        />
        <Chooser {...props.chooser} />
        <Show when={props.onDownload}>
          <Tool name="download" label="Download as CSV" onClick={() => props.onDownload?.()} />
        </Show>
        <Tool
          name={isFull() ? "shrink" : "expand"}
          label={isFull() ? "Leave full screen" : "Full screen"}
          onClick={() => setFull(!isFull())}
        />
      </div>
      <div class="grid" ref={props.host} />
      <Show when={props.empty}>
        <div class="grid-empty">{search() ? "Nothing found." : props.empty}</div>
      </Show>
      <div class="grid-note" role="status" classList={{ shown: Boolean(props.note) }}>
        {props.note}
      </div>
    </div>
  );
}
