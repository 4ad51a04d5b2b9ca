import { cellAt, followDrag } from "./drag";
import type { Grid } from "./grid";
import { filled, holds, type Range } from "./ranges";
import type { Selecting } from "./selecting";

/** The handle at the last cell of a block by which it is filled on into the cells beside it. */
export class FillHandle {
  private grid!: Grid;
  private to: Range | undefined;

  constructor(
    private readonly selecting: Selecting,
    private readonly fill: (from: Range, to: Range) => void,
  ) {}

  attach(grid: Grid): void {
    this.grid = grid;
    grid.host.addEventListener("pointerdown", this.pointed);
  }

  detach(): void {
    this.grid?.host.removeEventListener("pointerdown", this.pointed);
  }

  /** Put the handle where it belongs now. */
  paint(): void {
    const block = this.selecting.block;
    const before = this.grid.host.querySelector(".fill-handle");
    const node = block && this.isFillable(block) ? this.grid.node(block.bottom, block.right) : undefined;
    if (before && before.parentElement === node) return;
    before?.remove();
    if (!node) return;
    const handle = document.createElement("span");
    handle.className = "fill-handle";
    handle.setAttribute("aria-hidden", "true");
    node.append(handle);
  }

  private isFillable(block: Range): boolean {
    if (this.grid.isEditing) return false;
    for (let cell = block.left; cell <= block.right; cell += 1) if (this.grid.column(cell)?.editable) return true;
    return false;
  }

  private readonly pointed = (event: PointerEvent): void => {
    const from = this.selecting.block;
    if (event.button !== 0 || !from || !(event.target as HTMLElement).closest(".fill-handle")) return;
    event.preventDefault();
    event.stopPropagation();
    followDrag(event, this.selecting.viewport(), {
      over: (cell) => {
        this.to = filled(from, this.selecting.clamped(cell));
        this.mark();
      },
      end: () => {
        const { to } = this;
        this.to = undefined;
        this.mark();
        if (to) this.fill(from, to);
      },
    });
  };

  /** Show what would be filled. */
  private mark(): void {
    for (const node of this.grid.host.querySelectorAll(".slick-cell")) {
      const at = cellAt(node);
      node.classList.toggle("to-fill", at !== undefined && holds(this.to, at.row, at.cell));
    }
  }
}
