import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Label } from "../../view/label";
import type { TimeInputProps } from "../../wire/messages.gen";
import { readTime, timeLater, writeTime } from "./dates";

const DAY = 86_400;
const MOST_OFFERED = 96;

export function TimeInput(element: ElementProps<TimeInputProps>): JSX.Element {
  const props = element.props;
  const list = createUniqueId();
  let field!: HTMLInputElement;
  const [wrong, setWrong] = createSignal("");
  const known = () => valueIn<string | null>(element) ?? "";
  const text = () => (known() ? writeTime(known(), props.format) : "");
  const times = () => {
    const step = Math.max(props.step, DAY / MOST_OFFERED);
    return Array.from({ length: Math.floor(DAY / step) }, (_, i) => timeLater("00:00", i * step));
  };
  const take = (time: string | undefined) => {
    setWrong(time === undefined ? `Write it as ${writeTime("21:30", props.format)}` : "");
    if (time === undefined) return;
    if (time === "" && !props.nullable) {
      field.value = text();
      return;
    }
    field.value = time && writeTime(time, props.format);
    if (time !== known().slice(0, time.length || 1)) setValue(element, time || null);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step || !known() || event.altKey) return;
    event.preventDefault();
    take(timeLater(known(), step * props.step));
  };
  return (
    <div class="field">
      <Label
        text={props.label}
        for={controlId(element)}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <div class="field-box" classList={{ invalid: wrong() !== "" }}>
        <input
          ref={field}
          class="field-input"
          type="text"
          autocomplete="off"
          id={controlId(element)}
          list={list}
          aria-invalid={wrong() !== ""}
          placeholder={writeTime("00:00", props.format)}
          value={text()}
          disabled={props.disabled}
          required={props.required}
          onChange={(event) => take(readTime(event.currentTarget.value))}
          onKeyDown={keys}
        />
        <datalist id={list}>
          <For each={times()}>{(time) => <option value={writeTime(time, props.format)} />}</For>
        </datalist>
      </div>
      <Show when={wrong()}>
        <div class="field-note error" role="alert">
          {wrong()}
        </div>
      </Show>
    </div>
  );
}
