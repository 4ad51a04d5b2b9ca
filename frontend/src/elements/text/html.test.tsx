import { cleanup, render, waitFor } from "@solidjs/testing-library";
import { beforeEach, expect, it, vi } from "vitest";
import type { HtmlProps } from "../../wire/messages.gen";
import { elementOf } from "../charts/fakes";
import { Html } from "./html";

vi.mock("../../store/session", () => ({ post: vi.fn() }));

beforeEach(cleanup);

function shown(body: string): HTMLElement {
  const element = elementOf<HtmlProps>("html", { body });
  const { container } = render(() => <Html {...element} />);
  return container.firstElementChild as HTMLElement;
}

it("shows HTML, and nothing that could run", async () => {
  const box = shown("<b>bold</b><img src=x onerror=alert(1)>");
  await waitFor(() => expect(box.querySelector("b")?.textContent).toBe("bold"));
  expect(box.innerHTML).not.toContain("alert");
});

it("gives style sheets no room on the page", async () => {
  const sheet = shown("\n <style>b { color: red }</style>\n");
  await waitFor(() => expect(sheet.classList.contains("takes-no-room")).toBe(true));
  const both = shown("<style>b { color: red }</style><b>bold</b>");
  await waitFor(() => expect(both.querySelector("b")).not.toBeNull());
  expect(both.classList.contains("takes-no-room")).toBe(false);
});
