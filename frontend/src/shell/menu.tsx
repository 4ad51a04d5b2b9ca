import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { clearCache, page, rerun } from "../store/session";
import { OwnGlyph } from "../view/icon";
import { AboutDialog, SettingsDialog } from "./dialogs";
import { isDeveloper } from "./settings";

/** The menu of the page. */
export function Menu(): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const [dialog, setDialog] = createSignal<"settings" | "about">();
  let host!: HTMLDivElement;
  let button!: HTMLButtonElement;
  const close = () => {
    setOpen(false);
    button.focus();
  };
  const outside = (event: PointerEvent) => {
    if (!host.contains(event.target as Element)) setOpen(false);
  };
  document.addEventListener("pointerdown", outside);
  onCleanup(() => document.removeEventListener("pointerdown", outside));
  const items = () => [...host.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const toggle = () => {
    setOpen(!open());
    if (open()) queueMicrotask(() => items()[0]?.focus());
  };
  const keys = (event: KeyboardEvent) => {
    if (!open()) return;
    if (event.key === "Escape") close();
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = nextItem(event.key, at, all);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };
  const run = (action: () => void) => () => {
    close();
    action();
  };
  const link = (name: string) => page()?.menu[name] ?? undefined;
  return (
    <div class="menu-host" ref={host} onKeyDown={keys}>
      <button
        ref={button}
        type="button"
        class="tool"
        aria-label="Menu"
        aria-haspopup="menu"
        aria-expanded={open()}
        onClick={toggle}
      >
        <OwnGlyph name="more" />
      </button>
      <Show when={open()}>
        <div class="floating menu" role="menu" aria-label="Menu">
          <Item onClick={run(rerun)} keys="R">
            Rerun
          </Item>
          <Item onClick={run(() => setDialog("settings"))}>Settings</Item>
          <Item onClick={run(() => setTimeout(() => window.print()))}>Print</Item>
          <Show when={isDeveloper}>
            <hr />
            <Item onClick={run(clearCache)} keys="C">
              Clear cache
            </Item>
          </Show>
          <Show when={link("get_help") || link("report_a_bug") || link("about")}>
            <hr />
          </Show>
          <Show when={link("get_help")}>{(url) => <LinkItem url={url()}>Get help</LinkItem>}</Show>
          <Show when={link("report_a_bug")}>{(url) => <LinkItem url={url()}>Report a bug</LinkItem>}</Show>
          <Show when={link("about")}>
            <Item onClick={run(() => setDialog("about"))}>About</Item>
          </Show>
        </div>
      </Show>
      <Show when={dialog() === "settings"}>
        <SettingsDialog onClose={() => setDialog()} />
      </Show>
      <Show when={dialog() === "about"}>
        <AboutDialog text={link("about") ?? ""} onClose={() => setDialog()} />
      </Show>
    </div>
  );
}

function nextItem(key: string, at: number, all: HTMLElement[]): HTMLElement | undefined {
  if (key === "ArrowDown") return all[(at + 1) % all.length];
  if (key === "ArrowUp") return all[(at - 1 + all.length) % all.length];
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (key.length !== 1) return undefined;
  const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return turned.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

function Item(props: { onClick: () => void; keys?: string; children: JSX.Element }): JSX.Element {
  return (
    <button type="button" role="menuitem" tabindex="-1" class="menu-item" onClick={props.onClick}>
      {props.children}
      <Show when={props.keys}>
        <kbd>{props.keys}</kbd>
      </Show>
    </button>
  );
}

function LinkItem(props: { url: string; children: JSX.Element }): JSX.Element {
  return (
    <a role="menuitem" tabindex="-1" class="menu-item" href={props.url} target="_blank" rel="noopener noreferrer">
      {props.children}
    </a>
  );
}
