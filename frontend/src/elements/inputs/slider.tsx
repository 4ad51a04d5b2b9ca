import { createEffect, createSignal, Index, type JSX, on } from "solid-js";
import { formOf } from "../../store/widgets";
import { controlId, type ElementProps, setValue, valueIn } from "../../view/element";
import { Label } from "../../view/label";
import { formatMoment } from "../../view/moments";
import { formatNumber } from "../../view/numbers";
import type { Plain, SliderProps } from "../../wire/messages.gen";
import "./slider.css";

const KEY_PAUSE = 200;
const DAY = 86_400;
/** Nearer than this part of the track, two values do not stand above each other's thumbs. */
const NEAR = 0.2;
const FORMATS = { date: "YYYY-MM-DD", datetime: "YYYY-MM-DD HH:mm", time: "HH:mm" } as const;

export function Slider(element: ElementProps<SliderProps>): JSX.Element {
  const props = element.props;
  const usual = () => (props.scale === "datetime" && props.step % DAY === 0 ? FORMATS.date : FORMATS[scale()]);
  const scale = () => props.scale as keyof typeof FORMATS;
  const shown = (value: number) => {
    if (props.scale === "int" || props.scale === "float") {
      return props.format
        ? formatNumber(value, props.format)
        : props.scale === "int"
          ? String(value)
          : trimmed(value, props.step);
    }
    return formatMoment(value, props.format ?? usual(), { kind: scale() });
  };
  return (
    <Track
      element={element as ElementProps<unknown>}
      label={props.label}
      help={props.help}
      visibility={props.label_visibility}
      disabled={props.disabled}
      range={props.range}
      min={props.min}
      max={props.max}
      step={props.step}
      toRaw={(numbers) => (props.range ? numbers : (numbers[0] ?? props.min))}
      fromRaw={(raw) => (Array.isArray(raw) ? (raw as number[]) : [raw as number])}
      shown={shown}
    />
  );
}

interface TrackProps {
  element: ElementProps<unknown>;
  label: string;
  help: string | null;
  visibility: "visible" | "hidden" | "collapsed";
  disabled: boolean;
  range: boolean;
  min: number;
  max: number;
  step: number;
  toRaw: (numbers: number[]) => Plain;
  fromRaw: (raw: Plain) => number[];
  shown: (value: number) => string;
}

/** One or two native sliders on one track. */
export function Track(props: TrackProps): JSX.Element {
  const known = () => props.fromRaw(valueIn<Plain>(props.element));
  const [draft, setDraft] = createSignal<number[]>();
  createEffect(on([known, props.element.node.forced], () => setDraft(undefined), { defer: true }));
  const numbers = () => draft() ?? known();
  const isPair = () => known().length > 1;
  const part = (value: number) => (value - props.min) / (props.max - props.min || 1);
  const share = (value: number) => `${part(value) * 100}%`;
  /** Where a value stands above its thumb: in the middle, or beside the other one if that is near. */
  const lean = (at: number) => {
    const [low = 0, high = low] = numbers();
    return isPair() && part(high) - part(low) < NEAR ? (at === 0 ? "-100%" : "0%") : "-50%";
  };
  /** Browsers would show a value between two steps at one of them. */
  const isOnStep = (value: number) => Math.abs(onStep(value) - value) < props.step * 1e-6;
  const onStep = (value: number) =>
    Math.min(props.min + Math.round((value - props.min) / props.step) * props.step, props.max);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moved = (at: number, value: number) => {
    const next = [...numbers()];
    next[at] = value;
    const [low, high] = next;
    if (props.range && low !== undefined && high !== undefined && low > high) next[at] = at === 0 ? high : low;
    setDraft(next);
    if (formOf(props.element.node)) setValue(props.element, props.toRaw(next));
  };
  const commit = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const next = draft();
      if (next && next.join() !== known().join()) setValue(props.element, props.toRaw(next));
    }, wait);
  };
  return (
    <div class="field">
      <Label text={props.label} for={controlId(props.element)} help={props.help} visibility={props.visibility} />
      <div
        class="slider"
        classList={{ disabled: props.disabled }}
        style={{
          "--from": isPair() ? share(numbers()[0] ?? props.min) : "0%",
          "--to": share(numbers().at(-1) ?? props.min),
        }}
      >
        <div class="slider-values" aria-hidden="true">
          <Index each={numbers()}>
            {(value, at) => (
              <output style={{ "--at": part(value()), "--lean": lean(at) }}>{props.shown(value())}</output>
            )}
          </Index>
        </div>
        <div class="slider-track">
          {/* By their place: an input that was made anew with each value would lose the focus. */}
          <Index each={known()}>
            {(_, at) => (
              <input
                type="range"
                id={at === 0 ? controlId(props.element) : undefined}
                min={props.min}
                max={props.max}
                step={isOnStep(numbers()[at] ?? props.min) ? props.step : "any"}
                value={numbers()[at]}
                disabled={props.disabled}
                aria-label={at === 0 && !isPair() ? undefined : `${props.label}, ${at === 0 ? "from" : "to"}`}
                aria-valuetext={props.shown(numbers()[at] ?? props.min)}
                onInput={(event) => moved(at, exact(onStep(event.currentTarget.valueAsNumber), props.step))}
                onChange={() => commit(0)}
                onKeyUp={() => commit(KEY_PAUSE)}
              />
            )}
          </Index>
        </div>
        <div class="slider-ends" aria-hidden="true">
          <span>{props.shown(props.min)}</span>
          <span>{props.shown(props.max)}</span>
        </div>
      </div>
    </div>
  );
}

/** A number without the noise of adding fractions. */
function exact(value: number, step: number): number {
  return Number(value.toFixed(Math.min(12, String(step).split(".")[1]?.length ?? 0)));
}

function trimmed(value: number, step: number): string {
  const [, fraction = ""] = String(step).split(".");
  return value.toFixed(Math.max(2, Math.min(10, fraction.length)));
}
