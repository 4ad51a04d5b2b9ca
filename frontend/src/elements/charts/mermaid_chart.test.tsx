import { cleanup, render, screen, waitFor } from "@solidjs/testing-library";
import { beforeEach, expect, it, vi } from "vitest";
import type { MermaidChartProps } from "../../wire/messages.gen";
import { elementOf, stubObservers } from "./fakes";
import draw from "./mermaid";
import { MermaidChart } from "./mermaid_chart";

vi.mock("./mermaid", () => ({ default: vi.fn() }));
vi.mock("../../store/session", () => ({ post: vi.fn() }));

stubObservers();

beforeEach(() => {
  cleanup();
  vi.mocked(draw).mockReset();
  vi.mocked(draw).mockImplementation(async (_, body) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 200 40");
    svg.textContent = body;
    return svg;
  });
});

function shown(props: Partial<MermaidChartProps>) {
  const element = elementOf<MermaidChartProps>("mermaid_chart", { body: "flowchart LR", ...props });
  render(() => <MermaidChart {...element} />);
  return { node: element.node, chart: screen.getByRole("img") };
}

it("draws the diagram, as wide as it is by nature where there is room", async () => {
  const { chart } = shown({});
  await waitFor(() => expect(chart.textContent).toBe("flowchart LR"));
  const svg = chart.querySelector("svg");
  expect([svg?.getAttribute("width"), svg?.style.maxWidth]).toEqual(["100%", "200px"]);
});

it("keeps its natural width where that is asked for", async () => {
  const { chart } = shown({ width: "content" });
  await waitFor(() => expect(chart.querySelector("svg")?.getAttribute("width")).toBe("200"));
});

it("tells screen readers the given text, else the diagram's own title", () => {
  expect(shown({ alt: "A flow", body: "flowchart\n accTitle: Own" }).chart.getAttribute("aria-label")).toBe("A flow");
  cleanup();
  expect(shown({ body: "flowchart\n accTitle: Own\n a-->b" }).chart.getAttribute("aria-label")).toBe("Own");
});

it("draws again what the script or the theme changed, each time by a name of its own", async () => {
  const { node, chart } = shown({});
  await waitFor(() => expect(chart.textContent).toBe("flowchart LR"));
  node.setProps("body", "pie");
  await waitFor(() => expect(chart.textContent).toBe("pie"));
  document.dispatchEvent(new CustomEvent("rushlight-theme"));
  await waitFor(() => expect(draw).toHaveBeenCalledTimes(3));
  expect(new Set(vi.mocked(draw).mock.calls.map(([id]) => id)).size).toBe(3);
});

it("says what is wrong, and recovers", async () => {
  vi.mocked(draw).mockRejectedValueOnce(new Error("Parse error on line 2"));
  const { node, chart } = shown({});
  expect((await screen.findByRole("alert")).textContent).toContain("Parse error on line 2");
  expect(chart.hidden).toBe(true);
  node.setProps("body", "pie");
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(chart.hidden).toBe(false);
});
