import type { Marks } from "../../view/marks";
import type { Plain } from "../../wire/messages.gen";
import type { Chart, Option } from "./echarts";

type Dict = Record<string, unknown>;
interface Point extends Dict {
  series_index: number;
  data_index: number;
}
export type Selection = { selected: Point[]; areas: Dict[] } & { [key: string]: Plain };
interface Group {
  seriesIndex: number;
  dataIndex: number[];
}
interface Series {
  id: string;
  name: string;
  getData(): { getName(index: number): string; count(): number };
  getRawValue(index: number): unknown;
}
type Model = { getSeriesByIndex(index: number): Series | undefined; getSeries(): Series[] };

const PAUSE = 150;

/** The option with points that a click selects, unless it says how they are. */
export function selectable(option: Option): Option {
  const series = [option.series ?? []].flat().map((each) => ({ selectedMode: "multiple", ...(each as Dict) }));
  return { ...option, series, ...brushable(option) };
}

/** An area tells of the axes' values only if its brush belongs to the axes. */
function brushable(option: Option): Option {
  const brush = option.brush as Dict | undefined;
  if (!brush || !option.xAxis || ["xAxisIndex", "yAxisIndex", "geoIndex"].some((name) => name in brush)) return {};
  return { brush: { xAxisIndex: "all", ...brush } };
}

/** Tell of what is selected, when it has changed and come to rest; return the marks for the keyboard. */
export function listen(chart: Chart, tell: (selection: Plain) => void): Marks {
  let clicked: Point[] = [];
  let brushed: Point[] = [];
  let areas: Dict[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // What a class instance or a date is to ECharts is text or nothing to the script.
      tell(JSON.parse(JSON.stringify({ selected: joined(clicked, brushed), areas })) as Plain);
    }, PAUSE);
  };
  chart.on("selectchanged", (event) => {
    const { selected, isFromClick } = event as { selected: Group[]; isFromClick: boolean };
    clicked = pointsOf(chart, selected);
    if (isFromClick) changed();
  });
  chart.on("brushselected", (event) => {
    const [batch] = (event as { batch: { selected: Group[]; areas: Dict[] }[] }).batch;
    brushed = pointsOf(chart, batch?.selected ?? []);
    areas = (batch?.areas ?? []).map(areaOf);
  });
  chart.on("brushEnd", changed);
  chart.on("brush", (event) => (event as { areas?: unknown[] }).areas?.length === 0 && changed());
  chart.getZr().on("click", (event) => {
    // A click beside all points takes the selection back.
    if (!event.target) clear();
  });
  const clear = () => {
    for (const point of clicked) {
      chart.dispatchAction({ type: "unselect", seriesIndex: point.series_index, dataIndex: point.data_index });
    }
    changed();
  };
  return marksOf(chart, changed, clear);
}

function marksOf(chart: Chart, changed: () => void, clear: () => void): Marks {
  const places = () =>
    (chart as unknown as { getModel(): Model })
      .getModel()
      .getSeries()
      .flatMap((series, seriesIndex) =>
        Array.from({ length: series.getData().count() }, (_, dataIndex) => ({ series, seriesIndex, dataIndex })),
      );
  const act = (type: string, at: number) => {
    const place = places()[at];
    if (place) chart.dispatchAction({ type, seriesIndex: place.seriesIndex, dataIndex: place.dataIndex });
  };
  let meant = -1;
  const hide = () => {
    act("downplay", meant);
    chart.dispatchAction({ type: "hideTip" });
    meant = -1;
  };
  return {
    count: () => places().length,
    show: (at) => {
      hide();
      meant = at;
      for (const type of ["highlight", "showTip"]) act(type, at);
      const place = places()[at];
      if (!place) return "";
      const { series_name, name, value } = pointOf(place.series, place.seriesIndex, place.dataIndex);
      return [series_name, name, String(value)].filter(Boolean).join(", ");
    },
    hide,
    choose: (at) => {
      act("toggleSelect", at);
      changed();
    },
    clear,
  };
}

/** Show a selection, such as that of before the chart was drawn anew. */
export function select(chart: Chart, selection: Selection | null): void {
  for (const point of selection?.selected ?? []) {
    chart.dispatchAction({ type: "select", seriesIndex: point.series_index, dataIndex: point.data_index });
  }
}

function pointsOf(chart: Chart, groups: readonly Group[]): Point[] {
  const model = (chart as unknown as { getModel(): Model }).getModel();
  return groups.flatMap(({ seriesIndex, dataIndex }) => {
    const series = model.getSeriesByIndex(seriesIndex);
    return series ? dataIndex.map((index) => pointOf(series, seriesIndex, index)) : [];
  });
}

function pointOf(series: Series, seriesIndex: number, index: number): Point {
  return {
    series_index: seriesIndex,
    // ECharts calls a series without a name by one that no text of a person has.
    series_name: series.name.includes("\0") ? "" : series.name,
    data_index: index,
    name: series.getData().getName(index),
    value: series.getRawValue(index) ?? null,
  };
}

function areaOf(area: Dict): Dict {
  return { brush_type: area.brushType, range: area.range ?? null, coord_range: area.coordRange ?? null };
}

function joined(...lists: Point[][]): Point[] {
  const all = lists.flat().map((point) => [`${point.series_index}|${point.data_index}`, point] as const);
  return [...new Map(all).values()];
}
