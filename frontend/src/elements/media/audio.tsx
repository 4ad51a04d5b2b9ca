import { type JSX, onMount, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { AudioProps } from "../../wire/messages.gen";
import { playedAddress, usePart } from "./player";
import "./player.css";

export function Audio(element: ElementProps<AudioProps>): JSX.Element {
  return (
    <Show when={element.props.url}>
      <Player {...element} />
    </Show>
  );
}

function Player(element: ElementProps<AudioProps>): JSX.Element {
  const props = element.props;
  let box!: HTMLAudioElement;
  onMount(() => usePart(box, props));
  return (
    // biome-ignore lint/a11y/useMediaCaption: the script gives what is heard as `alt`
    <audio
      ref={box}
      class="player"
      controls
      preload="metadata"
      src={playedAddress(props)}
      autoplay={props.autoplay}
      aria-label={props.alt ?? "Sound"}
    />
  );
}
