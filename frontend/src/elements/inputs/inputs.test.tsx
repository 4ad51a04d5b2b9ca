import { cleanup, fireEvent, render, screen, waitFor } from "@solidjs/testing-library";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Node, Tree } from "../../store/tree";
import { Children } from "../../view/node";
import type { Plain, Snapshot } from "../../wire/messages.gen";
import { stubObservers } from "../charts/fakes";
import * as session from "./fakes";
import * as transfer from "./transfer";

vi.mock("../../store/session", () => import("./fakes"));
vi.mock("./transfer", async (original) => ({
  ...(await original<typeof transfer>()),
  putUpload: vi.fn(async () => undefined),
  removeUpload: vi.fn(async () => undefined),
  sentBefore: vi.fn(async () => ({ name: "kept.csv", size: 2000 })),
}));

stubObservers();

/** Parts that are loaded at their first use take their time. */
const PATIENCE = { timeout: 10_000 };

let tree: Tree;
let ids = 0;

type Part = (id: number) => Snapshot;

/** A part of a page: an element with properties, a value, and what it holds. */
function part(kind: string, props: object, value: Plain = null, below: Part[] | null = null): Part {
  return (id) => {
    ids = Math.max(ids, id);
    const identity = kind === "form" ? `key:${id}` : `$$ID-${id}-${kind}`;
    const children = below?.map((each) => {
      ids += 1;
      return each(ids);
    });
    return [id, kind, props, identity, value, children ?? null] as unknown as Snapshot;
  };
}

const form = (...parts: Part[]) => part("form", { key: "f" }, null, parts);
const submit = part("button", { label: "Send", submits: true });

/** Show a page of these parts. */
function show(...parts: Part[]): Node[] {
  tree = new Tree();
  ids = 0;
  tree.reset(part("container", {}, null, parts)(0), (_, sent) => sent);
  const root = tree.root() as Node;
  render(() => <Children of={root} />);
  return [...root.children()];
}

/** What was sent: the values, and the clicks. */
const sent = () =>
  session.post.mock.calls.map(([event]) => ({
    values: Object.values(event.values ?? {}),
    clicks: Object.values(event.triggers ?? {}),
    quiet: event.quiet,
  }));

const type = (field: HTMLElement, text: string) => fireEvent.input(field, { target: { value: text } });
const moment = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  cleanup();
  vi.clearAllMocks();
  session.setRunState("idle");
  session.setAwaited(false);
});

describe("a text", () => {
  it("is sent at Enter or when the field is left, once", async () => {
    show(part("text_input", { label: "Name" }, ""));
    const field = screen.getByLabelText("Name");
    type(field, "Ada");
    await moment();
    expect(sent()).toEqual([]);
    fireEvent.keyDown(field, { key: "Enter" });
    fireEvent.blur(field);
    await moment();
    expect(sent()).toEqual([{ values: ["Ada"], clicks: [], quiet: undefined }]);
  });

  it("that waits for the next run is sent quietly", async () => {
    show(part("text_input", { label: "Name", quiet: true }, ""));
    type(screen.getByLabelText("Name"), "Ada");
    fireEvent.blur(screen.getByLabelText("Name"));
    await moment();
    expect(sent()[0]?.quiet).toBe(true);
  });

  it("is sent while it is typed, after a pause", async () => {
    vi.useFakeTimers();
    show(part("text_input", { label: "Name", live: 250 }, ""));
    const field = screen.getByLabelText("Name");
    type(field, "A");
    vi.advanceTimersByTime(200);
    type(field, "Ad");
    vi.advanceTimersByTime(249);
    expect(sent()).toEqual([]);
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    await moment();
    expect(sent().map((each) => each.values)).toEqual([["Ad"]]);
  });

  it("that an expression is not found in is not sent, and the field says why", async () => {
    show(part("text_input", { label: "Code", pattern: "^[a-z]+$", pattern_message: "Small letters only." }, ""));
    const field = screen.getByLabelText("Code");
    type(field, "A1");
    expect(screen.queryByText("Small letters only.")).toBeNull();
    fireEvent.keyDown(field, { key: "Enter" });
    await moment();
    expect(sent()).toEqual([]);
    expect(screen.getByText("Small letters only.")).toBeTruthy();
    expect(field.getAttribute("aria-invalid")).toBe("true");
    type(field, "abc");
    expect(screen.queryByText("Small letters only.")).toBeNull();
    fireEvent.blur(field);
    await moment();
    expect(sent().map((each) => each.values)).toEqual([["abc"]]);
  });

  it("may be anything where the browser does not understand the expression", async () => {
    const warned = vi.spyOn(console, "warn").mockReturnValue();
    show(part("text_input", { label: "Code", pattern: "(?P<n>a)" }, ""));
    type(screen.getByLabelText("Code"), "b");
    fireEvent.blur(screen.getByLabelText("Code"));
    await moment();
    expect(sent().map((each) => each.values)).toEqual([["b"]]);
    expect(warned).toHaveBeenCalled();
  });

  it("that is needed cannot be emptied", async () => {
    show(part("text_input", { label: "Name", required: true }, "Ada"));
    type(screen.getByLabelText(/Name/), "");
    fireEvent.blur(screen.getByLabelText(/Name/));
    await moment();
    expect(sent()).toEqual([]);
    expect(screen.getByText("Please fill in this field.")).toBeTruthy();
  });

  it("has its icon, its length and what browsers fill in", () => {
    show(
      part(
        "text_input",
        { label: "Mail", type: "email", autocomplete: "email", max_chars: 9, icon: { emoji: "🔥" } },
        "",
      ),
    );
    const field = screen.getByLabelText("Mail") as HTMLInputElement;
    expect([field.type, field.autocomplete, field.maxLength]).toEqual(["email", "email", 9]);
    expect(screen.getByText("🔥")).toBeTruthy();
  });
});

describe("a form", () => {
  it("sends all values with its click", async () => {
    show(form(part("text_input", { label: "Name" }, ""), part("number_input", { label: "Age" }, 1), submit));
    type(screen.getByLabelText("Name"), "Ada");
    type(screen.getByLabelText("Age"), "36");
    await moment();
    expect(sent()).toEqual([]);
    fireEvent.click(screen.getByText("Send"));
    expect(sent()).toEqual([{ values: ["Ada", 36], clicks: [true], quiet: undefined }]);
  });

  it("is sent by Enter in a field", () => {
    show(form(part("text_input", { label: "Name" }, ""), submit));
    type(screen.getByLabelText("Name"), "Ada");
    fireEvent.keyDown(screen.getByLabelText("Name"), { key: "Enter" });
    expect(sent()).toEqual([{ values: ["Ada"], clicks: [true], quiet: undefined }]);
  });

  const FIELDS: [string, object, Plain][] = [
    ["text_input", {}, ""],
    ["text_area", {}, ""],
    ["number_input", { nullable: true }, null],
    ["date_input", { nullable: true, min: "2020-01-01", max: "2030-01-01" }, null],
    ["date_input", { range: true, min: "2020-01-01", max: "2030-01-01" }, ["2026-01-01"]],
    ["time_input", { nullable: true }, null],
    ["datetime_input", { nullable: true, min: "2020-01-01T00:00", max: "2030-01-01T00:00" }, null],
    ["selectbox", { clearable: true, options: ["x"] }, null],
    ["pills", { options: ["x"] }, []],
    ["segmented_control", { options: ["x"] }, []],
  ];

  it.each(FIELDS)("waits for a %s that is needed and says so", async (kind, props, value) => {
    show(form(part(kind, { label: "Field", required: true, ...props }, value), submit));
    await screen.findByText("Field", {}, PATIENCE);
    fireEvent.click(screen.getByText("Send"));
    expect(sent()).toEqual([]);
    expect(screen.getByText("Please fill in this field.")).toBeTruthy();
  });

  it("waits for what is wrong in a field, and the first that is gets the focus", () => {
    show(
      form(
        part("text_input", { label: "Free" }, ""),
        part("text_input", { label: "Code", pattern: "^a$" }, ""),
        part("number_input", { label: "Age", min: 18 }, 20),
        submit,
      ),
    );
    document.getElementById("node-1")?.setAttribute("data-shown", "yes");
    type(screen.getByLabelText("Code"), "b");
    type(screen.getByLabelText("Age"), "3");
    fireEvent.click(screen.getByText("Send"));
    expect(sent()).toEqual([]);
    expect(document.activeElement).toBe(screen.getByLabelText("Code"));
    expect(screen.getByText("At least 18.")).toBeTruthy();
    type(screen.getByLabelText("Code"), "a");
    type(screen.getByLabelText("Age"), "19");
    fireEvent.click(screen.getByText("Send"));
    expect(sent()).toEqual([{ values: ["", "a", 19], clicks: [true], quiet: undefined }]);
  });

  it("forgets its complaints when the script clears it", () => {
    show(form(part("text_input", { label: "Name", required: true }, ""), submit));
    fireEvent.click(screen.getByText("Send"));
    const field = [...tree.all()].find((node) => node.kind === "text_input");
    tree.apply([["value", field?.id ?? 0, ""]]);
    expect(screen.queryByText("Please fill in this field.")).toBeNull();
  });
});

describe("a number", () => {
  it("is stepped, within its limits", async () => {
    show(part("number_input", { label: "N", whole: true, min: 0, max: 5, step: 2 }, 2));
    fireEvent.click(screen.getByLabelText("Increase"));
    fireEvent.click(screen.getByLabelText("Increase"));
    await moment();
    expect(sent().at(-1)?.values).toEqual([5]);
    expect((screen.getByLabelText("Increase") as HTMLButtonElement).disabled).toBe(true);
  });

  it("that the script has taken away is an empty field", () => {
    show(part("number_input", { label: "N" }, null));
    expect((screen.getByLabelText("N") as HTMLInputElement).value).toBe("");
  });

  it.each([
    ["x", "This is not a number."],
    ["2.5", "Only whole numbers."],
    ["9", "At most 5."],
  ])("%s is not sent", async (text, why) => {
    show(part("number_input", { label: "N", whole: true, max: 5 }, 2));
    type(screen.getByLabelText("N"), text);
    fireEvent.blur(screen.getByLabelText("N"));
    await moment();
    expect(sent()).toEqual([]);
    expect(screen.getByText(why)).toBeTruthy();
  });
});

describe("a shortcut", () => {
  const press = (keys: object, target: EventTarget = document.body) =>
    fireEvent.keyDown(target as Element, { bubbles: true, ...keys });

  it("clicks its button", () => {
    show(part("button", { label: "Save", shortcut: "ctrl+s" }), part("button", { label: "Big", shortcut: "shift+k" }));
    press({ key: "s", ctrlKey: true });
    press({ key: "K", shiftKey: true });
    press({ key: "k" });
    press({ key: "s" });
    press({ key: "s", ctrlKey: true, repeat: true });
    expect(sent().length).toBe(2);
  });

  it("does nothing while something is typed, unless it has Ctrl or Alt", () => {
    show(
      part("button", { label: "Next", shortcut: "n" }),
      part("button", { label: "Alt", shortcut: "alt+n" }),
      part("text_input", { label: "T" }, ""),
    );
    press({ key: "n" }, screen.getByLabelText("T"));
    expect(sent().length).toBe(0);
    press({ key: "˜", code: "KeyN", altKey: true }, screen.getByLabelText("T"));
    expect(sent().length).toBe(1);
  });

  it("does nothing for a button that is disabled, or behind a dialog", () => {
    const dialog = document.createElement("dialog");
    show(
      part("button", { label: "Save", shortcut: "ctrl+s" }),
      part("button", { label: "No", shortcut: "q", disabled: true }),
    );
    press({ key: "q" });
    dialog.setAttribute("open", "");
    document.body.append(dialog);
    press({ key: "s", ctrlKey: true });
    dialog.remove();
    expect(sent().length).toBe(0);
  });
});

describe("buttons", () => {
  it("without words are named by their icon, and described by their help", async () => {
    show(part("button", { label: "", icon: { path: "M0 0", name: "more vert" }, help: "More of it" }));
    const wanted = { name: "more vert", description: "More of it" };
    expect(await screen.findByRole("button", wanted, PATIENCE)).toBeDefined();
  });

  it("take several lines, are cut, or do as their place asks", () => {
    show(
      part("button", { label: "May", wrap: null }),
      part("button", { label: "Does", wrap: true }),
      part("button", { label: "Not", wrap: false }),
    );
    expect(screen.getAllByRole("button").map((each) => each.className.split(" ").at(-1))).toEqual([
      "may-wrap",
      "wrap",
      "one-line",
    ]);
  });

  it("that lead elsewhere report clicks only if they shall", () => {
    show(
      part("link_button", { label: "Quiet", url: "https://example.org" }),
      part("link_button", { label: "Told", url: "https://example.org", reports: true }),
    );
    fireEvent.click(screen.getByText("Quiet"));
    expect(sent()).toEqual([]);
    fireEvent.click(screen.getByText("Told"));
    expect(sent().length).toBe(1);
  });

  it("that download ask for content that is made at the click", async () => {
    session.ask.mockResolvedValue({ url: "_rushlight/media/x" });
    show(part("download_button", { label: "Make", file_name: "a.csv" }));
    await waitFor(() => screen.getByText("Make"));
    fireEvent.click(screen.getByText("Make"));
    await waitFor(() => expect(sent().length).toBe(1));
    expect(session.ask).toHaveBeenCalledWith({ type: "download", widget: "$$ID-1-download_button" });
  });
});

describe("options", () => {
  it("as buttons are taken back, unless one is needed", async () => {
    show(part("pills", { label: "P", options: ["x", "y"], required: true }, ["x"]));
    const x = await screen.findByText("x");
    fireEvent.click(x);
    await moment();
    expect(sent()).toEqual([]);
    fireEvent.click(screen.getByText("y"));
    await moment();
    expect(sent().map((each) => each.values)).toEqual([[["y"]]]);
  });

  it("may be none at first and have captions", () => {
    show(part("radio", { label: "R", options: ["x", "y"], captions: ["small", ""] }, null));
    expect(screen.getAllByRole("radio").every((each) => !(each as HTMLInputElement).checked)).toBe(true);
    expect(screen.getByText("small")).toBeTruthy();
  });
});

describe("feedback", () => {
  it("offers thumbs up first, worth more than down", async () => {
    const [node] = show(part("feedback", { label: "Feedback", options: "thumbs" }));
    const thumbs = await screen.findAllByRole("button", {}, PATIENCE);
    expect(thumbs.map((each) => each.ariaLabel ?? each.getAttribute("aria-label"))).toEqual([
      "Thumbs up",
      "Thumbs down",
    ]);
    const given = thumbs.map((each) => {
      fireEvent.click(each);
      return node?.value();
    });
    expect(given).toEqual([1, 0]);
  });

  it("lights the stars up to the one given", async () => {
    show(part("feedback", { label: "Feedback", options: "stars" }, 2));
    const stars = await screen.findAllByRole("button", {}, PATIENCE);
    expect(stars.map((each) => each.classList.contains("lit"))).toEqual([true, true, true, false, false]);
  });
});

describe("a slider", () => {
  it("of one value, of a pair, and of a range with one end", async () => {
    show(part("slider", { label: "S", min: 0, max: 9, step: 1 }, 4));
    expect(screen.getAllByRole("slider").length).toBe(1);
    cleanup();
    show(part("slider", { label: "S", min: 0, max: 9, step: 1, range: true }, [2]));
    const [only] = screen.getAllByRole("slider");
    fireEvent.input(only as Element, { target: { value: "5" } });
    fireEvent.change(only as Element);
    await waitFor(() => expect(sent().map((each) => each.values)).toEqual([[[5]]]));
  });

  it("keeps the focus when its value is taken, and takes more", async () => {
    show(part("slider", { label: "S", min: 0, max: 9, step: 1, range: true }, [2, 7]));
    const [low] = screen.getAllByRole("slider");
    (low as HTMLElement).focus();
    for (const value of ["3", "7"]) {
      const already = sent().length;
      fireEvent.input(low as Element, { target: { value } });
      fireEvent.change(low as Element);
      await waitFor(() => expect(sent().length).toBe(already + 1));
      expect(document.activeElement).toBe(low);
    }
    expect(sent().at(-1)?.values).toEqual([[7, 7]]);
    expect(screen.getAllByRole("slider").length).toBe(2);
  });

  it("writes values as the script wants", () => {
    show(
      part("slider", { label: "N", min: 0, max: 1, step: 0.1, scale: "float", format: "percent" }, 0.5),
      part(
        "slider",
        { label: "D", min: 1767225600, max: 1769904000, step: 86400, scale: "date", format: "D.M.YY" },
        1767225600,
      ),
    );
    expect(screen.getByLabelText("N").getAttribute("aria-valuetext")).toBe("50%");
    expect(screen.getByLabelText("D").getAttribute("aria-valuetext")).toBe("1.1.26");
  });
});

describe("a colour", () => {
  it("with few digits is shown and kept", () => {
    show(part("color_picker", { label: "C" }, "#0af"));
    return waitFor(() => {
      const [picker] = [...document.querySelectorAll<HTMLInputElement>("input[type=color]")];
      expect(picker?.value).toBe("#00aaff");
      expect((screen.getByLabelText("C, as text") as HTMLInputElement).value).toBe("#0af");
    });
  });
});

describe("pages", () => {
  it("may be too few places for numbers", async () => {
    show(part("pagination", { label: "Pages", pages: 9, visible: 0 }, 3));
    await screen.findByText("3 of 9");
    cleanup();
    show(part("pagination", { label: "Pages", pages: 9, visible: 3 }, 9));
    await screen.findByText("8");
    expect(screen.getAllByLabelText(/^Page \d/).map((each) => each.textContent)).toEqual(["7", "8", "9"]);
  });
});

const drop = (zone: Element, files: File[], entries: unknown[] = files.map(() => null)) =>
  fireEvent.drop(zone, {
    dataTransfer: { files, items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) },
  });

/** A folder as browsers give it. */
function folder(path: string, entries: unknown[]): unknown {
  const parts = [entries, []];
  return {
    isFile: false,
    isDirectory: true,
    fullPath: path,
    createReader: () => ({ readEntries: (done: (some: unknown[]) => void) => done(parts.shift() ?? []) }),
  };
}

const inFolder = (path: string, file: File) => ({
  isFile: true,
  isDirectory: false,
  fullPath: `${path}/${file.name}`,
  file: (done: (file: File) => void) => done(file),
});

describe("files", () => {
  const csv = new File(["a"], "a.csv", { type: "text/csv" });
  const png = new File(["b"], "b.png", { type: "image/png" });

  it("are dropped one by one", async () => {
    show(part("file_uploader", { label: "F", types: [".csv"] }, []));
    drop(await screen.findByRole("group"), [csv, png]);
    await waitFor(() => expect(sent().length).toBe(1));
    expect(vi.mocked(transfer.putUpload).mock.calls.map(([, file]) => file.name)).toEqual(["a.csv"]);
  });

  it("of another type are said to be so", async () => {
    show(part("file_uploader", { label: "F", types: ["image/*", ".csv"] }, []));
    drop(await screen.findByRole("group"), [new File(["x"], "x.txt", { type: "text/plain" })]);
    expect(await screen.findByText("Only image, CSV.")).toBeTruthy();
    expect(sent()).toEqual([]);
  });

  it("of a folder are taken with where they were, those that are wanted", async () => {
    show(part("file_uploader", { label: "F", types: [".csv"], directory: true, multiple: true }, []));
    const entry = folder("/data", [inFolder("/data", png), folder("/data/deep", [inFolder("/data/deep", csv)])]);
    drop(await screen.findByRole("group"), [], [entry]);
    await waitFor(() => expect(sent().length).toBe(1));
    const [[, sentFile]] = vi.mocked(transfer.putUpload).mock.calls as [[string, File]];
    const { folderOf } = await import("./dropped");
    expect([sentFile.name, folderOf(sentFile)]).toEqual(["a.csv", "data/deep"]);
  });

  it("that were sent before the page was loaded anew are shown", async () => {
    show(part("file_uploader", { label: "F" }, ["abcdefgh"]));
    expect(await screen.findByText("kept.csv")).toBeTruthy();
  });
});

describe("a message", () => {
  const send = async (mode: string) => {
    show(part("chat_input", { placeholder: "Say", mode }));
    const field = await screen.findByLabelText("Say");
    type(field, "hello");
    session.setAwaited(true);
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(sent().length).toBe(1));
    return field as HTMLTextAreaElement;
  };

  it("is sent by Enter, not by Shift+Enter", async () => {
    show(part("chat_input", { placeholder: "Say" }));
    const field = await screen.findByLabelText("Say");
    type(field, "hello");
    fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
    await moment();
    expect(sent()).toEqual([]);
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(sent()[0]?.clicks).toEqual([{ text: "hello", files: [], audio: null }]));
  });

  it("may follow another at once", async () => {
    expect((await send("submit")).disabled).toBe(false);
  });

  it.each(["disable", "stop"])("waits for the answer to the one before in mode %s", async (mode) => {
    const field = await send(mode);
    expect(field.disabled).toBe(true);
    if (mode === "stop") {
      fireEvent.click(screen.getByLabelText("Stop the run"));
      expect(session.stop).toHaveBeenCalled();
    }
    session.setRunState("running");
    session.setAwaited(false);
    expect(field.disabled).toBe(true);
    session.setRunState("idle");
    expect(field.disabled).toBe(false);
  });

  it("does not wait for runs that others began", async () => {
    session.setRunState("running");
    show(part("chat_input", { placeholder: "Say", mode: "disable" }));
    expect(((await screen.findByLabelText("Say")) as HTMLTextAreaElement).disabled).toBe(false);
  });

  it("has folders dropped on it", async () => {
    show(part("chat_input", { placeholder: "Say", files: "directory" }));
    const field = await screen.findByLabelText("Say");
    const file = new File(["a"], "a.csv");
    drop(field, [], [folder("/data", [inFolder("/data", file)])]);
    expect(await screen.findByText("a.csv")).toBeTruthy();
  });
});
