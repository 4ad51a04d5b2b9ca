import { decode } from "@msgpack/msgpack";
import { beforeEach, expect, test, vi } from "vitest";
import { type ClientMessages, MAX_MESSAGE_BYTES } from "../wire/messages.gen";
import { Courier, Unwanted } from "./courier";
import { randomId } from "./random";

const sent: ClientMessages[] = [];
const refused: [ClientMessages, string][] = [];
let store = vi.fn<(id: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>>();
let courier: Courier;
let longest: number;

const short = (seq: number): ClientMessages => ({ type: "change", seq, values: { a: seq } });
const long = (seq: number): ClientMessages => ({ type: "change", seq, values: { a: "x".repeat(MAX_MESSAGE_BYTES) } });
const numbers = () => sent.map((message) => ("seq" in message ? message.seq : message.type));

beforeEach(() => {
  sent.length = refused.length = 0;
  store = vi.fn().mockResolvedValue(undefined);
  longest = MAX_MESSAGE_BYTES;
  courier = new Courier({
    longest: () => longest,
    send: (bytes) => sent.push(decode(bytes) as ClientMessages),
    store: (id, bytes) => store(id, bytes),
    refused: (message, reason) => refused.push([message, reason]),
  });
});

test("short messages go at once", () => {
  courier.send(short(1));
  courier.send(short(2));
  expect(numbers()).toEqual([1, 2]);
  expect(store).not.toHaveBeenCalled();
});

test("a long message is stored, then named in its place; what comes after it waits", async () => {
  courier.send(short(1));
  courier.send(long(2));
  courier.send(short(3));
  expect(numbers()).toEqual([1]);
  await vi.waitFor(() => expect(numbers()).toEqual([1, "stored", 3]));
  const [id, bytes] = store.mock.calls[0] ?? ["", new Uint8Array()];
  expect(sent[1]).toEqual({ type: "stored", file: id });
  expect(decode(bytes)).toEqual(long(2));
});

test("what the server will never take is given back, and the rest goes on", async () => {
  store.mockRejectedValueOnce(new Unwanted("too large"));
  courier.send(long(1));
  courier.send(short(2));
  await vi.waitFor(() => expect(numbers()).toEqual([2]));
  expect(refused).toEqual([[long(1), "too large"]]);
});

test("what could not be stored for the moment is tried again", async () => {
  store.mockRejectedValueOnce(new Error("no connection"));
  courier.send(long(1));
  await vi.waitFor(() => expect(numbers()).toEqual(["stored"]), 2000);
  expect(store).toHaveBeenCalledTimes(2);
  expect(refused).toEqual([]);
});

test("another connection forgets what waited for the one before", async () => {
  let stored: () => void = () => undefined;
  store.mockReturnValueOnce(new Promise((done) => (stored = done)));
  courier.send(long(1));
  courier.send(short(2));
  courier.restart();
  courier.send(short(3));
  stored();
  await new Promise((later) => setTimeout(later));
  expect(numbers()).toEqual([3]);
});

test("a server that takes less on the socket gets less there", async () => {
  longest = 1000;
  courier.send({ type: "change", seq: 1, values: { a: "x".repeat(1000) } });
  await vi.waitFor(() => expect(numbers()).toEqual(["stored"]));
});

test("what an earlier connection could not send is left to the one after it", async () => {
  let refuse: (error: Error) => void = () => undefined;
  store.mockReturnValueOnce(new Promise((_, reject) => (refuse = reject)));
  courier.send(long(1));
  courier.restart();
  refuse(new Unwanted("too large"));
  await new Promise((later) => setTimeout(later));
  expect(refused).toEqual([]);
});

test("ids are long, and never the same", () => {
  const ids = new Set(Array.from({ length: 100 }, randomId));
  expect(ids.size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
});
