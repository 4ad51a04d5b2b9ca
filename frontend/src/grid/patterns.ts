const TOKENS = /\[([^\]]*)\]|YYYY|YY|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|A|a|[A-Za-z]+/g;
const GROUPS: { [token: string]: string } = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<short>\\d{2})",
  MM: "(?<month>\\d{1,2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{1,2})",
  D: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{1,2})",
  H: "(?<hour>\\d{1,2})",
  hh: "(?<hour>\\d{1,2})",
  h: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d{1,2})",
  m: "(?<minute>\\d{1,2})",
  ss: "(?<second>\\d{1,2})",
  s: "(?<second>\\d{1,2})",
  SSS: "(?<milli>\\d{3})",
  A: "(?<half>[AaPp])[Mm]",
  a: "(?<half>[AaPp])[Mm]",
};

/**
 * Milliseconds since 1970, as if in UTC, of a text written by a pattern in the style of Moment.js; undefined for what was
 * not written by it, and for patterns with words, which cannot be read back.
 */
export function readPattern(text: string, pattern: string): number | undefined {
  const expression = expressionOf(pattern);
  const found = expression?.exec(text.trim())?.groups;
  if (!found) return undefined;
  const number = (name: string, none: number) => Number(found[name] ?? none);
  const year = found.short === undefined ? number("year", 1970) : 2000 + Number(found.short);
  let hour = number("hour", 0);
  if (found.half) hour = (hour % 12) + (found.half.toLowerCase() === "p" ? 12 : 0);
  const [month, day] = [number("month", 1), number("day", 1)];
  const [minute, second] = [number("minute", 0), number("second", 0)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, number("milli", 0));
  const kept = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return kept && hour < 24 && minute < 60 && second < 60 ? date.getTime() : undefined;
}

const known = new Map<string, RegExp | undefined>();

function expressionOf(pattern: string): RegExp | undefined {
  if (!known.has(pattern)) known.set(pattern, built(pattern));
  return known.get(pattern);
}

function built(pattern: string): RegExp | undefined {
  const seen = new Set<string>();
  let source = "";
  let last = 0;
  for (const match of pattern.matchAll(TOKENS)) {
    const [token, literal] = match;
    source += escaped(pattern.slice(last, match.index));
    last = match.index + token.length;
    const group = literal === undefined ? GROUPS[token] : escaped(literal);
    if (group === undefined || seen.has(group)) return undefined;
    if (literal === undefined) seen.add(group);
    source += group;
  }
  return seen.size ? new RegExp(`^${source}${escaped(pattern.slice(last))}$`) : undefined;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
