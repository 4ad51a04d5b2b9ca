import { type JSX, Show } from "solid-js";
import { page, runState, stop } from "../store/session";
import { OwnGlyph } from "../view/icon";
import { Menu } from "./menu";
import { Logo, navigatesAbove, TopNavigation } from "./navigation";
import { useLasting } from "./patience";
import { sidebarOpen, toggleSidebar } from "./sidebar";

const PATIENCE = 300;
export const SIDEBAR_OPENER = "sidebar-opener";

/** The bar above the page. */
export function Header(props: { hasSidebar: boolean }): JSX.Element {
  const running = useLasting(() => runState() === "running", PATIENCE);
  return (
    <header class="header">
      <Show when={props.hasSidebar && !sidebarOpen() && page()?.sidebar !== "locked"}>
        <button type="button" id={SIDEBAR_OPENER} class="tool" aria-label="Open the sidebar" onClick={toggleSidebar}>
          <OwnGlyph name="sidebar" />
        </button>
      </Show>
      <Show when={!(props.hasSidebar && sidebarOpen())}>
        <Logo small={props.hasSidebar} />
      </Show>
      <Show when={navigatesAbove()} fallback={<span class="header-space" />}>
        <TopNavigation />
      </Show>
      <span role="status" class="visually-hidden">
        {running() ? "Running" : ""}
      </span>
      <Show when={running()}>
        <span class="running">
          <span class="spinner" aria-hidden="true" />
          <span aria-hidden="true">Running</span>
          <button type="button" class="tool" aria-label="Stop the run" onClick={stop}>
            Stop
          </button>
        </span>
        <span class="progress-line" aria-hidden="true" />
      </Show>
      <Menu />
    </header>
  );
}
