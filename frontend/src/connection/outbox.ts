import type { Change, Navigate, Plain, Refresh, Rerun, Sequenced } from "../wire/messages.gen";

type Unnumbered = Omit<Change, "seq"> | Omit<Rerun, "seq"> | Omit<Refresh, "seq"> | Omit<Navigate, "seq">;

/** Events that the server has not acknowledged yet, in order. */
export class Outbox {
  private events: Sequenced[] = [];
  private last = 0;

  /** Number an event and keep it until it is acknowledged. */
  add(event: Unnumbered): Sequenced {
    this.last += 1;
    const numbered = { ...event, seq: this.last } as Sequenced;
    this.events.push(numbered);
    return numbered;
  }

  /** An event cannot be sent, and never will be. */
  drop(seq: number): void {
    this.events = this.events.filter((event) => event.seq !== seq);
  }

  /** The server has committed everything up to this number. */
  acknowledge(seq: number): void {
    this.events = this.events.filter((event) => event.seq > seq);
  }

  /** The session goes on: everything up to `received` is committed, and up to `last` numbers were used. */
  resume(received: number, last: number): void {
    this.acknowledge(received);
    this.last = Math.max(this.last, last);
  }

  /** What to send after a reconnect: everything that is not committed. */
  unacknowledged(): readonly Sequenced[] {
    return this.events;
  }

  /**
   * Number anew what was not answered: from one on in another session, or after the numbers that an earlier page of the
   * tab has used in this one; after an event that comes before all others, if one is given.
   */
  restart(after = 0, first?: Unnumbered): void {
    const kept = this.events;
    this.events = [];
    this.last = after;
    if (first) this.add(first);
    for (const event of kept) this.add(event);
  }

  /** Whether the server has still to run a fragment. */
  awaitsRefresh(fragment: number): boolean {
    return this.events.some((event) => event.type === "refresh" && event.fragments.includes(fragment));
  }

  /** Whether the server has still to answer a click of a widget. */
  awaitsClick(widget: string): boolean {
    return this.events.some((event) => event.type === "change" && event.triggers && widget in event.triggers);
  }

  /** The newest value that was sent for a widget after an event, else the one given. */
  valueAfter(seq: number, widget: string, otherwise: Plain): Plain {
    for (const event of this.events.toReversed()) {
      if (event.seq > seq && event.type === "change" && event.values && widget in event.values) {
        return event.values[widget] as Plain;
      }
    }
    return otherwise;
  }
}
