import { expect, it } from "vitest";
import { sendable } from "./sent";

it("carries what JSON carries, as JSON does", () => {
  const value = {
    text: "a",
    none: null,
    yes: true,
    list: [1, undefined, () => 1, Number.NaN],
    day: new Date(Date.UTC(2026, 0, 31)),
    left: undefined,
    inner: { out: Symbol("x"), far: Number.POSITIVE_INFINITY },
  };
  expect(sendable(value)).toEqual(JSON.parse(JSON.stringify(value)));
});

it("keeps bytes", () => {
  const bytes = new Uint8Array([0, 1, 2, 3]);
  expect(sendable({ bytes })).toEqual({ bytes });
  expect(sendable(bytes.buffer)).toEqual(bytes);
  expect(sendable(new Uint16Array(bytes.buffer, 2))).toEqual(new Uint8Array([2, 3]));
});

it("makes nothing of what cannot be carried", () => {
  expect(sendable(undefined)).toBeNull();
  expect(sendable(() => 1)).toBeNull();
});
