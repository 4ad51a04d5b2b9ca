import { createSignal } from "solid-js";
import type { ThemeSettings } from "../styles/theme";

export interface Settings {
  base: string;
  /** Another text after a change. */
  digest: string;
  theme: ThemeSettings;
  /** Addresses of style sheets that bring typefaces. */
  sheets: string[];
  toolbar: "auto" | "developer" | "viewer" | "minimal";
  /** Whether there is a bar above the page. */
  top_bar: boolean;
  run_on_save: boolean;
  allow_run_on_save: boolean;
  /** Most megabytes of what the page may send at once. */
  max_state_size: number;
  error_links: "auto" | "true" | "false";
  /** Origins that maps may ask. */
  map_hosts: string[];
  version: string;
  /** Marks the style sheets that the page's own scripts make. */
  nonce: string;
  /** What lets the page open its first connection. */
  ticket: string;
  /** Who is logged in, and the address that logs them out. */
  user?: { name: string; logout: string | null };
  /** Whether the page's policy lets components make code out of text. */
  evals: boolean;
}

const [settings, setSettings] = createSignal<Settings>({
  base: "/",
  digest: "",
  theme: {},
  sheets: [],
  toolbar: "auto",
  top_bar: true,
  run_on_save: true,
  allow_run_on_save: true,
  max_state_size: 25,
  error_links: "auto",
  map_hosts: [],
  version: "",
  nonce: "",
  ticket: "",
  evals: false,
  ...JSON.parse(document.getElementById("rushlight-settings")?.textContent ?? "{}"),
});

/** What the server tells the page before it connects, and when it changes. */
export { settings };

/** The settings have changed. */
export function takeSettings(changed: Partial<Settings>, digest: string): void {
  setSettings((known) => ({ ...known, ...changed, digest }));
}

/** Whether the page is looked at on the machine that serves it. */
export const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

/** Whether the page is looked at where it is made. */
export const isDeveloper = (): boolean =>
  settings().toolbar === "developer" || (settings().toolbar === "auto" && isLocal);
