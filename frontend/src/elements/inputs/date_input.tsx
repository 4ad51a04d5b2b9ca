import { createEffect, createSignal, For, type JSX, on } from "solid-js";
import { EMPTY, useValidity } from "../../store/validity";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Label, Problem } from "../../view/label";
import { afterPress } from "../../view/press";
import type { DateInputProps, Plain } from "../../wire/messages.gen";
import { later, readDay, writeDay } from "./dates";
import "./date_input.css";

export function DateInput(element: ElementProps<DateInputProps>): JSX.Element {
  const props = element.props;
  const known = (): string[] => {
    const raw = valueIn<Plain>(element);
    return Array.isArray(raw) ? (raw as string[]) : raw === null ? [] : [raw as string];
  };
  const [days, setDays] = createSignal(known());
  const [wrongs, setWrongs] = createSignal<string[]>([]);
  createEffect(on([known, element.node.forced], ([value]) => setDays(value), { defer: true }));
  const { problem, check } = useValidity(element.node, () => {
    const wrong = wrongs().find(Boolean);
    return wrong ?? (props.required && days().length < (props.range ? 2 : 1) ? EMPTY : "");
  });
  const take = (at: number, day: string) => {
    const next = [...days()];
    if (day === "") next.splice(at, 1);
    else next[at] = day;
    const sorted = next.filter(Boolean).toSorted();
    if (!sorted.length && props.required) setDays(sorted);
    else if (props.range) setValue(element, sorted);
    else if (sorted.length || props.nullable) setValue(element, sorted[0] ?? null);
    check();
  };
  return (
    <div class="field" role={props.range ? "group" : undefined} aria-label={props.range ? props.label : undefined}>
      <Label
        text={props.label}
        for={controlId(element)}
        help={props.help}
        visibility={props.label_visibility}
        required={props.required}
      />
      <div class="dates">
        <For each={props.range ? [0, 1] : [0]}>
          {(at) => (
            <Day
              props={props}
              id={at === 0 ? controlId(element) : undefined}
              label={props.range ? `${props.label}, ${at === 0 ? "from" : "to"}` : undefined}
              day={days()[at] ?? ""}
              mayBeEmpty={props.nullable || props.range || props.required}
              invalid={problem() !== ""}
              onWrong={(why) => [setWrongs((all) => all.toSpliced(at, 1, why)), check()]}
              onDay={(day) => take(at, day)}
            />
          )}
        </For>
      </div>
      <Problem text={problem()} />
    </div>
  );
}

/** One day, written in the app's form or chosen from the browser's calendar. */
export function Day(day: {
  props: Pick<DateInputProps, "format" | "min" | "max" | "disabled" | "required">;
  invalid: boolean;
  /** What is wrong with what was written, "" for nothing. */
  onWrong: (why: string) => void;
  id: string | undefined;
  label: string | undefined;
  day: string;
  mayBeEmpty: boolean;
  onDay: (day: string) => void;
}): JSX.Element {
  let field!: HTMLInputElement;
  let calendar!: HTMLInputElement;
  const text = () => (day.day ? writeDay(day.day, day.props.format) : "");
  const take = (chosen: string | undefined) => {
    if (chosen === undefined) return day.onWrong(`Write it as ${day.props.format}.`);
    if (chosen === "" && !day.mayBeEmpty) {
      field.value = text();
      return day.onWrong("");
    }
    if (chosen && (chosen < day.props.min || chosen > day.props.max)) {
      const [first, last] = [day.props.min, day.props.max].map((each) => writeDay(each, day.props.format));
      return day.onWrong(`From ${first} to ${last}.`);
    }
    day.onWrong("");
    field.value = chosen && writeDay(chosen, day.props.format);
    if (chosen !== day.day) day.onDay(chosen);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step || !day.day) return;
    event.preventDefault();
    take(later(day.day, step));
  };
  return (
    <div class="date">
      <div class="field-box" classList={{ invalid: day.invalid }}>
        <input
          ref={field}
          class="field-input"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          id={day.id}
          aria-label={day.label}
          aria-invalid={day.invalid}
          placeholder={day.props.format}
          value={text()}
          disabled={day.props.disabled}
          aria-required={day.props.required}
          onChange={() => afterPress(() => take(readDay(field.value, day.props.format)))}
          onKeyDown={keys}
        />
        <button
          type="button"
          class="tool"
          aria-label="Open the calendar"
          disabled={day.props.disabled}
          onClick={() => calendar.showPicker()}
        >
          <OwnGlyph name="calendar" />
        </button>
        <input
          ref={calendar}
          class="calendar"
          type="date"
          tabindex="-1"
          aria-hidden="true"
          value={day.day}
          min={day.props.min}
          max={day.props.max}
          disabled={day.props.disabled}
          onChange={(event) => take(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
