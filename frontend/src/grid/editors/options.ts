import { found } from "../../elements/inputs/filter";
import { OwnGlyphPath } from "../../view/glyph";
import type { Option } from "../values";
import { Popup } from "./popup";

const MOST = 200;
let lastId = 0;

function nextId(): string {
  lastId += 1;
  return `cell-options-${lastId}`;
}

/** The options that a field filters and its arrows go through. */
export class OptionList {
  private readonly popup: Popup;
  private readonly id = nextId();
  private shown: Option[] = [];
  private at = -1;

  constructor(
    anchor: HTMLElement,
    private readonly field: HTMLInputElement,
    private readonly options: () => Option[],
    private readonly isChosen: (option: Option) => boolean,
    private readonly choose: (option: Option) => void,
    /** Whether one option is chosen, which is where the arrows begin, or several. */
    private readonly isSingle: boolean,
    /** The option that a text which is none makes; undefined where that cannot be. */
    private readonly fresh: (text: string) => Option | undefined = () => undefined,
  ) {
    this.popup = new Popup(anchor, "menu options cell-options");
    const list = this.popup.element;
    list.id = this.id;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.getAttribute("aria-label") ?? "Options");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-controls", this.id);
    list.addEventListener("click", (event) => {
      event.stopPropagation();
      const item = (event.target as HTMLElement).closest<HTMLElement>("[data-place]");
      const option = item && this.shown[Number(item.dataset.place)];
      if (option) this.choose(option);
    });
  }

  /** The option that Enter takes. */
  get current(): Option | undefined {
    return this.shown[this.at];
  }

  /** Show the options that a search finds; the first is the one that Enter takes, or the one that is chosen. */
  show(search: string): void {
    const options = this.options();
    const labels = options.map((option) => option.label);
    const wanted = new Set(found(labels, search, "fuzzy", MOST));
    const order = found(labels, search, "fuzzy", MOST);
    this.shown = search
      ? order.flatMap((label) => options.filter((option) => option.label === label).slice(0, 1))
      : options.filter((option) => wanted.has(option.label)).slice(0, MOST);
    const fresh = search.trim() ? this.fresh(search.trim()) : undefined;
    if (fresh) this.shown.push(fresh);
    const chosen = this.isSingle ? this.shown.findIndex((option) => this.isChosen(option)) : -1;
    this.at = search ? (this.shown.length ? 0 : -1) : chosen;
    this.draw();
  }

  /** Go to another option. */
  move(by: number): void {
    if (!this.shown.length) return;
    this.at =
      this.at < 0 ? (by > 0 ? 0 : this.shown.length - 1) : (this.at + by + this.shown.length) % this.shown.length;
    this.draw();
  }

  draw(): void {
    const list = this.popup.element;
    list.replaceChildren(...this.shown.map((option, place) => this.item(option, place)));
    if (!this.shown.length) {
      const note = document.createElement("div");
      note.className = "options-note";
      note.textContent = "Nothing found.";
      list.append(note);
    }
    const current = list.querySelector<HTMLElement>("[data-highlighted]");
    if (current) this.field.setAttribute("aria-activedescendant", current.id);
    else this.field.removeAttribute("aria-activedescendant");
    current?.scrollIntoView({ block: "nearest" });
    this.popup.place();
  }

  close(): void {
    this.popup.close();
  }

  private item(option: Option, place: number): HTMLElement {
    const item = document.createElement("div");
    item.id = `${this.id}-${place}`;
    item.className = "menu-item";
    item.dataset.place = String(place);
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(this.isChosen(option)));
    item.textContent = option.label;
    if (!this.isSingle && this.isChosen(option)) item.append(OwnGlyphPath("check"));
    if (place === this.at) item.dataset.highlighted = "";
    return item;
  }
}
