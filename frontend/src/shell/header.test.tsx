import { fireEvent, render, screen } from "@solidjs/testing-library";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resetSession, setRunState, showPage, stop } from "./fakes";
import { Header } from "./header";

vi.mock("../store/session", () => import("./fakes"));

beforeEach(() => {
  vi.useFakeTimers();
  resetSession();
  showPage();
});

afterEach(() => vi.useRealTimers());

describe("the sign that the script runs", () => {
  const button = () => screen.queryByRole("button", { name: "Stop the run" });

  it("appears only for a run that lasts", () => {
    render(() => <Header hasSidebar={false} />);
    setRunState("running");
    vi.advanceTimersByTime(299);
    expect(button()).toBeNull();
    vi.advanceTimersByTime(1);
    expect(button()).not.toBeNull();
    expect(screen.getByRole("status").textContent).toBe("Running");
  });

  it("is not seen for quick runs, however many there are", () => {
    render(() => <Header hasSidebar={false} />);
    for (let i = 0; i < 5; i += 1) {
      setRunState("running");
      vi.advanceTimersByTime(200);
      setRunState("idle");
      vi.advanceTimersByTime(200);
      expect(button()).toBeNull();
    }
  });

  it("stops the run, and goes with it", () => {
    render(() => <Header hasSidebar={false} />);
    setRunState("running");
    vi.advanceTimersByTime(300);
    fireEvent.click(button() as HTMLElement);
    expect(stop).toHaveBeenCalledOnce();
    setRunState("idle");
    expect(button()).toBeNull();
  });
});
