import { OwnGlyphPath } from "../../view/glyph";
import { typeConfig } from "../cells";
import { isoOf, kindOf, momentOf, read, shownOf, wallOf, writtenOf } from "../values";
import { type Editor, type EditorMaker, fieldIn, markField } from "./editor";

const DAY = 86_400;

/** Dates and times as text, or from the browser's calendar; whoever opened the cell steps with the arrows. */
export const momentEditor: EditorMaker = (cell, begin, host): Editor => {
  const { column } = begin;
  const kind = kindOf(column) as "date" | "time" | "datetime";
  const field = fieldIn(cell, document.createElement("input"), begin, host);
  field.type = "text";
  field.classList.add("cell-moment");
  field.classList.toggle("full", kind === "datetime");
  field.value = begin.typed ?? writtenOf(begin.value, column);
  field.placeholder = { date: "YYYY-MM-DD", time: "HH:MM", datetime: "YYYY-MM-DD HH:MM" }[kind];

  const picker = document.createElement("input");
  picker.type = kind === "datetime" ? "datetime-local" : kind;
  picker.className = "cell-picker";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  picker.step = String(stepOf() % 60 ? 1 : kind === "date" ? stepOf() / DAY || 1 : Math.max(60, stepOf()));
  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = "tool cell-opener";
  opener.tabIndex = -1;
  opener.setAttribute("aria-label", kind === "time" ? "Choose a time" : "Open the calendar");
  opener.append(OwnGlyphPath("calendar"));
  cell.append(opener, picker);

  function stepOf(): number {
    return Number(typeConfig(column).step ?? 0) * (kind === "date" ? DAY : 1);
  }
  /** What the clocks of the column show, in milliseconds as if in UTC; undefined while nothing readable is entered. */
  const wall = (): number | undefined => {
    const found = read(field.value, column, begin.value);
    if ("problem" in found || found.value === null) return undefined;
    const shown = shownOf(found.value, column) as number;
    return column.type === "datetime" ? wallOf(shown, column) : shown;
  };
  const write = (next: number) => {
    field.value = writtenOf(momentOf(next, column, begin.value), column);
    host.changed();
  };
  opener.addEventListener("click", (event) => {
    event.stopPropagation();
    const iso = isoOf(wall() ?? Date.now() - new Date().getTimezoneOffset() * 60_000);
    picker.value = kind === "date" ? iso.slice(0, 10) : kind === "time" ? iso.slice(11, 16) : iso.slice(0, 16);
    picker.showPicker?.();
  });
  opener.addEventListener("mousedown", (event) => event.preventDefault());
  picker.addEventListener("change", () => {
    const text = kind === "time" ? `1970-01-01T${picker.value}` : picker.value;
    if (picker.value) write(Date.parse(`${text.includes("T") ? text : `${text}T00:00`}Z`));
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const now = wall();
    if (!direction || begin.typed !== undefined || now === undefined) return;
    event.preventDefault();
    write(now + direction * 1000 * (stepOf() || (kind === "time" ? 60 : DAY)));
  });
  return {
    focus: () => {
      field.focus();
      if (begin.typed === undefined) field.select();
    },
    read: () => read(field.value, column, begin.value),
    mark: (isWrong) => markField(field, isWrong, begin),
    destroy: () => {
      field.remove();
      opener.remove();
      picker.remove();
    },
  };
};
