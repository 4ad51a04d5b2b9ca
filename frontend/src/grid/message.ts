/** Says at a cell what is wrong with it. */
export class Message {
  readonly element = document.createElement("div");
  private readonly follow = () => this.place();
  private anchor: HTMLElement | undefined;

  constructor(host: HTMLElement, id: string) {
    this.element.id = id;
    this.element.className = "cell-message";
    this.element.setAttribute("role", "alert");
    this.element.popover = "manual";
    host.after(this.element);
  }

  show(anchor: HTMLElement, text: string): void {
    this.anchor = anchor;
    this.element.textContent = text;
    if (!this.isOpen) {
      this.element.showPopover?.();
      window.addEventListener("scroll", this.follow, true);
      window.addEventListener("resize", this.follow);
    }
    this.place();
  }

  hide(): void {
    if (!this.anchor) return;
    this.anchor = undefined;
    window.removeEventListener("scroll", this.follow, true);
    window.removeEventListener("resize", this.follow);
    if (this.isOpen) this.element.hidePopover();
    this.element.textContent = "";
  }

  destroy(): void {
    this.hide();
    this.element.remove();
  }

  private get isOpen(): boolean {
    return this.element.matches(":popover-open");
  }

  /** Above the cell, so that a list that opens below does not cover it; below where there is no room. */
  private place(): void {
    if (!this.anchor) return;
    const box = this.anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height, style } = this.element;
    const isAbove = box.top > height + 8;
    style.left = `${Math.max(4, Math.min(box.left, window.innerWidth - width - 4))}px`;
    style.top = `${isAbove ? box.top - height - 5 : box.bottom + 5}px`;
  }
}
