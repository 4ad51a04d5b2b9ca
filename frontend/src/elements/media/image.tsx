import { For, type JSX, Show } from "solid-js";
import { ADDRESS } from "../../store/address";
import type { ElementProps } from "../../view/element";
import { Inline } from "../../view/markdown";
import type { ImageProps, Picture } from "../../wire/messages.gen";
import "./image.css";

export function Image(element: ElementProps<ImageProps>): JSX.Element {
  const props = element.props;
  return (
    <div class="images" classList={{ fill: props.each > 0 || props.width !== "content" }}>
      <For each={props.pictures}>
        {(picture) => (
          <figure style={{ width: props.each ? `${props.each}px` : undefined }}>
            <Show when={props.link} fallback={<Shown picture={picture} />}>
              {(address) => (
                <a href={address()} target="_blank" rel="noopener noreferrer">
                  <Shown picture={picture} />
                </a>
              )}
            </Show>
            <Show when={picture.caption}>
              <figcaption>
                <Inline text={picture.caption ?? ""} />
              </figcaption>
            </Show>
          </figure>
        )}
      </For>
    </div>
  );
}

function Shown(props: { picture: Picture }): JSX.Element {
  return <img src={ADDRESS.of(props.picture.url)} alt={props.picture.alt ?? props.picture.caption ?? ""} />;
}
