import { numbers, signs } from "./locale";

const STYLES: { [name: string]: Intl.NumberFormatOptions } = {
  localized: { maximumFractionDigits: 20 },
  percent: { style: "percent", maximumFractionDigits: 2 },
  dollar: { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" },
  euro: { style: "currency", currency: "EUR", currencyDisplay: "narrowSymbol" },
  yen: { style: "currency", currency: "JPY", currencyDisplay: "narrowSymbol" },
  accounting: { style: "currency", currency: "USD", currencySign: "accounting" },
  compact: { notation: "compact", maximumFractionDigits: 1 },
  scientific: { notation: "scientific", maximumFractionDigits: 3 },
  engineering: { notation: "engineering", maximumFractionDigits: 3 },
};
const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"];

/** A number written by a named style, in the visitor's language, or by a printf format. */
export function formatNumber(value: number, format: string): string {
  if (format === "plain") return plainly(value);
  if (format === "bytes") return bytes(value);
  const style = STYLES[format];
  if (!style) return printf(format, value);
  if (format !== "accounting") return numbers(style).format(value);
  const parts = numbers(style).formatToParts(value);
  return parts
    .filter((part) => part.type !== "currency")
    .map((part) => part.value)
    .join("")
    .trim();
}

/** All digits of a number, without exponents and groups, with the point of programs. */
function plainly(value: number): string {
  return new Intl.NumberFormat("en-US", { useGrouping: false, maximumFractionDigits: 20 }).format(value);
}

/** The number of bytes as people read it. */
export function bytes(value: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log(Math.abs(value) || 1) / Math.log(1000))));
  return `${numbers({ maximumFractionDigits: 1 }).format(value / 1000 ** step)} ${UNITS[step]}`;
}

/** A number as a field shows it: by a printf format, with the decimal sign of the visitor's language. */
export function numberInField(value: number, format: string | null): string {
  return (format ? printf(format, value) : plainly(value)).replace(/(\d)\.(?=\d)/, `$1${signs().decimal}`);
}

const PLACE = /%([-+ 0,]*)(\d+)?(?:\.(\d+))?([dieEfgGsuxX])/;

/** The text of a printf format (C) with one number in it. */
export function printf(format: string, value: number): string {
  const [before = "", after] = splitEscaped(format);
  if (after === undefined) return before;
  const place = PLACE.exec(format.slice(rawIndex(format)));
  if (!place) return format;
  const start = rawIndex(format);
  const text = padded(place, signed(place, value));
  return (format.slice(0, start) + text + format.slice(start + place[0].length)).replaceAll("%%", "%");
}

function rawIndex(format: string): number {
  for (let i = 0; i < format.length; i += 1) {
    if (format[i] !== "%") continue;
    if (format[i + 1] === "%") i += 1;
    else return i;
  }
  return format.length;
}

function splitEscaped(format: string): [string, string | undefined] {
  const at = rawIndex(format);
  return at === format.length ? [format.replaceAll("%%", "%"), undefined] : [format.slice(0, at), format.slice(at)];
}

function signed(place: RegExpExecArray, value: number): string {
  const [, flags = "", , digits, type] = place;
  const precision = digits === undefined ? 6 : Number(digits);
  let text = plain(type ?? "s", value, precision, digits === undefined);
  if (flags.includes(",")) text = text.replace(/\B(?=(\d{3})+(?!\d))/, ",");
  if (value >= 0 && flags.includes("+")) return `+${text}`;
  return value >= 0 && flags.includes(" ") ? ` ${text}` : text;
}

function plain(type: string, value: number, precision: number, free: boolean): string {
  switch (type) {
    case "d":
    case "i":
    case "u":
      return String(Math.trunc(value));
    case "f":
      return value.toFixed(precision);
    case "e":
    case "E": {
      const text = value.toExponential(precision).replace(/e([+-])(\d)$/, "e$10$2");
      return type === "E" ? text.toUpperCase() : text;
    }
    case "g":
    case "G":
      return String(Number(value.toPrecision(free ? 6 : precision || 1)));
    case "x":
      return Math.trunc(value).toString(16);
    case "X":
      return Math.trunc(value).toString(16).toUpperCase();
    default:
      return String(value);
  }
}

function padded(place: RegExpExecArray, text: string): string {
  const [, flags = "", width] = place;
  if (width === undefined) return text;
  if (flags.includes("-")) return text.padEnd(Number(width));
  if (!flags.includes("0")) return text.padStart(Number(width));
  const sign = /^[-+ ]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(Number(width) - sign.length, "0");
}
