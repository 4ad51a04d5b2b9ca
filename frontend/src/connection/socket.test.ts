import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Socket, waitBefore, waitForRestart } from "./socket";

class FakeSocket {
  static made: FakeSocket[] = [];
  onclose: ((event: { code: number }) => void) | undefined;
  binaryType = "";
  readyState = 0;

  constructor(readonly url: string) {
    FakeSocket.made.push(this);
  }

  close(): void {}
}

beforeEach(() => {
  FakeSocket.made = [];
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("retries wait longer and longer, with full jitter", () => {
  expect([0, 1, 2, 3, 4, 9].map((attempt) => waitBefore(attempt, () => 1))).toEqual([0, 500, 1000, 2000, 5000, 5000]);
  expect(waitBefore(4, () => 0)).toBe(0);
});

test("after a restart of the server all come back within three seconds, at random", () => {
  expect(waitForRestart(() => 0)).toBe(0);
  expect(waitForRestart(() => 1)).toBe(3000);
  const waits = Array.from({ length: 1000 }, () => waitForRestart());
  for (const second of [0, 1, 2]) {
    const share = waits.filter((wait) => Math.floor(wait / 1000) === second).length;
    expect(share).toBeGreaterThan(200);
  }
});

test("a server that says it restarts is waited for, one that is lost is tried at once", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const states: [string, number][] = [];
  const socket = new Socket("ws://x", {
    ticket: () => Promise.resolve("ticket"),
    opened: () => {},
    received: () => {},
    changed: (state, at) => states.push([state, at - Date.now()]),
  });
  socket.connect();
  await vi.advanceTimersByTimeAsync(0);
  FakeSocket.made[0]?.onclose?.({ code: 1012 });
  expect(states).toEqual([["lost", 1500]]);
  await vi.advanceTimersByTimeAsync(1499);
  expect(FakeSocket.made.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(FakeSocket.made.length).toBe(2);
  FakeSocket.made[1]?.onclose?.({ code: 1006 });
  await vi.advanceTimersByTimeAsync(0);
  expect(FakeSocket.made.length).toBe(3);
});

test("one that was ended comes back with the page that its user has gone back to", async () => {
  const socket = new Socket("ws://x", {
    ticket: () => Promise.resolve("ticket"),
    opened: () => {},
    received: () => {},
    changed: () => {},
  });
  socket.connect();
  await vi.advanceTimersByTimeAsync(0);
  socket.end();
  FakeSocket.made[0]?.onclose?.({ code: 1000 });
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: false }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.made.length).toBe(1);
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  await vi.advanceTimersByTimeAsync(0);
  expect(FakeSocket.made.length).toBe(2);
});
