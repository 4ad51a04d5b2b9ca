import { decode, encode } from "@msgpack/msgpack";
import type { ClientMessages } from "../src/wire/messages.gen";
import { dashboard } from "./dashboard";
import { gallery } from "./gallery";
import { pageOf } from "./tree";

const scene = new URLSearchParams(location.search).get("scene") ?? "gallery";
let opened = 0;
const scenes = { gallery, dashboard } as const;

/** A server of one page, in the browser. */
export class FakeSocket {
  static OPEN = 1;
  readyState = 0;
  binaryType = "";
  onopen?: () => void;
  onclose?: () => void;
  onmessage?: (event: { data: ArrayBuffer }) => void;

  constructor() {
    setTimeout(() => {
      opened += 1;
      if (scene === "unreachable" || (scene === "lost" && opened > 1)) return this.close();
      this.readyState = FakeSocket.OPEN;
      this.onopen?.();
    });
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  send(data: Uint8Array): void {
    const message = decode(data) as ClientMessages;
    if (message.type === "hello") this.welcome();
    if (message.type === "ping") this.say({ type: "pong" });
    if (message.type === "stop") this.say({ type: "frame", seq: 3, run: "idle" });
    if (message.type === "change" || message.type === "rerun") this.run(message.seq);
  }

  private welcome(): void {
    this.say({ type: "welcome", session: "kitchen" });
    const tree = scene === "empty" ? null : (scenes[scene as keyof typeof scenes] ?? dashboard)();
    if (tree) this.say({ type: "frame", seq: 1, run: scene === "running" ? "running" : "idle", tree: pageOf(tree) });
    if (scene === "lost") setTimeout(() => this.close(), 500);
  }

  private run(ack: number): void {
    this.say({ type: "frame", seq: 2, ack, run: "running" });
    setTimeout(() => this.say({ type: "frame", seq: 3, ack, run: "idle" }), 1500);
  }

  private say(message: object): void {
    const bytes = encode(message);
    setTimeout(() => this.onmessage?.({ data: bytes.slice().buffer as ArrayBuffer }));
  }
}
