import { type Option, optionsOf, read } from "../values";
import { type Editor, type EditorMaker, fieldIn, markField } from "./editor";
import { OptionList } from "./options";

/** One of some options: typing filters them, arrows go through them, Enter takes one. */
export const choiceEditor: EditorMaker = (cell, begin, host): Editor => {
  const { column } = begin;
  const none: Option = { value: null, label: "None" };
  const options = column.config?.required ? optionsOf(column) : [none, ...optionsOf(column)];
  let chosen = options.find((option) => option.value === begin.value);
  const field = fieldIn(cell, document.createElement("input"), begin, host);
  field.type = "text";
  field.value = begin.typed ?? (chosen && chosen !== none ? chosen.label : "");
  let isTyped = begin.typed !== undefined;
  const list = new OptionList(
    cell,
    field,
    () => options,
    (option) => option === chosen,
    (option) => {
      take(option);
      host.commit();
    },
    true,
  );
  const take = (option: Option) => {
    chosen = option;
    isTyped = false;
    field.value = option === none ? "" : option.label;
  };
  field.addEventListener("input", () => {
    isTyped = true;
    list.show(field.value);
  });
  field.addEventListener(
    "keydown",
    (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        event.stopImmediatePropagation();
        list.move(step);
      } else if (
        (event.key === "Enter" || event.key === "Tab") &&
        list.current &&
        (isTyped ? field.value !== "" : true)
      ) {
        take(list.current);
      }
    },
    { capture: true },
  );
  list.show(begin.typed ?? "");
  return {
    focus: () => {
      field.focus();
      if (begin.typed === undefined) field.select();
    },
    read: () => {
      if (isTyped) return read(field.value, column);
      return { value: chosen ? chosen.value : begin.value };
    },
    mark: (isWrong) => markField(field, isWrong, begin),
    destroy: () => {
      list.close();
      field.remove();
    },
  };
};
