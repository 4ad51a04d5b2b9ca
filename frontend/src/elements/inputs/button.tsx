import { createEffect, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { ADDRESS } from "../../store/address";
import { sendForm } from "../../store/widgets";
import { click, type ElementProps } from "../../view/element";
import { Icon } from "../../view/icon";
import { Inline, Markdown } from "../../view/markdown";
import type { ButtonProps, Icon as IconProps, LinkButtonProps } from "../../wire/messages.gen";
import { matches, shown } from "./shortcut";
import "./button.css";

export interface FaceProps {
  label: string;
  icon: IconProps | null;
  icon_side: "left" | "right";
  help: string | null;
  shortcut: string | null;
}

export function Button(element: ElementProps<ButtonProps>): JSX.Element {
  const props = element.props;
  const press = () => (props.submits ? sendForm(element.node) : click(element));
  let button!: HTMLButtonElement;
  useShortcut(
    () => button,
    () => props.shortcut,
    () => !props.disabled && press(),
  );
  return (
    <span class="button-host tip">
      <button ref={button} type="button" class={buttonClass(props)} disabled={props.disabled} onClick={press}>
        <Face {...props} />
      </button>
      <Tip text={props.help} />
    </span>
  );
}

export function LinkButton(element: ElementProps<LinkButtonProps>): JSX.Element {
  const props = element.props;
  const safe = () => (/^(https?:|mailto:|tel:|[^:]*$|[./#?])/i.test(props.url) ? ADDRESS.of(props.url) : undefined);
  let link!: HTMLAnchorElement;
  useShortcut(
    () => link,
    () => props.shortcut,
    () => !props.disabled && link.click(),
  );
  return (
    <span class="button-host tip">
      <a
        ref={link}
        class={buttonClass(props)}
        href={props.disabled ? undefined : safe()}
        role="link"
        aria-disabled={props.disabled}
        target="_blank"
        rel="noopener noreferrer"
        onClick={() => props.reports && click(element)}
      >
        <Face {...props} />
      </a>
      <Tip text={props.help} />
    </span>
  );
}

/** The classes of a button for its properties. */
export function buttonClass(props: { variant: string; width: string | number; wrap: boolean | null }): string {
  return `button button-${props.variant}${props.width === "content" ? "" : " fill"} ${wrapClass(props.wrap)}`;
}

/** The class of what takes several lines (true), is cut (false), or does as its place asks (null). */
export function wrapClass(wrap: boolean | null): string {
  return wrap === null ? "may-wrap" : wrap ? "wrap" : "one-line";
}

/** Have a text that is cut be shown as a whole while it is pointed at. */
export function tellWhole(event: PointerEvent & { currentTarget: HTMLElement }): void {
  const isCut = event.currentTarget.scrollWidth > event.currentTarget.clientWidth;
  event.currentTarget.title = isCut ? (event.currentTarget.textContent ?? "") : "";
}

/** What is written on a button. */
export function Face(props: FaceProps): JSX.Element {
  // A button without words is named by its icon.
  const name = () => (props.label ? undefined : (props.icon?.name ?? props.icon?.emoji ?? undefined));
  return (
    <>
      <Show when={props.icon && props.icon_side === "left"}>
        <Icon icon={props.icon} label={name()} />
      </Show>
      <Show when={props.label}>
        <span class="button-text" onPointerEnter={tellWhole}>
          <Inline text={props.label} />
        </span>
      </Show>
      <Show when={props.icon && props.icon_side === "right"}>
        <Icon icon={props.icon} label={name()} />
      </Show>
      <Show when={props.shortcut}>{(keys) => <kbd>{shown(keys())}</kbd>}</Show>
    </>
  );
}

/** The help of a button, put behind it. */
export function Tip(props: { text: string | null }): JSX.Element {
  return (
    <Show when={props.text}>
      <Help text={props.text ?? ""} />
    </Show>
  );
}

function Help(props: { text: string }): JSX.Element {
  const id = createUniqueId();
  let tip!: HTMLSpanElement;
  onMount(() => {
    const button = tip.previousElementSibling;
    button?.setAttribute("aria-describedby", id);
    onCleanup(() => button?.removeAttribute("aria-describedby"));
  });
  return (
    <span ref={tip} id={id} class="tooltip" role="tooltip">
      <Markdown body={props.text} />
    </span>
  );
}

/** Have keys do what a click on a button does, unless it is behind a dialog. */
export function useShortcut(button: () => HTMLElement, keys: () => string | null, act: () => void): void {
  createEffect(() => {
    const wanted = keys();
    if (!wanted) return;
    const press = (event: KeyboardEvent) => {
      if (!matches(event, wanted) || isBehind(button())) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    onCleanup(() => document.removeEventListener("keydown", press));
  });
}

function isBehind(button: HTMLElement): boolean {
  const dialogs = [...document.querySelectorAll("dialog[open]")];
  return dialogs.length > 0 && !dialogs.some((dialog) => dialog.contains(button));
}
