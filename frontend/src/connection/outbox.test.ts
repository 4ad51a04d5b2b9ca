import { expect, test } from "vitest";
import { Outbox } from "./outbox";
import { waitBefore } from "./socket";

test("events are numbered in order and kept until they are acknowledged", () => {
  const outbox = new Outbox();
  for (const n of [1, 2, 3]) expect(outbox.add({ type: "change", values: { a: n } }).seq).toBe(n);
  outbox.acknowledge(2);
  expect(outbox.unacknowledged().map((event) => event.seq)).toEqual([3]);
});

test("another session numbers what was not answered from one", () => {
  const outbox = new Outbox();
  outbox.add({ type: "rerun" });
  outbox.add({ type: "rerun" });
  outbox.acknowledge(1);
  outbox.restart();
  expect(outbox.unacknowledged().map((event) => event.seq)).toEqual([1]);
  expect(outbox.add({ type: "rerun" }).seq).toBe(2);
});

test("the newest value of a widget that is not committed is known", () => {
  const outbox = new Outbox();
  outbox.add({ type: "change", values: { a: 1, b: null } });
  outbox.add({ type: "change", values: { a: 2 } });
  expect(outbox.pendingValue("a")).toEqual({ value: 2 });
  expect(outbox.pendingValue("b")).toEqual({ value: null });
  expect(outbox.pendingValue("c")).toBeUndefined();
});

test("retries wait longer and longer, with full jitter", () => {
  expect([0, 1, 2, 3, 4, 9].map((attempt) => waitBefore(attempt, () => 1))).toEqual([0, 500, 1000, 2000, 5000, 5000]);
  expect(waitBefore(4, () => 0)).toBe(0);
});
