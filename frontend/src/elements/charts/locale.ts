import { dates, numbers, signs } from "../../view/locale";

/** How numbers are written, as d3-format, Vega and Plotly want to be told. */
export interface NumberLocale {
  decimal: string;
  thousands: string;
  grouping: [number];
  currency: [string, string];
}

/** How dates are written, as d3-time-format, Vega and Plotly want to be told. */
export interface TimeLocale {
  dateTime: string;
  date: string;
  time: string;
  periods: [string, string];
  days: string[];
  shortDays: string[];
  months: string[];
  shortMonths: string[];
}

/** How the visitor's language writes numbers. */
export function numberLocale(): NumberLocale {
  const { decimal, group } = signs();
  return { decimal, thousands: group, grouping: [3], currency: ["$", ""] };
}

/** How the visitor's language writes dates and times. */
export function timeLocale(): TimeLocale {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1));
  const sunday = Date.UTC(2026, 0, 4);
  const days = Array.from({ length: 7 }, (_, day) => sunday + day * 86_400_000);
  const named = (moments: number[], options: Intl.DateTimeFormatOptions) =>
    moments.map((at) => dates(options).format(at));
  const date = patternOf({ year: "numeric", month: "2-digit", day: "2-digit" });
  const time = patternOf({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return {
    date,
    time,
    dateTime: `${date}, ${time}`,
    periods: [half(9), half(21)],
    days: named(days, { weekday: "long" }),
    shortDays: named(days, { weekday: "short" }),
    months: named(months, { month: "long" }),
    shortMonths: named(months, { month: "short" }),
  };
}

/** A value as charts that write numbers themselves show it. */
export function localized(value: unknown): string {
  if (typeof value === "number") return numbers({ maximumFractionDigits: 20 }).format(value);
  return value === null || value === undefined ? "-" : String(value);
}

const DIRECTIVES: { [part: string]: string } = { year: "%Y", month: "%m", day: "%d", minute: "%M", second: "%S" };

/** The pattern of strftime that writes as the visitor's language does. */
function patternOf(options: Intl.DateTimeFormatOptions): string {
  const format = dates(options);
  const hour = format.resolvedOptions().hour12 ? "%I" : "%H";
  return format
    .formatToParts(Date.UTC(2026, 0, 2, 21))
    .map(({ type, value }) => {
      if (type === "hour") return hour;
      return type === "dayPeriod" ? "%p" : (DIRECTIVES[type] ?? value.replace(/[\u00a0\u202f]/g, " "));
    })
    .join("");
}

function half(hour: number): string {
  const parts = dates({ hour: "numeric", hour12: true }).formatToParts(Date.UTC(2026, 0, 1, hour));
  return parts.find((part) => part.type === "dayPeriod")?.value ?? (hour < 12 ? "AM" : "PM");
}
