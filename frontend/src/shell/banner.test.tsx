import { fireEvent, render, screen } from "@solidjs/testing-library";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConnectionBanner } from "./banner";
import { objectionRead, resetSession, retryNow, setConnectionState, setObjection, setRetryAt, showPage } from "./fakes";
import { Objection } from "./objection";
import { Waiting } from "./trouble";

vi.mock("../store/session", () => import("./fakes"));

beforeEach(() => {
  vi.useFakeTimers();
  resetSession();
});

afterEach(() => vi.useRealTimers());

const retry = () => screen.queryByRole("button", { name: "Retry now" });

describe("the banner of a lost connection", () => {
  it("appears after two seconds, not for a short break", () => {
    showPage();
    render(() => <ConnectionBanner />);
    setConnectionState("lost");
    vi.advanceTimersByTime(1999);
    expect(retry()).toBeNull();
    vi.advanceTimersByTime(1);
    expect(screen.getByRole("status").textContent).toBe("Connection lost.");
    setConnectionState("open");
    expect(retry()).toBeNull();
  });

  it("counts down to the next try, and tries at once when asked", () => {
    showPage();
    render(() => <ConnectionBanner />);
    setRetryAt(Date.now() + 7000);
    setConnectionState("lost");
    vi.advanceTimersByTime(2000);
    expect(screen.getByText("Retrying in 5 s")).toBeTruthy();
    vi.advanceTimersByTime(3000);
    expect(screen.getByText("Retrying in 2 s")).toBeTruthy();
    vi.advanceTimersByTime(3000);
    expect(screen.getByText("Retrying …")).toBeTruthy();
    fireEvent.click(retry() as HTMLElement);
    expect(retryNow).toHaveBeenCalledOnce();
  });
});

describe("a page that has nothing to show yet", () => {
  it("says that it loads, then that the app does not answer", () => {
    render(() => [<Waiting />, <ConnectionBanner />]);
    expect(screen.getByRole("status").textContent).toBe("Loading");
    setConnectionState("lost");
    vi.advanceTimersByTime(2000);
    expect(screen.getByRole("heading", { name: "The app does not answer" })).toBeTruthy();
    expect(screen.getAllByRole("button")).toHaveLength(1);
    fireEvent.click(retry() as HTMLElement);
    expect(retryNow).toHaveBeenCalledOnce();
  });
});

describe("something that could not be sent", () => {
  it("is said until the user closes it", () => {
    render(() => <Objection />);
    expect(screen.queryByRole("alert")).toBeNull();
    setObjection("What you did last could not be sent.");
    expect(screen.getByRole("alert").textContent).toBe("What you did last could not be sent.");
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(objectionRead).toHaveBeenCalledOnce();
  });
});
