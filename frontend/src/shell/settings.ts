import type { ThemeSettings } from "../styles/theme";

export interface Settings {
  base: string;
  theme: ThemeSettings;
  toolbar: "auto" | "developer" | "viewer" | "minimal";
  max_upload_size: number;
}

/** What the server tells the page before it connects. */
export const settings: Settings = {
  base: "/",
  theme: {},
  toolbar: "auto",
  max_upload_size: 200,
  ...JSON.parse(document.getElementById("rushlight-settings")?.textContent ?? "{}"),
};

const parameters = new URLSearchParams(location.search);

/** Whether the page is embedded in another, without what surrounds the app. */
export const embedded = parameters.get("embed") === "true";

/** Whether the address asks for something special while embedded. */
export function embedOption(name: string): boolean {
  return embedded && parameters.getAll("embed_options").some((option) => option.toLowerCase() === name);
}

/** Whether the page is looked at where it is made. */
export const isDeveloper =
  settings.toolbar === "developer" ||
  (settings.toolbar === "auto" && ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname));
