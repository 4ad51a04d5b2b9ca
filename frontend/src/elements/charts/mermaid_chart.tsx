import { createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import type { ElementProps } from "../../view/element";
import { Failure } from "../../view/failure";
import type { MermaidChartProps } from "../../wire/messages.gen";
import { boxOf, reachable } from "./svg";
import { onTheme } from "./theme";
import "./mermaid_chart.css";

const WIDTH = 700;
/** Labels stay readable down to this share of their natural size; a diagram that is wider scrolls. */
const LEAST_SCALE = 0.6;

let drawn = 0;

export function MermaidChart(element: ElementProps<MermaidChartProps>): JSX.Element {
  const props = element.props;
  let host!: HTMLDivElement;
  const [error, setError] = createSignal<unknown>();
  let turn = 0;
  const draw = async () => {
    turn += 1;
    drawn += 1;
    const mine = turn;
    const id = `mermaid-${drawn}`;
    try {
      const { default: render } = await import("./mermaid");
      const svg = await render(id, props.body, host.clientWidth || WIDTH);
      if (mine !== turn) return;
      size(svg, props.width === "content");
      host.replaceChildren(svg);
      setError(undefined);
    } catch (problem) {
      if (mine === turn) setError(problem);
    }
  };
  onMount(() => {
    createEffect(on([() => props.body, () => props.width], () => void draw()));
    onCleanup(onTheme(() => void draw()));
    onCleanup(reachable(host));
  });
  onCleanup(() => {
    turn += 1;
  });
  return (
    <>
      <Show when={error()}>
        <Failure what="This diagram" error={error()} />
      </Show>
      <div
        class="mermaid-chart"
        ref={host}
        hidden={error() !== undefined}
        role="img"
        aria-label={props.alt ?? titleOf(props.body) ?? "Diagram"}
      />
    </>
  );
}

/** The title for screen readers that a diagram gives itself. */
function titleOf(body: string): string | undefined {
  return /^\s*accTitle\s*:\s*(.+)$/m.exec(body)?.[1]?.trim();
}

function size(svg: SVGSVGElement, natural: boolean): void {
  const [width] = boxOf(svg);
  svg.setAttribute("width", natural ? String(width) : "100%");
  svg.style.maxWidth = natural ? "100%" : `${width}px`;
  svg.style.minWidth = `${width * LEAST_SCALE}px`;
}
