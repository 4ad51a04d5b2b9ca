import { cleanup, render, screen } from "@solidjs/testing-library";
import { beforeEach, expect, it, vi } from "vitest";
import type { GraphvizChartProps } from "../../wire/messages.gen";
import { elementOf, stubObservers } from "./fakes";
import { layout } from "./graphviz";
import { GraphvizChart } from "./graphviz_chart";

vi.mock("./graphviz", () => ({ layout: vi.fn() }));
vi.mock("../../store/session", () => ({ post: vi.fn() }));

stubObservers();

const picture = (inside: string) =>
  `<?xml version="1.0"?><svg width="60pt" height="40pt" viewBox="0 0 60 40"><g class="graph">${inside}</g></svg>`;
const NODE = `<g class="node"><ellipse fill="#FILL" stroke="#010204"/><text fill="#010203">a</text></g>`;

beforeEach(() => {
  cleanup();
  vi.mocked(layout).mockReset();
});

async function draw(svg: string, props: Partial<GraphvizChartProps> = {}) {
  vi.mocked(layout).mockResolvedValue(svg);
  const element = elementOf<GraphvizChartProps>("graphviz_chart", { dot: "graph { a }", ...props });
  render(() => <GraphvizChart {...element} />);
  return { element, chart: await screen.findByLabelText(props.alt ?? "Graph") };
}

it("asks for the layout of the engine and shows the picture with its text for screen readers", async () => {
  const { chart } = await draw(picture(NODE), { engine: "neato", alt: "Friends" });
  expect(layout).toHaveBeenCalledWith("graph { a }", "neato");
  expect(chart.getAttribute("role")).toBe("img");
  expect(chart.textContent).toBe("a");
});

it("draws again what the script changed", async () => {
  const { element } = await draw(picture(NODE));
  vi.mocked(layout).mockResolvedValue(picture(NODE.replace(">a<", ">b<")));
  element.node.setProps("dot", "graph { b }");
  expect(await screen.findByText("b")).toBeTruthy();
});

it("leaves the colours that nobody chose to the theme", async () => {
  const { chart } = await draw(picture(NODE.replace("#FILL", "none")));
  const [shape, text] = [chart.querySelector("ellipse"), chart.querySelector("text")];
  expect([shape?.getAttribute("stroke"), shape?.classList.value]).toEqual([null, "graph-line"]);
  expect([text?.getAttribute("fill"), text?.classList.value, text?.dataset.theme]).toEqual([
    null,
    "graph-ink",
    undefined,
  ]);
});

it("writes light on dark shapes and dark on light ones", async () => {
  const { chart } = await draw(picture(NODE.replace("#FILL", "#101030") + NODE.replace("#FILL", "#ffd700")));
  expect([...chart.querySelectorAll("text")].map((each) => each.dataset.theme)).toEqual(["dark", "light"]);
});

it("has a graph with a light background drawn for that", async () => {
  const { chart } = await draw(picture(`<polygon fill="#ffffff"/>${NODE}`));
  expect(chart.querySelector("svg")?.dataset.theme).toBe("light");
});

it("lets nothing run, and opens links in another tab", async () => {
  const bad = `<script>alert(1)</script><a xlink:href="javascript:alert(1)"><text>x</text></a>`;
  const { chart } = await draw(picture(`${bad}<a href="https://example.org"><text>y</text></a>`));
  expect(chart.innerHTML).not.toContain("alert");
  expect(chart.getAttribute("role")).toBe("group");
  const link = chart.querySelector("a[href]");
  expect([link?.getAttribute("target"), link?.getAttribute("rel")]).toEqual(["_blank", "noopener noreferrer"]);
});

it("fills a width or a height that is given, else has its natural size", async () => {
  const { element, chart } = await draw(picture(NODE));
  expect(chart.querySelector("svg")?.getAttribute("width")).toBe("60");
  element.node.setProps("width", "stretch");
  expect(chart.querySelector("svg")?.getAttribute("width")).toBe("100%");
  element.node.setProps("height", 200);
  expect(chart.classList.contains("sized")).toBe(true);
  expect(chart.querySelector("svg")?.hasAttribute("width")).toBe(false);
});

it("says what is wrong with a graph", async () => {
  vi.mocked(layout).mockRejectedValue(new Error("syntax error in line 1"));
  const element = elementOf<GraphvizChartProps>("graphviz_chart", { dot: "graph {" });
  render(() => <GraphvizChart {...element} />);
  expect((await screen.findByRole("alert")).textContent).toContain("syntax error in line 1");
});
