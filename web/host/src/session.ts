// One conversation with one load of one frame. It knows nothing of the DOM: the frame's door (frame.ts) hands it what came
// through the window, and from the handshake on it listens to its port alone.

import { EventList } from "./events.ts";
import { FloodGuard, type FloodLimits } from "./flood.ts";
import { Prefetcher } from "./prefetch.ts";
import {
  BridgeError,
  features,
  isPlainObject,
  isSmallJson,
  protocol,
  readHello,
  readId,
  type ErrorCode,
  type FrameContext,
  type JsonObject,
  type Prefetch,
  type RequestId,
  type Theme,
} from "./protocol.ts";
import { handlers, type Message, type RequestScene } from "./requests.ts";
import type { Answering } from "./server.ts";
import { mostState } from "./state.ts";
import type { Surroundings } from "./surroundings.ts";

export type EndReason = "flood" | "left" | "disposed";

export interface SessionOptions {
  context: Omit<FrameContext, "prefetched">;
  answers: Answering;
  surroundings: Surroundings;
  events: EventList;
  prefetch?: readonly Prefetch[];
  flood?: FloodLimits;
  /** The frame has to go: it flooded the bridge. */
  onEnd(reason: EndReason): void;
  onHeight?(height: number): void;
  onState?(state: JsonObject): void;
  onIdle?(): void;
  onError?(error: { message: string; stack: string; where: string }): void;
}

/** Characters and values of one message. Copied text is the largest thing that an app may say. */
export const mostOfMessage = 1_100_000;
/** Of a question: contracts take names, numbers and short lists. */
export const mostOfQuestion = 100_000;
/** Questions that may be open at once. */
export const mostOpen = 64;
/** Milliseconds until a question is given up. */
export const patience = 120_000;

export class BridgeSession {
  readonly #options: SessionOptions;
  readonly #guard: FloodGuard;
  readonly #open = new Map<RequestId, { abort: AbortController; code: ErrorCode }>();
  readonly #life = new AbortController();
  readonly #scene: RequestScene;
  #port: MessagePort | null = null;
  #ended = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#guard = new FloodGuard(() => options.surroundings.now(), options.flood);
    const prefetcher = new Prefetcher(options.answers, this.#life.signal);
    this.#scene = { answers: options.answers, prefetcher, surroundings: options.surroundings, height: null, asking: false };
    prefetcher.start(options.prefetch ?? []);
  }

  get isConnected(): boolean {
    return this.#port !== null;
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /**
   * A message that came through the window from our frame. The first hello gets the port; everything else is nothing.
   * `send` posts to the frame.
   */
  hear(data: unknown, send: (message: unknown, transfer: Transferable[]) => void): void {
    if (this.#ended || !this.#admit()) return;
    const hello = readHello(data);
    if (hello === null || this.#port !== null) return;
    this.#options.events.add("hello", { detail: hello });
    const channel = new MessageChannel();
    this.#port = channel.port1;
    channel.port1.onmessage = (event) => this.#receive(event.data, event.ports);
    channel.port1.onmessageerror = () => this.#drop("unreadable");
    const prefetched = this.#scene.prefetcher.finished();
    const context: FrameContext = { ...this.#options.context, ...(prefetched.length > 0 ? { prefetched } : {}) };
    send({ type: "vitrine:port", protocol, features: [...features], context }, [channel.port2]);
    this.#options.events.add("port", { detail: { prefetched: prefetched.map((entry) => entry.contract) } });
  }

  /** Sends a notice, when there is somebody to send it to. */
  notify(message: { type: "theme"; theme: Theme } | { type: "state"; state: JsonObject } | { type: "screenshot"; id: string }): void {
    this.#port?.postMessage(message);
  }

  end(reason: EndReason): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#life.abort();
    for (const { abort } of this.#open.values()) abort.abort();
    this.#open.clear();
    if (this.#port) {
      this.#port.onmessage = null;
      this.#port.close();
    }
    this.#options.events.add("ended", { code: reason });
  }

  #receive(data: unknown, ports: readonly MessagePort[]): void {
    for (const port of ports) port.close();
    if (this.#ended || !this.#admit()) return;
    if (!isPlainObject(data) || typeof data["type"] !== "string" || data["type"].length > 64) return this.#drop("malformed");
    const type = data["type"];
    const most = type === "copy" ? mostOfMessage : mostOfQuestion;
    if (!isSmallJson(data, most)) return this.#refuseUnread(data, type);
    if (type === "cancel") return this.#cancel(data);
    if (!("id" in data)) return this.#notice(type, data);
    const id = readId(data["id"]);
    if (id === null) return this.#drop("malformed");
    if (this.#open.has(id)) return this.#drop("repeated id");
    if (this.#open.size >= mostOpen) return this.#reply(id, new BridgeError("refused", `More than ${mostOpen} questions are open.`));
    void this.#answer(id, type, data);
  }

  async #answer(id: RequestId, type: string, message: Message): Promise<void> {
    const { events, surroundings } = this.#options;
    const entry = { abort: new AbortController(), code: "cancelled" as ErrorCode };
    this.#open.set(id, entry);
    const subject = subjectOf(message);
    events.add("request", { type, ...(subject ? { subject } : {}), detail: message["arguments"] ?? null });
    const started = surroundings.now();
    const forget = surroundings.after(patience, () => {
      entry.code = "timeout";
      entry.abort.abort();
    });
    let outcome: { result: unknown } | { error: BridgeError };
    try {
      const handler = handlers.get(type);
      if (!handler) throw new BridgeError("unsupported", `'${type}' is not answered here.`);
      outcome = { result: await handler(message, this.#scene, entry.abort.signal) };
    } catch (cause) {
      const known = cause instanceof BridgeError ? cause : new BridgeError("failed", "The page could not answer.");
      outcome = { error: entry.abort.signal.aborted ? new BridgeError(entry.code, entry.code === "timeout" ? "There was no answer in time." : known.message) : known };
    }
    forget();
    this.#open.delete(id);
    if (this.#ended) return;
    const milliseconds = Math.round(surroundings.now() - started);
    const common = { type, ...(subject ? { subject } : {}), milliseconds };
    if ("error" in outcome) {
      events.add("answer", { ...common, ok: false, code: outcome.error.code, message: outcome.error.message });
      this.#reply(id, outcome.error);
    } else {
      const rows = (outcome.result as { rows?: unknown } | null)?.rows;
      events.add("answer", { ...common, ok: true, ...(Array.isArray(rows) ? { rows: rows.length } : {}) });
      this.#port?.postMessage({ id, ok: true, result: outcome.result });
    }
  }

  #notice(type: string, data: Message): void {
    const { events } = this.#options;
    switch (type) {
      case "state": {
        const state = data["state"];
        if (!isPlainObject(state) || !isSmallJson(state, mostState)) return this.#drop("state too large");
        this.#options.surroundings.writeState(state as JsonObject);
        this.#options.onState?.(state as JsonObject);
        return events.add("state");
      }
      case "idle":
        this.#options.onIdle?.();
        return events.add("idle");
      case "error": {
        const error = { message: short(data["message"], 1000), stack: short(data["stack"], 8000), where: short(data["where"], 300) };
        this.#options.onError?.(error);
        return events.add("error", { message: error.message, detail: { stack: error.stack, where: error.where } });
      }
      case "violation":
        return events.add("violation", { code: short(data["directive"], 100), message: short(data["blocked"], 500) });
      case "height": {
        const height = data["height"];
        if (typeof height !== "number" || !(height >= 0 && height <= 100_000)) return this.#drop("malformed");
        this.#scene.height = Math.ceil(height);
        this.#options.onHeight?.(this.#scene.height);
        return;
      }
      default:
        return this.#drop(`unknown notice '${type}'`);
    }
  }

  #cancel(data: Message): void {
    const target = readId(data["target"]);
    if (target !== null) this.#open.get(target)?.abort.abort();
  }

  #refuseUnread(data: Message, type: string): void {
    const id = readId(data["id"]);
    this.#drop("too large");
    if (id !== null && !this.#open.has(id)) this.#reply(id, new BridgeError("refused", `This '${type}' is too large, or holds more than plain values.`));
  }

  #reply(id: RequestId, error: BridgeError): void {
    this.#port?.postMessage({ id, ok: false, error: { code: error.code, message: error.message } });
  }

  #drop(why: string): void {
    this.#options.events.add("dropped", { message: why });
  }

  #admit(): boolean {
    const verdict = this.#guard.admit();
    if (verdict === "pass") return true;
    if (verdict === "end") {
      this.end("flood");
      this.#options.onEnd("flood");
    }
    return false;
  }
}

function subjectOf(message: Message): string | null {
  for (const key of ["contract", "filter", "href"]) {
    const value = message[key];
    if (typeof value === "string") return value.slice(0, 300);
  }
  return null;
}

function short(value: unknown, most: number): string {
  return typeof value === "string" ? value.slice(0, most) : "";
}
