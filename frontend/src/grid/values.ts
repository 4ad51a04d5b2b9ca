import { readDay, readTime } from "../elements/inputs/dates";
import { readNumber } from "../view/locale";
import { offsetOf } from "../view/moments";
import { numberInField } from "../view/numbers";
import type { GridColumn, Plain } from "../wire/messages.gen";
import { shownType, textOf, typeConfig } from "./cells";
import { readPattern } from "./patterns";

/** How the cells of a column are edited. */
export type Kind =
  | "text"
  | "number"
  | "checkbox"
  | "choice"
  | "choices"
  | "list"
  | "datetime"
  | "date"
  | "time"
  | "duration"
  | "none";

export interface Option {
  value: Plain;
  label: string;
  color?: string;
}

/** What came of reading a text: a value as it is sent, or what is wrong with it. */
export type Read = { value: Plain } | { problem: string };

const KINDS: { [type: string]: Kind } = {
  text: "text",
  link: "text",
  markdown: "text",
  empty: "text",
  integer: "number",
  number: "number",
  boolean: "checkbox",
  checkbox: "checkbox",
  selectbox: "choice",
  multiselect: "choices",
  list: "list",
  datetime: "datetime",
  date: "date",
  time: "time",
  duration: "duration",
};
const TRUE = new Set(["true", "yes", "y", "1", "x", "on", "✓", "☑"]);
const FALSE = new Set(["false", "no", "n", "0", "off", "☐"]);
const EXACT_DIGITS = 15;

export function kindOf(column: GridColumn): Kind {
  return column.editable ? (KINDS[shownType(column)] ?? "none") : "none";
}

/** A column's name in edits. */
export function addressOf(column: GridColumn): string {
  return column.is_index ? "_index" : column.name;
}

export function optionsOf(column: GridColumn): Option[] {
  return (typeConfig(column).options as Option[] | undefined) ?? [];
}

/** The time zone that a column's moments are told in. */
export function zoneOf(column: GridColumn): string | undefined {
  return (typeConfig(column).timezone as string | undefined) ?? column.timezone ?? undefined;
}

// --- as they are sent, and as the grid shows them ---------------------------------------------------------------------

/** A value of the grid as it is sent. */
export function sentOf(value: unknown, column: GridColumn): Plain {
  if (value === null || value === undefined) return null;
  switch (column.type) {
    case "datetime":
      return isoOf(Number(value)) + (column.timezone ? "Z" : "");
    case "date":
      return isoOf(Number(value)).slice(0, 10);
    case "time":
      return isoOf(Number(value)).slice(11);
    case "duration":
      return Number(value) / 1000;
    case "list":
      return [...(value as Iterable<unknown>)].map((item) => (typeof item === "bigint" ? Number(item) : item) as Plain);
    default:
      return typeof value === "bigint" ? String(value) : (value as Plain);
  }
}

/** A value that was sent, or is to be, as the grid has it. */
export function shownOf(value: Plain, column: GridColumn): unknown {
  if (value === null) return null;
  switch (column.type) {
    case "datetime":
      return instantOf(String(value), column);
    case "date":
      return Date.parse(`${String(value).slice(0, 10)}T00:00:00Z`);
    case "time":
      return Date.parse(`1970-01-01T${String(value).replace(/^.*T/, "")}Z`);
    case "duration":
      return Number(value) * 1000;
    case "integer":
      return wholeOf(value);
    default:
      return value;
  }
}

function wholeOf(value: Plain): unknown {
  const number = Number(value);
  return typeof value === "string" && !Number.isSafeInteger(number) ? BigInt(value) : number;
}

/** Milliseconds since 1970 as ISO 8601, without a zone and without a fraction of nothing. */
export function isoOf(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const micro = Math.round((milliseconds - whole) * 1000);
  const text = new Date(whole).toISOString().slice(0, -1);
  return `${text}${String(micro).padStart(3, "0")}`.replace(/\.(\d*?)0*$/, (_, digits: string) =>
    digits ? `.${digits}` : "",
  );
}

function instantOf(text: string, column: GridColumn): number {
  const day = text.includes("T") ? text : `${text}T00:00:00`;
  if (/(Z|[+-]\d\d:?\d\d)$/.test(day)) return Date.parse(day);
  const wall = Date.parse(`${day}Z`);
  return column.timezone ? atZone(wall, column.timezone) : wall;
}

/** The instant at which clocks of a zone show a time, which is given as if it were UTC. */
export function atZone(wall: number, zone: string): number {
  const guess = wall - offsetOf(wall / 1000, zone) * 1000;
  return wall - offsetOf(guess / 1000, zone) * 1000;
}

/** What clocks of a column's zone show at an instant, as if it were UTC. */
export function wallOf(instant: number, column: GridColumn): number {
  const zone = zoneOf(column);
  return zone ? instant + offsetOf(instant / 1000, zone) * 1000 : instant;
}

// --- as people write them ---------------------------------------------------------------------------------------------

/** The text of a value as it is edited and copied: without formats that cannot be read back. */
export function writtenOf(value: Plain, column: GridColumn): string {
  if (value === null) return "";
  switch (kindOf({ ...column, editable: true })) {
    case "number":
      return typeof value === "number" ? numberInField(value, null) : String(value);
    case "checkbox":
      return value ? "TRUE" : "FALSE";
    case "choice":
      return optionsOf(column).find((option) => option.value === value)?.label ?? String(value);
    case "choices":
    case "list":
      return listText(Array.isArray(value) ? value : [value]);
    case "datetime":
    case "date":
    case "time":
      return momentText(value, column);
    case "duration":
      return textOf(Number(value) * 1000, { ...column, config: {} });
    default:
      return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
}

function listText(items: readonly Plain[]): string {
  const texts = items.map((item) => (item === null ? "" : String(item)));
  return texts.some((text) => /[",[\]]|^\s|\s$|^$/.test(text)) ? JSON.stringify(items) : texts.join(", ");
}

function momentText(value: Plain, column: GridColumn): string {
  const shown = shownOf(value, column) as number;
  if (Number.isNaN(shown)) return String(value);
  const wall = column.type === "datetime" ? wallOf(shown, column) : shown;
  const kind = shownType(column);
  const pattern = typeConfig(column).format as string | undefined;
  if (pattern && readPattern(textOf(shown, column), pattern) === wall) return textOf(shown, column);
  const text = isoOf(wall);
  if (kind === "date" || column.type === "date") return text.slice(0, 10);
  return kind === "time" || column.type === "time" ? text.slice(11) : text.replace("T", " ");
}

/** The value that a text stands for in a column. `before` is what the cell holds: a time of day keeps its day. */
export function read(text: string, column: GridColumn, before: Plain = null): Read {
  const kind = kindOf(column);
  if (kind === "none") return { problem: "This cell cannot be edited" };
  if (text.trim() === "") return { value: null };
  switch (kind) {
    case "number":
      return readFigure(text, column);
    case "checkbox":
      return readBox(text);
    case "choice":
      return readChoice(text, column);
    case "choices":
    case "list":
      return readList(text, column);
    case "datetime":
    case "date":
    case "time":
      return readMoment(text, column, before);
    case "duration":
      return readDuration(text);
    default:
      return { value: text };
  }
}

function readFigure(text: string, column: GridColumn): Read {
  const plain = text.replace(/[€$£¥%]/g, "").trim();
  let number = readNumber(plain);
  if (Number.isNaN(number)) number = readWithUnit(plain, column);
  if (!Number.isFinite(number)) return { problem: "Enter a number" };
  if (text.includes("%")) number /= 100;
  if (column.type === "integer") {
    if (/^[+-]?\d+$/.test(plain) && !Number.isSafeInteger(number)) return { value: plain.replace("+", "") };
    if (!Number.isInteger(number)) return { problem: "Enter a whole number" };
  } else if (/^[+-]?\d*\.?\d*$/.test(plain) && plain.replace(/\D/g, "").length > EXACT_DIGITS) {
    return { value: plain };
  }
  return { value: number };
}

/** A number in the form that the column shows it in, such as "3.0 h". */
function readWithUnit(text: string, column: GridColumn): number {
  const number = readNumber(/[-+]?[\d.,]+/.exec(text)?.[0] ?? "");
  return typeConfig(column).format && textOf(number, column) === text ? number : Number.NaN;
}

function readBox(text: string): Read {
  const word = text.trim().toLowerCase();
  if (TRUE.has(word)) return { value: true };
  return FALSE.has(word) ? { value: false } : { problem: "Enter true or false" };
}

function readChoice(text: string, column: GridColumn): Read {
  const option = optionOf(text, column);
  return option ? { value: option.value } : { problem: "Choose one of the options" };
}

function optionOf(text: string, column: GridColumn): Option | undefined {
  const options = optionsOf(column);
  const word = text.trim().toLowerCase();
  return (
    options.find((option) => option.label === text || String(option.value) === text) ??
    options.find((option) => option.label.trim().toLowerCase() === word || String(option.value).toLowerCase() === word)
  );
}

function readList(text: string, column: GridColumn): Read {
  const items = itemsOf(text);
  const values: Plain[] = [];
  for (const item of items) {
    const found = readItem(item, column);
    if ("problem" in found) return found;
    values.push(found.value);
  }
  return { value: values };
}

function itemsOf(text: string): Plain[] {
  if (text.trim().startsWith("[")) {
    try {
      const items: unknown = JSON.parse(text);
      if (Array.isArray(items)) return items as Plain[];
    } catch {
      // It only looks like JSON.
    }
  }
  return text.split(",").flatMap((item) => item.trim() || []);
}

/** An item of a list: an option, or a value of the type that the list has. */
export function readItem(item: Plain, column: GridColumn): Read {
  const text = item === null ? "" : String(item);
  if (kindOf(column) === "choices" && optionsOf(column).length) {
    const option = optionOf(text, column);
    if (option) return { value: option.value };
    if (!typeConfig(column).accept_new_options) return { problem: `“${text}” is not one of the options` };
  }
  if (column.item === "boolean") return typeof item === "boolean" ? { value: item } : readBox(text);
  if (column.item !== "integer" && column.item !== "number") return { value: text };
  const number = typeof item === "number" ? item : readNumber(text);
  if (!Number.isFinite(number)) return { problem: `“${text}” is not a number` };
  return column.item === "integer" && !Number.isInteger(number)
    ? { problem: `“${text}” is not a whole number` }
    : { value: number };
}

function readMoment(text: string, column: GridColumn, before: Plain): Read {
  const kind = kindOf(column) as "datetime" | "date" | "time";
  const wall = wallFrom(text, kind, typeConfig(column).format as string | undefined);
  if (wall === undefined) {
    const form = { datetime: "2026-04-05 10:30", date: "2026-04-05", time: "10:30" }[kind];
    return { problem: `Enter a ${kind === "datetime" ? "date and time" : kind}, such as ${form}` };
  }
  return { value: momentOf(wall, column, before) };
}

/** A time on the clocks of a column's zone (as if it were UTC) as it is sent. */
export function momentOf(wall: number, column: GridColumn, before: Plain = null): Plain {
  if (column.type === "date") return isoOf(wall).slice(0, 10);
  if (column.type === "time") return isoOf(wall).slice(11);
  let full = wall;
  if (kindOf(column) === "time" && wall < 86_400_000) {
    const day = before === null ? 0 : Math.floor(wallOf(shownOf(before, column) as number, column) / 86_400_000);
    full = day * 86_400_000 + wall;
  }
  const zone = zoneOf(column);
  return isoOf(zone ? atZone(full, zone) : full) + (column.timezone ? "Z" : "");
}

function wallFrom(text: string, kind: "datetime" | "date" | "time", pattern: string | undefined): number | undefined {
  const plain = text.trim();
  const byPattern = pattern ? readPattern(plain, pattern) : undefined;
  if (byPattern !== undefined) return byPattern;
  if (kind === "time") return clockFrom(plain.replace(/^\d{4}-\d\d-\d\d[T ]/, ""));
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d.*?))?(?:Z|[+-]\d\d:?\d\d)?$/.exec(plain);
  const [day, time] = iso ? [iso[1], iso[2]] : apart(plain);
  const date = readDay(day ?? "", localOrder());
  if (!date) return undefined;
  const clock = time ? clockFrom(time) : 0;
  return clock === undefined ? undefined : Date.parse(`${date}T00:00:00Z`) + (kind === "date" ? 0 : clock);
}

/** A day and a time that a space or a comma stands between. */
function apart(text: string): [string, string | undefined] {
  const found = /^(\S+?),?\s+(\d.*)$/.exec(text);
  return found ? [found[1] as string, found[2]] : [text, undefined];
}

/** Milliseconds since midnight. */
function clockFrom(text: string): number | undefined {
  const fraction = /[.,](\d{1,6})$/.exec(text)?.[1];
  const hasSeconds = fraction !== undefined && text.split(":").length === 3;
  const time = readTime(hasSeconds ? text.slice(0, -(fraction.length + 1)) : text);
  if (!time) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + (hasSeconds ? Number(`0.${fraction}`) * 1000 : 0);
}

/** The order of day, month and year where the visitor lives. */
function localOrder(): string {
  const parts = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(
    0,
  );
  const names: { [type: string]: string } = { year: "YYYY", month: "MM", day: "DD" };
  return parts.flatMap((part) => names[part.type] ?? []).join("/");
}

const UNITS: { [unit: string]: number } = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** Seconds from "1 d 02:30:00", "2:30", "1h 30m", "90". */
function readDuration(text: string): Read {
  const plain = text.trim().toLowerCase();
  const clock = /^(-)?(?:(\d+)\s*d(?:ays?)?,?\s*)?(\d+):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?$/.exec(plain);
  if (clock) {
    const [days, hours, minutes, seconds] = clock.slice(2).map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
    return { value: clock[1] ? -total : total };
  }
  const parts = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*(ms|d|h|m|s)[a-z]*/g)];
  if (parts.length && plain.replace(/-?\d+(?:\.\d+)?\s*[a-z]+[\s,]*/g, "") === "") {
    const total = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0), 0);
    return { value: plain.startsWith("-") ? -total : total };
  }
  const seconds = readNumber(plain);
  return Number.isFinite(seconds) ? { value: seconds } : { problem: "Enter a duration, such as 1:30:00 or 90 s" };
}

// --- what columns allow ------------------------------------------------------------------------------------------------

/** What is wrong with a value in a column; undefined for nothing. */
export function problemOf(value: Plain, column: GridColumn): string | undefined {
  const config = typeConfig(column);
  if (value === null || (Array.isArray(value) && !value.length)) {
    return column.config?.required ? "This cell cannot be empty" : undefined;
  }
  switch (kindOf(column)) {
    case "number":
      return problemOfNumber(Number(value), column);
    case "text":
      return problemOfText(String(value), column);
    case "choice":
      return optionsOf(column).some((option) => option.value === value) ? undefined : "Choose one of the options";
    case "datetime":
    case "date":
    case "time":
      return problemOfMoment(value, column, config);
    default:
      return undefined;
  }
}

function problemOfNumber(value: number, column: GridColumn): string | undefined {
  const config = typeConfig(column);
  const [least, most] = column.bounds ?? [];
  const low = Math.max(Number(config.min_value ?? -Infinity), Number(least ?? -Infinity));
  const high = Math.min(Number(config.max_value ?? Infinity), Number(most ?? Infinity));
  if (value < low || value > high) return range(low, high, (each) => textOf(each, column));
  const step = Number(config.step ?? 0);
  return step && !fits(value - Number(config.min_value ?? 0), step)
    ? `Enter a multiple of ${numberInField(step, null)}${config.min_value ? ` from ${textOf(config.min_value, column)}` : ""}`
    : undefined;
}

function range(low: number, high: number, text: (value: number) => string): string {
  if (high === Infinity) return `Enter ${text(low)} or more`;
  return low === -Infinity ? `Enter ${text(high)} or less` : `Enter ${text(low)} to ${text(high)}`;
}

/** Whether a distance is a multiple of a step, as far as binary fractions can tell. */
function fits(distance: number, step: number): boolean {
  const count = distance / step;
  return Math.abs(count - Math.round(count)) < 1e-9 * Math.max(1e3, Math.abs(count));
}

function problemOfText(text: string, column: GridColumn): string | undefined {
  const { max_chars: most, validate } = typeConfig(column) as { max_chars?: number; validate?: string };
  if (most !== undefined && text.length > most) return `At most ${most} characters; these are ${text.length}`;
  if (column.pattern && !matches(text, `^(?:${column.pattern})$`)) return "This cannot be read";
  return validate && !matches(text, validate) ? `This must match ${validate}` : undefined;
}

function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, "us").test(text);
  } catch {
    console.warn(`The pattern ${pattern} is no regular expression: cells are not compared with it.`);
    return true;
  }
}

function problemOfMoment(value: Plain, column: GridColumn, config: { [key: string]: unknown }): string | undefined {
  const at = shownOf(value, column) as number;
  if (Number.isNaN(at)) return "This is no date or time";
  const limit = (name: string) => (config[name] === undefined ? undefined : limitOf(config[name] as string, column));
  const [low, high] = [limit("min_value"), limit("max_value")];
  const own = kindOf(column) === "time" && column.type === "datetime" ? wallOf(at, column) % 86_400_000 : at;
  const text = (each: number) => textOf(each, column);
  if (own < (low ?? -Infinity) || own > (high ?? Infinity)) return range(low ?? -Infinity, high ?? Infinity, text);
  const step = Number(config.step ?? 0) * (kindOf(column) === "date" ? 86_400_000 : 1000);
  const from = low ?? 0;
  if (!step || fits((column.type === "datetime" ? wallOf(own, column) : own) - from, step)) return undefined;
  return kindOf(column) === "date"
    ? `Only every ${config.step} days`
    : `Only in steps of ${stepText(Number(config.step))}`;
}

function limitOf(text: string, column: GridColumn): number {
  if (kindOf(column) === "time") return Date.parse(`1970-01-01T${text.replace(/^.*T/, "")}Z`);
  return column.type === "date" ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : instantOf(text, column);
}

function stepText(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
