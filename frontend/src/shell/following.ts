import { createEffect, on, onCleanup, onMount } from "solid-js";
import { type Follower, follow } from "../elements/layout/follow";
import { region } from "../store/session";

let follower: Follower | undefined;

/** Keep a page of chat messages at its end while they grow, unless the user has scrolled up. */
export function useFollowing(main: () => HTMLElement): void {
  const children = () => region("main")?.children() ?? [];
  const isChat = () => children().some((child) => child.kind === "chat_message");
  onMount(() => {
    const scroller = document.scrollingElement;
    if (!scroller) return;
    follower = follow(scroller, isChat);
    // The body: what is below the messages, as the chat input, may grow as well.
    createEffect(on(children, () => follower?.watch([...main().children, document.body])));
    onCleanup(() => {
      follower?.stop();
      follower = undefined;
    });
  });
}

/** Go to the end of a page of chat messages: the user has sent one. */
export const showEnd = (): void => follower?.goToEnd();
