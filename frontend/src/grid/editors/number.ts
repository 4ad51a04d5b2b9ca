import { numberInField } from "../../view/numbers";
import { typeConfig } from "../cells";
import { read, writtenOf } from "../values";
import { type Editor, type EditorMaker, fieldIn, markField } from "./editor";

/** Numbers and durations: whoever opened the cell steps with the arrows. */
export const numberEditor: EditorMaker = (cell, begin, host): Editor => {
  const field = fieldIn(cell, document.createElement("input"), begin, host);
  const { column } = begin;
  field.type = "text";
  field.inputMode = column.type === "integer" ? "numeric" : "decimal";
  field.classList.add("cell-number");
  field.value = begin.typed ?? writtenOf(begin.value, column);
  field.addEventListener("keydown", (event) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!direction || begin.typed !== undefined || column.type === "duration") return;
    event.preventDefault();
    const step = Number(typeConfig(column).step ?? 1);
    const found = read(field.value, column);
    const number = "value" in found ? Number(found.value ?? 0) : Number.NaN;
    if (!Number.isFinite(number)) return;
    // Binary fractions must not show: 0.1 + 0.2 is 0.3.
    field.value = numberInField(Number((number + direction * step).toPrecision(12)), null);
    host.changed();
  });
  return {
    focus: () => {
      field.focus();
      if (begin.typed === undefined) field.select();
    },
    read: () => read(field.value, column),
    mark: (isWrong) => markField(field, isWrong, begin),
    destroy: () => field.remove(),
  };
};
