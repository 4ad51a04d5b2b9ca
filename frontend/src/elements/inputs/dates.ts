import { languages } from "../../view/locale";

/** A day as the app wants it written; `format` is an order of YYYY, MM and DD with a sign between them. */
export function writeDay(iso: string, format: string): string {
  const [year, month, day] = iso.split("-") as [string, string, string];
  return format.replace("YYYY", year).replace("MM", month).replace("DD", day);
}

/** What a user wrote as a day (ISO), "" for nothing, undefined for what is no day. Years of two digits are of this century. */
export function readDay(text: string, format: string): string | undefined {
  const numbers = text.trim().split(/\D+/).filter(Boolean);
  if (!numbers.length) return text.trim() === "" ? "" : undefined;
  if (numbers.length !== 3) return undefined;
  const isoOrder = numbers[0]?.length === 4;
  const order = isoOrder ? ["YYYY", "MM", "DD"] : format.split(/[/.-]/);
  const part = (name: string) => Number(numbers[order.indexOf(name)]);
  const year = part("YYYY") < 100 ? 2000 + part("YYYY") : part("YYYY");
  const date = new Date(Date.UTC(year, part("MM") - 1, part("DD")));
  const kept = date.getUTCMonth() === part("MM") - 1 && date.getUTCDate() === part("DD");
  return kept ? date.toISOString().slice(0, 10) : undefined;
}

/** The day so many days later. */
export function later(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export type TimeFormat = "12h" | "24h" | "localized";

/** A time of day ("HH:MM" or "HH:MM:SS") as the app wants it written. */
export function writeTime(time: string, format: TimeFormat): string {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map((part) => Math.floor(Number(part)));
  const exact = seconds > 0;
  if (format === "24h") return [hours, minutes, ...(exact ? [seconds] : [])].map(two).join(":");
  const date = new Date(2000, 0, 1, hours, minutes, seconds);
  return date.toLocaleTimeString(format === "12h" ? "en-US" : (languages as string[]), {
    hour: "numeric",
    minute: "2-digit",
    second: exact ? "2-digit" : undefined,
  });
}

/** What a user wrote as a time, such as 9, 930, 9:30 or 9:30 pm; "" for nothing, undefined for what is no time. */
export function readTime(text: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\u202f/g, " ");
  if (plain === "") return "";
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?(?:[:.](\d{2}))?\s*(a|p)?\.?m?\.?$/.exec(plain);
  if (!found) return undefined;
  let hours = Number(found[1]);
  if (found[4] && (hours < 1 || hours > 12)) return undefined;
  if (found[4] === "p" && hours < 12) hours += 12;
  if (found[4] === "a" && hours === 12) hours = 0;
  const [minutes, seconds] = [Number(found[2] ?? 0), Number(found[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return [hours, minutes, ...(seconds ? [seconds] : [])].map(two).join(":");
}

/** The time so many seconds later, within the day. */
export function timeLater(time: string, by: number): string {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  const total = Math.min(Math.max(hours * 3600 + minutes * 60 + seconds + by, 0), 86_399);
  const rest = [Math.floor(total / 3600), Math.floor(total / 60) % 60, Math.floor(total % 60)];
  return (rest[2] ? rest : rest.slice(0, 2)).map(two).join(":");
}

const two = (value: number): string => String(value).padStart(2, "0");
