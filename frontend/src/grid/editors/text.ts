import { read, writtenOf } from "../values";
import { type Editor, type EditorMaker, fieldIn, markField } from "./editor";
import { Overlay } from "./overlay";

/** Text of any number of lines: Shift or Alt with Enter begins another one. */
export const textEditor: EditorMaker = (cell, begin, host): Editor => {
  const field = fieldIn(cell, document.createElement("textarea"), begin, host);
  field.classList.add("cell-text");
  field.rows = 1;
  field.value = begin.typed ?? writtenOf(begin.value, begin.column);
  const overlay = new Overlay(cell, field);
  const fit = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    overlay.place();
  };
  field.addEventListener("input", fit);
  field.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || !(event.shiftKey || event.altKey)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input"));
    },
    { capture: true },
  );
  queueMicrotask(fit);
  return {
    focus: () => {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    },
    read: () => (field.value === "" ? { value: null } : read(field.value, begin.column)),
    mark: (isWrong) => markField(field, isWrong, begin),
    destroy: () => overlay.close(),
  };
};
