import type { LandTile, Named } from "./land";
import type { Answer, Asked } from "./land.worker";

type Found = LandTile | Named[];

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, { resolve: (found: Found) => void; reject: (error: Error) => void }>();
const listeners = new Set<() => void>();
let named: Promise<Named[]> | undefined;

/** What lies in a square of the map, from the one worker of the page. */
export function landIn(z: number, x: number, y: number): Promise<LandTile> {
  return ask([z, x, y]) as Promise<LandTile>;
}

/** The names of countries and where they belong. */
export function landNames(): Promise<Named[]> {
  named ??= ask("names") as Promise<Named[]>;
  return named;
}

/** Have something done when squares can be had in more detail; returns how to stop that. */
export function onFinerLand(act: () => void): () => void {
  listeners.add(act);
  return () => listeners.delete(act);
}

function ask(tile: Asked["tile"]): Promise<Found> {
  worker ??= start();
  asked += 1;
  const id = asked;
  worker.postMessage({ id, tile } satisfies Asked);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function start(): Worker {
  const started = new Worker(new URL("./land.worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data }: MessageEvent<Answer>) => {
    if ("finer" in data) for (const act of listeners) act();
    else settle(data.id, data.found, data.error);
  };
  started.onerror = () => {
    for (const id of [...waiting.keys()]) settle(id, undefined, "The outlines of land could not be loaded");
    worker = undefined;
    named = undefined;
  };
  return started;
}

function settle(id: number, found: Found | undefined, error: string | undefined): void {
  const { resolve, reject } = waiting.get(id) ?? {};
  waiting.delete(id);
  if (found) resolve?.(found);
  else reject?.(new Error(error));
}
