import { createEffect, onCleanup } from "solid-js";
import { ADDRESS } from "../../store/address";

export interface Played {
  url: string | null;
  start: number;
  end: number | null;
  loop: boolean;
}

/** The address of media with the part that is played, as browsers understand it (W3C Media Fragments). */
export function playedAddress(props: Played): string | undefined {
  if (props.url === null) return undefined;
  const part = props.start || props.end !== null ? `#t=${props.start}${props.end === null ? "" : `,${props.end}`}` : "";
  return ADDRESS.of(props.url) + part;
}

/** Keep a player within its part: browsers stop at the end of one, but do not begin it again. */
export function usePart(box: HTMLMediaElement, props: Played): void {
  createEffect(() => {
    const [start, end, loop] = [props.start, props.end, props.loop];
    const watch = () => {
      if (end === null || box.currentTime < end) return;
      box.currentTime = start;
      if (!loop) box.pause();
    };
    const ended = () => {
      if (!loop) return;
      box.currentTime = start;
      void box.play();
    };
    box.addEventListener("timeupdate", watch);
    box.addEventListener("ended", ended);
    onCleanup(() => {
      box.removeEventListener("timeupdate", watch);
      box.removeEventListener("ended", ended);
    });
  });
}
