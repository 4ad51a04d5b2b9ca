/** The store's session for tests of inputs, `vi.mock("../../store/session", () => import("./fakes"))`. */
import { createSignal } from "solid-js";
import { vi } from "vitest";

export const [runState, setRunState] = createSignal<"running" | "idle">("idle");
export const [awaited, setAwaited] = createSignal(false);
export const awaitsAnswer = (): boolean => awaited();
export const post = vi.fn();
export const stop = vi.fn();
export const ask = vi.fn();
export const region = (): undefined => undefined;
export const sessionId = (): string => "session";
