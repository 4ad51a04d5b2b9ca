import { createEffect, createSignal, type JSX, on } from "solid-js";
import { EMPTY, useValidity } from "../../store/validity";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { Label, Problem } from "../../view/label";
import type { DatetimeInputProps } from "../../wire/messages.gen";
import { Day } from "./date_input";
import { Time } from "./time_input";
import "./date_input.css";

/** A day and a time, which have a value once both are given. */
export function DatetimeInput(element: ElementProps<DatetimeInputProps>): JSX.Element {
  const props = element.props;
  const known = (): [string, string] => {
    const [day = "", time = ""] = (valueIn<string | null>(element) ?? "").split("T");
    return [day, time];
  };
  const [parts, setParts] = createSignal(known());
  createEffect(on([known, element.node.forced], ([value]) => setParts(value), { defer: true }));
  const [wrongs, setWrongs] = createSignal(["", ""]);
  const { problem, check } = useValidity(
    element.node,
    () => wrongs().find(Boolean) ?? (props.required && !(parts()[0] && parts()[1]) ? EMPTY : ""),
  );
  const wrong = (at: number) => (why: string) => [setWrongs((all) => all.toSpliced(at, 1, why)), check()];
  const take = (day: string, time: string) => {
    setParts([day, time]);
    check();
    if (!day && !time && !props.required) setValue(element, null);
    if (!day || !time) return;
    const moment = `${day}T${time}`;
    const within = moment < props.min ? props.min : moment > props.max ? props.max : moment;
    setValue(element, within);
    if (within !== moment) setParts(known());
  };
  return (
    <div class="field" role="group" aria-label={props.label}>
      <Label text={props.label} help={props.help} visibility={props.label_visibility} required={props.required} />
      <div class="dates">
        <Day
          props={{
            format: props.format,
            min: props.min.slice(0, 10),
            max: props.max.slice(0, 10),
            disabled: props.disabled,
            required: props.required,
          }}
          id={undefined}
          label={`${props.label}, day`}
          day={parts()[0]}
          mayBeEmpty={props.nullable || props.required}
          invalid={problem() !== ""}
          onWrong={wrong(0)}
          onDay={(day) => take(day, day ? parts()[1] || "00:00" : "")}
        />
        <Time
          props={{ step: props.step, format: "24h", disabled: props.disabled, required: props.required }}
          label={`${props.label}, time`}
          time={parts()[1]}
          mayBeEmpty={props.nullable || props.required}
          invalid={problem() !== ""}
          onWrong={wrong(1)}
          onTime={(time) => take(parts()[0], time)}
        />
      </div>
      <Problem text={problem()} />
    </div>
  );
}
