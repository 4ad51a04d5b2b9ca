import { createEffect, type JSX, onCleanup, onMount } from "solid-js";
import { decodeRows } from "../../grid/arrow";
import { ChartHost } from "../../view/chart_host";
import { type ElementProps, setValue } from "../../view/element";
import { type Marks, markKeys } from "../../view/marks";
import type { Plain, VegaLiteChartProps } from "../../wire/messages.gen";
import { numberLocale, timeLocale } from "./locale";
import { categories, divergence, isDarkAt, onTheme, readAt, sequence, token } from "./theme";
import "./vega_lite_chart.css";

const HEIGHT = 320;
const PAUSE = 150;
/** Shapes are sharp on paper and when zoomed; many are drawn quicker as one picture. */
const MOST_AS_SHAPES = 5000;

type Dict = { [key: string]: unknown };
type View = Awaited<ReturnType<typeof import("./vega")["default"]>>["view"];

export function VegaLiteChart(element: ElementProps<VegaLiteChartProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  let view: View | undefined;
  let turn = 0;
  const draw = async () => {
    turn += 1;
    const mine = turn;
    const spec = sized(JSON.parse(props.spec) as Dict, props);
    const tables = Object.entries(props.data).map(([name, bytes]) => [
      name,
      decodeRows(bytes as unknown as Uint8Array),
    ]);
    const datasets = { ...(spec.datasets as Dict | undefined), ...Object.fromEntries(tables) };
    const { default: embed } = await import("./vega");
    if (mine !== turn) return;
    const result = await embed(host, { ...spec, datasets } as never, {
      actions: false,
      renderer: rowsIn(datasets) > MOST_AS_SHAPES ? "canvas" : "svg",
      ast: true,
      config: props.themed ? (readAt(host, theme) as never) : undefined,
      formatLocale: numberLocale() as never,
      timeFormatLocale: timeLocale() as never,
      tooltip: { theme: isDarkAt(host) ? "dark" : "light" },
    });
    if (mine !== turn) return result.finalize();
    view?.finalize();
    view = result.view;
    listen(result.view);
  };
  const listen = (shown: View) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    for (const name of props.selections) {
      const changed = () => {
        clearTimeout(timer);
        timer = setTimeout(() => setValue(element, selectionOf(shown, props.selections)), PAUSE);
      };
      shown.addSignalListener(name, changed);
    }
  };
  const observer = new ResizeObserver(() => {
    if (view && host.offsetWidth) window.dispatchEvent(new Event("resize"));
  });
  onMount(() => {
    createEffect(() => {
      // Reading them here is what has the chart drawn again when they change.
      void [props.spec, props.data, props.themed, props.width, props.height];
      void draw();
    });
    observer.observe(host);
    onCleanup(onTheme(() => void draw()));
  });
  onCleanup(() => {
    turn += 1;
    observer.disconnect();
    view?.finalize();
  });
  const selects = () => props.selections.length > 0;
  const keys = markKeys(() => (selects() && view ? marksIn(host) : undefined));
  return (
    <ChartHost
      class="vega-chart"
      ref={(box) => {
        host = box;
      }}
      alt={props.alt}
      role="img"
      selects={selects()}
      keys={keys}
      style={{ height: props.height === "content" ? undefined : "100%" }}
    />
  );
}

/** The marks of a chart that is drawn as shapes. Vega listens to clicks of them. */
function marksIn(host: HTMLElement): Marks {
  const shapes = () => [...host.querySelectorAll<SVGElement>(".role-mark [role='graphics-symbol'][aria-label]")];
  const hide = () => host.querySelector(".mark-meant")?.classList.remove("mark-meant");
  const send = (type: string, to: Element | null | undefined) => {
    const { x, y, width, height } = to?.getBoundingClientRect() ?? new DOMRect();
    const at = { clientX: x + width / 2, clientY: y + height / 2, view: window, bubbles: true };
    to?.dispatchEvent(new MouseEvent(type, at));
  };
  return {
    count: () => shapes().length,
    show: (at) => {
      hide();
      const shape = shapes()[at];
      shape?.classList.add("mark-meant");
      return shape?.getAttribute("aria-label") ?? "";
    },
    hide,
    choose: (at) => send("click", shapes()[at]),
    clear: () => send("dblclick", host.querySelector("svg")),
  };
}

function rowsIn(datasets: { [name: string]: unknown }): number {
  return Object.values(datasets).reduce<number>((sum, rows) => sum + (Array.isArray(rows) ? rows.length : 0), 0);
}

function sized(spec: Dict, props: VegaLiteChartProps): Dict {
  const parts = ["hconcat", "vconcat", "concat", "facet", "repeat", "spec"].some((part) => part in spec);
  if (parts) return spec;
  const out: Dict = { ...spec, autosize: spec.autosize ?? { type: "fit", contains: "padding" } };
  if (props.width !== "content") out.width = "container";
  if (props.height === "content") out.height ??= HEIGHT;
  else out.height = "container";
  return out;
}

function theme(): Dict {
  const text = token("--text-2");
  const line = token("--line-soft");
  const font = token("--font");
  const colors = categories();
  return {
    background: "transparent",
    font,
    view: { stroke: "transparent", continuousHeight: HEIGHT },
    axis: {
      labelColor: text,
      titleColor: text,
      gridColor: line,
      domainColor: line,
      tickColor: line,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      labelPadding: 6,
      titlePadding: 10,
      domain: false,
      ticks: false,
    },
    axisX: { grid: false, labelAngle: 0, labelOverlap: true },
    legend: {
      labelColor: text,
      titleColor: text,
      orient: "bottom",
      symbolBaseFillColor: token("--text-3"),
      symbolBaseStrokeColor: token("--text-3"),
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
    },
    title: { color: token("--text"), fontSize: 15, fontWeight: 600, anchor: "start", offset: 12 },
    range: {
      category: colors,
      ordinal: sequence(),
      ramp: sequence(),
      heatmap: sequence(),
      diverging: divergence(),
    },
    mark: { color: colors[0] },
    bar: { fill: colors[0] },
    line: { strokeWidth: 2 },
    area: { opacity: 0.7 },
    text: { color: token("--text") },
  };
}

function selectionOf(view: View, names: readonly string[]): Plain {
  const out: Dict = {};
  for (const name of names) out[name] = pointsOrRange(view.signal(name) as Dict);
  return JSON.parse(JSON.stringify(out)) as Plain;
}

function pointsOrRange(value: Dict): unknown {
  const points = (value as { vlPoint?: { or?: Dict[] } }).vlPoint?.or;
  if (points) return points;
  return Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => !key.startsWith("_")));
}
