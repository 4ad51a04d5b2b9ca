import { fireEvent, render, screen, within } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { dialog, openDialog } from "./dialog";
import { rerun, resetSession, showPage, stubDom } from "./fakes";
import { Menu } from "./menu";

const told = vi.hoisted(() => ({ isDeveloper: true, toolbar: "auto" }));
vi.mock("../store/session", () => import("./fakes"));
vi.mock("../store/settings", () => ({ isDeveloper: () => told.isDeveloper, settings: () => told }));

const MENU = { get_help: "https://example.org/help", report_a_bug: null, about: "An app." };

stubDom();
beforeEach(() => {
  resetSession();
  openDialog();
  Object.assign(told, { isDeveloper: true, toolbar: "auto" });
});

const list = () => screen.getByRole("menu", { hidden: true });
const names = () =>
  within(list())
    .queryAllByRole("menuitem", { hidden: true })
    .map((item) => item.firstChild?.textContent);
const item = (name: string) => within(list()).getByRole("menuitem", { name, hidden: true });
const opened = () => {
  fireEvent.keyDown(screen.getByRole("button", { name: "Menu" }), { key: "ArrowDown" });
  return list();
};

describe("the menu", () => {
  it("offers what the page can do and what the app gives", () => {
    showPage({ menu: MENU });
    render(() => <Menu />);
    expect(names()).toEqual(["Rerun", "Clear cache", "Settings", "Print", "Get help", "About"]);
  });

  it("offers a visitor nothing of the developer's", () => {
    told.isDeveloper = false;
    showPage();
    render(() => <Menu />);
    expect(names()).toEqual(["Settings", "Print", "About"]);
  });

  it("offers only what the app gives where the toolbar is minimal, and is gone if that is nothing", () => {
    told.toolbar = "minimal";
    showPage({ menu: MENU });
    const { unmount } = render(() => <Menu />);
    expect(names()).toEqual(["Settings", "Get help", "About"]);
    unmount();
    showPage();
    render(() => <Menu />);
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("opens with the arrow key and walks around by arrows, to its ends, and by letters", () => {
    showPage({ menu: MENU });
    render(() => <Menu />);
    const menu = opened();
    const walk = (key: string) => {
      fireEvent.keyDown(menu, { key });
      return document.activeElement?.firstChild?.textContent;
    };
    expect(screen.getByRole("button", { name: "Menu" }).getAttribute("aria-expanded")).toBe("true");
    expect(document.activeElement).toBe(item("Rerun"));
    expect(["ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "End", "Home", "s", "p", "x"].map(walk)).toEqual([
      ...["Clear cache", "Rerun", "About", "Rerun", "About", "Rerun", "Settings", "Print", "Print"],
    ]);
  });

  it("closes with Tab and after a choice", () => {
    showPage();
    render(() => <Menu />);
    const expanded = () => screen.getByRole("button", { name: "Menu" }).getAttribute("aria-expanded");
    fireEvent.keyDown(opened(), { key: "Tab" });
    expect(expanded()).toBe("false");
    opened();
    fireEvent.click(item("Rerun"));
    expect(expanded()).toBe("false");
    expect(rerun).toHaveBeenCalledOnce();
  });

  it("says of itself what it is made with unless the app hides that", () => {
    showPage({ menu: {} });
    const { unmount } = render(() => <Menu />);
    fireEvent.click(item("About"));
    expect(dialog()).toBe("about");
    unmount();
    showPage({ menu: { about: null } });
    render(() => <Menu />);
    expect(names()).toEqual(["Rerun", "Clear cache", "Settings", "Print"]);
  });

  it("asks before it clears the cache", () => {
    showPage();
    render(() => <Menu />);
    fireEvent.click(item("Clear cache"));
    expect(dialog()).toBe("clear-cache");
  });

  it("opens links of the app in a tab that cannot reach back", () => {
    showPage({ menu: MENU });
    render(() => <Menu />);
    const link = item("Get help");
    expect(link.getAttribute("href")).toBe(MENU.get_help);
    expect(link.getAttribute("rel")).toContain("noopener");
  });
});
