import { describe, expect, it } from "vitest";
import { harmless } from "./echarts_markup";

type Fill = (params: object) => string;

const ATTACK = "<b>{b}</b><img src=x onerror=ran(1)>";
const TAMED = '<b>&lt;i&gt;Tue</b><img src="x">';
const POINT = { $vars: ["seriesName", "name", "value"], seriesName: "in", name: "<i>Tue", value: 2 };

/** What the tip of a chart says of a point. */
function told(tooltip: unknown, point: object, more = {}): string {
  const option = harmless({ tooltip, ...more });
  return (option.tooltip as { formatter: Fill }).formatter(point);
}

describe("markup in options of ECharts", () => {
  it("of tips loses what could run", () => {
    expect(told({ formatter: ATTACK }, POINT)).toBe(TAMED);
    expect(told({ formatter: ATTACK }, [POINT])).toBe(TAMED);
    expect(told(ATTACK, POINT)).toBe(TAMED);
    expect(harmless({ legend: { tooltip: { content: "<script>ran(1)</script>all", show: true } } })).toEqual({
      legend: { tooltip: { content: "all", show: true } },
    });
  });

  it("is judged with the values in it", () => {
    const point = { ...POINT, name: "javascript:ran(1)" };
    expect(told('<a href="{b}">{a}</a>', point)).toBe("<a>in</a>");
    expect(told("{b} & {c}", point)).toBe("javascript:ran(1) & 2");
  });

  it("of tips of series and points, wherever they stand, is the same", () => {
    const option = harmless({
      options: [{ series: [{ tooltip: [{ formatter: ATTACK }], data: [{ tooltip: ATTACK }] }] }],
    });
    expect(JSON.stringify(option)).not.toContain("onerror");
  });

  it("of tips along time has dates", () => {
    const point = { ...POINT, axisType: "xAxis.time", axisValue: Date.UTC(2026, 3, 5, 23) };
    expect(told({ formatter: "{yyyy}-{MM}-{dd} {c}" }, point, { useUTC: true })).toBe("2026-04-05 2");
  });

  it("of the tool that shows the data loses it as well", () => {
    const dataView = { title: "Data <img src=x onerror=ran(1)>", lang: ["R & D", "<svg onload=ran(1)>", "Refresh"] };
    const option = harmless({ toolbox: { feature: { dataView } } });
    expect(option).toEqual({
      toolbox: { feature: { dataView: { title: 'Data <img src="x">', lang: ["R & D", "<svg></svg>", "Refresh"] } } },
    });
  });
});

describe("addresses in options of ECharts", () => {
  it("are followed if they lead to a page or a person", () => {
    const links = ["https://example.org/", "/page", "?a=b", "mailto:a@example.org"];
    const option = harmless({
      title: { sublink: "javascript:ran(1)" },
      series: [{ data: links.map((link) => ({ link })) }],
    });
    expect(option).toEqual({ title: { sublink: "" }, series: [{ data: links.map((link) => ({ link })) }] });
    for (const link of [" java\tscript:ran(1)", "vbscript:x", "data:text/html,x", "http://["]) {
      expect(harmless({ title: { link } })).toEqual({ title: { link: "" } });
    }
  });
});

describe("data of an option", () => {
  it("keep their own names and values", () => {
    const text = JSON.stringify({
      dataset: { source: [{ tooltip: "<b>", link: "javascript:x" }] },
      series: [{ name: "<b>", data: [1, null, [2, 3]] }],
      tooltip: { valueFormatter: null, show: true },
    });
    expect(harmless(JSON.parse(text))).toEqual(JSON.parse(text));
  });
});
