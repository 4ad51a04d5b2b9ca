import { render } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { resetSession, showPage } from "./fakes";
import { addressOf, useTitle } from "./title";

vi.mock("../store/session", () => import("./fakes"));

beforeEach(resetSession);

function Host() {
  useTitle();
  return null;
}

describe("the browser's tab", () => {
  it("has the title and the icon of the app", () => {
    render(() => <Host />);
    showPage({ title: "Sales", icon: { emoji: "📈" } });
    expect(document.title).toBe("Sales");
    const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    expect(decodeURIComponent(link?.href ?? "")).toContain(">📈</text>");
  });
});

describe("an icon", () => {
  it("is a picture at its own address", () => {
    expect(addressOf("https://example.org/icon.png")).toBe("https://example.org/icon.png");
    expect(addressOf("_rushlight/media/1")).toBe("/_rushlight/media/1");
  });

  it("is drawn from the path of a symbol", () => {
    expect(decodeURIComponent(addressOf({ path: "M0 0h1z", box: "0 0 24 24" }))).toMatch(
      /viewBox="0 0 24 24".*d="M0 0h1z"/,
    );
  });

  it("cannot carry markup", () => {
    expect(decodeURIComponent(addressOf({ emoji: "<s" }))).not.toContain("<s<");
  });

  it("is the flame where the app has none", () => {
    expect(addressOf(null)).toMatch(/^data:image\/svg\+xml,/);
  });
});
