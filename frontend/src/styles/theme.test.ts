import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { contrast, parsed, type Rgb } from "./color";
import type { ThemeSettings } from "./theme";

const told: string[] = [];

const root = document.documentElement;
let system: { matches: boolean; change: () => void };

/** The module anew, in a system that is dark or not, at an address. */
async function themed(given: ThemeSettings = {}, { dark = false, query = "" } = {}) {
  vi.resetModules();
  vi.stubGlobal("Solid$$", undefined);
  history.replaceState(null, "", `/${query}`);
  const listeners: (() => void)[] = [];
  system = { matches: dark, change: () => listeners.forEach((each) => void each()) };
  const media = {
    get matches() {
      return system.matches;
    },
    addEventListener: (_: string, act: () => void) => listeners.push(act),
  };
  vi.stubGlobal("matchMedia", () => media);
  const theme = await import("./theme");
  theme.applyTheme(given);
  theme.followSystem((tone) => told.push(tone));
  return theme;
}

beforeEach(() => {
  localStorage.clear();
  told.length = 0;
  root.removeAttribute("style");
});

afterEach(() => vi.unstubAllGlobals());

describe("the theme that is shown", () => {
  it("follows the system, and tells the script when that changes", async () => {
    const { shownTheme } = await themed({}, { dark: true });
    expect([shownTheme(), root.dataset.theme]).toEqual(["dark", "dark"]);
    system.matches = false;
    system.change();
    expect([shownTheme(), root.dataset.theme]).toEqual(["light", "light"]);
    expect(told).toEqual(["light"]);
  });

  it("is the one that the visitor chose, also at the next visit", async () => {
    const first = await themed();
    first.chooseTheme("dark");
    expect(root.dataset.theme).toBe("dark");
    const second = await themed();
    expect([second.themeChoice(), second.shownTheme()]).toEqual(["dark", "dark"]);
    second.chooseTheme("system");
    expect(localStorage.length).toBe(0);
    expect(root.dataset.theme).toBe("light");
  });

  it("is the app's own where nobody chose", async () => {
    expect((await themed({ theme: { base: "dark" } })).shownTheme()).toBe("dark");
    expect((await themed({ theme: { backgroundColor: "#0e1117" } })).shownTheme()).toBe("dark");
    expect((await themed({ theme: { base: "light", backgroundColor: "#0e1117" } })).shownTheme()).toBe("dark");
  });

  it("is the one that the address of an embedded page asks for", async () => {
    const query = "?embed=true&embed_options=dark_theme";
    expect((await themed({}, { query })).shownTheme()).toBe("dark");
  });

  it("is announced to what draws on canvas", async () => {
    const theme = await themed();
    const heard = vi.fn();
    document.addEventListener("rushlight-theme", heard, { once: true });
    theme.chooseTheme("dark");
    expect(heard).toHaveBeenCalledOnce();
  });

  it("is light on paper", async () => {
    const { shownTheme } = await themed({}, { dark: true });
    window.dispatchEvent(new Event("beforeprint"));
    expect(root.dataset.theme).toBe("light");
    window.dispatchEvent(new Event("afterprint"));
    expect(shownTheme()).toBe("dark");
    expect(told).toEqual([]);
  });
});

describe("the keys of config.toml", () => {
  const property = (name: string) => root.style.getPropertyValue(name);

  it("become custom properties, those of the shown tone over the common ones", async () => {
    const settings = {
      theme: { primaryColor: "#005f73", baseFontSize: 14 },
      "theme.light": { primaryColor: "#0a9396" },
      "theme.dark": { primaryColor: "#94d2bd" },
    };
    const theme = await themed(settings);
    expect([property("--primary"), root.style.fontSize]).toEqual(["#0a9396", "14px"]);
    theme.chooseTheme("dark");
    expect(property("--primary")).toBe("#94d2bd");
  });

  it("leave nothing behind in the other theme", async () => {
    const theme = await themed({ "theme.light": { backgroundColor: "#fffdf5" } });
    expect(property("--bg")).toBe("#fffdf5");
    theme.chooseTheme("dark");
    expect(property("--bg")).toBe("");
  });

  it("that colour surfaces for one tone are left out in the other; the rest stays", async () => {
    const theme = await themed({
      theme: { backgroundColor: "#ffffff", textColor: "#111111", primaryColor: "#005f73" },
    });
    theme.chooseTheme("dark");
    expect([property("--bg"), property("--text"), property("--primary")]).toEqual(["", "", "#005f73"]);
  });

  it("of the sidebar are its own", async () => {
    const theme = await themed({
      theme: { backgroundColor: "#ffffff", secondaryBackgroundColor: "#eeeeee" },
      "theme.sidebar": { backgroundColor: "#102a43", textColor: "#ffffff" },
    });
    const { tone, properties } = theme.sidebarTheme();
    expect(tone).toBe("dark");
    expect(properties).toMatchObject({ "--bg": "#102a43", "--bg-side": "#102a43", "--text": "#ffffff" });
  });

  it("give fields of the sidebar the page's first colour where it has the second", async () => {
    const theme = await themed({ theme: { backgroundColor: "#fff", secondaryBackgroundColor: "#eee" } });
    expect(theme.sidebarTheme()).toEqual({ tone: undefined, properties: { "--bg-field": "#fff" } });
  });

  it("keep the page's primary colour in a sidebar of another tone, moved until it can be read there", async () => {
    const theme = await themed({ theme: { primaryColor: "#0a7d6c" }, "theme.sidebar": { backgroundColor: "#123b34" } });
    const { properties } = theme.sidebarTheme();
    expect(properties["--primary"]).toBe("#0a7d6c");
    expect(contrast(parsed(properties["--primary-text"] as string) as Rgb, [18, 59, 52])).toBeGreaterThanOrEqual(4.5);
  });
});
