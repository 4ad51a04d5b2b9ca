import { AtlasReader } from "./atlas";
import type { LandTile, Named } from "./land";

/** In a worker, since cutting the fine atlas takes a second. */
const reader = new AtlasReader(
  async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} for ${url}`);
    return response.json();
  },
  () => postMessage({ finer: true }),
);

export type Asked = { id: number; tile: [z: number, x: number, y: number] | "names" };
export type Answer = { id: number; found?: LandTile | Named[]; error?: string } | { finer: true };

self.addEventListener("message", async ({ data: { id, tile } }: MessageEvent<Asked>) => {
  try {
    postMessage({ id, found: tile === "names" ? await reader.names() : await reader.tile(...tile) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
