type Answer = { id: number; svg?: string; error?: string };

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, (answer: Answer) => void>();

/** Lay out a graph; returns SVG text, or throws what Graphviz says is wrong. */
export async function layout(dot: string, engine: string): Promise<string> {
  worker ??= start();
  asked += 1;
  const id = asked;
  worker.postMessage({ id, dot, engine });
  const { svg, error } = await new Promise<Answer>((answer) => waiting.set(id, answer));
  if (svg === undefined) throw new Error(error || "Graphviz could not draw this graph");
  return svg;
}

function start(): Worker {
  const started = new Worker(new URL("./graphviz.worker.ts", import.meta.url), { type: "module" });
  started.onmessage = (event: MessageEvent<Answer>) => settle(event.data);
  started.onerror = () => {
    for (const id of [...waiting.keys()]) settle({ id, error: "Graphviz could not be loaded" });
    worker = undefined;
  };
  return started;
}

function settle(answer: Answer): void {
  waiting.get(answer.id)?.(answer);
  waiting.delete(answer.id);
}
