import { For, type JSX, onMount, Show } from "solid-js";
import { ADDRESS } from "../../store/address";
import type { ElementProps } from "../../view/element";
import type { Track, VideoProps } from "../../wire/messages.gen";
import { playedAddress, usePart } from "./player";
import "./player.css";

export function Video(element: ElementProps<VideoProps>): JSX.Element {
  return (
    <Show when={element.props.embed} fallback={<Player {...element} />}>
      {(embed) => (
        <iframe
          class="player film"
          src={embed()}
          title={element.props.alt ?? "Film"}
          allow="accelerometer; autoplay; encrypted-media; fullscreen; gyroscope; picture-in-picture"
          referrerpolicy="strict-origin-when-cross-origin"
        />
      )}
    </Show>
  );
}

function Player(element: ElementProps<VideoProps>): JSX.Element {
  const props = element.props;
  let box: HTMLVideoElement | undefined;
  onMount(() => box && usePart(box, props));
  return (
    <Show when={props.url}>
      <video
        ref={box}
        class="player"
        controls
        playsinline
        preload="metadata"
        src={playedAddress(props)}
        autoplay={props.autoplay}
        muted={props.muted}
        aria-label={props.alt ?? "Film"}
      >
        <For each={props.tracks as Track[]}>
          {(track, at) => (
            <track kind="subtitles" label={track.label} src={ADDRESS.of(track.url)} default={at() === 0} />
          )}
        </For>
      </video>
    </Show>
  );
}
