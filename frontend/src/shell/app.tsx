import { createEffect, type JSX, Show } from "solid-js";
import { page, region, tree } from "../store/session";
import { Children } from "../view/node";
import { ConnectionBanner } from "./banner";
import { Header } from "./header";
import { Sidebar, sidebarOpen } from "./sidebar";
import { embedded, embedOption } from "./settings";
import { useShortcuts } from "./shortcuts";
import { useTitle } from "./title";
import { wide } from "./wide";

/** The page: what surrounds the app, and the app's regions. */
export function App(): JSX.Element {
  useTitle();
  useShortcuts();
  let main!: HTMLElement;
  createEffect(() => {
    document.body.classList.toggle("embedded", embedded);
  });
  const has = (name: string) => (region(name)?.children().length ?? 0) > 0;
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => [event.preventDefault(), main.focus()]}>
        Skip to content
      </a>
      <div class="shell" classList={{ "with-sidebar": has("sidebar") && sidebarOpen() }}>
        <Show when={has("sidebar")} fallback={<span />}>
          <Sidebar />
        </Show>
        <div class="content">
          <Show when={!embedded || embedOption("show_toolbar")}>
            <Header hasSidebar={has("sidebar")} />
          </Show>
          <main
            ref={main}
            id="main"
            tabindex="-1"
            class="page stack"
            classList={{ wide: wide() ?? page()?.layout === "wide" }}
          >
            <Show when={tree.root()} fallback={<Loading />}>
              <Show when={region("main")}>{(main) => <Children of={main()} />}</Show>
            </Show>
          </main>
          <div class="bottom stack">
            <Show when={has("bottom") && region("bottom")}>{(bottom) => <Children of={bottom()} />}</Show>
          </div>
        </div>
      </div>
      <div class="toasts" role="status" aria-live="polite" />
      <Show when={region("event")}>{(event) => <Children of={event()} />}</Show>
      <ConnectionBanner />
    </>
  );
}

function Loading(): JSX.Element {
  return (
    <div class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      <span class="visually-hidden">Loading</span>
    </div>
  );
}
