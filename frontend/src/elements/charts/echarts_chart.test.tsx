import { cleanup, fireEvent, render, screen, waitFor } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { post } from "../../store/session";
import type { EchartsChartProps, Plain } from "../../wire/messages.gen";
import * as library from "./echarts";
import { EchartsChart } from "./echarts_chart";
import { type Selection, selectable } from "./echarts_selection";
import { elementOf, stubObservers } from "./fakes";

vi.mock("../../store/session", () => ({ post: vi.fn() }));
vi.mock("./echarts", () => ({
  start: vi.fn(),
  recolor: vi.fn(),
  withMaps: vi.fn(),
  harmless: (option: object) => option,
}));

stubObservers();

const SERIES = { name: "in", getData: () => ({ getName: () => "Tue", count: () => 2 }), getRawValue: () => 200 };
type Handler = (event: unknown) => void;

function fakeChart() {
  const handlers = new Map<string, Handler>();
  return {
    emit: (name: string, event: unknown) => handlers.get(name)?.(event),
    on: (name: string, handler: Handler) => handlers.set(name, handler),
    getZr: () => ({ on: (name: string, handler: Handler) => handlers.set(`zr-${name}`, handler) }),
    getModel: () => ({ getSeriesByIndex: () => SERIES, getSeries: () => [SERIES] }),
    setOption: vi.fn(),
    dispatchAction: vi.fn(),
    resize: vi.fn(),
    dispose: vi.fn(),
    isDisposed: () => false,
  };
}

let chart: ReturnType<typeof fakeChart>;

beforeEach(() => {
  cleanup();
  vi.clearAllMocks();
  chart = fakeChart();
  vi.mocked(library.start).mockReturnValue(chart as never);
});

async function shown(props: Partial<EchartsChartProps> = {}, value: Plain = null) {
  const element = elementOf<EchartsChartProps>("echarts_chart", { option: `{"series":[{}]}`, ...props }, value);
  render(() => <EchartsChart {...element} />);
  await waitFor(() => expect(chart.setOption).toHaveBeenCalled());
  return {
    node: element.node,
    host: screen.getByRole(props.selects ? "application" : "img", { hidden: true }),
    option: () => chart.setOption.mock.lastCall?.[0],
  };
}

describe("a chart of ECharts", () => {
  it("is drawn by its option, renderer and theme", async () => {
    const { host, option } = await shown({ renderer: "svg", themed: false });
    expect(library.start).toHaveBeenCalledWith(host, "svg", false);
    expect(option()).toMatchObject({ series: [{}], aria: { enabled: true } });
    expect(host.style.height).toBe("400px");
  });

  it("takes the size that its maker gave it, or fills the one that the script gives", async () => {
    const { node, host } = await shown({ natural: [600, 250], width: "content" });
    expect([host.style.width, host.style.height]).toEqual(["600px", "250px"]);
    node.setProps({ height: 300, width: "stretch" });
    expect([host.style.width, host.style.height]).toEqual(["", "100%"]);
  });

  it("describes itself to screen readers by the given text", async () => {
    const { host, option } = await shown({ alt: "Traffic" });
    expect(host.getAttribute("aria-label")).toBe("Traffic");
    expect(option()).toMatchObject({ aria: { enabled: true, label: { description: "Traffic" } } });
  });

  it("changes in place with the script and recolours with the theme", async () => {
    const { node, option } = await shown();
    node.setProps("option", `{"series":[{"type":"bar"}]}`);
    await waitFor(() => expect(option()).toMatchObject({ series: [{ type: "bar" }] }));
    document.dispatchEvent(new CustomEvent("rushlight-theme"));
    expect(library.recolor).toHaveBeenCalledWith(chart, true);
    expect(library.start).toHaveBeenCalledTimes(1);
  });

  it("says what ECharts cannot draw", async () => {
    chart.setOption.mockImplementation(() => {
      throw new Error("Component series.cloud is not there");
    });
    await shown();
    expect(screen.getByRole("alert").textContent).toContain("series.cloud");
  });

  it("leaves nothing behind", async () => {
    await shown();
    cleanup();
    expect(chart.dispose).toHaveBeenCalled();
  });
});

describe("a selection", () => {
  const POINT = { series_index: 0, series_name: "in", data_index: 1, name: "Tue", value: 200 };
  const sent = () => {
    const [message] = vi.mocked(post).mock.lastCall ?? [];
    return Object.values((message as { values: object }).values)[0];
  };

  it("is sent when a point is clicked", async () => {
    const { option } = await shown({ selects: true });
    expect(option()).toMatchObject({ series: [{ selectedMode: "multiple" }] });
    chart.emit("selectchanged", { isFromClick: true, selected: [{ seriesIndex: 0, dataIndex: [1] }] });
    await waitFor(() => expect(post).toHaveBeenCalled());
    expect(sent()).toEqual({ selected: [POINT], areas: [] });
  });

  it("is taken back by a click beside all points", async () => {
    await shown({ selects: true });
    chart.emit("selectchanged", { isFromClick: true, selected: [{ seriesIndex: 0, dataIndex: [1] }] });
    chart.dispatchAction.mockImplementation(() => chart.emit("selectchanged", { isFromClick: false, selected: [] }));
    chart.emit("zr-click", {});
    expect(chart.dispatchAction).toHaveBeenCalledWith({ type: "unselect", seriesIndex: 0, dataIndex: 1 });
    await waitFor(() => expect(sent()).toEqual({ selected: [], areas: [] }));
  });

  it("has areas and the points in them", async () => {
    await shown({ selects: true });
    const area = { brushType: "rect", range: [[1, 2]], coordRange: [[0.1, 0.2]] };
    chart.emit("brushselected", { batch: [{ selected: [{ seriesIndex: 0, dataIndex: [1] }], areas: [area] }] });
    chart.emit("brushEnd", {});
    await waitFor(() => expect(post).toHaveBeenCalled());
    const areas = [{ brush_type: "rect", range: [[1, 2]], coord_range: [[0.1, 0.2]] }];
    expect(sent()).toEqual({ selected: [POINT], areas });
  });

  it("is shown again where the chart is drawn anew", async () => {
    await shown({ selects: true }, { selected: [POINT], areas: [] } as Selection);
    expect(chart.dispatchAction).toHaveBeenCalledWith({ type: "select", seriesIndex: 0, dataIndex: 1 });
  });

  it("leaves alone what the option says of selecting", () => {
    const option = { xAxis: {}, brush: { geoIndex: 0 }, series: { selectedMode: false } };
    expect(selectable(option)).toEqual({ ...option, series: [{ selectedMode: false }] });
    expect(selectable({ xAxis: {}, brush: {} }).brush).toEqual({ xAxisIndex: "all" });
  });

  it("has its points chosen by keys, and says which is meant", async () => {
    const { host } = await shown({ selects: true });
    for (const key of ["ArrowRight", "ArrowRight", "Enter"]) fireEvent.keyDown(host, { key });
    expect(screen.getByRole("status").textContent).toBe("in, Tue, 200");
    const acted = chart.dispatchAction.mock.calls.map(([action]) => action);
    expect(acted).toContainEqual({ type: "showTip", seriesIndex: 0, dataIndex: 1 });
    expect(acted.at(-1)).toEqual({ type: "toggleSelect", seriesIndex: 0, dataIndex: 1 });
    chart.emit("selectchanged", { selected: [{ seriesIndex: 0, dataIndex: [1] }], isFromClick: false });
    fireEvent.keyDown(host, { key: "Escape" });
    expect(chart.dispatchAction).toHaveBeenLastCalledWith({ type: "unselect", seriesIndex: 0, dataIndex: 1 });
  });
});
