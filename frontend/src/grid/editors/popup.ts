/** What opens at a cell, above everything else. */
export class Popup {
  readonly element = document.createElement("div");
  private readonly follow = () => this.place();

  constructor(
    private readonly anchor: HTMLElement,
    name: string,
  ) {
    this.element.className = `floating ${name}`;
    this.element.popover = "manual";
    // A click in it must not take the focus from the field.
    this.element.addEventListener("mousedown", (event) => {
      if (!(event.target as HTMLElement).closest("input, textarea, a")) event.preventDefault();
    });
    anchor.append(this.element);
    this.element.showPopover?.();
    this.place();
    window.addEventListener("scroll", this.follow, true);
    window.addEventListener("resize", this.follow);
  }

  /** Put it below its cell, or above where there is more room. */
  place(): void {
    const cell = this.anchor.getBoundingClientRect();
    const { style } = this.element;
    style.minWidth = `${Math.max(160, cell.width)}px`;
    const [width, height] = [this.element.offsetWidth, this.element.offsetHeight];
    const below = window.innerHeight - cell.bottom;
    const above = below < height + 8 && cell.top > below;
    style.maxHeight = `${Math.max(120, Math.min(320, (above ? cell.top : below) - 12))}px`;
    style.left = `${Math.max(4, Math.min(cell.left, window.innerWidth - width - 4))}px`;
    style.top = above ? "auto" : `${cell.bottom + 3}px`;
    style.bottom = above ? `${window.innerHeight - cell.top + 3}px` : "auto";
  }

  close(): void {
    window.removeEventListener("scroll", this.follow, true);
    window.removeEventListener("resize", this.follow);
    this.element.remove();
  }
}
