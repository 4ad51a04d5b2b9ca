import { expect, test } from "vitest";
import { Outbox } from "./outbox";

test("events are numbered in order and kept until they are acknowledged", () => {
  const outbox = new Outbox();
  for (const n of [1, 2, 3]) expect(outbox.add({ type: "change", values: { a: n } }).seq).toBe(n);
  outbox.acknowledge(2);
  expect(outbox.unacknowledged().map((event) => event.seq)).toEqual([3]);
});

test("a page that was loaded anew numbers its events after those of its session", () => {
  const outbox = new Outbox();
  outbox.resume(3, 5);
  expect(outbox.add({ type: "rerun" }).seq).toBe(6);
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

test("the newest value of a widget after an event is known", () => {
  const outbox = new Outbox();
  outbox.add({ type: "change", values: { a: 1, b: null } });
  outbox.add({ type: "change", values: { a: 2 } });
  expect(outbox.valueAfter(0, "a", 7)).toBe(2);
  expect(outbox.valueAfter(0, "b", 7)).toBeNull();
  expect(outbox.valueAfter(0, "c", 7)).toBe(7);
  expect(outbox.valueAfter(1, "a", 7)).toBe(2);
  expect(outbox.valueAfter(1, "b", 7)).toBe(7);
  expect(outbox.valueAfter(2, "a", 7)).toBe(7);
});

test("a page that continues a session numbers its events after those of the page before", () => {
  const outbox = new Outbox();
  outbox.add({ type: "rerun" });
  outbox.restart(5);
  expect(outbox.unacknowledged().map((event) => event.seq)).toEqual([6]);
  expect(outbox.add({ type: "rerun" }).seq).toBe(7);
});

test("an event that cannot be sent is forgotten", () => {
  const outbox = new Outbox();
  for (const n of [1, 2, 3]) outbox.add({ type: "change", values: { a: n } });
  outbox.drop(2);
  expect(outbox.unacknowledged().map((event) => event.seq)).toEqual([1, 3]);
});

test("another session may begin with an event of its own", () => {
  const outbox = new Outbox();
  outbox.add({ type: "rerun" });
  outbox.restart(0, { type: "change", values: { a: 1 } });
  expect(outbox.unacknowledged().map(({ seq, type }) => [seq, type])).toEqual([
    [1, "change"],
    [2, "rerun"],
  ]);
});
