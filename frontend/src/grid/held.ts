import type { Cell } from "./ranges";

/** What was typed, or a key that types nothing. */
export type Pressed = string | KeyboardEvent;

/** Keys that were pressed at a cell whose row has not arrived: they count once it has. */
export class HeldKeys {
  private cell: Cell | undefined;
  private pressed: Pressed[] = [];

  /** Whether a key is to wait (Escape ends that), if it is pressed where the row has not arrived; `begins` is whether it would edit the cell. */
  takes(event: KeyboardEvent, cell: Cell, begins: boolean): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape") {
      this.clear();
      return false;
    }
    return this.cell ? this.cell.row === cell.row && this.cell.cell === cell.cell : begins;
  }

  hold(cell: Cell, ...pressed: Pressed[]): void {
    this.cell = cell;
    this.pressed.push(...pressed);
  }

  /** Where keys wait. */
  get at(): Cell | undefined {
    return this.cell;
  }

  /** The keys that have waited, in the order in which they were pressed: texts, and single keys between them. */
  take(): Pressed[] {
    const found: Pressed[] = [];
    for (const each of this.pressed) {
      const text = found.at(-1);
      const typed = typeof each === "string" ? each : each.key.length === 1 ? each.key : undefined;
      if (typeof each === "object" && each.key === "Backspace" && typeof text === "string")
        found[found.length - 1] = text.slice(0, -1);
      else if (typed === undefined) found.push(each);
      else if (typeof text === "string") found[found.length - 1] = text + typed;
      else found.push(typed);
    }
    this.clear();
    return found;
  }

  clear(): void {
    this.cell = undefined;
    this.pressed = [];
  }
}
