import { formatMoment } from "../view/moments";
import { formatNumber } from "../view/numbers";
import type { GridColumn } from "../wire/messages.gen";

type Config = { [key: string]: unknown };

/** What a column is shown as: as configured, else by its type. */
export function shownType(column: GridColumn): string {
  const config = column.config?.type_config as Config | undefined;
  return (config?.type as string | undefined) ?? column.type;
}

export function typeConfig(column: GridColumn): Config {
  return (column.config?.type_config as Config | undefined) ?? {};
}

/** The text of a value in a column. */
export function textOf(value: unknown, column: GridColumn): string {
  if (value === null || value === undefined) return "";
  const config = typeConfig(column);
  const format = config.format as string | undefined;
  switch (shownType(column)) {
    case "integer":
    case "number":
    case "progress":
      return numberText(value, format, column.type === "integer");
    case "datetime":
      return momentText(value, format, column, "YYYY-MM-DD HH:mm:ss");
    case "date":
      return momentText(value, format, column, "YYYY-MM-DD");
    case "time":
      return typeof value === "number"
        ? formatMoment(value / 1000, format ?? "HH:mm:ss", { kind: "time" })
        : String(value);
    case "duration":
      return durationText(Number(value));
    default:
      return plainText(value);
  }
}

function plainText(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value === "object" && value !== null) {
    return JSON.stringify(value, (_, each) =>
      typeof each === "bigint" ? Number(each) : ArrayBuffer.isView(each) ? [...(each as Uint8Array)] : each,
    );
  }
  return String(value);
}

function numberText(value: unknown, format: string | undefined, whole: boolean): string {
  const number = Number(value);
  if (Number.isNaN(number)) return typeof value === "string" ? value : "";
  if (format) return formatNumber(number, format);
  if (whole) return String(value);
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number) : trimmed(number);
}

function trimmed(number: number): string {
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return number.toExponential(4);
  return String(Number(number.toFixed(4)));
}

function momentText(value: unknown, format: string | undefined, column: GridColumn, usual: string): string {
  const milliseconds = Number(value);
  if (Number.isNaN(milliseconds)) return String(value);
  const zone = (typeConfig(column).timezone as string | undefined) ?? column.timezone ?? undefined;
  const isDay = milliseconds % 86_400_000 === 0 && column.type === "datetime" && !zone;
  const kind = column.type === "date" || shownType(column) === "date" ? "date" : "datetime";
  return formatMoment(milliseconds / 1000, format ?? (isDay ? "YYYY-MM-DD" : usual), { kind, zone });
}

/** A number of milliseconds as days, hours, minutes and seconds. */
function durationText(milliseconds: number): string {
  const seconds = Math.abs(milliseconds) / 1000;
  const days = Math.floor(seconds / 86_400);
  const fraction = seconds % 1 ? ".SSS" : "";
  const sign = milliseconds < 0 ? "-" : "";
  return `${sign}${days ? `${days} d ` : ""}${formatMoment(seconds % 86_400, `HH:mm:ss${fraction}`)}`;
}
