// Questions that the render gate saw at load are asked while the frame is still starting.

import { canonical, type JsonObject, type Prefetch, type PrefetchedResult } from "./protocol.ts";
import type { Answering } from "./server.ts";

interface Entry {
  question: Prefetch;
  answer: Promise<unknown>;
  result?: unknown;
}

const most = 12;

export class Prefetcher {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly answers: Answering,
    private readonly signal: AbortSignal,
  ) {}

  start(questions: readonly Prefetch[]): void {
    for (const { contract, arguments: args, limit } of questions.slice(0, most)) {
      // The server writes an absent limit as null.
      const question: Prefetch = { contract, arguments: args, ...(limit ? { limit } : {}) };
      const key = keyOf(question.contract, question.arguments, question.limit);
      if (this.#entries.has(key)) continue;
      const body = { arguments: question.arguments, ...(question.limit === undefined ? {} : { limit: question.limit }) };
      const entry: Entry = { question, answer: this.answers.query(question.contract, body, this.signal) };
      this.#entries.set(key, entry);
      entry.answer.then(
        (result) => (entry.result = result),
        // Whoever asks again gets a fresh answer, with its own error.
        () => this.#entries.delete(key),
      );
    }
  }

  /** What has arrived, to travel with the port. */
  finished(): PrefetchedResult[] {
    return [...this.#entries.values()].filter((entry) => entry.result !== undefined).map((entry) => ({ ...entry.question, result: entry.result }));
  }

  /** The answer to a question that was asked in advance; each is handed out once, so that a second question is fresh. */
  take(contract: string, args: JsonObject, limit: number | undefined): Promise<unknown> | null {
    const key = keyOf(contract, args, limit);
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    return entry?.answer ?? null;
  }
}

function keyOf(contract: string, args: JsonObject, limit: number | undefined): string {
  return `${contract} ${limit ?? ""} ${canonical(args)}`;
}
