import { createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Children } from "../../view/node";
import type { PopoverProps } from "../../wire/messages.gen";
import { Face, Tip } from "../inputs/button";
import "./popover.css";

export function Popover(element: ElementProps<PopoverProps>): JSX.Element {
  const props = element.props;
  const [open, setOpen] = createSignal(false);
  let host!: HTMLDivElement;
  let button!: HTMLButtonElement;
  const show = (wanted: boolean) => {
    if (wanted === open()) return;
    setOpen(wanted);
    if (props.reports) setValue(element, wanted);
  };
  createEffect(
    on(
      () => (props.reports ? valueIn<boolean>(element) : undefined),
      (wanted) => wanted !== undefined && setOpen(wanted === true),
    ),
  );
  const outside = (event: PointerEvent) => {
    const target = event.target as Element;
    if (!host.contains(target) && !target.closest(".floating")) show(false);
  };
  document.addEventListener("pointerdown", outside);
  onCleanup(() => document.removeEventListener("pointerdown", outside));
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open()) return;
    show(false);
    button.focus();
  };
  return (
    <div class="popover-host tip" ref={host} onKeyDown={keys}>
      <button
        ref={button}
        type="button"
        class={`button button-${props.variant}`}
        classList={{ fill: props.width !== "content", wrap: props.wrap }}
        disabled={props.disabled}
        aria-expanded={open()}
        onClick={() => show(!open())}
      >
        <Face {...props} icon_side="left" shortcut={null} />
        <OwnGlyph name="down" />
      </button>
      <Show when={!open()}>
        <Tip text={props.help} />
      </Show>
      <div class="floating popover stack" role="dialog" aria-label={props.label} hidden={!open()}>
        <Children of={element.node} />
      </div>
    </div>
  );
}
