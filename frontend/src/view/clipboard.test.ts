import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./clipboard";

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, "execCommand");
});

test("the clipboard takes a text", async () => {
  const writeText = vi.fn().mockResolvedValue(undefined);
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  await copyText("text");
  expect(writeText).toHaveBeenCalledWith("text");
});

test("without TLS the page copies the older way, whatever is selected", async () => {
  vi.stubGlobal("navigator", {});
  const setData = vi.fn();
  const seen = vi.fn();
  document.addEventListener("copy", seen);
  document.execCommand = vi.fn(() => {
    const event = Object.assign(new Event("copy", { cancelable: true }), { clipboardData: { setData } });
    return document.dispatchEvent(event) || event.defaultPrevented;
  });
  await copyText("text");
  expect(setData).toHaveBeenCalledWith("text/plain", "text");
  expect(seen).not.toHaveBeenCalled();
  document.removeEventListener("copy", seen);
});

test("a browser that does not let the page copy is named", async () => {
  vi.stubGlobal("navigator", {});
  document.execCommand = vi.fn(() => false);
  await expect(copyText("text")).rejects.toThrow("does not let this page copy");
});
