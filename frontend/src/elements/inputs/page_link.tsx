import type { JSX } from "solid-js";
import { Anchor } from "../../view/anchor";
import type { ElementProps } from "../../view/element";
import type { PageLinkProps } from "../../wire/messages.gen";
import { Face, Tip } from "./button";
import "./page_link.css";

/** A link to a page of the app. */
export function PageLink(element: ElementProps<PageLinkProps>): JSX.Element {
  const props = element.props;
  return (
    <span class="button-host tip">
      <Anchor
        class={`page-link${props.width === "content" ? "" : " fill"}`}
        path={props.path}
        query={props.query}
        address={props.address}
        current={props.current}
        disabled={props.disabled}
      >
        <Face {...props} shortcut={null} />
      </Anchor>
      <Tip text={props.help} />
    </span>
  );
}
