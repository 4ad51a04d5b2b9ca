import { createEffect, createRoot } from "solid-js";
import { beforeEach, expect, test } from "vitest";
import type { Ops, Snapshot } from "../wire/messages.gen";
import { type Chosen, Tree } from "./tree";

const leaf = (id: number, body: string, identity: string | null = null, value: number | null = null): Snapshot => [
  id,
  "text",
  { body },
  identity,
  value,
  null,
];
const page = (...children: Snapshot[]): Snapshot => [
  0,
  "page",
  {},
  null,
  null,
  [[1, "root", { name: "main" }, null, null, children]],
];

let tree: Tree;
const bodies = () =>
  tree
    .get(1)
    ?.children()
    .map((child) => child.props.body);
const asSent: Chosen = (_, sent) => sent;
const apply = (...ops: Ops[]) => tree.apply(ops, asSent);

beforeEach(() => {
  tree = new Tree();
  tree.reset(page(leaf(5, "a"), leaf(6, "b"), leaf(7, "c")), asSent);
});

test("a node has its kind's defaults besides what was sent", () => {
  expect(tree.get(5)?.props).toMatchObject({ body: "a", wrap: true, align: "left" });
});

test("children are inserted, removed and moved", () => {
  apply(["insert", 1, 1, leaf(8, "x")]);
  expect(bodies()).toEqual(["a", "x", "b", "c"]);
  apply(["remove", 6], ["move", 1, 7, 0]);
  expect(bodies()).toEqual(["c", "a", "x"]);
  expect(tree.get(6)).toBeUndefined();
});

test("properties are set, reset and grown", () => {
  apply(["props", 5, { body: "new", wrap: false }, []], ["append", 5, "body", "er"]);
  expect(tree.get(5)?.props).toMatchObject({ body: "newer", wrap: false });
  apply(["props", 5, {}, ["wrap"]]);
  expect(tree.get(5)?.props.wrap).toBe(true);
});

test("only the readers of a changed property run again", () => {
  createRoot((dispose) => {
    const runs = { body: 0, wrap: 0 };
    const node = tree.get(5);
    createEffect(() => {
      void node?.props.body;
      runs.body += 1;
    });
    createEffect(() => {
      void node?.props.wrap;
      runs.wrap += 1;
    });
    queueMicrotask(() => {
      const before = { ...runs };
      apply(["props", 5, { body: "z" }, []]);
      expect(runs).toEqual({ body: before.body + 1, wrap: before.wrap });
      dispose();
    });
  });
});

test("a value set by the script is shown and noticed even if it is the same", () => {
  const node = tree.get(5);
  apply(["value", 5, 3], ["value", 5, 3]);
  expect(node?.value()).toBe(3);
  expect(node?.forced()).toBe(2);
});

test("a page sent whole keeps the nodes that agree, whatever their numbers", () => {
  const before = tree.get(1)?.children();
  tree.reset(page(leaf(20, "A"), leaf(21, "b")), asSent);
  const after = tree.get(1)?.children();
  expect(after?.[0]).toBe(before?.[0]);
  expect(bodies()).toEqual(["A", "b"]);
  apply(["props", 20, { body: "again" }, []]);
  expect(bodies()).toEqual(["again", "b"]);
});

test("a page sent whole keeps what the user entered and the server has not answered", () => {
  tree.reset(page(leaf(5, "a", "w", 1)), asSent);
  tree.get(5)?.setValue(() => 9);
  tree.reset(page(leaf(5, "a", "w", 1)), () => 9);
  expect(tree.get(5)?.value()).toBe(9);
});

test("what was entered since stays over a value that the script has set and in a node that is made anew", () => {
  tree.reset(page(leaf(5, "a", "w", 1)), asSent);
  tree.apply([["value", 5, 2]], () => 9);
  expect(tree.get(5)?.value()).toBe(9);
  tree.apply([["insert", 1, 0, leaf(8, "b", "v", 3)]], (identity, sent) => (identity === "v" ? 9 : sent));
  expect(tree.get(8)?.value()).toBe(9);
});

test("a page sent whole keeps what a form keeps back, unless the script has set another value", () => {
  tree.reset(page(leaf(5, "a", "w", 1), leaf(6, "b", "v", 1)), asSent);
  for (const id of [5, 6]) tree.get(id)?.setValue(() => 2);
  tree.reset(page(leaf(5, "a", "w", 1), leaf(6, "b", "v", 3)), asSent);
  expect(tree.get(5)?.value()).toBe(2);
  expect(tree.get(6)?.value()).toBe(3);
});

test("operations on nodes that are gone do nothing", () => {
  apply(["remove", 99], ["props", 99, { body: "x" }, []], ["move", 1, 99, 0], ["append", 99, "body", "x"]);
  expect(bodies()).toEqual(["a", "b", "c"]);
});

test("changing a nested property of one node leaves the defaults of others alone", () => {
  apply(["insert", 1, 0, [30, "metric", { label: "m", value: "1" }, null, null, null]]);
  apply(["props", 30, { chart: [1, 2, 3] }, []]);
  apply(["insert", 1, 0, [31, "metric", { label: "m", value: "1" }, null, null, null]]);
  expect(tree.get(31)?.props.chart).toEqual([]);
});
