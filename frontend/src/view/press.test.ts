import { afterEach, describe, expect, it, vi } from "vitest";
import { afterPress } from "./press";

const send = (type: string): boolean => document.body.dispatchEvent(new MouseEvent(type, { bubbles: true }));

afterEach(() => vi.useRealTimers());

describe("What is left by a press", () => {
  it("is done at once while nothing is pressed", () => {
    const act = vi.fn();
    afterPress(act);
    expect(act).toHaveBeenCalledOnce();
  });

  it("waits for the click, and comes before what the click does", () => {
    const order: string[] = [];
    document.body.addEventListener("click", () => order.push("click"), { once: true });
    send("mousedown");
    afterPress(() => order.push("left"));
    send("mouseup");
    expect(order).toEqual([]);
    send("click");
    expect(order).toEqual(["left", "click"]);
  });

  it("does not wait for a click that never comes", () => {
    vi.useFakeTimers();
    const act = vi.fn();
    send("mousedown");
    afterPress(act);
    send("mouseup");
    vi.runAllTimers();
    expect(act).toHaveBeenCalledOnce();
    afterPress(act);
    expect(act).toHaveBeenCalledTimes(2);
  });

  it("does not wait for a button let go outside of the window", () => {
    const act = vi.fn();
    send("mousedown");
    afterPress(act);
    window.dispatchEvent(new FocusEvent("blur"));
    expect(act).toHaveBeenCalledOnce();
  });
});
