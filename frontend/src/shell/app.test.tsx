import { fireEvent, render, screen } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "./app";
import { resetSession, showPage, stubDom } from "./fakes";

const told = vi.hoisted(() => ({
  embedded: false,
  options: [] as string[],
  embedOption: (name: string): boolean => told.embedded && told.options.includes(name),
}));
vi.mock("../store/session", () => import("./fakes"));
vi.mock("./embedding", () => told);

stubDom();
beforeEach(() => {
  resetSession();
  Object.assign(told, { embedded: false, options: [] });
});

describe("the page", () => {
  it("has its landmarks, and only those that hold something", () => {
    showPage({}, "sidebar", "bottom");
    const { unmount } = render(() => <App />);
    for (const role of ["banner", "main", "complementary"]) expect(screen.getAllByRole(role)).toHaveLength(1);
    expect(screen.getByRole("region", { name: "Bottom of the page" }).textContent).toBe("Text of bottom");
    unmount();
    showPage();
    render(() => <App />);
    expect(screen.queryByRole("complementary")).toBeNull();
    expect(screen.queryByRole("region")).toBeNull();
  });

  it("lets the keyboard skip to its content", () => {
    showPage({}, "sidebar");
    render(() => <App />);
    fireEvent.click(screen.getByText("Skip to content"));
    expect(document.activeElement).toBe(screen.getByRole("main"));
  });

  it("is wide when the app says so", () => {
    showPage({ layout: "wide" });
    render(() => <App />);
    expect(screen.getByRole("main").classList.contains("wide")).toBe(true);
  });

  it("has a place for toasts that is read out", () => {
    render(() => <App />);
    expect(document.querySelector(".toasts")?.getAttribute("aria-live")).toBe("polite");
  });
});

describe("a page inside another", () => {
  it("has no bar, unless it is asked for", () => {
    told.embedded = true;
    showPage();
    const { unmount } = render(() => <App />);
    expect(screen.queryByRole("banner")).toBeNull();
    expect(document.body.classList.contains("embedded")).toBe(true);
    unmount();
    told.options = ["show_toolbar"];
    render(() => <App />);
    expect(screen.getAllByRole("banner")).toHaveLength(1);
  });
});
