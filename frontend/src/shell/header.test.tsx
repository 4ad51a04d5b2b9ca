import { fireEvent, render, screen } from "@solidjs/testing-library";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chooseRunOnSave, rerun, resetSession, setEdited, setRunState, showPage, stop } from "./fakes";
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

describe("an edited source that does not run by itself", () => {
  const name = (text: string) => screen.getByRole("button", { name: text });

  it("is said, to run it now or always", () => {
    render(() => <Header hasSidebar={false} />);
    expect(screen.queryByText("Source changed")).toBeNull();
    setEdited(true);
    expect(screen.getByText("Source changed")).not.toBeNull();
    fireEvent.click(name("Rerun"));
    expect(rerun).toHaveBeenCalledOnce();
    expect(chooseRunOnSave).not.toHaveBeenCalled();
    fireEvent.click(name("Always rerun"));
    expect(chooseRunOnSave).toHaveBeenCalledWith(true);
    expect(rerun).toHaveBeenCalledTimes(2);
  });
});
