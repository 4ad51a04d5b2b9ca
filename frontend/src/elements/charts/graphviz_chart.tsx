import { createResource, type JSX, Match, onCleanup, Switch } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Failure } from "../../view/failure";
import type { GraphvizChartProps } from "../../wire/messages.gen";
import { layout } from "./graphviz";
import { paint } from "./graphviz_colors";
import { boxOf, reachable, safeSvg } from "./svg";
import "./graphviz_chart.css";

/** Labels stay readable down to this share of their natural size; a graph that is wider scrolls. */
const LEAST_SCALE = 0.6;

export function GraphvizChart(element: ElementProps<GraphvizChartProps>): JSX.Element {
  const props = element.props;
  const graph = () => ({ dot: props.dot, engine: props.engine });
  const [drawn] = createResource(graph, async ({ dot, engine }) => drawing(await layout(dot, engine)));
  // The last picture stays until the next one is there; a resource with an error has neither.
  const picture = () => (drawn.error ? undefined : drawn.latest);
  const isSized = () => props.height !== "content";
  const isStretched = () => props.width !== "content";
  const shown = () => {
    const svg = picture();
    if (svg) size(svg, isStretched(), isSized());
    return svg;
  };
  return (
    <Switch fallback={<div class="placeholder" aria-hidden="true" />}>
      <Match when={drawn.error}>
        <Failure what="This graph" error={drawn.error} />
      </Match>
      <Match when={picture()}>
        {(svg) => (
          <div
            class="graphviz-chart"
            classList={{ sized: isSized(), natural: !isStretched() }}
            ref={(box) => onCleanup(reachable(box))}
            role={svg().querySelector("a") ? "group" : "img"}
            aria-label={props.alt ?? "Graph"}
          >
            {shown()}
          </div>
        )}
      </Match>
    </Switch>
  );
}

function drawing(text: string): SVGSVGElement {
  const svg = safeSvg(text);
  if (!svg) throw new Error("Graphviz drew nothing");
  paint(svg);
  return svg;
}

/** Graphviz counts in points, and a page in pixels: one for the other makes labels as large as the page's text. */
function size(svg: SVGSVGElement, stretched: boolean, sized: boolean): void {
  const [width, height] = boxOf(svg);
  if (sized) {
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    svg.style.minWidth = "";
    return;
  }
  svg.setAttribute("width", stretched ? "100%" : String(width));
  svg.setAttribute("height", stretched ? "auto" : String(height));
  svg.style.minWidth = `${width * LEAST_SCALE}px`;
}
