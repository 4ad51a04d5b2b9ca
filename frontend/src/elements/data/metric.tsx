import { type JSX, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Icon, OwnGlyph } from "../../view/icon";
import { Label } from "../../view/label";
import { formatNumber } from "../../view/numbers";
import type { MetricProps } from "../../wire/messages.gen";
import { HIGH, sparkPaths, WIDE } from "./spark";
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

function Spark(props: { values: (number | null)[]; type: string; color: string }): JSX.Element {
  const paths = () => sparkPaths(props.values, props.type);
  return (
    <svg
      class={`spark spark-${props.type} text-${props.color}`}
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class={props.type === "bar" ? "spark-bars" : "spark-fill"} d={paths().fill} />
      <path class="spark-line" d={paths().stroke} />
    </svg>
  );
}
