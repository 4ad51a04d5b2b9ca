import { expect, it } from "vitest";
import { type Marks, markKeys } from "./marks";

function chart(count: number): { marks: Marks; log: string[] } {
  const log: string[] = [];
  const note = (word: string) => (at?: number) => void log.push(at === undefined ? word : `${word} ${at}`);
  const show = (at: number) => {
    note("show")(at);
    return `mark ${at}`;
  };
  return { log, marks: { count: () => count, show, hide: note("hide"), choose: note("choose"), clear: note("clear") } };
}

const press = (keys: ReturnType<typeof markKeys>, ...names: string[]): boolean[] =>
  names.map((key) => {
    const event = new KeyboardEvent("keydown", { key, cancelable: true });
    keys.onKeyDown(event);
    return event.defaultPrevented;
  });

it("goes from mark to mark and around", () => {
  const { marks, log } = chart(3);
  const keys = markKeys(() => marks);
  press(keys, "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "ArrowRight", "Home");
  expect(log).toEqual(["show 0", "show 1", "show 0", "show 2", "show 2", "show 0", "show 0"]);
  expect(keys.said()).toBe("mark 0");
});

it("begins at the end where one goes back", () => {
  const { marks, log } = chart(3);
  press(
    markKeys(() => marks),
    "ArrowLeft",
  );
  expect(log).toEqual(["show 2"]);
});

it("chooses the mark that is meant, and takes the choice back", () => {
  const { marks, log } = chart(3);
  const keys = markKeys(() => marks);
  press(keys, "Enter", "ArrowRight", "Enter", " ", "Escape");
  expect(log).toEqual(["show 0", "choose 0", "choose 0", "clear"]);
});

it("forgets where it was when the focus leaves", () => {
  const { marks, log } = chart(3);
  const keys = markKeys(() => marks);
  press(keys, "End");
  keys.onBlur();
  press(keys, "ArrowRight");
  expect(log).toEqual(["show 2", "hide", "show 0"]);
});

it("leaves other keys, and charts that are not there, alone", () => {
  const { marks } = chart(0);
  expect(
    press(
      markKeys(() => marks),
      "Tab",
      "a",
      "ArrowRight",
    ),
  ).toEqual([false, false, true]);
  expect(
    press(
      markKeys(() => undefined),
      "ArrowRight",
    ),
  ).toEqual([false]);
});
