/** A copy of a property's value without anything reactive in it; reading all of it subscribes to all of it. */
export function plain<T>(value: T): T {
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plain) as T;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)])) as T;
}
