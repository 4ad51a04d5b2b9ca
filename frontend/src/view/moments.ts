import { dates, firstWeekday, isEnglish, languages } from "./locale";

/** What a moment is, and the zone that it is told in; one without a zone is told as it is. */
export interface Telling {
  kind?: "date" | "time" | "datetime";
  zone?: string | undefined;
}

const TOKENS =
  /\[([^\]]*)\]|Mo|M{1,4}|Qo|Q|DDDo|Do|D{1,4}|do|d{1,4}|e|E|wo|ww|w|Wo|WW|W|YYYY|YY|Y|gggg|gg|GGGG|GG|A|a|HH|H|hh|h|kk|k|mm|m|ss|s|S{1,9}|ZZ|Z|zz|z|X|x|LTS|LT|L{1,4}|l{1,4}/g;
const DAY = 86_400;
const DATE_TIME: { [token: string]: Intl.DateTimeFormatOptions } = {
  LT: { timeStyle: "short" },
  LTS: { timeStyle: "medium" },
  L: { year: "numeric", month: "2-digit", day: "2-digit" },
  LL: { dateStyle: "long" },
  LLL: { dateStyle: "long", timeStyle: "short" },
  LLLL: { dateStyle: "full", timeStyle: "short" },
  l: { year: "numeric", month: "numeric", day: "numeric" },
  ll: { dateStyle: "medium" },
  lll: { dateStyle: "medium", timeStyle: "short" },
  llll: { weekday: "short", year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
};
const LOCALIZED: { [kind: string]: Intl.DateTimeFormatOptions } = {
  date: { dateStyle: "medium" },
  time: { timeStyle: "medium" },
  datetime: { dateStyle: "medium", timeStyle: "medium" },
};

/**
 * Seconds since 1970 written by a word (localized, distance, calendar, iso8601) or by a pattern in the style of Moment.js.
 * With a zone, it is the instant; without, what a clock there showed, as if in UTC.
 */
export function formatMoment(seconds: number, format: string, telling: Telling = {}): string {
  const kind = telling.kind ?? "datetime";
  const shift = telling.zone ? offsetOf(seconds, telling.zone) : 0;
  const wall = seconds + shift;
  switch (format) {
    case "localized":
      return written(wall, LOCALIZED[kind] ?? {});
    case "distance":
      return distance(wall - nowThere(telling.zone));
    case "calendar":
      return calendar(wall, nowThere(telling.zone), kind);
    case "iso8601":
      return iso(telling.zone ? seconds : wall, kind, telling.zone !== undefined);
    default:
      return byPattern(wall, format, shift, telling.zone);
  }
}

function written(wall: number, options: Intl.DateTimeFormatOptions): string {
  return dates(options).format(wall * 1000);
}

function part(wall: number, options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes): string {
  return (
    dates(options)
      .formatToParts(wall * 1000)
      .find((each) => each.type === type)?.value ?? ""
  );
}

/** What clocks show now: those of a zone, or of the visitor. */
function nowThere(zone: string | undefined): number {
  const now = Date.now() / 1000;
  return now + (zone ? offsetOf(now, zone) : -new Date().getTimezoneOffset() * 60);
}

/** Seconds by which clocks of a zone are ahead of UTC at an instant. */
export function offsetOf(seconds: number, zone: string): number {
  try {
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(
      seconds * 1000,
    );
    const name = parts.find((each) => each.type === "timeZoneName")?.value ?? "";
    const found = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name);
    if (!found) return 0;
    const [hours, minutes, rest] = [Number(found[2]), Number(found[3]), Number(found[4] ?? 0)];
    return (found[1] === "-" ? -1 : 1) * (hours * 3600 + minutes * 60 + rest);
  } catch {
    return 0;
  }
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", DAY],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago, or how far ahead. */
function distance(seconds: number): string {
  const words = new Intl.RelativeTimeFormat(languages as string[], { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return words.format(Math.round(seconds), "second");
}

/** The day as one would say it: yesterday, Friday, or its date; and the time. */
function calendar(wall: number, now: number, kind: string): string {
  const days = Math.floor(wall / DAY) - Math.floor(now / DAY);
  const time = written(wall, { timeStyle: "short" });
  if (kind === "time") return time;
  const day = spokenDay(wall, days);
  if (kind === "date" || Math.abs(days) > 6) return day;
  return `${day}${isEnglish() ? " at " : ", "}${time}`;
}

function spokenDay(wall: number, days: number): string {
  if (Math.abs(days) > 6) return written(wall, DATE_TIME.L ?? {});
  const name = written(wall, { weekday: "long" });
  if (Math.abs(days) > 1) return days < 0 && isEnglish() ? `Last ${name}` : name;
  const word = new Intl.RelativeTimeFormat(languages as string[], { numeric: "auto" }).format(days, "day");
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}

function iso(seconds: number, kind: string, isInstant: boolean): string {
  const text = new Date(seconds * 1000).toISOString();
  if (kind === "date") return text.slice(0, 10);
  return (kind === "time" ? text.slice(11) : text).replace(/Z$/, isInstant ? "Z" : "");
}

function byPattern(wall: number, pattern: string, shift: number, zone: string | undefined): string {
  const at = new Date(wall * 1000);
  const parts = partsOf(at, wall, shift, zone);
  return pattern.replace(TOKENS, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal;
    const options = DATE_TIME[token];
    if (options) return written(wall, options);
    if (token.startsWith("S"))
      return String(at.getUTCMilliseconds()).padStart(3, "0").padEnd(9, "0").slice(0, token.length);
    return parts[token]?.() ?? token;
  });
}

const padded = (value: number, width = 2) => String(value).padStart(width, "0");

function ordinal(value: number): string {
  if (!isEnglish()) return `${value}.`;
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(value);
  return value + ({ one: "st", two: "nd", few: "rd" }[rule as "one" | "two" | "few"] ?? "th");
}

function partsOf(at: Date, wall: number, shift: number, zone: string | undefined): { [token: string]: () => string } {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const [hour, minute, second, weekday] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(), at.getUTCDay()];
  const dayOfYear = Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / (DAY * 1000)) + 1;
  const quarter = Math.ceil(month / 3);
  const week = () => weekOf(at, firstWeekday(), firstWeekday() === 0 ? 1 : 4);
  const isoWeek = () => weekOf(at, 1, 4);
  const name = (type: "month" | "weekday", style: "long" | "short") => written(wall, { [type]: style });
  const zoneText = (colon: string) =>
    (shift < 0 ? "-" : "+") + padded(Math.floor(Math.abs(shift) / 3600)) + colon + padded((Math.abs(shift) / 60) % 60);
  const zoneName = () => (zone ? part(wall - shift, { timeZone: zone, timeZoneName: "short" }, "timeZoneName") : "");
  const half = () => part(wall, { hour: "numeric", hour12: true }, "dayPeriod") || (hour < 12 ? "AM" : "PM");
  return {
    ...{ YYYY: () => padded(year, 4), YY: () => padded(year % 100), Y: () => String(year) },
    ...{ Q: () => String(quarter), Qo: () => ordinal(quarter) },
    ...{ MMMM: () => name("month", "long"), MMM: () => name("month", "short") },
    ...{ MM: () => padded(month), Mo: () => ordinal(month), M: () => String(month) },
    ...{ DDDD: () => padded(dayOfYear, 3), DDDo: () => ordinal(dayOfYear), DDD: () => String(dayOfYear) },
    ...{ DD: () => padded(day), Do: () => ordinal(day), D: () => String(day) },
    ...{ dddd: () => name("weekday", "long"), ddd: () => name("weekday", "short") },
    ...{ dd: () => name("weekday", "short").slice(0, 2), do: () => ordinal(weekday), d: () => String(weekday) },
    ...{ e: () => String((weekday - firstWeekday() + 7) % 7), E: () => String(weekday || 7) },
    ...{ w: () => String(week().week), wo: () => ordinal(week().week), ww: () => padded(week().week) },
    ...{ W: () => String(isoWeek().week), Wo: () => ordinal(isoWeek().week), WW: () => padded(isoWeek().week) },
    ...{ gggg: () => padded(week().year, 4), gg: () => padded(week().year % 100) },
    ...{ GGGG: () => padded(isoWeek().year, 4), GG: () => padded(isoWeek().year % 100) },
    ...{ HH: () => padded(hour), H: () => String(hour), kk: () => padded(hour || 24), k: () => String(hour || 24) },
    ...{ hh: () => padded(hour % 12 || 12), h: () => String(hour % 12 || 12) },
    ...{ mm: () => padded(minute), m: () => String(minute), ss: () => padded(second), s: () => String(second) },
    ...{ A: half, a: () => half().toLocaleLowerCase() },
    ...{ Z: () => zoneText(":"), ZZ: () => zoneText(""), z: zoneName, zz: zoneName },
    ...{ X: () => String(Math.trunc(wall - shift)), x: () => String(Math.round((wall - shift) * 1000)) },
  };
}

/** The week of a day, and the year that it belongs to: weeks begin on a weekday, the first holds that day of January. */
function weekOf(at: Date, first: number, january: number): { week: number; year: number } {
  const start = (year: number) => {
    const held = new Date(Date.UTC(year, 0, january));
    return held.getTime() - ((held.getUTCDay() - first + 7) % 7) * DAY * 1000;
  };
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  let year = at.getUTCFullYear() + 1;
  while (start(year) > day) year -= 1;
  return { week: Math.floor((day - start(year)) / (7 * DAY * 1000)) + 1, year };
}
