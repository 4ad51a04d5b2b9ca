import { createEffect, on } from "solid-js";
import { render } from "solid-js/web";
import type { ElementProps } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Markdown } from "../../view/markdown";
import type { Icon as IconProps, ToastProps } from "../../wire/messages.gen";
import "./toast.css";

/** Shows each call as a message of its own, which outlives the run that made it. */
export function Toast(element: ElementProps<ToastProps>): null {
  const props = element.props;
  createEffect(
    on(
      () => props.call,
      () => queueMicrotask(() => show({ body: props.body, icon: props.icon, seconds: props.seconds })),
    ),
  );
  return null;
}

interface Message {
  body: string;
  icon: IconProps | null;
  seconds: number;
}

function show(message: Message): void {
  const host = document.createElement("div");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    clearTimeout(timer);
    dispose();
    host.remove();
  };
  const wait = () => {
    if (message.seconds > 0) timer = setTimeout(close, message.seconds * 1000);
  };
  const dispose = render(
    () => (
      <div class="toast" onPointerEnter={() => clearTimeout(timer)} onPointerLeave={wait}>
        <Icon icon={message.icon} />
        <Markdown body={message.body} />
        <button type="button" class="tool" aria-label="Close" onClick={close}>
          <OwnGlyph name="close" />
        </button>
      </div>
    ),
    host,
  );
  document.querySelector(".toasts")?.append(host);
  wait();
}
