const PARTS = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|X/g;

const month = (style: "long" | "short") => new Intl.DateTimeFormat(undefined, { month: style, timeZone: "UTC" });
const day = (style: "long" | "short") => new Intl.DateTimeFormat(undefined, { weekday: style, timeZone: "UTC" });
const two = (n: number) => String(n).padStart(2, "0");

/** Seconds since 1970, without a zone, written by a pattern in the style of Moment.js. */
export function formatMoment(seconds: number, pattern: string): string {
  const at = new Date(seconds * 1000);
  const hour = at.getUTCHours();
  const parts: { [part: string]: () => string } = {
    YYYY: () => String(at.getUTCFullYear()).padStart(4, "0"),
    YY: () => two(at.getUTCFullYear() % 100),
    MMMM: () => month("long").format(at),
    MMM: () => month("short").format(at),
    MM: () => two(at.getUTCMonth() + 1),
    M: () => String(at.getUTCMonth() + 1),
    DD: () => two(at.getUTCDate()),
    D: () => String(at.getUTCDate()),
    dddd: () => day("long").format(at),
    ddd: () => day("short").format(at),
    HH: () => two(hour),
    H: () => String(hour),
    hh: () => two(hour % 12 || 12),
    h: () => String(hour % 12 || 12),
    mm: () => two(at.getUTCMinutes()),
    m: () => String(at.getUTCMinutes()),
    ss: () => two(at.getUTCSeconds()),
    s: () => String(at.getUTCSeconds()),
    SSS: () => String(at.getUTCMilliseconds()).padStart(3, "0"),
    A: () => (hour < 12 ? "AM" : "PM"),
    a: () => (hour < 12 ? "am" : "pm"),
    X: () => String(Math.trunc(seconds)),
  };
  return pattern.replace(PARTS, (part, literal: string | undefined) => literal ?? parts[part]?.() ?? part);
}
