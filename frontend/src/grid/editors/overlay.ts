const WIDEST = 416;
const EDGE = 4;

/** Lets what enters a value be larger than its cell: it lies above the table, whose edges do not cut it off. */
export class Overlay {
  private readonly follow = () => this.place();

  constructor(
    private readonly cell: HTMLElement,
    private readonly element: HTMLElement,
  ) {
    element.classList.add("cell-over");
    element.popover = "manual";
    element.showPopover?.();
    this.place();
    window.addEventListener("scroll", this.follow, true);
    window.addEventListener("resize", this.follow);
  }

  /** Put it on its cell, whose lines it covers. */
  place(): void {
    const cell = this.cell.getBoundingClientRect();
    const { style } = this.element;
    const room = Math.min(WIDEST, window.innerWidth - cell.left - EDGE);
    style.minWidth = `${cell.width + 1}px`;
    style.minHeight = `${cell.height + 1}px`;
    style.maxWidth = `${Math.max(cell.width + 1, room)}px`;
    style.left = `${cell.left - 1}px`;
    style.top = `${Math.max(EDGE, Math.min(cell.top - 1, window.innerHeight - this.element.offsetHeight - EDGE))}px`;
    this.element.classList.toggle("away", !this.isInView(cell));
  }

  close(): void {
    window.removeEventListener("scroll", this.follow, true);
    window.removeEventListener("resize", this.follow);
    this.element.remove();
  }

  private isInView(cell: DOMRect): boolean {
    const view = this.cell.closest(".slick-viewport")?.getBoundingClientRect();
    if (!view) return true;
    return cell.top < view.bottom && cell.bottom > view.top && cell.left < view.right && cell.right > view.left;
  }
}
