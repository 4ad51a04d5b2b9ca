import { expect, test } from "vitest";
import { encodedLength } from "../wire/codec";
import { MAX_MESSAGE_BYTES } from "../wire/messages.gen";
import { takeLarge } from "./greeting";

test("values that have room stay together", () => {
  const values = { a: 1, b: "two" };
  expect(takeLarge(values, MAX_MESSAGE_BYTES / 2)).toEqual({});
  expect(values).toEqual({ a: 1, b: "two" });
});

test("the largest are taken until the others have room", () => {
  const third = "x".repeat(MAX_MESSAGE_BYTES / 3);
  const values = { a: 1, large: third, larger: `${third}!`, b: null };
  expect(takeLarge(values, MAX_MESSAGE_BYTES / 2)).toEqual({ larger: `${third}!` });
  expect(values).toEqual({ a: 1, large: third, b: null });
});

test("many small ones are limited, too", () => {
  const values = Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`widget ${n}`, "x".repeat(100)]));
  const taken = takeLarge(values, MAX_MESSAGE_BYTES / 2);
  expect(Object.keys(taken).length + Object.keys(values).length).toBe(30_000);
  expect(encodedLength(values)).toBeLessThan(MAX_MESSAGE_BYTES);
});
