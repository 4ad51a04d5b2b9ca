import { isTyping } from "../../shell/shortcuts";

const isMac = /mac/i.test(navigator.platform);
const NAMES: { [key: string]: string } = {
  ctrl: isMac ? "⌘" : "Ctrl",
  cmd: isMac ? "⌘" : "Ctrl",
  alt: isMac ? "⌥" : "Alt",
  shift: "⇧",
  enter: "↵",
  escape: "Esc",
  space: "Space",
  tab: "Tab",
  backspace: "⌫",
  delete: "Del",
  insert: "Ins",
  home: "Home",
  end: "End",
  pageup: "PgUp",
  pagedown: "PgDn",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
};
const KEYS: { [key: string]: string } = {
  space: " ",
  up: "arrowup",
  down: "arrowdown",
  left: "arrowleft",
  right: "arrowright",
};

/** The server sends them in small letters, modifiers first. */
function parts(keys: string): string[] {
  return keys.split("+");
}

/** Whether a key press is the one described, such as "Ctrl+K"; keys without Ctrl or Alt do not count while typing. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const wanted = parts(keys);
  const key = wanted.at(-1) ?? "";
  const modifiers = new Set(wanted.slice(0, -1));
  const ctrl = modifiers.has("ctrl") || modifiers.has("cmd");
  if (event.defaultPrevented || event.repeat) return false;
  if (!ctrl && !modifiers.has("alt") && isTyping(event.target)) return false;
  return (
    isKey(event, key) &&
    (event.ctrlKey || event.metaKey) === ctrl &&
    event.altKey === modifiers.has("alt") &&
    // Signs may need Shift to be typed at all.
    (event.shiftKey === modifiers.has("shift") || !/^([a-z0-9]|.{2,})$/.test(key))
  );
}

function isKey(event: KeyboardEvent, key: string): boolean {
  // With Alt some keyboards type another letter.
  return event.key.toLowerCase() === (KEYS[key] ?? key) || event.code === `Key${key.toUpperCase()}`;
}

/** Keys as they are written on a button. */
export function shown(keys: string): string {
  return parts(keys)
    .map((part) => NAMES[part] ?? part.toUpperCase())
    .join(isMac ? "" : "+");
}
