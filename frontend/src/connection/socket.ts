import { decodeMessage, encodeMessage } from "../wire/codec";
import type { ClientMessages, ServerMessages } from "../wire/messages.gen";

const WAITS = [0, 500, 1000, 2000, 5000];
const PING_EVERY = 25_000;
const PONG_WITHIN = 15_000;
/** The server ends and another one, or its next release, takes over. */
const RESTART = 1012;
const RESTART_WAIT = 3000;

export type ConnectionState = "connecting" | "open" | "lost";

export interface SocketEvents {
  /** Get what lets this browser open a connection; rejects if the server cannot be reached. */
  ticket(): Promise<string>;
  /** A connection is open: greet the server. */
  opened(ticket: string): void;
  received(message: ServerMessages): void;
  changed(state: ConnectionState, retryAt: number): void;
}

/** How long to wait before the n-th retry: the step's length with full jitter. */
export function waitBefore(attempt: number, random: () => number = Math.random): number {
  return random() * (WAITS[Math.min(attempt, WAITS.length - 1)] ?? 0);
}

/** How long to wait for another server: all of its browsers come at once, and must not come in the same moment. */
export function waitForRestart(random: () => number = Math.random): number {
  return random() * RESTART_WAIT;
}

/** A WebSocket that comes back by itself for as long as the page is open. */
export class Socket {
  private socket: WebSocket | undefined;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private ping: ReturnType<typeof setInterval> | undefined;
  private pong: ReturnType<typeof setTimeout> | undefined;
  private ended = false;

  constructor(
    private readonly url: string,
    private readonly events: SocketEvents,
  ) {
    window.addEventListener("online", () => this.connectNow());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.connectNow();
    });
    window.addEventListener("pageshow", (event) => event.persisted && this.resume());
  }

  /** Connect, at once. */
  connect(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    if (this.ended) return;
    this.events.ticket().then(
      (ticket) => this.open(ticket),
      () => this.lose(),
    );
  }

  private open(ticket: string): void {
    if (this.ended) return;
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      this.watch();
      this.events.opened(ticket);
    };
    socket.onmessage = (event) => this.receive(event.data as ArrayBuffer);
    socket.onclose = (event) => {
      if (this.socket === socket) this.lose(event.code === RESTART);
    };
  }

  /** Do not wait for the next retry. */
  connectNow(): void {
    if (this.retry !== undefined) this.connect();
  }

  /** Send a message if there is a connection; tell whether it was sent. */
  send(message: ClientMessages): boolean {
    return this.sendBytes(encodeMessage(message));
  }

  /** Send a message that is encoded already. */
  sendBytes(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(bytes);
    return true;
  }

  /** The server has taken the connection. */
  settled(): void {
    this.attempt = 0;
    this.events.changed("open", 0);
  }

  /** Do not come back. */
  end(): void {
    this.ended = true;
    clearTimeout(this.retry);
    this.unwatch();
    this.socket?.close();
  }

  /** The user has gone back to the page, which its browser had kept as it was left. */
  private resume(): void {
    if (!this.ended) return;
    this.ended = false;
    this.connect();
  }

  private receive(data: ArrayBuffer): void {
    const message = decodeMessage(data);
    if (message.type === "pong") {
      clearTimeout(this.pong);
      this.pong = undefined;
    } else {
      this.events.received(message);
    }
  }

  private watch(): void {
    this.unwatch();
    this.ping = setInterval(() => {
      if (this.pong === undefined && this.send({ type: "ping" })) {
        this.pong = setTimeout(() => this.abandon(), PONG_WITHIN);
      }
    }, PING_EVERY);
  }

  private unwatch(): void {
    clearInterval(this.ping);
    clearTimeout(this.pong);
    this.pong = undefined;
  }

  /** The other side does not answer: a half-open connection never closes by itself. */
  private abandon(): void {
    const socket = this.socket;
    this.lose();
    socket?.close();
  }

  private lose(restarts = false): void {
    this.unwatch();
    this.socket = undefined;
    if (this.ended) return;
    const wait = restarts ? waitForRestart() : waitBefore(this.attempt);
    if (!restarts) this.attempt += 1;
    this.retry = setTimeout(() => this.connect(), wait);
    this.events.changed("lost", Date.now() + wait);
  }
}
