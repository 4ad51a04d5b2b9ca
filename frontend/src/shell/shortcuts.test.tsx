import { fireEvent, render } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { dialog, openDialog } from "./dialog";
import { rerun, resetSession } from "./fakes";
import { useShortcuts } from "./shortcuts";

const told = vi.hoisted(() => ({ isDeveloper: true }));
vi.mock("../store/session", () => import("./fakes"));
vi.mock("../store/settings", () => ({ isDeveloper: () => told.isDeveloper }));

function Host() {
  useShortcuts();
  return (
    <>
      <input class="field" />
      <p class="text">text</p>
      <div role="grid">
        <span class="cell">cell</span>
      </div>
    </>
  );
}

beforeEach(() => {
  resetSession();
  openDialog();
  told.isDeveloper = true;
});

const press = (where: string, key: string, more = {}) =>
  fireEvent.keyDown(document.querySelector(where) as Element, { key, ...more });

describe("a key of the page", () => {
  it("reruns with R and asks about the cache with C", () => {
    render(() => <Host />);
    press(".text", "r");
    expect(rerun).toHaveBeenCalledOnce();
    press(".text", "c");
    expect(dialog()).toBe("clear-cache");
  });

  it("is only a letter while something is typed or a grid has the focus", () => {
    render(() => <Host />);
    press(".field", "r");
    press(".cell", "r");
    expect(rerun).not.toHaveBeenCalled();
  });

  it("leaves the browser its own keys", () => {
    render(() => <Host />);
    press(".text", "r", { ctrlKey: true });
    press(".text", "r", { metaKey: true });
    press(".text", "r", { repeat: true });
    expect(rerun).not.toHaveBeenCalled();
  });

  it("lets no visitor clear the cache", () => {
    told.isDeveloper = false;
    render(() => <Host />);
    press(".text", "c");
    expect(dialog()).toBeUndefined();
  });

  it("means nothing once the page is gone", () => {
    const { unmount } = render(() => <Host />);
    unmount();
    fireEvent.keyDown(document.body, { key: "r" });
    expect(rerun).not.toHaveBeenCalled();
  });
});
