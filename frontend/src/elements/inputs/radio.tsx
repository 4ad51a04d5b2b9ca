import { createUniqueId, For, type JSX, Show } from "solid-js";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { Label } from "../../view/label";
import { Inline } from "../../view/markdown";
import type { RadioProps } from "../../wire/messages.gen";

export function Radio(element: ElementProps<RadioProps>): JSX.Element {
  const props = element.props;
  const name = createUniqueId();
  const label = createUniqueId();
  return (
    <div class="field" role="radiogroup" aria-labelledby={label}>
      <Label text={props.label} id={label} help={props.help} visibility={props.label_visibility} />
      <div class="choices" classList={{ horizontal: props.horizontal }}>
        <For each={props.options} fallback={<span class="field-note">No options to choose.</span>}>
          {(option, index) => (
            <label class="choice">
              <input
                type="radio"
                name={name}
                checked={valueIn<string | null>(element) === option}
                disabled={props.disabled}
                onChange={() => setValue(element, option)}
              />
              <span>
                <Inline text={option} />
                <Show when={props.captions[index()]}>
                  {(caption) => (
                    <span class="choice-caption">
                      <Inline text={caption()} />
                    </span>
                  )}
                </Show>
              </span>
            </label>
          )}
        </For>
      </div>
    </div>
  );
}
