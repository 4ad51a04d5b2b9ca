import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import { formOf, submitForm } from "../../store/widgets";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Icon } from "../../view/icon";
import { Label } from "../../view/label";
import { readNumber } from "../../view/locale";
import { numberInField } from "../../view/numbers";
import type { NumberInputProps } from "../../wire/messages.gen";
import "./number_input.css";

export function NumberInput(element: ElementProps<NumberInputProps>): JSX.Element {
  const props = element.props;
  const value = () => valueIn<number | null>(element);
  const [draft, setDraft] = createSignal<string>();
  const [problem, setProblem] = createSignal("");
  createEffect(on([value, element.node.forced], () => [setDraft(undefined), setProblem("")], { defer: true }));
  const shown = () => draft() ?? written(value());
  const written = (number: number | null) => (number === null ? "" : numberInField(number, props.format));
  const take = (number: number | null) => {
    if (number !== value()) setValue(element, number);
    setDraft(undefined);
  };
  const commit = () => {
    const text = draft();
    if (text === undefined) return;
    const number = read(text);
    if (number === undefined) return;
    take(number);
  };
  /** The number that is typed; undefined if it cannot be taken. */
  const read = (text: string): number | null | undefined => {
    if (text.trim() === "") return props.nullable ? null : value();
    const number = readNumber(text);
    if (Number.isNaN(number)) return reject("This is not a number.");
    if (props.min !== null && number < props.min) return reject(`At least ${numberInField(props.min, null)}.`);
    if (props.max !== null && number > props.max) return reject(`At most ${numberInField(props.max, null)}.`);
    setProblem("");
    return props.whole ? Math.round(number) : number;
  };
  const reject = (why: string): undefined => {
    setProblem(why);
    return undefined;
  };
  const step = (direction: 1 | -1) => {
    const base = read(draft() ?? written(value())) ?? value() ?? props.min ?? 0;
    const raw = base + direction * props.step;
    const digits = Math.max(decimals(props.step), decimals(base));
    take(Math.min(props.max ?? Infinity, Math.max(props.min ?? -Infinity, Number(raw.toFixed(digits)))));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      step(event.key === "ArrowUp" ? 1 : -1);
    } else if (event.key === "Enter") {
      commit();
      if (!problem()) submitForm(element.node);
    }
  };
  const typed = (text: string) => {
    setDraft(text);
    if (!formOf(element.node)) return;
    const number = read(text);
    if (number !== undefined) element.node.setValue(() => number);
    setDraft(text);
  };
  const atLeast = () => props.min !== null && value() !== null && (value() ?? 0) <= props.min;
  const atMost = () => props.max !== null && value() !== null && (value() ?? 0) >= props.max;
  return (
    <div class="field">
      <Label
        text={props.label}
        for={controlId(element)}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <div class="field-box number" classList={{ invalid: problem() !== "" }}>
        <Icon icon={props.icon} />
        <input
          class="field-input"
          id={controlId(element)}
          type="text"
          role="spinbutton"
          inputmode={props.whole ? "numeric" : "decimal"}
          value={shown()}
          placeholder={props.placeholder ?? undefined}
          disabled={props.disabled}
          required={props.required}
          autocomplete="off"
          aria-valuenow={value() ?? undefined}
          aria-valuemin={props.min ?? undefined}
          aria-valuemax={props.max ?? undefined}
          aria-invalid={problem() !== ""}
          onInput={(event) => typed(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={keys}
        />
        <button
          type="button"
          class="field-button"
          aria-label="Decrease"
          tabindex="-1"
          disabled={props.disabled || atLeast()}
          onClick={() => step(-1)}
        >
          −
        </button>
        <button
          type="button"
          class="field-button"
          aria-label="Increase"
          tabindex="-1"
          disabled={props.disabled || atMost()}
          onClick={() => step(1)}
        >
          +
        </button>
      </div>
      <Show when={problem()}>
        <div class="field-note error" aria-live="polite">
          {problem()}
        </div>
      </Show>
    </div>
  );
}

function decimals(number: number): number {
  const [, fraction = ""] = String(number).split(".");
  return String(number).includes("e") ? 12 : Math.min(12, fraction.length);
}
