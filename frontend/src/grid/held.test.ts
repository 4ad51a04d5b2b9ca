import { expect, test } from "vitest";
import { HeldKeys } from "./held";

const HERE = { row: 7, cell: 1 };
const key = (name: string, more: object = {}) => ({ key: name, ...more }) as KeyboardEvent;

test("keys wait from the first that edits, at its cell alone", () => {
  const held = new HeldKeys();
  expect(held.takes(key("ArrowDown"), HERE, false)).toBe(false);
  expect(held.takes(key("c", { ctrlKey: true }), HERE, true)).toBe(false);
  expect(held.takes(key("1"), HERE, true)).toBe(true);
  held.hold(HERE, key("1"));
  expect(held.takes(key("ArrowDown"), HERE, false)).toBe(true);
  expect(held.takes(key("2"), { row: 8, cell: 1 }, true)).toBe(false);
  expect(held.at).toEqual(HERE);
});

test("Escape forgets what waits", () => {
  const held = new HeldKeys();
  held.hold(HERE, key("1"));
  expect(held.takes(key("Escape"), HERE, false)).toBe(false);
  expect(held.at).toBeUndefined();
  expect(held.take()).toEqual([]);
});

test("texts are put together, and single keys stand between them", () => {
  const held = new HeldKeys();
  const enter = key("Enter");
  held.hold(HERE, ...["-", "8", "Backspace", "7"].map((name) => key(name)), enter, key("x"));
  expect(held.take()).toEqual(["-7", enter, "x"]);
  expect(held.at).toBeUndefined();
});
