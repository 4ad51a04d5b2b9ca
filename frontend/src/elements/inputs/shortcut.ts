import { isTyping } from "../../shell/shortcuts";

const isMac = /mac/i.test(navigator.platform);
const NAMES: { [key: string]: string } = {
  ctrl: isMac ? "⌘" : "Ctrl",
  cmd: isMac ? "⌘" : "Ctrl",
  mod: isMac ? "⌘" : "Ctrl",
  alt: isMac ? "⌥" : "Alt",
  shift: "⇧",
  enter: "↵",
  escape: "Esc",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
};
const KEYS: { [key: string]: string } = {
  esc: "escape",
  space: " ",
  up: "arrowup",
  down: "arrowdown",
  left: "arrowleft",
  right: "arrowright",
};

function parts(keys: string): string[] {
  return keys.toLowerCase().split("+");
}

/** Whether a key press is the one described, such as "Ctrl+K"; keys without Ctrl or Alt do not count while typing. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const wanted = parts(keys);
  const key = wanted.at(-1) ?? "";
  const modifiers = new Set(wanted.slice(0, -1));
  const ctrl = modifiers.has("ctrl") || modifiers.has("cmd") || modifiers.has("mod") || modifiers.has("meta");
  if (!ctrl && !modifiers.has("alt") && isTyping(event.target)) return false;
  return (
    event.key.toLowerCase() === (KEYS[key] ?? key) &&
    (event.ctrlKey || event.metaKey) === ctrl &&
    event.altKey === modifiers.has("alt") &&
    (event.shiftKey === modifiers.has("shift") || key.length === 1)
  );
}

/** Keys as they are written on a button. */
export function shown(keys: string): string {
  return parts(keys)
    .map((part) => NAMES[part] ?? part.toUpperCase())
    .join(isMac ? "" : "+");
}
