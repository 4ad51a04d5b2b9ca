import { type JSX, Match, Switch } from "solid-js";
import { ADDRESS } from "../../store/address";
import type { ElementProps } from "../../view/element";
import { Icon } from "../../view/icon";
import { Children } from "../../view/node";
import type { ChatMessageProps } from "../../wire/messages.gen";
import "./chat_message.css";

/** A message with a picture of who says it. */
export function ChatMessage(element: ElementProps<ChatMessageProps>): JSX.Element {
  const props = element.props;
  return (
    <article class={`chat-message from-${props.role}`} aria-label={`Message of ${props.name}`}>
      <span class="chat-avatar" aria-hidden="true">
        <Switch fallback={props.letter}>
          <Match when={props.picture}>{(picture) => <img src={ADDRESS.of(picture())} alt="" />}</Match>
          <Match when={props.icon}>{(icon) => <Icon icon={icon()} />}</Match>
        </Switch>
      </span>
      <div class="stack chat-content">
        <Children of={element.node} />
      </div>
    </article>
  );
}
