import { fireEvent, screen } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";

const OPENER = "opener";

const width = vi.hoisted(() => {
  const listeners: ((event: { matches: boolean }) => void)[] = [];
  const media = { matches: false, addEventListener: (_: string, act: (typeof listeners)[0]) => listeners.push(act) };
  window.matchMedia = (() => media) as unknown as typeof window.matchMedia;
  return { narrow: (matches: boolean) => listeners.forEach((each) => void each({ matches })) };
});
vi.mock("../styles/theme", () => ({ replaceProperties: () => [], sidebarTheme: () => ({ properties: {} }) }));

const panel = () => screen.getByRole("complementary", { hidden: true });
const grip = () => screen.getByRole("separator", { hidden: true });
const now = () => Number(grip().getAttribute("aria-valuenow"));

/** The sidebar of a page that the app wants so, as at a first visit or at a later one. */
async function shown(props = {}, { isNarrow = false } = {}) {
  vi.resetModules();
  vi.stubGlobal("Solid$$", undefined);
  const fakes = await import("./fakes");
  vi.doMock("../store/session", () => fakes);
  fakes.showPage(props, "sidebar");
  const module = await import("./sidebar");
  width.narrow(isNarrow);
  const [testing, { createComponent }] = await Promise.all([
    import("@solidjs/testing-library"),
    import("solid-js/web"),
  ]);
  const opener = document.body.appendChild(document.createElement("button"));
  opener.id = OPENER;
  testing.render(() => createComponent(module.Sidebar, { opener: () => opener }));
  return { ...module, ...fakes };
}

beforeEach(() => {
  localStorage.clear();
  document.body.replaceChildren();
});

describe("the sidebar", () => {
  it.each([
    ["auto", false, true],
    ["auto", true, false],
    ["expanded", true, true],
    ["collapsed", false, false],
    ["locked", false, true],
    ["locked", true, false],
  ])("that should be %s is, on a page that is narrow: %s, open: %s", async (sidebar, isNarrow, open) => {
    const { sidebarOpen } = await shown({ sidebar }, { isNarrow });
    expect(sidebarOpen()).toBe(open);
    expect(panel().hidden).toBe(!open);
  });

  it("is closed by its button, and stays so at the next visit", async () => {
    await shown();
    fireEvent.click(screen.getByRole("button", { name: "Close the sidebar" }));
    expect(panel().hidden).toBe(true);
    document.body.replaceChildren();
    const later = await shown();
    expect(later.sidebarOpen()).toBe(false);
  });

  it("keeps what it holds while it is closed", async () => {
    const { toggleSidebar } = await shown();
    const text = screen.getByText("Text of sidebar");
    toggleSidebar();
    toggleSidebar();
    expect(screen.getByText("Text of sidebar")).toBe(text);
  });

  it("that is locked cannot be closed", async () => {
    await shown({ sidebar: "locked" });
    expect(screen.queryByRole("button", { name: "Close the sidebar" })).toBeNull();
  });

  it("follows an app that changes its mind", async () => {
    const { sidebarOpen, toggleSidebar, showPage: show } = await shown({ sidebar: "auto" });
    toggleSidebar();
    expect(sidebarOpen()).toBe(false);
    show({ sidebar: "expanded" }, "sidebar");
    expect(sidebarOpen()).toBe(true);
  });
});

describe("the sidebar over a narrow page", () => {
  it("takes the focus and gives it back when Escape closes it", async () => {
    const { toggleSidebar, sidebarOverlays } = await shown({}, { isNarrow: true });
    document.getElementById(OPENER)?.focus();
    toggleSidebar();
    await Promise.resolve();
    expect(sidebarOverlays()).toBe(true);
    expect(panel().contains(document.activeElement)).toBe(true);
    fireEvent.keyDown(panel(), { key: "Escape" });
    await Promise.resolve();
    expect(panel().hidden).toBe(true);
    expect(document.activeElement?.id).toBe(OPENER);
  });

  it("is closed by a click beside it, and that is not kept", async () => {
    const { toggleSidebar } = await shown({}, { isNarrow: true });
    toggleSidebar();
    fireEvent.click(document.querySelector(".scrim") as Element);
    expect(panel().hidden).toBe(true);
    expect(localStorage.length).toBe(0);
  });
});

describe("the width of the sidebar", () => {
  it("is the app's until the user changes it, by keys", async () => {
    await shown({ sidebar_width: 320 });
    expect(now()).toBe(320);
    fireEvent.keyDown(grip(), { key: "ArrowRight" });
    expect(now()).toBe(336);
    fireEvent.keyDown(grip(), { key: "Home" });
    expect(now()).toBe(200);
    fireEvent.keyDown(grip(), { key: "ArrowLeft" });
    expect(now()).toBe(200);
    fireEvent.keyDown(grip(), { key: "End" });
    expect(panel().style.getPropertyValue("--sidebar-width")).toBe("600px");
  });

  it("is kept for the next visit, until it is reset", async () => {
    await shown();
    fireEvent.keyDown(grip(), { key: "ArrowRight" });
    expect(now()).toBe(288);
    document.body.replaceChildren();
    await shown();
    expect(now()).toBe(288);
    fireEvent.dblClick(grip());
    expect(now()).toBe(272);
    expect(localStorage.length).toBe(0);
  });
});
