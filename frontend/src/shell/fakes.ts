/** The store's session as the shell's tests steer it, `vi.mock("../store/session", () => import("./fakes"))`, and what jsdom lacks. */
import { cleanup } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { vi } from "vitest";
import type { ConnectionState } from "../connection/socket";
import { Tree } from "../store/tree";
import type { PageProps, Snapshot } from "../wire/messages.gen";

const [shown, setShown] = createSignal(new Tree());
export const tree = { root: () => shown().root() };
export const [connectionState, setConnectionState] = createSignal<ConnectionState>("open");
export const [retryAt, setRetryAt] = createSignal(0);
export const [runState, setRunState] = createSignal<"running" | "idle">("idle");
export const [objection, setObjection] = createSignal("");
export const objectionRead = vi.fn();
export const [edited, setEdited] = createSignal(false);
export const [runsOnSave, setRunsOnSave] = createSignal(true);
export const rerun = vi.fn();
export const stop = vi.fn();
export const clearCache = vi.fn();
export const retryNow = vi.fn();
export const themeChanged = vi.fn();
export const post = vi.fn();
export const chooseRunOnSave = vi.fn();

export const page = (): PageProps | undefined => tree.root()?.props as PageProps | undefined;
export const region = (name: string) =>
  tree
    .root()
    ?.children()
    .find((child) => child.props.name === name);

/** Show a page with these properties, a text in the main region and one in each region that is named. */
export function showPage(props: Partial<PageProps> = {}, ...regions: string[]): void {
  const text = (id: number, body: string): Snapshot => [id, "text", { body }, null, null, null];
  const children = ["main", "sidebar", "event", "bottom"].map((name, i): Snapshot => {
    const filled = name === "main" || regions.includes(name);
    return [i + 1, "root", { name }, null, null, filled ? [text(i + 10, `Text of ${name}`)] : []];
  });
  shown().reset([0, "page", structuredClone(props), null, null, children] as Snapshot, (_, sent) => sent);
}

/** Show nothing yet, remove what was rendered, and forget what was called. */
export function resetSession(): void {
  cleanup();
  setShown(new Tree());
  setConnectionState("open");
  setRunState("idle");
  setEdited(false);
  setObjection("");
  setRunsOnSave(true);
  for (const call of [rerun, stop, clearCache, retryNow, themeChanged, post, chooseRunOnSave, objectionRead])
    call.mockReset();
}

/** Give jsdom the dialogs and popovers that it lacks. */
export function stubDom(): void {
  const toggle = (newState: string) =>
    function (this: HTMLElement) {
      this.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
    };
  Object.assign(HTMLElement.prototype, { showPopover: toggle("open"), hidePopover: toggle("closed") });
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.setAttribute("open", "");
    },
    close(this: HTMLDialogElement) {
      this.removeAttribute("open");
      this.dispatchEvent(new Event("close"));
    },
  });
}
