import { instance } from "@viz-js/viz";
import { INK, LINE } from "./graphviz_colors";

/** Graphviz is WebAssembly: in a worker it needs no leave from the page's policy, and a large graph blocks nothing. */
const viz = instance();
const face = { color: LINE, fontcolor: INK, fontname: "Helvetica" };

self.addEventListener("message", async (event: MessageEvent<{ id: number; dot: string; engine: string }>) => {
  const { id, dot, engine } = event.data;
  try {
    const { output, errors } = (await viz).render(dot, {
      format: "svg",
      engine,
      graphAttributes: { ...face, bgcolor: "transparent" },
      nodeAttributes: face,
      edgeAttributes: face,
    });
    postMessage({ id, svg: output, error: errors.map((each) => each.message).join("; ") });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
