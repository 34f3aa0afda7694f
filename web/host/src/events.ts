// What happened on the bridge, for the builder's inspector. It holds no rows: only names, arguments, counts and times.

export type BridgeEventKind =
  | "start"
  | "hello"
  | "port"
  | "request"
  | "answer"
  | "idle"
  | "error"
  | "violation"
  | "state"
  | "height"
  | "theme"
  | "dropped"
  | "ended"
  | "silent";

export interface BridgeEvent {
  sequence: number;
  /** Milliseconds since the frame was made. */
  at: number;
  kind: BridgeEventKind;
  /** The request's type, for requests and answers. */
  type?: string;
  /** The contract, filter or address that it is about. */
  subject?: string;
  ok?: boolean;
  code?: string;
  message?: string;
  milliseconds?: number;
  rows?: number;
  detail?: unknown;
}

const kept = 500;

export class EventList {
  #sequence = 0;
  readonly #events: BridgeEvent[] = [];

  constructor(
    private readonly now: () => number,
    private readonly started: number,
    private readonly listener?: (event: BridgeEvent) => void,
  ) {}

  get all(): readonly BridgeEvent[] {
    return this.#events;
  }

  add(kind: BridgeEventKind, more: Omit<BridgeEvent, "sequence" | "at" | "kind"> = {}): void {
    const event: BridgeEvent = { sequence: ++this.#sequence, at: Math.round(this.now() - this.started), kind, ...more };
    this.#events.push(event);
    if (this.#events.length > kept) this.#events.splice(0, this.#events.length - kept);
    try {
      this.listener?.(event);
    } catch {
      // A listener's fault is its own; the bridge goes on.
    }
  }
}
