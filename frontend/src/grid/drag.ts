import type { Cell } from "./ranges";

const EDGE = 24;
const STEP_MS = 40;

/** What a drag over cells does. */
export interface Drag {
  over(cell: Cell): void;
  end(): void;
}

/** The row and column of a cell's element. */
export function cellAt(element: Element | null | undefined): Cell | undefined {
  const node = element?.closest<HTMLElement>(".slick-cell");
  const row = node?.closest<HTMLElement>(".slick-row")?.dataset.row;
  const cell = /(?:^|\s)l(\d+)(?:\s|$)/.exec(node?.className ?? "")?.[1];
  return row === undefined || cell === undefined ? undefined : { row: Number(row), cell: Number(cell) };
}

/** Follow the pointer over cells until it is let go; at the edges of the viewport, it scrolls. */
export function followDrag(event: PointerEvent, viewport: HTMLElement, drag: Drag): void {
  let last: PointerEvent = event;
  const report = () => {
    const box = viewport.getBoundingClientRect();
    const x = Math.min(Math.max(last.clientX, box.left + 2), box.right - 20);
    const y = Math.min(Math.max(last.clientY, box.top + 2), box.bottom - 20);
    const cell = cellAt(document.elementFromPoint(x, y));
    if (cell) drag.over(cell);
  };
  const scroll = setInterval(() => {
    const box = viewport.getBoundingClientRect();
    const [x, y] = [pull(last.clientX, box.left, box.right), pull(last.clientY, box.top, box.bottom)];
    if (!x && !y) return;
    viewport.scrollBy(x, y);
    report();
  }, STEP_MS);
  const move = (moved: PointerEvent) => {
    last = moved;
    report();
  };
  const stop = () => {
    clearInterval(scroll);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", stop);
    window.removeEventListener("pointercancel", stop);
    drag.end();
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
  window.addEventListener("pointercancel", stop);
}

function pull(at: number, low: number, high: number): number {
  if (at < low + EDGE) return at < low ? -EDGE : 0;
  return at > high - EDGE && at > high ? EDGE : 0;
}
