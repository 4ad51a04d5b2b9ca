import type { Plain } from "../../wire/messages.gen";
import { chip } from "../cell";
import { typeConfig } from "../cells";
import { kindOf, type Option, optionsOf, readItem } from "../values";
import { type Editor, type EditorMaker, fieldIn, markField } from "./editor";
import { OptionList } from "./options";
import { Overlay } from "./overlay";

/** Several values, each a chip: of some options, or whatever is typed where they are free. */
export const choicesEditor: EditorMaker = (cell, begin, host): Editor => {
  const { column } = begin;
  const options = optionsOf(column);
  const isFree = kindOf(column) === "list" || typeConfig(column).accept_new_options === true || !options.length;
  let items: Plain[] = startOf(begin.value);
  let problem: string | undefined;
  const box = document.createElement("div");
  box.className = "cell-input cell-several";
  cell.append(box);
  const overlay = new Overlay(cell, box);
  const field = fieldIn(box, document.createElement("input"), begin, host);
  field.type = "text";
  field.value = begin.typed ?? "";

  const fresh = (text: string): Option | undefined => {
    const isKnown = options.some((option) => option.label.toLowerCase() === text.toLowerCase());
    return isFree && !isKnown ? { value: text, label: `Add “${text}”` } : undefined;
  };
  const list = options.length
    ? new OptionList(
        box,
        field,
        () => options,
        (option) => items.includes(option.value),
        (option) => toggle(option.value),
        false,
        fresh,
      )
    : undefined;

  const draw = () => {
    for (const each of box.querySelectorAll(".cell-chip")) each.remove();
    field.before(...items.map((item) => chip(item, column)));
    overlay.place();
    list?.show(field.value);
  };
  const toggle = (value: Plain) => {
    items = items.includes(value) ? items.filter((item) => item !== value) : [...items, value];
    field.value = "";
    problem = undefined;
    draw();
    host.changed();
    field.focus();
  };
  /** Take over what is written in the field; tell whether that could be. */
  const add = (): boolean => {
    const text = field.value.trim().replace(/,$/, "");
    if (!text) return true;
    const found = readItem(text, column);
    problem = "problem" in found ? found.problem : undefined;
    if ("problem" in found) return false;
    if (kindOf(column) === "list" || !items.includes(found.value)) items = [...items, found.value];
    field.value = "";
    draw();
    return true;
  };
  field.addEventListener("input", () => {
    problem = undefined;
    if (field.value.endsWith(",") && !list) add();
    list?.show(field.value);
  });
  field.addEventListener(
    "keydown",
    (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && list) list.move(step);
      else if (event.key === "Backspace" && field.value === "" && items.length) {
        items = items.slice(0, -1);
        draw();
        host.changed();
      } else if (event.key === "Enter" && list?.current) {
        if (list.current.label.startsWith("Add “") || !options.includes(list.current)) add();
        else toggle(list.current.value);
        list.show("");
      } else if (event.key === "Enter" && field.value.trim()) {
        add();
        host.changed();
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  draw();
  return {
    focus: () => field.focus(),
    read: () => {
      if (!add()) return { problem: problem ?? "This cannot be added" };
      return { value: items.length || begin.value !== null ? items : null };
    },
    mark: (isWrong) => markField(field, isWrong, begin),
    destroy: () => {
      list?.close();
      overlay.close();
    },
  };
};

function startOf(value: Plain): Plain[] {
  if (Array.isArray(value)) return [...value];
  if (value === null || value === "") return [];
  return typeof value === "string" ? value.split(",").map((item) => item.trim()) : [value];
}
