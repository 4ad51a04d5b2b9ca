import type { GridColumn, Plain } from "../../wire/messages.gen";
import type { Read } from "../values";

/** How editing a cell began. */
export interface Begin {
  /** The value of the cell before. */
  value: Plain;
  /** What was typed to begin, which takes the place of the value. */
  typed: string | undefined;
  column: GridColumn;
  /** Name of the cell for screen readers. */
  label: string;
  /** Id of the element that says what is wrong. */
  messageId: string;
}

/** What an editor can ask for. */
export interface EditorHost {
  /** Take over what was entered. */
  commit(): void;
  /** Something was entered: what was wrong may be right now. */
  changed(): void;
}

/** What enters a value in one cell. */
export interface Editor {
  focus(): void;
  /** What is entered now: a value, or what is wrong with it. */
  read(): Read;
  /** Show that what is entered is wrong, or no longer. */
  mark(isWrong: boolean): void;
  destroy(): void;
}

export type EditorMaker = (cell: HTMLElement, begin: Begin, host: EditorHost) => Editor;

/** Keys by which editing ends or moves on: those are the grid's, all others the editor's. */
export function isGridKey(event: KeyboardEvent, isQuick: boolean): boolean {
  if (event.key === "Enter" || event.key === "Tab" || event.key === "Escape") return true;
  // Who began by typing goes on with arrows, as in a spreadsheet; who opened the cell moves within the text.
  return isQuick && event.key.startsWith("Arrow") && !event.shiftKey && !event.altKey;
}

/** A field in a cell with the names and descriptions that it needs. */
export function fieldIn<T extends HTMLInputElement | HTMLTextAreaElement>(
  cell: HTMLElement,
  field: T,
  begin: Begin,
  host: EditorHost,
): T {
  field.className = "cell-input";
  field.setAttribute("aria-label", begin.label);
  field.setAttribute("autocomplete", "off");
  field.spellcheck = false;
  field.addEventListener("keydown", (event) => {
    if ((event as KeyboardEvent).isComposing || !isGridKey(event as KeyboardEvent, begin.typed !== undefined)) {
      event.stopPropagation();
    }
  });
  // What is typed into a field concerns neither the grid's clipboard nor its shortcuts.
  for (const kind of ["copy", "cut", "paste", "dblclick"])
    field.addEventListener(kind, (event) => event.stopPropagation());
  field.addEventListener("input", () => host.changed());
  cell.append(field);
  return field;
}

export function markField(field: HTMLElement, isWrong: boolean, begin: Begin): void {
  field.setAttribute("aria-invalid", String(isWrong));
  if (isWrong) field.setAttribute("aria-describedby", begin.messageId);
  else field.removeAttribute("aria-describedby");
}
