import { encodeMessage } from "../wire/codec";
import type { ClientMessages } from "../wire/messages.gen";
import { randomId } from "./random";
import { waitBefore } from "./socket";

type Bytes = Uint8Array<ArrayBuffer>;

/** The server does not take what it was sent, and never will. */
export class Unwanted extends Error {}

export interface Ways {
  /** The most bytes of a message on the socket. */
  longest(): number;
  /** Send by the socket, if there is a connection. */
  send(bytes: Bytes): void;
  /** Leave bytes with the server under an id; rejects with `Unwanted` if it does not take them. */
  store(id: string, bytes: Bytes): Promise<void>;
  /** A message was not sent, and will not be. */
  refused(message: ClientMessages, reason: string): void;
}

/** Sends messages in their order; one that is too long for the socket goes by HTTP, and is then named on the socket. */
export class Courier {
  private waiting: { message: ClientMessages; bytes: Bytes }[] = [];
  /** Grows with each connection: what waits for an earlier one is of no use. */
  private turn = 0;

  constructor(private readonly ways: Ways) {}

  /** Send a message now, or once those before it have arrived that go by HTTP. */
  send(message: ClientMessages): void {
    const bytes = encodeMessage(message);
    if (this.waiting.length === 0 && !this.isLong(bytes)) {
      this.ways.send(bytes);
      return;
    }
    this.waiting.push({ message, bytes });
    if (this.waiting.length === 1) void this.work(this.turn);
  }

  /** There is another connection: forget what waits, as everything that was not answered is sent again. */
  restart(): void {
    this.turn += 1;
    this.waiting = [];
  }

  private isLong(bytes: Bytes): boolean {
    return bytes.length > this.ways.longest();
  }

  private async work(turn: number): Promise<void> {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const bytes = this.isLong(next.bytes) ? await this.stored(next.message, next.bytes, turn) : next.bytes;
      if (turn !== this.turn) return;
      this.waiting.shift();
      if (bytes) this.ways.send(bytes);
    }
  }

  /** Store a message; return the one that stands for it, or undefined if the server does not take it. */
  private async stored(message: ClientMessages, bytes: Bytes, turn: number): Promise<Bytes | undefined> {
    const file = randomId();
    for (let attempt = 1; turn === this.turn; attempt += 1) {
      try {
        await this.ways.store(file, bytes);
        return encodeMessage({ type: "stored", file });
      } catch (error) {
        // In another connection the message has another number, and is sent and judged anew.
        if (turn !== this.turn) return undefined;
        if (error instanceof Unwanted) {
          this.ways.refused(message, error.message);
          return undefined;
        }
        await new Promise((again) => setTimeout(again, waitBefore(attempt)));
      }
    }
    return undefined;
  }
}
