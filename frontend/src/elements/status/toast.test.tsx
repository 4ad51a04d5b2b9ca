import { createStore } from "solid-js/store";
import { render } from "solid-js/web";
import { afterEach, expect, test, vi } from "vitest";
import type { ElementProps } from "../../view/element";
import type { ToastProps } from "../../wire/messages.gen";
import { Toast } from "./toast";

const settled = () => new Promise<void>((done) => queueMicrotask(() => queueMicrotask(done)));
const texts = () => [...document.querySelectorAll(".toast")].map((each) => each.textContent);

async function toast(seconds = 4) {
  document.body.innerHTML = "<div class='toasts'></div>";
  const [props, setProps] = createStore({ body: "one", call: 1, icon: null, seconds });
  render(() => <Toast {...({ props } as unknown as ElementProps<ToastProps>)} />, document.body);
  await settled();
  return setProps;
}

afterEach(() => vi.useRealTimers());

test("another call is another message", async () => {
  const set = await toast();
  set({ body: "two", call: 2 });
  await settled();
  expect(texts()).toEqual(["one", "two"]);
});

test("a message that is changed stays one", async () => {
  const set = await toast();
  set({ body: "two" });
  await settled();
  expect(texts()).toEqual(["two"]);
});

test("a message that was closed is shown again when it is changed", async () => {
  const set = await toast();
  document.querySelector<HTMLElement>(".toast button")?.click();
  expect(texts()).toEqual([]);
  set({ body: "two" });
  await settled();
  expect(texts()).toEqual(["two"]);
});

test("it goes away after its seconds, which a change begins anew", async () => {
  vi.useFakeTimers();
  const set = await toast(4);
  vi.advanceTimersByTime(3000);
  set({ body: "two" });
  await settled();
  vi.advanceTimersByTime(3000);
  expect(texts()).toEqual(["two"]);
  vi.advanceTimersByTime(1001);
  expect(texts()).toEqual([]);
});

test("one of no seconds stays", async () => {
  vi.useFakeTimers();
  await toast(0);
  vi.advanceTimersByTime(1e6);
  expect(texts()).toEqual(["one"]);
});
