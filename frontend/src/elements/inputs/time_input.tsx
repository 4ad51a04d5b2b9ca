import { createUniqueId, For, type JSX } from "solid-js";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Label } from "../../view/label";
import type { TimeInputProps } from "../../wire/messages.gen";

const DAY = 86_400;
const MOST_OFFERED = 96;

export function TimeInput(element: ElementProps<TimeInputProps>): JSX.Element {
  const props = element.props;
  const list = createUniqueId();
  const times = () => {
    const step = Math.max(props.step, DAY / MOST_OFFERED);
    return Array.from({ length: Math.floor(DAY / step) }, (_, i) => clock(i * step));
  };
  const take = (time: string) => {
    if (time !== "") setValue(element, time);
    else if (props.nullable) setValue(element, null);
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
      <div class="field-box">
        <input
          class="field-input"
          type="time"
          lang={props.format === "12h" ? "en-US" : props.format === "24h" ? "en-GB" : undefined}
          id={controlId(element)}
          list={list}
          step={props.step % 60 === 0 ? 60 : 1}
          value={(valueIn<string | null>(element) ?? "").slice(0, 8)}
          disabled={props.disabled}
          required={props.required}
          onChange={(event) => take(event.currentTarget.value)}
        />
        <datalist id={list}>
          <For each={times()}>{(time) => <option value={time} />}</For>
        </datalist>
      </div>
    </div>
  );
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
