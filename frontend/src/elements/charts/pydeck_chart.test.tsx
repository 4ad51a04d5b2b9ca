import { cleanup, fireEvent, render, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Watcher } from "../../deck/scene";
import { NOTHING } from "../../deck/selection";
import * as webgl from "../../deck/webgl";
import { post } from "../../store/session";
import type { Plain, PydeckChartProps } from "../../wire/messages.gen";
import { elementOf } from "./fakes";
import { PydeckChart } from "./pydeck_chart";

vi.mock("../../store/session", () => ({ post: vi.fn() }));
vi.mock("../../deck/webgl", () => ({ hasWebGl: vi.fn() }));

const scenes: FakeScene[] = [];

class FakeScene {
  show = vi.fn(async (..._: unknown[]) => {});
  select = vi.fn();
  recolor = vi.fn();
  zoom = vi.fn();
  home = vi.fn();
  clickMiddle = vi.fn(async () => {});
  middle = vi.fn(async (): Promise<unknown> => undefined);
  finish = vi.fn();
  about = () => "spots with 3 objects";
  isGlobe = () => false;

  constructor(
    readonly box: HTMLElement,
    readonly below: HTMLElement,
    readonly watcher: Watcher,
  ) {
    scenes.push(this);
  }
}

vi.mock("../../deck/scene", () => ({
  get Scene() {
    return FakeScene;
  },
}));

type Seen = (entries: { isIntersecting: boolean }[]) => void;
let comeNear: (isNear?: boolean) => void;

beforeEach(() => {
  scenes.length = 0;
  vi.clearAllMocks();
  vi.mocked(webgl.hasWebGl).mockReturnValue(true);
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(seen: Seen) {
        comeNear = (isNear = true) => seen([{ isIntersecting: isNear }]);
      }
      observe() {}
      disconnect() {}
    },
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function shown(props: Partial<PydeckChartProps> = {}, value: Plain = null) {
  const element = elementOf<PydeckChartProps>("pydeck_chart", { spec: "{}", ...props }, value);
  const { container } = render(() => <PydeckChart {...element} />);
  comeNear();
  await waitFor(() => expect(scenes[0]?.show).toHaveBeenCalled());
  const [scene] = scenes as [FakeScene];
  return { node: element.node, scene, container, view: screen.getByRole("application") };
}

function sent(): unknown {
  const [message] = vi.mocked(post).mock.lastCall ?? [];
  return Object.values((message as { values: object }).values)[0];
}

const OBJECT = { name: "Oslo" };

describe("a map", () => {
  it("is drawn once it comes near, and is told in words", async () => {
    const element = elementOf<PydeckChartProps>("pydeck_chart", { spec: "{}", alt: "Harbours" });
    render(() => <PydeckChart {...element} />);
    comeNear(false);
    await Promise.resolve();
    expect(scenes).toHaveLength(0);
    comeNear();
    await waitFor(() => expect(screen.getByText("spots with 3 objects")).toBeTruthy());
    expect(screen.getByRole("region").getAttribute("aria-label")).toBe("Harbours");
    expect(screen.getByRole("application").getAttribute("aria-label")).toMatch(/^Harbours: arrow keys move/);
    comeNear();
    expect(scenes).toHaveLength(1);
  });

  it("changes in place with the script, and recolours with the theme", async () => {
    const { node, scene } = await shown();
    node.setProps("spec", '{"layers":[]}');
    expect(scene.show).toHaveBeenLastCalledWith(expect.objectContaining({ spec: '{"layers":[]}' }), undefined);
    document.dispatchEvent(new CustomEvent("rushlight-theme"));
    expect(scene.recolor).toHaveBeenCalled();
    expect(scenes).toHaveLength(1);
  });

  it("has the tone of the style that the script asks for", async () => {
    const { container } = await shown({ tone: "light" });
    expect(container.querySelector("section")?.dataset.theme).toBe("light");
  });

  it("is zoomed by buttons", async () => {
    const { scene } = await shown();
    for (const name of ["Zoom in", "Zoom out", "Back to the first view"])
      fireEvent.click(screen.getByRole("button", { name }));
    expect(scene.zoom.mock.calls).toEqual([[1], [-1]]);
    expect(scene.home).toHaveBeenCalledTimes(1);
  });

  it("has a scale and says whom it is owed to, without what is dangerous", async () => {
    const { scene, container } = await shown();
    scene.watcher.moved(12);
    scene.watcher.credited('<a href="https://a.org">A</a><script>1</script>');
    expect(container.querySelector(".map-scale")?.textContent).toBe("1 km");
    expect(container.querySelector(".map-credit")?.innerHTML).toBe('<a href="https://a.org">A</a>');
    scene.watcher.moved(undefined);
    expect(container.querySelector(".map-scale")).toBeNull();
  });

  it("shows what its template says of what is under the pointer", async () => {
    const { scene, container } = await shown({ tooltip: { html: "<b>{name}</b>" } });
    scene.watcher.hovered({ object: OBJECT, x: 5, y: 5 });
    expect(container.querySelector(".map-tip")?.innerHTML).toBe("<b>Oslo</b>");
    scene.watcher.hovered(undefined);
    expect(container.querySelector(".map-tip")).toBeNull();
  });

  it("says once what could not be loaded, until that is closed", async () => {
    const { scene } = await shown();
    for (const what of ["a: no", "a: no", "b: no"]) scene.watcher.failed(what);
    expect(screen.getAllByRole("listitem").map((each) => each.textContent)).toEqual(["a: no", "b: no"]);
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("says what cannot be drawn, and is drawn when that is mended", async () => {
    const { node, scene } = await shown();
    scene.show.mockRejectedValueOnce(new Error('deck.gl has no "X"'));
    node.setProps("spec", "{ }");
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain('deck.gl has no "X"'));
    node.setProps("spec", "{}");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("is drawn again when it has lost its memory", async () => {
    const { scene } = await shown();
    scene.watcher.lost();
    expect(scene.finish).toHaveBeenCalled();
    fireEvent.click(screen.getByRole("button", { name: "Draw it again" }));
    await waitFor(() => expect(scenes[1]?.show).toHaveBeenCalled());
    expect(screen.queryByRole("button", { name: "Draw it again" })).toBeNull();
  });

  it("says that the browser cannot draw it", () => {
    vi.mocked(webgl.hasWebGl).mockReturnValue(false);
    const element = elementOf<PydeckChartProps>("pydeck_chart", { spec: "{}", alt: "Harbours" });
    render(() => <PydeckChart {...element} />);
    expect(screen.getByRole("status").textContent).toMatch(/Harbours.*WebGL 2/);
  });

  it("leaves nothing behind", async () => {
    const { scene } = await shown();
    cleanup();
    expect(scene.finish).toHaveBeenCalled();
  });
});

describe("a selection", () => {
  const CHOSEN = { indices: { spots: [1] }, objects: { spots: [OBJECT] } };

  it("is sent, and shown as it then is", async () => {
    const { scene } = await shown({ mode: "single-object" });
    expect(scene.show).toHaveBeenCalledWith(expect.anything(), NOTHING);
    scene.watcher.selected(CHOSEN);
    await waitFor(() => expect(sent()).toEqual(CHOSEN));
    expect(scene.select).toHaveBeenLastCalledWith(CHOSEN);
  });

  it("is shown again where the map is drawn anew", async () => {
    const { scene } = await shown({ mode: "multi-object" }, CHOSEN);
    expect(scene.show).toHaveBeenCalledWith(expect.anything(), CHOSEN);
  });

  it("is made by Enter and taken back by Escape", async () => {
    const { scene, view } = await shown({ mode: "single-object" }, CHOSEN);
    expect(view.getAttribute("aria-label")).toContain("Enter selects");
    fireEvent.keyDown(view, { key: "Enter" });
    expect(scene.clickMiddle).toHaveBeenCalled();
    fireEvent.keyDown(view, { key: "Escape" });
    await waitFor(() => expect(sent()).toEqual(NOTHING));
    fireEvent.keyDown(view, { key: "Home" });
    expect(scene.home).toHaveBeenCalled();
  });

  it("leaves other keys to the page", async () => {
    const { view } = await shown();
    const keys = ["Tab", "Escape", "a"].map((key) => fireEvent.keyDown(view, { key }));
    expect(keys).toEqual([true, true, true]);
  });
});

describe("the keyboard", () => {
  it("is told what comes into the middle", async () => {
    const { scene, view } = await shown({ tooltip: true });
    vi.spyOn(view, "matches").mockReturnValue(true);
    scene.middle.mockResolvedValueOnce({ object: OBJECT, x: 1, y: 1 });
    scene.watcher.moved(12);
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("name: Oslo"));
    scene.watcher.moved(12);
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Nothing here"));
  });
});
