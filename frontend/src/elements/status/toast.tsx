import { createEffect, createSignal } from "solid-js";
import { render } from "solid-js/web";
import type { ElementProps } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Markdown } from "../../view/markdown";
import type { ToastProps } from "../../wire/messages.gen";
import "./toast.css";

/** Shows each call as a message of its own, which outlives the run that made it; the script may change it meanwhile. */
export function Toast(element: ElementProps<ToastProps>): null {
  const props = element.props;
  let shown: Shown | undefined;
  let call: number | undefined;
  createEffect(() => {
    const message = { body: props.body, icon: props.icon, seconds: props.seconds };
    const isSame = props.call === call;
    call = props.call;
    queueMicrotask(() => {
      if (!isSame || !shown?.change(message)) shown = show(message);
    });
  });
  return null;
}

type Message = Pick<ToastProps, "body" | "icon" | "seconds">;

interface Shown {
  /** Show another message in its place; false if it is closed. */
  change: (message: Message) => boolean;
}

function show(first: Message): Shown {
  const [message, setMessage] = createSignal(first);
  const host = document.createElement("div");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    clearTimeout(timer);
    dispose();
    host.remove();
  };
  const wait = () => {
    clearTimeout(timer);
    if (message().seconds > 0) timer = setTimeout(close, message().seconds * 1000);
  };
  const dispose = render(
    () => (
      <div class="toast" onPointerEnter={() => clearTimeout(timer)} onPointerLeave={wait}>
        <Icon icon={message().icon} />
        <Markdown body={message().body} />
        <button type="button" class="tool" aria-label="Close" onClick={close}>
          <OwnGlyph name="close" />
        </button>
      </div>
    ),
    host,
  );
  document.querySelector(".toasts")?.append(host);
  wait();
  return {
    change: (next) => {
      if (!host.isConnected) return false;
      setMessage(next);
      wait();
      return true;
    },
  };
}
