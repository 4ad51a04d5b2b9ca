import { createEffect, createSignal, createUniqueId, For, type JSX, on } from "solid-js";
import { EMPTY, useValidity } from "../../store/validity";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { OwnGlyph } from "../../view/icon";
import { Label, Problem } from "../../view/label";
import { afterPress } from "../../view/press";
import type { TimeInputProps } from "../../wire/messages.gen";
import { readTime, timeLater, writeTime } from "./dates";
import "./date_input.css";

const DAY = 86_400;
const MOST_OFFERED = 96;

export function TimeInput(element: ElementProps<TimeInputProps>): JSX.Element {
  const props = element.props;
  const time = () => valueIn<string | null>(element) ?? "";
  const [wrong, setWrong] = createSignal("");
  const [emptied, setEmptied] = createSignal(false);
  createEffect(on([time, element.node.forced], () => setEmptied(false), { defer: true }));
  const { problem, check } = useValidity(
    element.node,
    () => wrong() || (props.required && (emptied() || !time()) ? EMPTY : ""),
  );
  const take = (time: string) => {
    setEmptied(time === "");
    if (time || !props.required) setValue(element, time || null);
    check();
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
      <Time
        props={props}
        id={controlId(element)}
        time={emptied() ? "" : time()}
        mayBeEmpty={props.nullable || props.required}
        invalid={problem() !== ""}
        onWrong={(why) => [setWrong(why), check()]}
        onTime={take}
      />
      <Problem text={problem()} />
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
  invalid: boolean;
  /** What is wrong with what was written, "" for nothing. */
  onWrong: (why: string) => void;
  onTime: (time: string) => void;
}): JSX.Element {
  const list = createUniqueId();
  let field!: HTMLInputElement;
  const shown = (each: string) => (each ? writeTime(each, time.props.format) : "");
  const times = () => {
    const step = Math.max(time.props.step, DAY / MOST_OFFERED);
    return Array.from({ length: Math.floor(DAY / step) }, (_, i) => timeLater("00:00", i * step));
  };
  const take = (chosen: string | undefined) => {
    time.onWrong(chosen === undefined ? `Write it as ${shown("21:30")}.` : "");
    if (chosen === undefined) return;
    if (chosen === "" && !time.mayBeEmpty) {
      field.value = shown(time.time);
      return;
    }
    field.value = shown(chosen);
    if (chosen !== time.time.slice(0, chosen.length || 1)) time.onTime(chosen);
  };
  /** Show all times: with one in the field the browser would offer just that. */
  let emptied = false;
  const offer = () => {
    field.focus();
    emptied = true;
    field.value = "";
    field.showPicker?.();
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step || !time.time || event.altKey) return;
    event.preventDefault();
    take(timeLater(time.time, step * time.props.step));
  };
  return (
    <div class="time">
      <div class="field-box" classList={{ invalid: time.invalid }}>
        <input
          ref={field}
          class="field-input"
          type="text"
          autocomplete="off"
          id={time.id}
          aria-label={time.label}
          list={list}
          aria-invalid={time.invalid}
          placeholder={shown("00:00")}
          value={shown(time.time)}
          disabled={time.props.disabled}
          aria-required={time.props.required}
          onChange={() => afterPress(() => take(readTime(field.value)))}
          onKeyDown={keys}
          onInput={() => {
            emptied = false;
          }}
          onBlur={() => {
            if (emptied) field.value = shown(time.time);
            emptied = false;
          }}
        />
        <button
          type="button"
          class="tool"
          tabindex="-1"
          aria-label="Show times to choose from"
          disabled={time.props.disabled}
          onClick={offer}
        >
          <OwnGlyph name="clock" />
        </button>
        <datalist id={list}>
          <For each={times()}>{(each) => <option value={shown(each)} />}</For>
        </datalist>
      </div>
    </div>
  );
}
