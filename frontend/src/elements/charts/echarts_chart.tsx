import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { ChartHost } from "../../view/chart_host";
import { type ElementProps, setValue, valueIn } from "../../view/element";
import { Failure } from "../../view/failure";
import { type Marks, markKeys } from "../../view/marks";
import type { EchartsChartProps } from "../../wire/messages.gen";
import type { Chart, Option } from "./echarts";
import { listen, type Selection, select, selectable } from "./echarts_selection";
import { onTheme } from "./theme";
import "./echarts_chart.css";

const HEIGHT = 400;

export function EchartsChart(element: ElementProps<EchartsChartProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  let chart: Chart | undefined;
  let library: typeof import("./echarts") | undefined;
  let marks: Marks | undefined;
  const keys = markKeys(() => (props.selects ? marks : undefined));
  const [error, setError] = createSignal<unknown>();
  const draw = () => {
    if (!chart || !library) return;
    try {
      chart.setOption(library.harmless(optionOf(props)), { notMerge: true });
      if (props.selects) select(chart, valueIn<Selection | null>(element));
      setError(undefined);
    } catch (problem) {
      setError(problem);
    }
  };
  const begin = () => {
    if (!library || chart?.isDisposed() === false) return;
    chart = library.start(host, props.renderer, props.themed);
    if (props.selects) marks = listen(chart, (selection) => setValue(element, selection));
  };
  const load = async () => {
    const found = await import("./echarts");
    await found.withMaps(props.option);
    library = found;
    // The element may be gone by now.
    if (!host.isConnected) return;
    begin();
    draw();
  };
  const observer = new ResizeObserver(() => host.offsetWidth && chart?.resize());
  onMount(() => {
    createEffect(on([() => props.option, () => props.alt], () => void load().catch(setError)));
    createEffect(
      on(
        [() => props.renderer, () => props.selects, () => props.themed],
        () => {
          chart?.dispose();
          begin();
          draw();
        },
        { defer: true },
      ),
    );
    observer.observe(host);
    onCleanup(onTheme(() => chart && library?.recolor(chart, props.themed)));
  });
  onCleanup(() => {
    observer.disconnect();
    chart?.dispose();
  });
  return (
    <>
      <Show when={error()}>
        <Failure what="This chart" error={error()} />
      </Show>
      <ChartHost
        class="echarts-chart"
        ref={(box) => {
          host = box;
        }}
        hidden={error() !== undefined}
        alt={props.alt}
        role="img"
        selects={props.selects}
        keys={keys}
        style={{ height: heightOf(props), width: widthOf(props) }}
      />
    </>
  );
}

function heightOf(props: EchartsChartProps): string {
  return props.height === "content" ? `${props.natural[1] ?? HEIGHT}px` : "100%";
}

/** A chart has no width by nature, unless whoever made it has given one. */
function widthOf(props: EchartsChartProps): string | undefined {
  return props.width === "content" ? `${props.natural[0] ?? HEIGHT * 1.5}px` : undefined;
}

function optionOf(props: EchartsChartProps): Option {
  const option = JSON.parse(props.option) as Option;
  const calm = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ? { animation: false } : {};
  const described = props.alt
    ? { aria: { enabled: true, label: { description: props.alt } } }
    : { aria: option.aria ?? { enabled: true } };
  return { ...(props.selects ? selectable(option) : option), ...described, ...calm };
}
