import { describe, expect, it } from "vitest";
import { clicked, NOTHING } from "./selection";

const A = { layer: "a", index: 1, object: { n: 1 } };
const B = { layer: "b", index: 4, object: { n: 2 } };
const BOTH = { indices: { a: [1], b: [4] }, objects: { a: [{ n: 1 }], b: [{ n: 2 }] } };

describe("a click", () => {
  it("selects one object in place of another", () => {
    const first = clicked(NOTHING, A, "single-object");
    expect(first).toEqual({ indices: { a: [1] }, objects: { a: [{ n: 1 }] } });
    expect(clicked(first, B, "single-object")).toEqual({ indices: { b: [4] }, objects: { b: [{ n: 2 }] } });
  });

  it("selects one object with another", () => {
    expect(clicked(clicked(NOTHING, A, "multi-object"), B, "multi-object")).toEqual(BOTH);
  });

  it.each(["single-object", "multi-object"] as const)("on what is selected takes that back: %s", (mode) => {
    expect(clicked(clicked(NOTHING, A, mode), A, mode)).toEqual(NOTHING);
  });

  it("takes back one of several and keeps the others", () => {
    expect(clicked(BOTH, A, "multi-object")).toEqual({ indices: { b: [4] }, objects: { b: [{ n: 2 }] } });
    const pair = clicked(BOTH, { ...A, index: 7 }, "multi-object");
    expect(clicked(pair, A, "multi-object").indices).toEqual({ a: [7], b: [4] });
  });

  it.each(["single-object", "multi-object"] as const)("beside all objects takes back everything: %s", (mode) => {
    expect(clicked(BOTH, undefined, mode)).toEqual(NOTHING);
  });

  it("tells of objects as data", () => {
    const object = { count: 2, pointIndices: new Uint32Array([3, 4]), act: () => 1 };
    expect(clicked(NOTHING, { ...A, object }, "single-object").objects).toEqual({
      a: [{ count: 2, pointIndices: [3, 4] }],
    });
    expect(clicked(NOTHING, { ...A, object: undefined }, "single-object").objects).toEqual({ a: [null] });
  });
});
