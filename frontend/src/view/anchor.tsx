import type { JSX } from "solid-js";
import { pageAddress } from "../store/address";
import { goTo } from "../store/session";

export interface AnchorProps {
  path: string;
  query?: string;
  /** Of a page elsewhere, which opens in a tab of its own. */
  address?: string | null | undefined;
  current?: boolean;
  disabled?: boolean;
  class?: string;
  children: JSX.Element;
}

/** A link to a page of the app (which is shown without loading anything anew) or to one elsewhere. */
export function Anchor(props: AnchorProps): JSX.Element {
  const follow = (event: MouseEvent) => {
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (props.address || elsewhere) return;
    event.preventDefault();
    if (!props.disabled) goTo(props.path, props.query);
  };
  return (
    <a
      class={props.class}
      href={props.disabled ? undefined : (props.address ?? pageAddress(props.path, props.query))}
      role="link"
      target={props.address ? "_blank" : undefined}
      rel={props.address ? "noopener noreferrer" : undefined}
      aria-current={props.current ? "page" : undefined}
      aria-disabled={props.disabled ? true : undefined}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}
