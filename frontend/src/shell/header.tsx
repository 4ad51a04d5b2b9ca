import { createEffect, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { page, runState, stop } from "../store/session";
import { OwnGlyph } from "../view/icon";
import { Menu } from "./menu";
import { settings } from "./settings";
import { sidebarOpen, toggleSidebar } from "./sidebar";

const PATIENCE = 300;

/** The bar above the page. */
export function Header(props: { hasSidebar: boolean }): JSX.Element {
  const running = useLasting(() => runState() === "running");
  return (
    <header class="header">
      <Show when={props.hasSidebar && !sidebarOpen() && page()?.sidebar !== "locked"}>
        <button type="button" class="tool" aria-label="Open the sidebar" onClick={toggleSidebar}>
          <OwnGlyph name="sidebar" />
        </button>
      </Show>
      <span class="header-space" />
      <Show when={running()}>
        <span class="running" role="status">
          <span class="spinner" aria-hidden="true" />
          Running
          <button type="button" class="tool" onClick={stop}>
            Stop
          </button>
        </span>
        <span class="progress-line" aria-hidden="true" />
      </Show>
      <Show when={settings.toolbar !== "minimal"}>
        <Menu />
      </Show>
    </header>
  );
}

/** True once a condition has held for a moment: what is quick is not worth a flicker. */
function useLasting(condition: () => boolean): () => boolean {
  const [lasting, setLasting] = createSignal(false);
  createEffect(() => {
    if (!condition()) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), PATIENCE);
    onCleanup(() => clearTimeout(timer));
  });
  return lasting;
}
