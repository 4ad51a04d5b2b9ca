import { decode, encode } from "@msgpack/msgpack";
import type { ClientMessages, ServerMessages } from "./messages.gen";

/** A message as the server reads it. */
export function encodeMessage(message: ClientMessages): Uint8Array<ArrayBuffer> {
  return encode(message, { ignoreUndefined: true }) as Uint8Array<ArrayBuffer>;
}

/** A message of the server. */
export function decodeMessage(data: ArrayBuffer): ServerMessages {
  return decode(data) as ServerMessages;
}
