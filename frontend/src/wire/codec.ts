import { decode, encode } from "@msgpack/msgpack";
import type { ClientMessages, Plain, ServerMessages } from "./messages.gen";

/** A message as the server reads it. */
export function encodeMessage(message: ClientMessages): Uint8Array<ArrayBuffer> {
  return encode(message, { ignoreUndefined: true }) as Uint8Array<ArrayBuffer>;
}

/** How many bytes a value has in a message. */
export function encodedLength(value: Plain): number {
  return encode(value, { ignoreUndefined: true }).length;
}

/** A message of the server. */
export function decodeMessage(data: ArrayBuffer): ServerMessages {
  return decode(data) as ServerMessages;
}
