import { type JSX, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Label } from "../../view/label";
import { formatNumber } from "../../view/numbers";
import type { MetricProps } from "../../wire/messages.gen";
import "./metric.css";

export function Metric(element: ElementProps<MetricProps>): JSX.Element {
  const props = element.props;
  const value = () => shown(props.value, props.number, props.format);
  const delta = () => (props.delta === null ? null : shown(props.delta, props.delta_number, props.format));
  return (
    <div class="metric" classList={{ framed: props.border }}>
      <div class="metric-label">
        <Icon icon={props.icon} />
        <Label text={props.label} help={props.help} visibility={props.label_visibility} />
      </div>
      <div class="metric-value" title={value()}>
        {value()}
      </div>
      <Show when={delta() !== null}>
        <div class={`metric-delta badge badge-${props.color}`}>
          <Show when={props.arrow}>
            <OwnGlyph name={props.arrow === "down" ? "fall" : "up"} />
            <span class="visually-hidden">{props.arrow === "down" ? "fell by" : "rose by"}</span>
          </Show>
          {delta()}
        </div>
        <Show when={props.description}>
          <span class="metric-note">{props.description}</span>
        </Show>
      </Show>
      <Show when={props.chart.length > 1}>
        <Spark values={props.chart} type={props.chart_type} color={props.color} />
      </Show>
    </div>
  );
}

function shown(text: string, number: number | null, format: string | null): string {
  return format !== null && number !== null ? formatNumber(number, format) : text;
}

const WIDE = 100;
const HIGH = 28;

function Spark(props: { values: (number | null)[]; type: string; color: string }): JSX.Element {
  const points = () => {
    const known = props.values.filter((value) => value !== null);
    const least = props.type === "bar" ? Math.min(0, ...known) : Math.min(...known);
    const span = Math.max(...known) - least || 1;
    return props.values.map((value, i) => ({
      x: (i / (props.values.length - 1)) * WIDE,
      y: HIGH - 2 - (((value ?? least) - least) / span) * (HIGH - 4),
    }));
  };
  const line = () =>
    points()
      .map((p, i) => `${i ? "L" : "M"}${p.x.toFixed(2)} ${p.y.toFixed(2)}`)
      .join("");
  const bars = () => {
    const width = (WIDE / props.values.length) * 0.7;
    const step = (WIDE - width) / Math.max(1, props.values.length - 1);
    return points()
      .map((p, i) => `M${(i * step).toFixed(2)} ${HIGH}V${p.y.toFixed(2)}h${width.toFixed(2)}V${HIGH}z`)
      .join("");
  };
  return (
    <svg
      class={`spark spark-${props.type} text-${props.color}`}
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <Show when={props.type === "area"}>
        <path class="spark-fill" d={`${line()}L${WIDE} ${HIGH}L0 ${HIGH}z`} />
      </Show>
      <path class={props.type === "bar" ? "spark-bars" : "spark-line"} d={props.type === "bar" ? bars() : line()} />
    </svg>
  );
}
