import { cleanup, render, screen } from "@solidjs/testing-library";
import { beforeEach, expect, it, vi } from "vitest";
import type { ExceptionProps } from "../../wire/messages.gen";
import { elementOf } from "../charts/fakes";
import { Exception } from "./exception";

const told = vi.hoisted(() => ({ isLocal: true, error_links: "auto" }));
vi.mock("../../store/session", () => ({ post: vi.fn() }));
vi.mock("../../store/settings", () => ({
  settings: () => told,
  get isLocal() {
    return told.isLocal;
  },
}));

beforeEach(() => {
  cleanup();
  Object.assign(told, { isLocal: true, error_links: "auto" });
});

function links(props: Partial<ExceptionProps> = {}): string[] {
  cleanup();
  const element = elementOf<ExceptionProps>("exception", {
    name: "KeyError",
    message: "'a & b'",
    stack: ["line 1"],
    ...props,
  });
  render(() => <Exception {...element} />);
  return screen.queryAllByRole<HTMLAnchorElement>("link").map((link) => decodeURIComponent(link.href));
}

it("offers to look for the error, with its name and message or with its traceback", () => {
  const [search, question] = links();
  expect(search).toContain("KeyError: 'a & b'");
  expect(question).toContain("line 1\nKeyError");
  expect(screen.getAllByRole("link").every((link) => link.getAttribute("rel")?.includes("noreferrer"))).toBe(true);
});

it("does so where the app is made, always, or never, as the settings say", () => {
  expect(links()).toHaveLength(2);
  told.isLocal = false;
  expect(links()).toHaveLength(0);
  told.error_links = "true";
  expect(links()).toHaveLength(2);
  Object.assign(told, { isLocal: true, error_links: "false" });
  expect(links()).toHaveLength(0);
});

it("offers nothing where visitors are told nothing of the error", () => {
  expect(links({ name: "", message: "Something went wrong.", stack: [] })).toHaveLength(0);
});
