/** The languages that the visitor prefers, the best first; those that the browser cannot use are left out. */
export const languages: readonly string[] = (navigator.languages?.length ? navigator.languages : [navigator.language])
  .filter(Boolean)
  .filter(isUsable);

function isUsable(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1;
  } catch {
    // A system may name what is no language tag, such as "C" or "en-US@posix".
    return false;
  }
}

/** Whether the visitor reads English. */
export const isEnglish = (): boolean => new Intl.Locale(numbers({}).resolvedOptions().locale).language === "en";

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** The format of numbers with these options; made once, as making one takes longer than writing a hundred numbers. */
export function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once(`n${JSON.stringify(options)}`, () => new Intl.NumberFormat(languages as string[], options));
}

/** The format of dates and times with these options; times without a zone are given and written as if in UTC. */
export function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const zoned = { timeZone: "UTC", ...options };
  return once(`d${JSON.stringify(zoned)}`, () => new Intl.DateTimeFormat(languages as string[], zoned));
}

function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  let known = made.get(key) as T | undefined;
  if (!known) {
    known = make();
    made.set(key, known);
  }
  return known;
}

/** The signs in numbers of the visitor's language. */
export function signs(): { decimal: string; group: string } {
  const parts = numbers({}).formatToParts(-12345678.5);
  const part = (type: string) => parts.find((each) => each.type === type)?.value;
  return { decimal: part("decimal") ?? ".", group: part("group") ?? "," };
}

/** The number that somebody wrote, with the signs of their language or those of programs; NaN for what is none. */
export function readNumber(text: string): number {
  const plain = latin(text)
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/[\s\u00a0\u202f'’_]/g, "");
  if (plain === "" || /([.,٫٬])\d*(?!\1)[.,٫٬]\d*\1/.test(plain)) return Number.NaN;
  return Number(plain.replace(/[.,٫٬]/g, (_, at: number) => (at === decimalAt(plain) ? "." : "")));
}

/** The place of the sign between whole and fraction; -1 where every sign parts groups, or there is none. */
function decimalAt(text: string): number {
  const places = [...text.matchAll(/[.,٫٬]/g)].map((found) => found.index);
  const last = places.at(-1);
  if (last === undefined) return -1;
  const sign = text[last];
  const same = places.filter((place) => text[place] === sign).length;
  if (same > 1) return -1;
  if (places.length > 1) return last;
  const { group } = signs();
  // A field shows the point of programs, so that one is never taken for a group of thousands.
  return sign !== "." && sign === group && /^-?\d{1,3}\D\d{3}$/.test(text) ? -1 : last;
}

/** A text with the digits of the visitor's language as 0 to 9. */
function latin(text: string): string {
  const digits = [...numbers({ useGrouping: false }).format(9876543210)].toReversed();
  return [...text].map((sign) => (digits.includes(sign) ? digits.indexOf(sign) : sign)).join("");
}

/** The first day of the week where the visitor lives: 0 for Sunday to 6. */
export function firstWeekday(): number {
  const locale = new Intl.Locale(numbers({}).resolvedOptions().locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
}
