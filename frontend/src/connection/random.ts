/** An id that nobody can guess: 128 bits, in hexadecimal. `crypto.randomUUID` is there with TLS only. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
