import { createEffect, createSignal, For, type JSX, on, Show } from "solid-js";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Label } from "../../view/label";
import type { DateInputProps, Plain } from "../../wire/messages.gen";
import "./date_input.css";

export function DateInput(element: ElementProps<DateInputProps>): JSX.Element {
  const props = element.props;
  const known = (): string[] => {
    const raw = valueIn<Plain>(element);
    return Array.isArray(raw) ? (raw as string[]) : raw === null ? [] : [raw as string];
  };
  const [days, setDays] = createSignal(known());
  createEffect(on([known, element.node.forced], ([value]) => setDays(value), { defer: true }));
  const within = (day: string) => day >= props.min && day <= props.max;
  const take = (at: number, day: string) => {
    if (day !== "" && !within(day)) return;
    const next = [...days()];
    if (day === "") next.splice(at, 1);
    else next[at] = day;
    const sorted = next.filter(Boolean).toSorted();
    if (!props.range) {
      if (sorted.length || props.nullable) setValue(element, sorted[0] ?? null);
      return;
    }
    setValue(element, sorted);
  };
  const places = () => (props.range ? [0, 1] : [0]);
  return (
    <div class="field" role={props.range ? "group" : undefined} aria-label={props.range ? props.label : undefined}>
      <Label
        text={props.label}
        for={controlId(element)}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <div class="field-box dates">
        <For each={places()}>
          {(at) => (
            <>
              <Show when={at === 1}>
                <span aria-hidden="true">–</span>
              </Show>
              <input
                class="field-input"
                type="date"
                id={at === 0 ? controlId(element) : undefined}
                aria-label={props.range ? `${props.label}, ${at === 0 ? "from" : "to"}` : undefined}
                value={days()[at] ?? ""}
                min={props.min}
                max={props.max}
                disabled={props.disabled}
                required={props.required}
                onChange={(event) => take(at, event.currentTarget.value)}
              />
            </>
          )}
        </For>
      </div>
    </div>
  );
}
