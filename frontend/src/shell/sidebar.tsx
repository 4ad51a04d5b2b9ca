import { createEffect, createSignal, type JSX, onMount, Show } from "solid-js";
import { page, region } from "../store/session";
import { setProperties, sidebarTheme } from "../styles/theme";
import { OwnGlyph } from "../view/icon";
import { Children } from "../view/node";

const narrow = window.matchMedia?.("(max-width: 768px)");
const WIDTH = "rushlight-sidebar-width";
const LEAST = 200;
const MOST = 600;

const [wish, setWish] = createSignal<boolean>();

/** Whether the sidebar is open: as the user wishes, else as the app says. */
export function sidebarOpen(): boolean {
  const state = page()?.sidebar;
  if (state === "locked") return true;
  const wished = wish();
  if (wished !== undefined) return wished;
  if (state === "expanded") return true;
  return state !== "collapsed" && !narrow?.matches;
}

export const toggleSidebar = (): void => void setWish(!sidebarOpen());

/** The region beside the page. */
export function Sidebar(): JSX.Element {
  return (
    <Show when={sidebarOpen()}>
      <Panel />
      <Show when={page()?.sidebar !== "locked"}>
        <button type="button" class="scrim" aria-label="Close the sidebar" onClick={toggleSidebar} />
      </Show>
    </Show>
  );
}

function Panel(): JSX.Element {
  let panel!: HTMLElement;
  const [width, setWidth] = createSignal(Number(localStorage.getItem(WIDTH)) || 0);
  const current = () => width() || page()?.sidebar_width || 272;
  const resize = (to: number) => {
    const kept = Math.min(Math.max(to, LEAST), MOST);
    setWidth(kept);
    localStorage.setItem(WIDTH, String(kept));
  };
  createEffect(() => panel.style.setProperty("--sidebar-width", `${current()}px`));
  onMount(() => {
    setProperties(panel.style, sidebarTheme());
    if (narrow?.matches) panel.focus();
  });
  const drag = (event: PointerEvent) => {
    const grip = event.currentTarget as HTMLElement;
    grip.setPointerCapture(event.pointerId);
    const move = (at: PointerEvent) => resize(at.clientX);
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", () => grip.removeEventListener("pointermove", move), { once: true });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") resize(current() - 16);
    if (event.key === "ArrowRight") resize(current() + 16);
  };
  return (
    <aside
      ref={panel}
      class="sidebar"
      aria-label="Sidebar"
      tabindex="-1"
      onKeyDown={(event) => event.key === "Escape" && narrow?.matches && toggleSidebar()}
    >
      <div class="sidebar-head">
        <Show when={page()?.sidebar !== "locked"}>
          <button type="button" class="tool" aria-label="Close the sidebar" onClick={toggleSidebar}>
            <OwnGlyph name="sidebar" />
          </button>
        </Show>
      </div>
      <div class="stack">
        <Show when={region("sidebar")}>{(sidebar) => <Children of={sidebar()} />}</Show>
      </div>
      {/* biome-ignore lint/a11y/useFocusableInteractive: a button is focusable */}
      <button
        type="button"
        role="separator"
        class="sidebar-grip"
        aria-label="Width of the sidebar"
        aria-orientation="vertical"
        aria-valuenow={current()}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        onPointerDown={drag}
        onKeyDown={keys}
      />
    </aside>
  );
}
