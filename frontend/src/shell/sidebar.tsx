import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { BASE } from "../store/address";
import { page, region } from "../store/session";
import { replaceProperties, sidebarTheme } from "../styles/theme";
import { OwnGlyph } from "../view/icon";
import { Children } from "../view/node";
import { keep, recall } from "./kept";
import { Logo, navigatesAside, SideNavigation } from "./navigation";

const OPEN = `sidebar-open:${BASE}`;
const WIDTH = `sidebar-width:${BASE}`;
const USUAL = 272;
const LEAST = 200;
const MOST = 600;
const STEP = 16;

const query = window.matchMedia?.("(max-width: 768px)");
const [narrow, setNarrow] = createSignal(query?.matches ?? false);
const [wish, setWish] = createSignal(wishOf(recall(OPEN)));
const [overlayWish, setOverlayWish] = createSignal<boolean>();
query?.addEventListener("change", (event) => setNarrow(event.matches));

/** Whether the sidebar lies over the page instead of beside it. */
export const sidebarOverlays = (): boolean => narrow() && sidebarOpen();

/** Whether the sidebar is open: as the user wishes, else as the app says. */
export function sidebarOpen(): boolean {
  const state = page()?.sidebar;
  if (narrow()) return overlayWish() ?? state === "expanded";
  return state === "locked" || (wish() ?? state !== "collapsed");
}

/** Open or close the sidebar. Beside the page that is kept for the next visit. */
export function toggleSidebar(): void {
  const open = !sidebarOpen();
  if (narrow()) {
    setOverlayWish(open);
  } else {
    setWish(open);
    keep(OPEN, open ? "yes" : "no");
  }
}

function wishOf(kept: string | null): boolean | undefined {
  return kept === null ? undefined : kept === "yes";
}

/** The region beside the page. It stays drawn while it is closed, so that nothing in it is lost. */
export function Sidebar(props: { opener: () => HTMLElement | null }): JSX.Element {
  let panel!: HTMLElement;
  let closer: HTMLButtonElement | undefined;
  const size = useWidth();
  let themed: string[] = [];
  // An app that asks for another state after it was shown means it.
  createEffect(
    on(
      () => page()?.sidebar,
      (_, before) => before !== undefined && [setWish(undefined), setOverlayWish(undefined)],
    ),
  );
  /** The focus is inside, or was until the sidebar closed: then whoever opens it gets it. */
  let held = false;
  // Another page was chosen: show it.
  createEffect(
    on(
      () => page()?.page,
      () => setOverlayWish(false),
      { defer: true },
    ),
  );
  createEffect(() => panel.style.setProperty("--sidebar-width", `${size.width()}px`));
  createEffect(() => {
    const { tone, properties } = sidebarTheme();
    if (tone) panel.dataset.theme = tone;
    else delete panel.dataset.theme;
    themed = replaceProperties(panel, themed, properties);
  });
  onMount(() => {
    createEffect(on(sidebarOverlays, (over) => over && queueMicrotask(() => closer?.focus())));
    const leave = () => {
      if (held) queueMicrotask(() => props.opener()?.focus());
      held = false;
    };
    createEffect(on(sidebarOpen, (open) => !open && leave(), { defer: true }));
  });
  const isLocked = () => page()?.sidebar === "locked" && !narrow();
  return (
    <>
      <aside
        data-testid="stSidebar"
        ref={panel}
        class="sidebar"
        aria-label="Sidebar"
        hidden={!sidebarOpen()}
        onFocusIn={() => {
          held = true;
        }}
        onFocusOut={(event) => {
          // Nothing gets the focus where the sidebar closes around it.
          if (event.relatedTarget !== null) held = panel.contains(event.relatedTarget as Node);
        }}
        onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && narrow() && toggleSidebar()}
      >
        <div class="sidebar-head">
          <Logo />
          <span class="header-space" />
          <Show when={!isLocked()}>
            <button ref={closer} type="button" class="tool" aria-label="Close the sidebar" onClick={toggleSidebar}>
              <OwnGlyph name="sidebar" />
            </button>
          </Show>
        </div>
        <div class="sidebar-body stack">
          <Show when={navigatesAside()}>
            <SideNavigation />
          </Show>
          <Show when={region("sidebar")}>{(sidebar) => <Children of={sidebar()} />}</Show>
        </div>
        <Grip width={size.width()} onResize={size.resize} onReset={size.reset} />
      </aside>
      <Show when={sidebarOverlays()}>
        <button type="button" class="scrim" tabindex="-1" aria-hidden="true" onClick={toggleSidebar} />
      </Show>
    </>
  );
}

/** The width that the user gave the sidebar, else the app's, else the usual one. */
function useWidth() {
  const [given, setGiven] = createSignal(Number(recall(WIDTH)) || 0);
  return {
    width: () => given() || page()?.sidebar_width || USUAL,
    resize(to: number) {
      const width = Math.round(Math.min(Math.max(to, LEAST), MOST));
      setGiven(width);
      keep(WIDTH, String(width));
    },
    reset() {
      setGiven(0);
      keep(WIDTH, null);
    },
  };
}

/** The edge by which the sidebar is made wider: drag it, or use the arrow keys; Enter or a double click resets it. */
function Grip(props: { width: number; onResize: (to: number) => void; onReset: () => void }): JSX.Element {
  let grip!: HTMLDivElement;
  const [dragging, setDragging] = createSignal(false);
  const move = (event: PointerEvent) => {
    if (dragging()) props.onResize(event.clientX - (grip.parentElement?.getBoundingClientRect().left ?? 0));
  };
  const start = (event: PointerEvent) => {
    event.preventDefault();
    grip.focus();
    grip.setPointerCapture(event.pointerId);
    setDragging(true);
  };
  const keys = (event: KeyboardEvent) => {
    const to: { [key: string]: number } = {
      ArrowLeft: props.width - STEP,
      ArrowRight: props.width + STEP,
      Home: LEAST,
      End: MOST,
    };
    if (event.key === "Enter") props.onReset();
    const wanted = to[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    props.onResize(wanted);
  };
  onCleanup(() => setDragging(false));
  return (
    <div
      ref={grip}
      role="separator"
      tabindex="0"
      class="sidebar-grip"
      aria-label="Width of the sidebar"
      aria-orientation="vertical"
      aria-valuenow={props.width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
      onDblClick={() => props.onReset()}
      onKeyDown={keys}
    />
  );
}
