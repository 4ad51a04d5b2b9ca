import { createSignal, type JSX, Show } from "solid-js";
import { logOut, page, rerun } from "../store/session";
import { isDeveloper, settings } from "../store/settings";
import { OwnGlyph } from "../view/icon";
import { openDialog } from "./dialog";

const ID = "page-menu";

/** The menu of the page; nothing where there is nothing to offer. */
export function Menu(): JSX.Element {
  const [open, setOpen] = createSignal(false);
  let list!: HTMLDivElement;
  const own = () => settings().toolbar !== "minimal";
  const given = (name: string) => page()?.menu[name] || undefined;
  const about = () => (own() ? page()?.menu.about !== null : given("about") !== undefined);
  const hasGiven = () => given("get_help") !== undefined || given("report_a_bug") !== undefined || about();
  const items = () => [...list.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const toggled = (event: Event) => {
    const isOpen = (event as ToggleEvent).newState === "open";
    setOpen(isOpen);
    if (isOpen) items()[0]?.focus();
  };
  const close = () => list.hidePopover();
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Tab") return close();
    const all = items();
    const next = nextItem(event.key, all.indexOf(document.activeElement as HTMLElement), all);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const act = (action: () => void) => () => {
    close();
    action();
  };
  const openByArrow = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    list.showPopover();
  };
  return (
    <Show when={own() || hasGiven() || settings().user}>
      <button
        type="button"
        class="tool"
        aria-label="Menu"
        aria-haspopup="menu"
        aria-expanded={open()}
        popovertarget={ID}
        onKeyDown={openByArrow}
      >
        <OwnGlyph name="more" />
      </button>
      <div
        ref={list}
        id={ID}
        popover="auto"
        class="floating menu page-menu"
        role="menu"
        aria-label="Menu"
        tabindex="-1"
        on:toggle={toggled}
        onKeyDown={keys}
      >
        <Show when={own() && isDeveloper()}>
          <Item onClick={act(rerun)} keys="R">
            Rerun
          </Item>
          <Item onClick={act(() => openDialog("clear-cache"))} keys="C">
            Clear cache
          </Item>
          <hr />
        </Show>
        <Item onClick={act(() => openDialog("settings"))}>Settings</Item>
        <Show when={own()}>
          <Item onClick={act(() => setTimeout(() => window.print()))}>Print</Item>
        </Show>
        <Show when={hasGiven()}>
          <hr />
        </Show>
        <Show when={given("get_help")}>
          {(url) => (
            <LinkItem url={url()} onClick={close}>
              Get help
            </LinkItem>
          )}
        </Show>
        <Show when={given("report_a_bug")}>
          {(url) => (
            <LinkItem url={url()} onClick={close}>
              Report a bug
            </LinkItem>
          )}
        </Show>
        <Show when={about()}>
          <Item onClick={act(() => openDialog("about"))}>About</Item>
        </Show>
        <Show when={settings().user}>
          {(user) => (
            <>
              <Show when={own() || hasGiven()}>
                <hr />
              </Show>
              <div class="menu-note">{user().name}</div>
              <Show when={user().logout}>
                <Item onClick={act(logOut)}>Log out</Item>
              </Show>
            </>
          )}
        </Show>
      </div>
    </Show>
  );
}

/** The item that a key leads to from the one at a place: by arrows, to the ends, or by its first letter. */
export function nextItem(key: string, at: number, all: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === "ArrowDown") return all[(at + 1) % all.length];
  if (key === "ArrowUp") return all[(Math.max(at, 0) - 1 + all.length) % all.length];
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (key.length !== 1) return undefined;
  const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return turned.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

function Item(props: { onClick: () => void; keys?: string; children: JSX.Element }): JSX.Element {
  return (
    <button
      type="button"
      role="menuitem"
      tabindex="-1"
      class="menu-item"
      aria-keyshortcuts={props.keys}
      onClick={props.onClick}
    >
      {props.children}
      <Show when={props.keys}>
        <kbd aria-hidden="true">{props.keys}</kbd>
      </Show>
    </button>
  );
}

function LinkItem(props: { url: string; onClick: () => void; children: JSX.Element }): JSX.Element {
  return (
    <a
      role="menuitem"
      tabindex="-1"
      class="menu-item"
      href={props.url}
      target="_blank"
      rel="noopener noreferrer"
      onClick={props.onClick}
    >
      {props.children}
    </a>
  );
}
