import type { Plain } from "../../wire/messages.gen";

/**
 * What a component hands over, as JSON would carry it: dates are texts, what is undefined is left out, and numbers that
 * are none are null. Bytes stay bytes.
 */
export function sendable(value: unknown): Plain {
  return carried(value) ?? null;
}

function carried(value: unknown): Plain | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object") return undefined;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if ("toJSON" in value && typeof value.toJSON === "function") return carried(value.toJSON());
  if (Array.isArray(value)) return value.map(sendable);
  const entries = Object.entries(value).map(([name, each]) => [name, carried(each)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Plain] => entry[1] !== undefined));
}
