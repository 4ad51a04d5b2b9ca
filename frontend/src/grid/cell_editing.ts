import type { Column, EditCommand, EditorArguments, GridOption } from "slickgrid";
import type { GridColumn, Plain } from "../wire/messages.gen";
import { EDITORS } from "./editors";
import type { Editor } from "./editors/editor";
import type { Grid } from "./grid";
import { Message } from "./message";
import type { Cell } from "./ranges";
import { kindOf, problemOf } from "./values";

export interface CellHost {
  columns(): readonly GridColumn[];
  valueAt(row: number, column: GridColumn): Plain;
  /** Whether a row is one that was added, which may be begun with nothing in a cell. */
  isAdded(row: number): boolean;
  /** Take over what was entered. */
  enter(row: number, column: GridColumn, value: Plain): void;
}

interface Open {
  cell: HTMLElement;
  editor: Editor;
  column: GridColumn;
  before: Plain;
  isWrong: boolean;
}

/** Entering a value in one cell: makes the editors, checks what is entered, and says what is wrong. */
export class CellEditing {
  private grid!: Grid;
  private message: Message | undefined;
  private open: Open | undefined;
  private typed: string | undefined;

  constructor(
    private readonly host: CellHost,
    private readonly messageId: string,
  ) {}

  attach(grid: Grid): void {
    this.grid = grid;
    this.message = new Message(grid.host, this.messageId);
    grid.host.addEventListener("focusout", this.left);
  }

  detach(): void {
    this.message?.destroy();
    this.grid?.host.removeEventListener("focusout", this.left);
  }

  /** How SlickGrid makes and ends editors. */
  options(): Partial<GridOption> {
    return {
      editable: true,
      editorFactory: { getEditor: (column: Column) => this.editorOf(column) } as never,
      editCommandHandler: (_item: unknown, _column: unknown, command: EditCommand) => this.took(command),
    };
  }

  /** Edit a cell; what was typed, if anything, takes the place of what it holds. */
  begin(cell: Cell, typed: string | undefined): void {
    this.message?.hide();
    this.typed = typed;
    const active = this.grid.active;
    if (active?.row !== cell.row || active.cell !== cell.cell) this.grid.slick.setActiveCell(cell.row, cell.cell);
    this.grid.slick.scrollCellIntoView(cell.row, cell.cell, false);
    this.grid.slick.editActiveCell();
  }

  /** Take over what is being entered; tell whether nothing holds that up. */
  commit(): boolean {
    return this.grid.slick.getEditorLock()?.commitCurrentEdit() ?? true;
  }

  cancel(): void {
    this.open = undefined;
    this.message?.hide();
    this.grid.slick.getEditorLock()?.cancelCurrentEdit();
    this.grid.settle();
  }

  /** Say what is wrong with a cell that is not being edited; undefined for nothing. */
  tell(cell: Cell | undefined, problem: string | undefined): void {
    if (this.grid.isEditing) return;
    const node = cell && problem ? this.grid.node(cell.row, cell.cell) : undefined;
    if (node && problem) this.message?.show(node, problem);
    else this.message?.hide();
  }

  /** The class by which SlickGrid makes an editor of a column. */
  private editorOf(column: Column): unknown {
    const found = this.host.columns().find((each) => each.name === column.id);
    if (!found || !EDITORS[kindOf(found)]) return null;
    const begin = (args: EditorArguments) => this.made(args, found);
    const check = () => this.check();
    return class {
      private readonly editor: Editor;
      constructor(args: EditorArguments) {
        this.editor = begin(args);
        this.editor.focus();
      }
      init(): void {}
      loadValue(): void {}
      applyValue(): void {}
      serializeValue(): string {
        return "";
      }
      focus(): void {
        this.editor.focus();
      }
      isValueChanged(): boolean {
        return true;
      }
      validate(): { valid: boolean; msg: string | null } {
        const problem = check();
        return { valid: problem === undefined, msg: problem ?? null };
      }
      destroy(): void {
        this.editor.destroy();
      }
    };
  }

  private made(args: EditorArguments, column: GridColumn): Editor {
    const make = EDITORS[kindOf(column)];
    const at = this.grid.active;
    if (!make || !at) throw new Error(`no editor of ${column.name}`);
    const cell = args.container as unknown as HTMLElement;
    const before = this.host.valueAt(at.row, column);
    cell.replaceChildren();
    cell.removeAttribute("title");
    const label = `${column.label || "Index"}, row ${at.row + 1}`;
    const begin = { value: before, typed: this.typed, column, label, messageId: this.messageId };
    const editor = make(cell, begin, {
      commit: () => void this.commit(),
      changed: () => {
        if (this.open?.isWrong) this.check();
      },
    });
    this.open = { cell, editor, column, before, isWrong: false };
    return editor;
  }

  /** What is wrong with what is being entered; it is said at the cell. */
  private check(): string | undefined {
    const { open } = this;
    const at = this.grid.active;
    if (!open || !at) return undefined;
    const found = open.editor.read();
    const problem = "problem" in found ? found.problem : this.problem(found.value, open, at.row);
    open.isWrong = problem !== undefined;
    open.editor.mark(open.isWrong);
    open.cell.classList.toggle("wrong", open.isWrong);
    if (problem) this.message?.show(open.cell, problem);
    else this.message?.hide();
    return problem;
  }

  private problem(value: Plain, open: Open, row: number): string | undefined {
    if (JSON.stringify(value) === JSON.stringify(open.before)) return undefined;
    if (value === null && this.host.isAdded(row)) return undefined;
    return problemOf(value, open.column);
  }

  /** Pass on what was entered, once SlickGrid has put the editor away. */
  private took(command: EditCommand): void {
    const { open } = this;
    this.open = undefined;
    this.typed = undefined;
    this.message?.hide();
    const found = open?.editor.read();
    if (open && found && "value" in found) this.host.enter(command.row, open.column, found.value);
    else this.grid.settle();
  }

  private readonly left = (event: FocusEvent): void => {
    const to = event.relatedTarget as Node | null;
    if (to && this.grid.host.contains(to)) return;
    this.message?.hide();
    setTimeout(() => {
      if (!this.grid.hasFocus && this.grid.isEditing) this.commit();
    });
  };
}
