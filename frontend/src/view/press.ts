/** What waits for the mouse button to be let go; undefined while none is held. */
let waiting: (() => void)[] | undefined;

const release = (): void => {
  const acts = waiting ?? [];
  waiting = undefined;
  for (const act of acts) act();
};

// Caught on their way down: what waits is done before any other handler of the click.
addEventListener(
  "mousedown",
  () => {
    waiting ??= [];
  },
  true,
);
addEventListener("click", release, true);
addEventListener("mouseup", () => setTimeout(release), true);
addEventListener("dragend", release, true);
addEventListener("blur", release);

/**
 * Do something now or, while a mouse button is held, once it is let go. A press takes the focus from the field before:
 * were the page to change at once, as by a message below that field, the mouse would let go beside what it pressed.
 */
export function afterPress(act: () => void): void {
  if (waiting) waiting.push(act);
  else act();
}
