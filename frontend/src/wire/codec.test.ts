// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, encode } from "@msgpack/msgpack";
import { expect, test } from "vitest";
import { decodeMessage, encodeMessage } from "./codec";
import type { ClientMessages } from "./messages.gen";

const GOLDEN = join(__dirname, "../../../tests/wire/golden");
const FROM_SERVER = ["welcome", "frame", "tree", "reply", "pong", "refused", "reload"];

const plain = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? Buffer.from(value).toString("base64")
    : Array.isArray(value)
      ? value.map(plain)
      : value !== null && typeof value === "object"
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
        : value;

for (const file of readdirSync(GOLDEN).filter((name) => name.endsWith(".bin"))) {
  const name = file.slice(0, -".bin".length);
  const bytes = readFileSync(join(GOLDEN, file));
  const json = JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), "utf8"));
  test(`the golden ${name} reads as it says`, () => {
    const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    expect(plain(decodeMessage(data))).toEqual(json);
  });
  if (!FROM_SERVER.includes(name)) {
    test(`the browser writes what the golden ${name} says`, () => {
      const written = encodeMessage(json as ClientMessages);
      expect(decode(written)).toEqual(decode(bytes));
      // Servers may write the head of a map in a longer form than browsers do; nothing else differs in size.
      expect(written.length).toBeLessThanOrEqual(bytes.length);
    });
  }
}

test("what is not given is not sent", () => {
  const message = { type: "change", seq: 1, values: undefined } as unknown as ClientMessages;
  expect(encodeMessage(message)).toEqual(encode({ type: "change", seq: 1 }));
});
