import { fireEvent, render, screen } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { themeChoice } from "../styles/theme";
import { dialog, openDialog } from "./dialog";
import { Dialogs } from "./dialogs";
import { chooseRunOnSave, clearCache, resetSession, showPage, stubDom } from "./fakes";
import { setWide, wide } from "./wide";

vi.mock("../store/session", () => import("./fakes"));

stubDom();
beforeEach(() => {
  localStorage.clear();
  resetSession();
  setWide(undefined);
  openDialog();
});

describe("the settings", () => {
  it("choose the theme", () => {
    showPage();
    openDialog("settings");
    render(() => <Dialogs />);
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "System" }).checked).toBe(true);
    fireEvent.click(screen.getByRole("radio", { name: "Dark" }));
    expect(themeChoice()).toBe("dark");
    expect(document.documentElement.dataset.theme).toBe("dark");
  });

  it("choose the width, from what the app says on", () => {
    showPage({ layout: "wide" });
    openDialog("settings");
    render(() => <Dialogs />);
    const choice = screen.getByRole<HTMLInputElement>("switch", { name: /width/ });
    expect(choice.checked).toBe(true);
    fireEvent.click(choice);
    expect(wide()).toBe(false);
  });

  it("choose whether the app runs when its source is saved", () => {
    showPage();
    openDialog("settings");
    render(() => <Dialogs />);
    const choice = screen.getByRole<HTMLInputElement>("switch", { name: /saved/ });
    expect(choice.checked).toBe(true);
    fireEvent.click(choice);
    expect(chooseRunOnSave).toHaveBeenCalledWith(false);
  });

  it("close by their button", () => {
    showPage();
    openDialog("settings");
    render(() => <Dialogs />);
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(dialog()).toBeUndefined();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("clearing the cache", () => {
  it("happens only when it is confirmed", () => {
    openDialog("clear-cache");
    render(() => <Dialogs />);
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(clearCache).not.toHaveBeenCalled();
    openDialog("clear-cache");
    fireEvent.click(screen.getByRole("button", { name: "Clear cache" }));
    expect(clearCache).toHaveBeenCalledOnce();
    expect(dialog()).toBeUndefined();
  });
});

it("shows what the app says about itself", () => {
  showPage({ menu: { about: "An app of light" } });
  openDialog("about");
  render(() => <Dialogs />);
  expect(screen.getByRole("dialog", { name: "About" }).textContent).toMatch(/An app of light.*Made with Rushlight/);
});
