import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Label } from "../../view/label";
import type { TimeInputProps } from "../../wire/messages.gen";
import { readTime, timeLater, writeTime } from "./dates";

const DAY = 86_400;
const MOST_OFFERED = 96;

export function TimeInput(element: ElementProps<TimeInputProps>): JSX.Element {
  const props = element.props;
  return (
    <div class="field">
      <Label
        text={props.label}
        for={controlId(element)}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <Time
        props={props}
        id={controlId(element)}
        time={valueIn<string | null>(element) ?? ""}
        mayBeEmpty={props.nullable}
        onTime={(time) => setValue(element, time || null)}
      />
    </div>
  );
}

/** A time of day, written in the app's form or chosen from those at its steps. */
export function Time(time: {
  props: Pick<TimeInputProps, "step" | "format" | "disabled" | "required">;
  id?: string;
  label?: string;
  time: string;
  mayBeEmpty: boolean;
  onTime: (time: string) => void;
}): JSX.Element {
  const list = createUniqueId();
  let field!: HTMLInputElement;
  const [wrong, setWrong] = createSignal("");
  const shown = (each: string) => (each ? writeTime(each, time.props.format) : "");
  const times = () => {
    const step = Math.max(time.props.step, DAY / MOST_OFFERED);
    return Array.from({ length: Math.floor(DAY / step) }, (_, i) => timeLater("00:00", i * step));
  };
  const take = (chosen: string | undefined) => {
    setWrong(chosen === undefined ? `Write it as ${shown("21:30")}` : "");
    if (chosen === undefined) return;
    if (chosen === "" && !time.mayBeEmpty) {
      field.value = shown(time.time);
      return;
    }
    field.value = shown(chosen);
    if (chosen !== time.time.slice(0, chosen.length || 1)) time.onTime(chosen);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step || !time.time || event.altKey) return;
    event.preventDefault();
    take(timeLater(time.time, step * time.props.step));
  };
  return (
    <div class="time">
      <div class="field-box" classList={{ invalid: wrong() !== "" }}>
        <input
          ref={field}
          class="field-input"
          type="text"
          autocomplete="off"
          id={time.id}
          aria-label={time.label}
          list={list}
          aria-invalid={wrong() !== ""}
          placeholder={shown("00:00")}
          value={shown(time.time)}
          disabled={time.props.disabled}
          required={time.props.required}
          onChange={(event) => take(readTime(event.currentTarget.value))}
          onKeyDown={keys}
        />
        <datalist id={list}>
          <For each={times()}>{(each) => <option value={shown(each)} />}</For>
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
