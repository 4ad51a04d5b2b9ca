import { createEffect, type JSX, onCleanup, onMount } from "solid-js";
import { ADDRESS } from "../../store/address";
import { ChartHost } from "../../view/chart_host";
import { type ElementProps, setValue } from "../../view/element";
import { type Marks, markKeys } from "../../view/marks";
import type { Plain, PlotlyChartProps } from "../../wire/messages.gen";
import { numberLocale, timeLocale } from "./locale";
import { categories, divergence, onTheme, readAt, sequence, token } from "./theme";
import "./plotly_chart.css";

const HEIGHT = 450;

/** The colours that Plotly Express writes into figures where nobody chose any. */
const EXPRESS = [
  "#636efa",
  "#EF553B",
  "#00cc96",
  "#ab63fa",
  "#FFA15A",
  "#19d3f3",
  "#FF6692",
  "#B6E880",
  "#FF97FF",
  "#FECB52",
];

/** The colours that it writes for values from little to much. */
const EXPRESS_SEQUENCE = [
  ...["#0d0887", "#46039f", "#7201a8", "#9c179e", "#bd3786"],
  ...["#d8576b", "#ed7953", "#fb9f3a", "#fdca26", "#f0f921"],
];
/** And around a middle. */
const EXPRESS_DIVERGENCE = [
  ...["#8e0152", "#c51b7d", "#de77ae", "#f1b6da", "#fde0ef", "#f7f7f7"],
  ...["#e6f5d0", "#b8e186", "#7fbc41", "#4d9221", "#276419"],
];

type Dict = { [key: string]: unknown };
type Figure = { data: Dict[]; layout: Dict; frames?: unknown[] };
interface Plotted extends HTMLElement {
  on(event: string, handler: (data: Selected | undefined) => void): void;
}
export interface Selected {
  points: Dict[];
  range?: Dict;
  lassoPoints?: Dict;
  /** Shapes that were drawn to select: rectangles and paths. */
  selections?: Dict[];
}
interface Plotly {
  react(host: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<Plotted>;
  purge(host: HTMLElement): void;
  Plots: { resize(host: HTMLElement): void };
  addFrames?(host: HTMLElement, frames: unknown[]): void;
  restyle(host: HTMLElement, change: Dict, traces?: number[]): Promise<unknown>;
  Fx: { hover(host: HTMLElement, points: Dict[]): void; unhover(host: HTMLElement): void };
}

let library: Promise<Plotly> | undefined;

/** Load Plotly from the package that is installed on the server, so that the versions agree. */
function load(version: string): Promise<Plotly> {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = ADDRESS.vendor("plotly", version, "plotly.min.js");
    script.onload = () => resolve((window as unknown as { Plotly: Plotly }).Plotly);
    script.onerror = () => reject(new Error("Plotly could not be loaded"));
    document.head.append(script);
  });
  return library;
}

export function PlotlyChart(element: ElementProps<PlotlyChartProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  let plotly: Plotly | undefined;
  const draw = async () => {
    const figure = JSON.parse(props.themed ? readAt(host, () => recoloured(props.figure)) : props.figure) as Figure;
    plotly = await load(props.version);
    const layout = readAt(host, () => themed(figure.layout, props));
    const config = configured(props);
    const plotted = await plotly.react(host, figure.data, layout, config);
    if (figure.frames?.length) plotly.addFrames?.(host, figure.frames);
    if (props.modes.length && !host.dataset.listens) {
      host.dataset.listens = "yes";
      plotted.on("plotly_selected", (data) => setValue(element, selectionOf(data)));
      plotted.on("plotly_deselect", () => setValue(element, selectionOf(undefined)));
    }
  };
  const observer = new ResizeObserver(() => plotly && host.offsetWidth && plotly.Plots.resize(host));
  onMount(() => {
    createEffect(() => void draw());
    observer.observe(host);
    onCleanup(onTheme(() => void draw()));
  });
  onCleanup(() => {
    observer.disconnect();
    plotly?.purge(host);
  });
  const selects = () => props.modes.includes("points");
  const select = (data: Selected | undefined) => setValue(element, selectionOf(data));
  const keys = markKeys(() => (selects() && plotly ? marksOf(host as never, plotly, select) : undefined));
  return (
    <ChartHost
      class="plotly-chart"
      ref={(box) => {
        host = box;
      }}
      alt={props.alt}
      role="figure"
      selects={selects()}
      keys={keys}
      style={{ height: props.height === "content" ? `${heightOf(props.figure)}px` : "100%" }}
    />
  );
}

interface Trace {
  name?: string;
  x?: ArrayLike<Plain>;
  y?: ArrayLike<Plain>;
  z?: ArrayLike<Plain>;
  labels?: ArrayLike<Plain>;
  values?: ArrayLike<Plain>;
  customdata?: ArrayLike<Plain>;
  visible?: boolean | string;
  selectedpoints?: number[];
}

/** The points of all traces that are shown. */
function marksOf(host: HTMLElement & { _fullData: Trace[] }, plotly: Plotly, select: (data?: Selected) => void): Marks {
  const points = () =>
    host._fullData.flatMap((trace, curveNumber) =>
      Array.from({ length: trace.visible === true ? lengthOf(trace) : 0 }, (_, pointNumber) => ({
        ...{ curveNumber, pointNumber, pointIndex: pointNumber, data: trace },
        ...{ x: trace.x?.[pointNumber], y: trace.y?.[pointNumber], z: trace.z?.[pointNumber] },
        ...{ label: trace.labels?.[pointNumber], customdata: trace.customdata?.[pointNumber] },
      })),
    );
  const mark = (chosen: readonly { curveNumber: number; pointNumber: number }[]) => {
    const curves = host._fullData.map((_, curve) => curve);
    const lists = curves.map((curve) =>
      chosen.filter((each) => each.curveNumber === curve).map((each) => each.pointNumber),
    );
    void plotly.restyle(host, { selectedpoints: chosen.length ? lists : [null] }, curves);
  };
  return {
    count: () => points().length,
    show: (at) => {
      const point = points()[at];
      if (!point) return "";
      const { curveNumber, pointNumber } = point;
      plotly.Fx.hover(host, [{ curveNumber, pointNumber }]);
      return [point.data.name, point.label, point.x, point.y, point.z]
        .filter((each) => each != null && each !== "")
        .join(", ");
    },
    hide: () => plotly.Fx.unhover(host),
    choose: (at) => {
      const point = points()[at];
      if (!point) return;
      mark([point]);
      select({ points: [point as never] });
    },
    clear: () => {
      mark([]);
      select(undefined);
    },
  };
}

function lengthOf(trace: Trace): number {
  return (trace.labels ?? trace.values ?? trace.x ?? trace.y ?? []).length;
}

function recoloured(figure: string): string {
  const [colors, rising, diverging] = [categories(), sequence(), divergence()];
  const pairs = [
    ...EXPRESS.map((color, i) => [color, colors[i % colors.length]]),
    ...EXPRESS_SEQUENCE.map((color, i) => [color, rising[i]]),
    ...EXPRESS_DIVERGENCE.map((color, i) => [color, diverging[i]]),
  ];
  return pairs.reduce((text, [color, ours]) => text.replaceAll(`"${color}"`, `"${ours}"`), figure);
}

/** The visitor's language, as Plotly wants to be told. */
function language(): Dict {
  const format = { ...numberLocale(), ...timeLocale() };
  return { locale: "visitor", locales: { visitor: { dictionary: {}, format } } };
}

function heightOf(figure: string): number {
  const height = /"height":\s*(\d+)/.exec(figure.slice(-4000));
  return height ? Number(height[1]) : HEIGHT;
}

function themed(layout: Dict, props: PlotlyChartProps): Dict {
  const { decimal, thousands } = numberLocale();
  const sized: Dict = {
    separators: decimal + thousands,
    ...layout,
    autosize: true,
    width: props.width === "content" ? layout.width : undefined,
  };
  if (props.modes.length) {
    sized.dragmode ??= props.modes.includes("box") ? "select" : props.modes.includes("lasso") ? "lasso" : undefined;
    sized.clickmode = props.modes.includes("points") ? "event+select" : "event";
  }
  if (!props.themed) return sized;
  const line = token("--line-soft");
  const axis = (given: Dict = {}) => ({
    ...given,
    gridcolor: line,
    zerolinecolor: token("--line-firm"),
    linecolor: line,
    tickfont: { color: token("--text-2"), size: 12 },
    title: { ...(given.title as Dict), font: { color: token("--text-2"), size: 13 } },
  });
  const template = (layout.template ?? {}) as Dict;
  const inner = (template.layout ?? {}) as Dict;
  return {
    ...sized,
    template: {
      ...template,
      layout: {
        ...inner,
        colorway: categories(),
        colorscale: {
          sequential: scale(sequence()),
          sequentialminus: scale(sequence().toReversed()),
          diverging: scale(divergence()),
        },
        paper_bgcolor: "rgba(0,0,0,0)",
        plot_bgcolor: "rgba(0,0,0,0)",
        font: { family: token("--font"), color: token("--text"), size: 13 },
        xaxis: axis(inner.xaxis as Dict | undefined),
        yaxis: axis(inner.yaxis as Dict | undefined),
        hoverlabel: { bgcolor: token("--bg-raised"), bordercolor: line, font: { color: token("--text") } },
        margin: { t: layout.title ? 48 : 24, r: 16, b: 44, l: 52 },
      },
    },
  };
}

/** Colours at even steps from 0 to 1. */
function scale(colors: string[]): [number, string][] {
  return colors.map((color, i) => [i / (colors.length - 1), color]);
}

/** Plotly's config; without the tools for ways to select that are not wanted. */
export function configured(props: Pick<PlotlyChartProps, "config" | "modes">): Dict {
  const config: Dict = { responsive: true, displaylogo: false, ...language(), ...props.config };
  if (!props.modes.length) return config;
  const unwanted = [
    ...(props.modes.includes("box") ? [] : ["select2d"]),
    ...(props.modes.includes("lasso") ? [] : ["lasso2d"]),
  ];
  const removed = (config.modeBarButtonsToRemove as string[] | undefined) ?? [];
  return { ...config, modeBarButtonsToRemove: [...removed, ...unwanted] };
}

/** What was selected, as scripts get it. */
export function selectionOf(data: Selected | undefined): Plain {
  const points = (data?.points ?? []).map((point) => ({
    curve_number: point.curveNumber,
    point_number: point.pointNumber,
    point_index: point.pointIndex ?? point.pointNumber,
    x: point.x ?? null,
    y: point.y ?? null,
    ...(point.z === undefined ? {} : { z: point.z }),
    ...(point.label === undefined ? {} : { label: point.label }),
    ...(point.customdata === undefined ? {} : { customdata: point.customdata }),
    legendgroup: (point.data as Dict | undefined)?.legendgroup ?? "",
  }));
  const shapes = data?.selections;
  return JSON.parse(
    JSON.stringify({
      points,
      point_indices: points.map((point) => point.point_index),
      box: shapes ? shapes.filter((each) => each.type === "rect").map(boxOf) : area(data?.range),
      lasso: shapes ? shapes.filter((each) => each.type === "path").map(lassoOf) : area(data?.lassoPoints),
    }),
  ) as Plain;
}

/** An area that an event names by its axes: `{x: [...], y: [...]}`, or x2 and y2 in a figure of several parts. */
function area(of: Dict | undefined): Dict[] {
  if (!of) return [];
  const names = Object.keys(of);
  const xref = names.find((name) => name.startsWith("x")) ?? "x";
  const yref = names.find((name) => name.startsWith("y")) ?? "y";
  return [{ xref, yref, x: of[xref] ?? [], y: of[yref] ?? [] }];
}

function boxOf(shape: Dict): Dict {
  return { xref: shape.xref, yref: shape.yref, x: [shape.x0, shape.x1], y: [shape.y0, shape.y1] };
}

/** A lasso is drawn as a path of SVG: `M1,2L3,4L5,6Z`. */
function lassoOf(shape: Dict): Dict {
  const points = String(shape.path)
    .slice(1)
    .replace(/Z$/i, "")
    .split("L")
    .map((point) => point.split(",").map(numberOrText));
  return { xref: shape.xref, yref: shape.yref, x: points.map((point) => point[0]), y: points.map((point) => point[1]) };
}

function numberOrText(text: string): number | string {
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
