import type { BinaryData } from "../wire/messages.gen";

type Attribute = { value: ArrayBufferView; size: number; normalized?: boolean };

/** What deck.gl takes as the data of a layer in place of rows. */
export type Attributes = { length: number; attributes: Record<string, Attribute> };

const ARRAYS = { float64: Float64Array, float32: Float32Array, uint8: Uint8Array };

/** Numbers as deck.gl takes them, by their type and how many each object has. */
export function attributeOf(bytes: Uint8Array, type: keyof typeof ARRAYS, size: number): Attribute {
  // In a buffer of their own, as numbers of several bytes need them.
  const value = new ARRAYS[type](bytes.slice().buffer as ArrayBuffer);
  return { value, size, ...(type === "uint8" ? { normalized: true } : {}) };
}

export function attributesOf({ count, accessors }: BinaryData): Attributes {
  const all = Object.entries(accessors).map(([name, { parts, type, values }]) => [
    name,
    attributeOf(values, type, parts),
  ]);
  return { length: count, attributes: Object.fromEntries(all) };
}
