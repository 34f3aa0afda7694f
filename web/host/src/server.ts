// What the page asks the server on the app's behalf. The port is bound to one version, so the address stands here and
// nothing that an app says can change it but the name of a contract. The page itself moves it once, when a build becomes a version.

import { BridgeError, type ErrorCode, type JsonObject } from "./protocol.ts";

export interface Answering {
  query(contract: string, question: { arguments: JsonObject; limit?: number; refresh?: boolean }, signal: AbortSignal): Promise<unknown>;
  /** All the rows that the contract may give, for a file that the reader takes away. */
  whole(contract: string, question: { arguments: JsonObject }, signal: AbortSignal): Promise<unknown>;
  values(question: { filter: string; search?: string }, signal: AbortSignal): Promise<unknown>;
  underlying(contract: string, question: { arguments: JsonObject; row: JsonObject }, signal: AbortSignal): Promise<unknown>;
}

/** Questions that are asked of the server at once; the others wait here. Browsers open six connections to a host. */
const parallel = 6;

export class ServerAnswers implements Answering {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** apiUrl is the address of one version in the API, such as /api/v1/apps/sales/versions/3. */
  constructor(
    private apiUrl: string,
    private readonly fetching: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  /** What is asked from now on is asked there. */
  moveTo(apiUrl: string): void {
    this.apiUrl = apiUrl;
  }

  query(contract: string, question: { arguments: JsonObject; limit?: number; refresh?: boolean }, signal: AbortSignal): Promise<unknown> {
    return this.#ask(`contracts/${encodeURIComponent(contract)}`, question, signal);
  }

  whole(contract: string, question: { arguments: JsonObject }, signal: AbortSignal): Promise<unknown> {
    return this.#ask(`contracts/${encodeURIComponent(contract)}/export`, question, signal);
  }

  values(question: { filter: string; search?: string }, signal: AbortSignal): Promise<unknown> {
    return this.#ask("values", question, signal);
  }

  underlying(contract: string, question: { arguments: JsonObject; row: JsonObject }, signal: AbortSignal): Promise<unknown> {
    return this.#ask(`contracts/${encodeURIComponent(contract)}/underlying`, question, signal);
  }

  async #ask(path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    await this.#turn(signal);
    try {
      return await postJson(this.fetching, `${this.apiUrl}/${path}`, body, signal);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(new BridgeError("cancelled", "Nobody waits for this any more."));
    if (this.#running < parallel) {
      this.#running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener("abort", leave);
        this.#running += 1;
        resolve();
      };
      const leave = () => {
        const at = this.#waiting.indexOf(start);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(new BridgeError("cancelled", "Nobody waits for this any more."));
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.push(start);
    });
  }
}

/** Posts JSON with the reader's own session and reads the answer, or throws what the app is told. */
export async function postJson(fetching: typeof fetch, url: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  let response: Response;
  try {
    response = await fetching(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      credentials: "same-origin",
      redirect: "error",
      cache: "no-store",
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw new BridgeError("cancelled", "Nobody waits for this any more.");
    throw new BridgeError("failed", cause instanceof TypeError ? "The server cannot be reached." : "The question could not be asked.");
  }
  let answer: unknown;
  try {
    answer = await response.json();
  } catch {
    if (signal?.aborted) throw new BridgeError("cancelled", "Nobody waits for this any more.");
    throw new BridgeError("failed", `The server's answer could not be read (${response.status}).`);
  }
  if (response.ok) return answer;
  throw new BridgeError(codeOf(response.status), messageOf(answer, response.status));
}

function codeOf(status: number): ErrorCode {
  if (status === 408 || status === 504) return "timeout";
  if (status === 403) return "not-allowed";
  return status >= 400 && status < 500 ? "refused" : "failed";
}

function messageOf(problem: unknown, status: number): string {
  const { detail, title } = (problem ?? {}) as { detail?: unknown; title?: unknown };
  if (status === 401) return "You are signed out. Sign in again and reload the page.";
  if (typeof detail === "string" && detail.length > 0) return detail;
  return typeof title === "string" && title.length > 0 ? title : `The server refused this (${status}).`;
}
