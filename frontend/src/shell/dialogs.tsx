import { createUniqueId, For, type JSX, onMount } from "solid-js";
import { page } from "../store/session";
import { chooseTheme, type ThemeChoice, themeChoice } from "../styles/theme";
import { OwnGlyph } from "../view/icon";
import { Markdown } from "../view/markdown";
import { setWide, wide } from "./wide";

const THEMES: [ThemeChoice, string][] = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** What a visitor can choose for the page. */
export function SettingsDialog(props: { onClose: () => void }): JSX.Element {
  const name = createUniqueId();
  return (
    <Modal title="Settings" onClose={props.onClose}>
      <div class="settings">
        <fieldset class="choices">
          <legend class="field-label">Theme</legend>
          <For each={THEMES}>
            {([value, label]) => (
              <label class="choice">
                <input
                  type="radio"
                  name={name}
                  value={value}
                  checked={themeChoice() === value}
                  onChange={() => chooseTheme(value)}
                />
                <span>{label}</span>
              </label>
            )}
          </For>
        </fieldset>
        <label class="choice">
          <input
            type="checkbox"
            role="switch"
            checked={wide() ?? page()?.layout === "wide"}
            onChange={(event) => setWide(event.currentTarget.checked)}
          />
          <span>Use the whole width</span>
        </label>
      </div>
    </Modal>
  );
}

/** What the app says of itself. */
export function AboutDialog(props: { text: string; onClose: () => void }): JSX.Element {
  return (
    <Modal title="About" onClose={props.onClose}>
      <Markdown body={props.text} />
    </Modal>
  );
}

function Modal(props: { title: string; onClose: () => void; children: JSX.Element }): JSX.Element {
  let dialog!: HTMLDialogElement;
  const title = createUniqueId();
  onMount(() => dialog.showModal());
  return (
    <dialog ref={dialog} aria-labelledby={title} onClose={props.onClose}>
      <div class="dialog-head">
        <h3 id={title}>{props.title}</h3>
        <button type="button" class="tool" aria-label="Close" onClick={() => dialog.close()}>
          <OwnGlyph name="close" />
        </button>
      </div>
      {props.children}
    </dialog>
  );
}
