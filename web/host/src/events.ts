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
  /** One line for people. */
  text: string;
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

  add(kind: BridgeEventKind, more: Omit<BridgeEvent, "sequence" | "at" | "kind" | "text"> = {}): void {
    const event: BridgeEvent = { sequence: ++this.#sequence, at: Math.round(this.now() - this.started), kind, text: lineOf(more), ...more };
    this.#events.push(event);
    if (this.#events.length > kept) this.#events.splice(0, this.#events.length - kept);
    try {
      this.listener?.(event);
    } catch {
      // A listener's fault is its own; the bridge goes on.
    }
  }
}

function lineOf({ type, subject, ok, code, message, milliseconds, rows }: Partial<BridgeEvent>): string {
  const parts = [type, subject, ok === false ? code : ok ? "ok" : code, message, rows === undefined ? undefined : `${rows} rows`, milliseconds === undefined ? undefined : `${milliseconds} ms`];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}
