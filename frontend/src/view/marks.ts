import { type Accessor, createSignal } from "solid-js";

/** What a screen reader says of a chart whose marks can be chosen. */
export const MARK_KEYS = "arrow keys go from mark to mark, Enter chooses, Escape takes the choice back";

/** The marks of a chart that can be chosen, in the order in which the arrow keys go through them. */
export interface Marks {
  count(): number;
  /** Show which mark is meant; return what it stands for. */
  show(at: number): string;
  hide(): void;
  choose(at: number): void;
  clear(): void;
}

export interface MarkKeys {
  /** What the mark that is meant stands for. */
  said: Accessor<string>;
  onKeyDown(event: KeyboardEvent): void;
  onBlur(): void;
}

/** Have keys do in a chart what the pointer does. */
export function markKeys(marks: () => Marks | undefined): MarkKeys {
  const [said, setSaid] = createSignal("");
  let at = -1;
  const go = (found: Marks, to: number) => {
    const count = found.count();
    if (!count) return;
    at = (to + count) % count;
    setSaid(found.show(at));
  };
  const acts: { [key: string]: (found: Marks) => void } = {
    ArrowRight: (found) => go(found, at + 1),
    ArrowDown: (found) => go(found, at + 1),
    ArrowLeft: (found) => go(found, at < 0 ? -1 : at - 1),
    ArrowUp: (found) => go(found, at < 0 ? -1 : at - 1),
    Home: (found) => go(found, 0),
    End: (found) => go(found, -1),
    Enter: (found) => at >= 0 && found.choose(at),
    " ": (found) => at >= 0 && found.choose(at),
    Escape: (found) => found.clear(),
  };
  return {
    said,
    onKeyDown: (event) => {
      const found = marks();
      const act = acts[event.key];
      if (!found || !act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act(found);
    },
    onBlur: () => {
      at = -1;
      marks()?.hide();
      setSaid("");
    },
  };
}
