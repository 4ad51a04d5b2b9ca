import { createEffect, createSignal, type JSX, on } from "solid-js";
import { EMPTY, useValidity } from "../../store/validity";
import { formOf, submitForm } from "../../store/widgets";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Icon } from "../../view/icon";
import { Label, Problem } from "../../view/label";
import { readNumber } from "../../view/locale";
import { numberInField } from "../../view/numbers";
import { afterPress } from "../../view/press";
import type { NumberInputProps } from "../../wire/messages.gen";
import "./number_input.css";

export function NumberInput(element: ElementProps<NumberInputProps>): JSX.Element {
  const props = element.props;
  const value = () => valueIn<number | null>(element);
  const [draft, setDraft] = createSignal<string>();
  createEffect(on([value, element.node.forced], () => setDraft(undefined), { defer: true }));
  const written = (number: number | null) => (number === null ? "" : numberInField(number, props.format));
  const shown = () => draft() ?? written(value());
  const objection = () => {
    const text = draft();
    const number = text === undefined ? value() : read(text);
    if (number === null) return props.required ? EMPTY : "";
    if (Number.isNaN(number)) return "This is not a number.";
    if (props.whole && text !== undefined && !Number.isInteger(number)) return "Only whole numbers.";
    if (props.min !== null && number < props.min) return `At least ${numberInField(props.min, null)}.`;
    return props.max !== null && number > props.max ? `At most ${numberInField(props.max, null)}.` : "";
  };
  const validity = useValidity(element.node, objection);
  const problem = validity.problem;
  /** The number that is typed; NaN for what is none, null for nothing where there may be none. */
  const read = (text: string): number | null => {
    if (text.trim() === "") return props.nullable || props.required ? null : value();
    return readNumber(text);
  };
  const take = (number: number | null) => {
    if (number !== value()) setValue(element, number);
    setDraft(undefined);
  };
  const commit = () => {
    const isValid = validity.check();
    const text = draft();
    if (isValid && text !== undefined) take(read(text));
    return isValid;
  };
  const step = (direction: 1 | -1) => {
    const typed = read(shown());
    const base = typed === null || Number.isNaN(typed) ? (value() ?? props.min ?? 0) : typed;
    const raw = base + direction * props.step;
    const digits = Math.max(decimals(props.step), decimals(base));
    take(Math.min(props.max ?? Infinity, Math.max(props.min ?? -Infinity, Number(raw.toFixed(digits)))));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      step(event.key === "ArrowUp" ? 1 : -1);
    } else if (event.key === "Enter" && commit()) submitForm(element.node);
  };
  const typed = (text: string) => {
    setDraft(text);
    if (!formOf(element.node) || objection() !== "") return;
    element.node.setValue(() => read(text));
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
          aria-required={props.required}
          autocomplete="off"
          aria-valuenow={value() ?? undefined}
          aria-valuemin={props.min ?? undefined}
          aria-valuemax={props.max ?? undefined}
          aria-invalid={problem() !== ""}
          onInput={(event) => typed(event.currentTarget.value)}
          onBlur={() => afterPress(commit)}
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
      <Problem text={problem()} />
    </div>
  );
}

function decimals(number: number): number {
  const [, fraction = ""] = String(number).split(".");
  return String(number).includes("e") ? 12 : Math.min(12, fraction.length);
}
