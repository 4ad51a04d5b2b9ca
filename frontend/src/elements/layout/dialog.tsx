import { createEffect, createUniqueId, type JSX, on, onMount, Show } from "solid-js";
import { trigger } from "../../store/widgets";
import type { ElementProps } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Layer } from "../../view/layer";
import { Inline } from "../../view/markdown";
import { Children } from "../../view/node";
import type { DialogProps } from "../../wire/messages.gen";
import "./dialog.css";

/** A window above the page: open from each time the script opens it until the user or the script closes it. */
export function Dialog(element: ElementProps<DialogProps>): JSX.Element {
  const props = element.props;
  const title = createUniqueId();
  let box!: HTMLDialogElement;
  createEffect(
    on(
      () => props.opening,
      () => queueMicrotask(() => box.isConnected && !box.open && box.showModal()),
    ),
  );
  const dismiss = () => {
    if (!props.dismissible) return;
    box.close();
    if (props.reports) trigger(element.node);
  };
  const outside = (event: MouseEvent) => event.target === box && dismiss();
  const cancel = (event: Event) => {
    event.preventDefault();
    dismiss();
  };
  // A closed list keeps Escape to itself; only an open one has a use for it.
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || box.querySelector("[aria-expanded=true][role=combobox]")) return;
    cancel(event);
    event.stopPropagation();
  };
  onMount(() => box.addEventListener("keydown", keys, { capture: true }));
  return (
    <dialog
      ref={box}
      class={`window at-${props.position}`}
      data-size={typeof props.size === "string" ? props.size : undefined}
      style={{ "--dialog-width": typeof props.size === "number" ? `${props.size}px` : undefined }}
      aria-labelledby={title}
      onPointerDown={outside}
      onCancel={cancel}
    >
      <div class="dialog-head">
        <h2 id={title}>
          <Icon icon={props.icon} />
          <Inline text={props.title} />
        </h2>
        <Show when={props.dismissible}>
          <button type="button" class="tool" aria-label="Close" onClick={dismiss}>
            <OwnGlyph name="close" />
          </button>
        </Show>
      </div>
      <Layer.Provider value={() => box}>
        <div class="stack dialog-body">
          <Children of={element.node} />
        </div>
      </Layer.Provider>
    </dialog>
  );
}
