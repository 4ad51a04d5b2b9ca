import { ErrorBoundary, type JSX, Show } from "solid-js";
import { region, tree } from "../store/session";
import { Children } from "../view/node";
import { ConnectionBanner } from "./banner";
import { Dialogs } from "./dialogs";
import { embedded, embedOption } from "./embedding";
import { useFollowing } from "./following";
import { Header, SIDEBAR_OPENER } from "./header";
import { navigatesAbove, navigatesAside } from "./navigation";
import { Objection } from "./objection";
import { useShortcuts } from "./shortcuts";
import { Sidebar, sidebarOpen, sidebarOverlays } from "./sidebar";
import { useTitle } from "./title";
import { Broken, Waiting } from "./trouble";
import { wide } from "./wide";

/** The page: what surrounds the app, and the app's regions. */
export function App(): JSX.Element {
  useTitle();
  embed(document.body.classList);
  return (
    <ErrorBoundary fallback={(error: Error) => <Broken error={error} />}>
      <Frame />
    </ErrorBoundary>
  );
}

/** What the address asks for while the page is inside another. */
function embed(classes: DOMTokenList): void {
  classes.toggle("embedded", embedded);
  classes.toggle("with-padding", embedOption("show_padding"));
  classes.toggle("no-scroll", embedOption("disable_scrolling"));
  classes.toggle("colored-line", embedOption("show_colored_line"));
}

function Frame(): JSX.Element {
  useShortcuts();
  let main!: HTMLElement;
  useFollowing(() => main);
  const has = (name: string) => (region(name)?.children().length ?? 0) > 0;
  const hasSidebar = () => has("sidebar") || navigatesAside();
  const surrounded = !embedded || embedOption("show_toolbar");
  const leads = () => navigatesAbove() || (hasSidebar() && !sidebarOpen());
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    main.focus();
  };
  return (
    <>
      <a class="skip" href="#main" inert={sidebarOverlays()} onClick={skip}>
        Skip to content
      </a>
      <div class="shell stApp" data-testid="stAppViewContainer">
        <Show when={hasSidebar()}>
          <Sidebar opener={() => document.getElementById(SIDEBAR_OPENER)} />
        </Show>
        <div class="content" inert={hasSidebar() && sidebarOverlays()}>
          <Show when={surrounded || leads()}>
            <Header hasSidebar={hasSidebar()} plain={!surrounded} />
          </Show>
          <main ref={main} id="main" tabindex="-1" class="page stack" classList={{ wide: wide() }} data-testid="stMain">
            <Show when={tree.root()} fallback={<Waiting />}>
              <Show when={region("main")}>{(main) => <Children of={main()} />}</Show>
            </Show>
          </main>
          <Show when={has("bottom") && region("bottom")}>
            {(bottom) => (
              <section class="bottom stack" aria-label="Bottom of the page">
                <Children of={bottom()} />
              </section>
            )}
          </Show>
        </div>
      </div>
      <div class="toasts" role="status" aria-live="polite" />
      <Show when={region("event")}>{(event) => <Children of={event()} />}</Show>
      <Dialogs />
      <ConnectionBanner />
      <Objection />
    </>
  );
}
