import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { click, type ElementProps } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Inline } from "../../view/markdown";
import type { MenuButtonProps } from "../../wire/messages.gen";
import { buttonClass, Face, Tip } from "./button";
import "./menu_button.css";

/** A button that opens a menu of actions, used by pointer or keyboard. */
export function MenuButton(element: ElementProps<MenuButtonProps>): JSX.Element {
  const props = element.props;
  let box!: HTMLDivElement;
  let opener!: HTMLButtonElement;
  const [open, setOpen] = createSignal(false);
  const items = () => [...box.querySelectorAll<HTMLButtonElement>("[role=menuitem]")];
  const show = (at = 0) => {
    setOpen(true);
    queueMicrotask(() => items().at(at)?.focus());
  };
  const close = () => {
    setOpen(false);
    opener.focus();
  };
  const choose = (option: string) => {
    close();
    click(element, option);
  };
  const keys = (event: KeyboardEvent) => {
    if (!open()) {
      const at = { ArrowDown: 0, ArrowUp: -1 }[event.key];
      if (at === undefined || props.disabled) return;
      event.preventDefault();
      show(at);
      return;
    }
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to: { [key: string]: number } = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    const wanted = to[event.key];
    if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(false);
    else if (wanted !== undefined) all[(wanted + all.length) % all.length]?.focus();
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  };
  const outside = (event: PointerEvent) => !box.contains(event.target as Element) && setOpen(false);
  document.addEventListener("pointerdown", outside);
  onCleanup(() => document.removeEventListener("pointerdown", outside));
  return (
    <div ref={box} class="menu-button" onKeyDown={keys}>
      <span class="button-host tip">
        <button
          ref={opener}
          type="button"
          class={buttonClass(props)}
          aria-haspopup="menu"
          aria-expanded={open()}
          disabled={props.disabled}
          onClick={() => (open() ? setOpen(false) : show())}
        >
          <Face {...props} icon_side="left" shortcut={null} />
          <OwnGlyph name="down" />
        </button>
        <Show when={!open()}>
          <Tip text={props.help} />
        </Show>
      </span>
      <Show when={open()}>
        <div role="menu" class="floating" aria-label={props.label}>
          <For each={props.options}>
            {(option) => (
              <button type="button" role="menuitem" tabindex="-1" onClick={() => choose(option)}>
                <Inline text={option} />
              </button>
            )}
          </For>
        </div>
      </Show>
    </div>
  );
}
