import { type JSX, Show } from "solid-js";
import { chooseRunOnSave, edited, page, rerun, runState, stop } from "../store/session";
import { isDeveloper, settings } from "../store/settings";
import { OwnGlyph } from "../view/icon";
import { Menu } from "./menu";
import { Logo, navigatesAbove, TopNavigation } from "./navigation";
import { useLasting } from "./patience";
import { sidebarOpen, toggleSidebar } from "./sidebar";

const PATIENCE = 300;
export const SIDEBAR_OPENER = "sidebar-opener";

/** The bar above the page; a plain one has only what leads elsewhere, for pages inside others. */
export function Header(props: { hasSidebar: boolean; plain?: boolean }): JSX.Element {
  const running = useLasting(() => !props.plain && settings().top_bar && runState() === "running", PATIENCE);
  return (
    <header class="header" data-testid="stHeader" classList={{ bare: !settings().top_bar }}>
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
      <Show when={edited() && !props.plain && !running() && isDeveloper() && settings().top_bar}>
        <Edited />
      </Show>
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
      <Show when={!props.plain}>
        <Menu />
      </Show>
    </header>
  );
}

/** Says that the source was saved, where it does not run anew by itself. */
function Edited(): JSX.Element {
  const always = () => {
    chooseRunOnSave(true);
    rerun();
  };
  return (
    <span class="running">
      <span role="status">Source changed</span>
      <button type="button" class="tool" onClick={rerun}>
        Rerun
      </button>
      <Show when={settings().allow_run_on_save}>
        <button type="button" class="tool" onClick={always}>
          Always rerun
        </button>
      </Show>
    </span>
  );
}
