import type { Change } from "./edits";

const MOST = 500;

/** What can be taken back, and what was taken back and can be done again. */
export class History {
  private undone: Change[] = [];
  private done: Change[] = [];

  /** Remember the change that takes back what was just done. */
  add(inverse: Change): void {
    if (!inverse.length) return;
    this.done.push(inverse);
    if (this.done.length > MOST) this.done.shift();
    this.undone = [];
  }

  /** Take back what was done last, by a function that makes a change and returns its inverse. */
  undo(apply: (change: Change) => Change): Change | undefined {
    return move(this.done, this.undone, apply);
  }

  /** Do again what was taken back last. */
  redo(apply: (change: Change) => Change): Change | undefined {
    return move(this.undone, this.done, apply);
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  clear(): void {
    this.done = [];
    this.undone = [];
  }
}

function move(from: Change[], to: Change[], apply: (change: Change) => Change): Change | undefined {
  const change = from.pop();
  if (change) to.push(apply(change));
  return change;
}
