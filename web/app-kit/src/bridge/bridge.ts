// Requests and notices over the one port. What is asked before the port has come waits here.

import { BridgeError, type ErrorCode, type FrameContext } from "./protocol";
import type { JsonObject } from "../types";

type Post = Pick<MessagePort, "postMessage"> & { onmessage: ((event: MessageEvent) => void) | null };

interface Waiting {
  id: number;
  message: Record<string, unknown>;
  resolve(result: unknown): void;
  reject(error: BridgeError): void;
}

/** Requests on the way at once; the page refuses more than 64. */
const parallel = 24;

export class Bridge {
  #port: Post | null = null;
  #next = 1;
  readonly #open = new Map<number, Waiting>();
  readonly #queue: Waiting[] = [];
  readonly #notices: Record<string, unknown>[] = [];
  readonly #busyListeners = new Set<() => void>();

  onTheme: (theme: "light" | "dark") => void = () => {};
  onState: (state: JsonObject) => void = () => {};
  context: FrameContext | null = null;

  /** Requests that are open or wait. */
  get pending(): number {
    return this.#open.size + this.#queue.length;
  }

  get isConnected(): boolean {
    return this.#port !== null;
  }

  attach(port: Post, context: FrameContext): void {
    if (this.#port !== null) return;
    this.#port = port;
    this.context = context;
    port.onmessage = (event) => this.#receive(event.data);
    for (const notice of this.#notices.splice(0)) port.postMessage(notice);
    this.#advance();
  }

  /** Tells whoever waits for quiet that the number of pending requests changed. */
  onPending(listener: () => void): () => void {
    this.#busyListeners.add(listener);
    return () => this.#busyListeners.delete(listener);
  }

  request(type: string, body: object, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new BridgeError("cancelled", "Nobody waits for this any more."));
      const waiting: Waiting = { id: this.#next++, message: { ...body, type }, resolve, reject };
      signal?.addEventListener("abort", () => this.#leave(waiting), { once: true });
      this.#queue.push(waiting);
      this.#advance();
    });
  }

  notify(notice: { type: string } & Record<string, unknown>): void {
    if (this.#port) this.#port.postMessage(notice);
    else this.#notices.push(notice);
  }

  #advance(): void {
    while (this.#port && this.#open.size < parallel) {
      const next = this.#queue.shift();
      if (!next) break;
      this.#open.set(next.id, next);
      this.#port.postMessage({ ...next.message, id: next.id });
    }
    for (const listener of this.#busyListeners) listener();
  }

  #leave(waiting: Waiting): void {
    const at = this.#queue.indexOf(waiting);
    if (at >= 0) this.#queue.splice(at, 1);
    else if (!this.#open.delete(waiting.id)) return;
    else this.#port?.postMessage({ type: "cancel", target: waiting.id });
    waiting.reject(new BridgeError("cancelled", "Nobody waits for this any more."));
    this.#advance();
  }

  #receive(data: unknown): void {
    if (typeof data !== "object" || data === null) return;
    const message = data as Record<string, unknown>;
    if (message["type"] === "theme" && (message["theme"] === "light" || message["theme"] === "dark")) return this.onTheme(message["theme"]);
    if (message["type"] === "state" && typeof message["state"] === "object" && message["state"] !== null) return this.onState(message["state"] as JsonObject);
    const id = message["id"];
    const waiting = typeof id === "number" ? this.#open.get(id) : undefined;
    if (!waiting) return;
    this.#open.delete(waiting.id);
    if (message["ok"] === true) {
      waiting.resolve(message["result"]);
    } else {
      const { code, message: text } = (message["error"] ?? {}) as { code?: ErrorCode; message?: unknown };
      waiting.reject(new BridgeError(code ?? "failed", typeof text === "string" && text ? text : "The question could not be answered."));
    }
    this.#advance();
  }
}
