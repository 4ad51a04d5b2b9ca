import embed, { type EmbedOptions, type VisualizationSpec } from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";

/** Draw a Vega or Vega-Lite chart; expressions are interpreted, as the page's policy forbids making code of them. */
export default function draw(host: HTMLElement, spec: VisualizationSpec, options: EmbedOptions) {
  return embed(host, spec, { ...options, ast: true, expr: expressionInterpreter as never });
}
