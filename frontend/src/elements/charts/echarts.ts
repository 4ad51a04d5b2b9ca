import * as echarts from "echarts";
import type { FeatureCollection } from "geojson";
import { localized, timeLocale } from "./locale";
import { categories, isDarkAt, readAt, token } from "./theme";

export { harmless } from "./echarts_markup";

export type Chart = echarts.ECharts;
export type Option = Record<string, unknown>;
type Renderer = "canvas" | "svg";
type Theme = Record<string, unknown>;

const WORLD = /"map(?:Type)?":\s*"world"/;

/** Start a chart in a box. */
export function start(box: HTMLElement, renderer: Renderer, themed: boolean): Chart {
  return echarts.init(box, themeOf(box, themed), { renderer, locale: language() as never });
}

/** The names of months and days in the visitor's language. */
function language(): object {
  const { months, shortMonths, days, shortDays } = timeLocale();
  return { time: { month: months, monthAbbr: shortMonths, dayOfWeek: days, dayOfWeekAbbr: shortDays } };
}

/** Have a chart take the colours of the page as it is now. */
export function recolor(chart: Chart, themed: boolean): void {
  chart.setTheme(themeOf(chart.getDom(), themed));
}

/** Give ECharts the map that an option asks for, if it is the one that there is. */
export async function withMaps(option: string): Promise<void> {
  if (!WORLD.test(option) || echarts.getMap("world")) return;
  const { default: countries } = await import("./countries");
  echarts.registerMap("world", countries as FeatureCollection as never);
}

/** ECharts' own colours are for light pages, and it has others for dark ones. */
function themeOf(box: HTMLElement, themed: boolean): Theme | string {
  return themed ? readAt(box, pageTheme) : isDarkAt(box) ? "dark" : "default";
}

function pageTheme(): Theme {
  const text = { color: token("--text"), fontFamily: token("--font") };
  const quiet = { color: token("--text-2"), fontFamily: token("--font") };
  return {
    color: categories(),
    backgroundColor: "transparent",
    textStyle: { fontFamily: token("--font"), fontSize: 12, color: token("--text-2") },
    grid: { left: 8, right: 16 },
    title: {
      left: 0,
      padding: 0,
      textStyle: { ...text, fontSize: 15, fontWeight: 600 },
      subtextStyle: { ...quiet, fontSize: 13 },
    },
    legend: {
      textStyle: quiet,
      inactiveColor: token("--line-firm"),
      pageTextStyle: quiet,
      pageIconColor: token("--text-2"),
      pageIconInactiveColor: token("--line-firm"),
    },
    ...axes(quiet),
    ...tools(text, quiet),
    ...series(text),
  };
}

function axes(quiet: Theme): Theme {
  const line = { lineStyle: { color: token("--line-soft") } };
  const axis = {
    axisLine: { show: false, lineStyle: { color: token("--line-firm") } },
    axisTick: { show: false },
    axisLabel: { ...quiet, color: token("--text-2") },
    nameTextStyle: quiet,
    splitLine: line,
    minorSplitLine: line,
    splitArea: { areaStyle: { color: ["transparent", token("--bg-soft")] } },
  };
  const bare = { ...axis, splitLine: { show: false, ...line } };
  return {
    categoryAxis: { ...bare, axisLine: { show: true, lineStyle: { color: token("--line-firm") } } },
    valueAxis: { ...axis, axisLabel: { ...axis.axisLabel, formatter: localized } },
    logAxis: axis,
    timeAxis: bare,
    radar: { axisName: quiet, splitLine: line, axisLine: line, splitArea: { show: false } },
    parallel: { parallelAxisDefault: axis },
  };
}

function tools(text: Theme, quiet: Theme): Theme {
  const handle = { color: token("--bg-raised"), borderColor: token("--line-strong") };
  const area = { color: token("--primary-soft"), borderColor: token("--ember"), opacity: 0.5 };
  return {
    tooltip: {
      backgroundColor: token("--bg-raised"),
      borderColor: token("--line-firm"),
      textStyle: { ...text, fontSize: 13 },
      valueFormatter: localized,
      axisPointer: {
        lineStyle: { color: token("--line-strong") },
        crossStyle: { color: token("--line-strong") },
        label: { backgroundColor: token("--tip-bg"), color: token("--tip-text") },
      },
    },
    toolbox: {
      iconStyle: { borderColor: token("--text-2") },
      emphasis: { iconStyle: { borderColor: token("--focus") } },
    },
    dataZoom: {
      textStyle: quiet,
      borderColor: token("--line-soft"),
      fillerColor: token("--bg-active"),
      handleStyle: handle,
      moveHandleStyle: { color: token("--line-firm") },
      brushStyle: area,
    },
    visualMap: { textStyle: quiet, inRange: { color: sequence() } },
    timeline: {
      lineStyle: { color: token("--line-firm") },
      label: quiet,
      controlStyle: { color: token("--text-2"), borderColor: token("--text-2") },
    },
    brush: { brushStyle: area },
    markPoint: { label: { color: token("--bg") } },
  };
}

function series(text: Theme): Theme {
  const outline = { itemStyle: { borderColor: token("--bg"), borderWidth: 1 } };
  const strong = { itemStyle: { borderColor: token("--focus"), borderWidth: 2 } };
  const label = { ...text, textBorderColor: "transparent" };
  const land = { areaColor: token("--bg-active"), borderColor: token("--bg") };
  const map = {
    itemStyle: land,
    label: text,
    emphasis: { itemStyle: { areaColor: token("--line-firm") }, label: text },
  };
  return {
    line: { symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, select: strong },
    bar: { itemStyle: { borderRadius: 2 }, select: strong },
    scatter: { select: strong },
    pie: { ...outline, label, labelLine: { lineStyle: { color: token("--line-strong") } }, select: strong },
    sunburst: outline,
    treemap: outline,
    funnel: { ...outline, label },
    radar: { select: strong },
    candlestick: {
      itemStyle: {
        color: token("--green"),
        color0: token("--red"),
        borderColor: token("--green"),
        borderColor0: token("--red"),
      },
    },
    gauge: { title: text, detail: text, axisLabel: { color: token("--text-2") } },
    graph: { lineStyle: { color: token("--line-strong") }, label: text, select: strong },
    sankey: { label, lineStyle: { color: "source", opacity: 0.3 } },
    tree: { label: text, lineStyle: { color: token("--line-firm") } },
    map: { ...map, select: { itemStyle: { areaColor: token("--ember") }, label: text } },
    geo: map,
  };
}

/** From weak to strong. */
function sequence(): string[] {
  return [2, 4, 6, 8].map((step) => token(`--sequential-${step}`));
}
