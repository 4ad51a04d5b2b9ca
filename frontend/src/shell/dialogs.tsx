import { createUniqueId, For, type JSX, Match, onMount, Show, Switch } from "solid-js";
import { chooseRunOnSave, clearCache, page, runsOnSave } from "../store/session";
import { isDeveloper, settings } from "../store/settings";
import { chooseTheme, type ThemeChoice, themeChoice } from "../styles/theme";
import { OwnGlyph } from "../view/icon";
import { Markdown } from "../view/markdown";
import { dialog, openDialog } from "./dialog";
import { setWide, wide } from "./wide";

const THEMES: readonly [ThemeChoice, string][] = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** The shell's dialog that is open, if one is. */
export function Dialogs(): JSX.Element {
  return (
    <Switch>
      <Match when={dialog() === "settings"}>
        <SettingsDialog />
      </Match>
      <Match when={dialog() === "about"}>
        <Modal title="About">
          <div class="about">
            <Show when={page()?.menu.about}>{(text) => <Markdown body={text()} />}</Show>
            <p>Made with Rushlight {settings().version}.</p>
          </div>
        </Modal>
      </Match>
      <Match when={dialog() === "clear-cache"}>
        <ClearCacheDialog />
      </Match>
    </Switch>
  );
}

/** What a visitor can choose for the page. */
function SettingsDialog(): JSX.Element {
  const name = createUniqueId();
  const label = createUniqueId();
  return (
    <Modal title="Settings">
      <div class="settings">
        <div class="field">
          <span class="field-label" id={label}>
            Theme
          </span>
          <div class="segments" role="radiogroup" aria-labelledby={label}>
            <For each={THEMES}>
              {([value, text]) => (
                <label class="segment">
                  <input
                    type="radio"
                    name={name}
                    value={value}
                    checked={themeChoice() === value}
                    onChange={() => chooseTheme(value)}
                  />
                  {text}
                </label>
              )}
            </For>
          </div>
        </div>
        <label class="choice">
          <input
            type="checkbox"
            role="switch"
            checked={wide()}
            onChange={(event) => setWide(event.currentTarget.checked)}
          />
          <span>Use the whole width of the window</span>
        </label>
        <Show when={isDeveloper() && settings().allow_run_on_save}>
          <label class="choice">
            <input
              type="checkbox"
              role="switch"
              checked={runsOnSave()}
              onChange={(event) => chooseRunOnSave(event.currentTarget.checked)}
            />
            <span>Run anew when the source is saved</span>
          </label>
        </Show>
      </div>
    </Modal>
  );
}

function ClearCacheDialog(): JSX.Element {
  const clear = () => {
    openDialog();
    clearCache();
  };
  return (
    <Modal title="Clear the cache?">
      <p>Everything that cached functions have kept is forgotten, for all users, and the app runs anew.</p>
      <div class="dialog-acts">
        <button type="button" class="button button-primary" onClick={clear}>
          Clear cache
        </button>
        <button type="button" class="button" onClick={() => openDialog()}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}

function Modal(props: { title: string; children: JSX.Element }): JSX.Element {
  let box!: HTMLDialogElement;
  const title = createUniqueId();
  onMount(() => box.showModal());
  const outside = (event: MouseEvent) => event.target === box && box.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog ref={box} aria-labelledby={title} onClose={() => openDialog()} onClick={outside}>
      <div class="dialog-head">
        <h2 id={title}>{props.title}</h2>
        <button type="button" class="tool" aria-label="Close" onClick={() => box.close()}>
          <OwnGlyph name="close" />
        </button>
      </div>
      {props.children}
    </dialog>
  );
}
