// Answers by question. Identical questions share one request; a request that nobody waits for is cancelled.

import type { Bridge } from "./bridge";
import { BridgeError, canonical, readAnswer } from "./protocol";
import type { Data, JsonObject } from "../types";

export interface Question {
  readonly contract: string;
  readonly args: JsonObject;
  readonly limit?: number | undefined;
}

export interface QueryState {
  readonly status: "loading" | "ready" | "error";
  readonly data: Data | null;
  readonly error: BridgeError | null;
  readonly isRefreshing: boolean;
}

interface Entry {
  readonly question: Question;
  state: QueryState;
  readonly listeners: Set<() => void>;
  abort: AbortController | null;
  leaving: (() => void) | null;
  usedAt: number;
}

export const loading: QueryState = { status: "loading", data: null, error: null, isRefreshing: true };

/** Answers without a listener that are kept, so that going back to a filter is at once. */
const mostKept = 60;
/** Milliseconds for which such an answer is fresh. */
const freshFor = 5 * 60_000;

export interface Clock {
  now(): number;
  /** Runs the action after a moment in which a new listener may come. Returns what calls it off. */
  soon(action: () => void): () => void;
}

const realClock: Clock = {
  now: () => performance.now(),
  soon: (action) => {
    const timer = setTimeout(action, 0);
    return () => clearTimeout(timer);
  },
};

export function keyOf(question: Question): string {
  return `${question.contract} ${question.limit ?? ""} ${canonical(question.args)}`;
}

export class QueryStore {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly bridge: Bridge,
    private readonly clock: Clock = realClock,
  ) {}

  /** Answers that came with the port. */
  seed(prefetched: readonly { readonly contract: string; readonly arguments: JsonObject; readonly limit?: number; readonly result: unknown }[]): void {
    for (const { contract, arguments: args, limit, result } of prefetched) {
      const entry = this.#entry({ contract, args, ...(limit ? { limit } : {}) });
      try {
        entry.state = { status: "ready", data: readAnswer(contract, args, result), error: null, isRefreshing: false };
      } catch {
        // Whoever asks gets a fresh answer, with its own error.
      }
    }
  }

  read(question: Question): QueryState {
    return this.#entries.get(keyOf(question))?.state ?? loading;
  }

  subscribe(question: Question, listener: () => void): () => void {
    const entry = this.#entry(question);
    entry.leaving?.();
    entry.leaving = null;
    entry.listeners.add(listener);
    const isOld = this.clock.now() - entry.usedAt > freshFor;
    entry.usedAt = this.clock.now();
    if (entry.abort === null && (entry.state.status !== "ready" || isOld)) this.#ask(entry, false);
    return () => {
      entry.listeners.delete(listener);
      entry.usedAt = this.clock.now();
      if (entry.listeners.size === 0) entry.leaving = this.clock.soon(() => this.#leave(entry));
    };
  }

  /** Asks again, past the server's cache; the rows stay meanwhile. */
  refresh(question: Question): void {
    const entry = this.#entries.get(keyOf(question));
    if (entry) this.#ask(entry, true);
  }

  #entry(question: Question): Entry {
    const key = keyOf(question);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { question, state: loading, listeners: new Set(), abort: null, leaving: null, usedAt: this.clock.now() };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  #ask(entry: Entry, refresh: boolean): void {
    entry.abort?.abort();
    const abort = new AbortController();
    entry.abort = abort;
    const { contract, args, limit } = entry.question;
    this.#set(entry, entry.state.data ? { ...entry.state, isRefreshing: true } : loading);
    const body = { contract, arguments: args, ...(limit === undefined ? {} : { limit }), ...(refresh ? { refresh: true } : {}) };
    this.bridge.request("query", body, abort.signal).then(
      (result) => this.#settle(entry, abort, () => ({ status: "ready", data: readAnswer(contract, args, result), error: null, isRefreshing: false })),
      (cause: unknown) =>
        this.#settle(entry, abort, () => {
          throw cause;
        }),
    );
  }

  #settle(entry: Entry, abort: AbortController, outcome: () => QueryState): void {
    if (entry.abort !== abort) return;
    entry.abort = null;
    entry.usedAt = this.clock.now();
    try {
      this.#set(entry, outcome());
    } catch (cause) {
      if (abort.signal.aborted) return;
      const error = cause instanceof BridgeError ? cause : new BridgeError("failed", "The question could not be answered.");
      this.#set(entry, { status: "error", data: entry.state.data, error, isRefreshing: false });
    }
  }

  #leave(entry: Entry): void {
    entry.leaving = null;
    if (entry.listeners.size > 0) return;
    if (entry.abort) {
      const { abort } = entry;
      entry.abort = null;
      this.#entries.delete(keyOf(entry.question));
      abort.abort();
    } else if (entry.state.status === "error") {
      this.#entries.delete(keyOf(entry.question));
    }
    if (this.#entries.size <= mostKept) return;
    const idle = [...this.#entries].filter(([, other]) => other.listeners.size === 0 && other.abort === null).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [key] of idle.slice(0, this.#entries.size - mostKept)) this.#entries.delete(key);
  }

  #set(entry: Entry, state: QueryState): void {
    entry.state = state;
    for (const listener of [...entry.listeners]) listener();
  }
}
