// A page that records what happens to it, and a frame that speaks through a real MessagePort.

import { EventList } from "../src/events.ts";
import type { JsonObject, Prefetch } from "../src/protocol.ts";
import type { Answering } from "../src/server.ts";
import { BridgeSession, type EndReason } from "../src/session.ts";
import type { FloodLimits } from "../src/flood.ts";
import type { ExportNotice, Paper, Surroundings } from "../src/surroundings.ts";

export class RecordedPage implements Surroundings {
  clock = 0;
  acting = true;
  consent = true;
  readonly done: string[] = [];
  readonly notices: ExportNotice[] = [];
  readonly timers: { at: number; action: () => void }[] = [];
  state: JsonObject = {};

  now(): number {
    return this.clock;
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = { at: this.clock + milliseconds, action };
    this.timers.push(timer);
    return () => this.timers.splice(this.timers.indexOf(timer), 1);
  }

  pass(milliseconds: number): void {
    this.clock += milliseconds;
    for (const timer of this.timers.filter((each) => each.at <= this.clock)) timer.action();
  }

  isActing(): boolean {
    return this.acting;
  }

  confirmExport(notice: ExportNotice): Promise<boolean> {
    this.notices.push(notice);
    return Promise.resolve(this.consent);
  }

  confirmNavigation(url: URL): Promise<boolean> {
    this.done.push(`asked ${url.href}`);
    return Promise.resolve(this.consent);
  }

  open(url: URL): void {
    this.done.push(`opened ${url.href}`);
  }

  download(file: string, text: string): void {
    this.done.push(`downloaded ${file} ${text}`);
  }

  copy(text: string): Promise<boolean> {
    this.done.push(`copied ${text}`);
    return Promise.resolve(true);
  }

  tell(text: string): void {
    this.done.push(`told ${text}`);
  }

  print(height: number | null, paper: Paper | null): void {
    this.done.push(paper === null ? `printed ${height}` : `printed ${paper.pages} ${paper.kind}`);
  }

  readState(): JsonObject {
    return this.state;
  }

  writeState(state: JsonObject): void {
    this.state = state;
  }
}

/** Answers that wait until they are told to arrive. */
export class HeldAnswers implements Answering {
  readonly asked: { kind: string; contract: string; question: unknown; signal: AbortSignal; resolve(value: unknown): void; reject(cause: unknown): void }[] = [];

  #hold(kind: string, contract: string, question: unknown, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.asked.push({ kind, contract, question, signal, resolve, reject });
      signal.addEventListener("abort", () => reject(new Error("aborted")));
    });
  }

  query(contract: string, question: unknown, signal: AbortSignal): Promise<unknown> {
    return this.#hold("query", contract, question, signal);
  }

  whole(contract: string, question: unknown, signal: AbortSignal): Promise<unknown> {
    return this.#hold("whole", contract, question, signal);
  }

  values(question: unknown, signal: AbortSignal): Promise<unknown> {
    return this.#hold("values", "", question, signal);
  }

  underlying(contract: string, question: unknown, signal: AbortSignal): Promise<unknown> {
    return this.#hold("underlying", contract, question, signal);
  }
}

export interface Talk {
  session: BridgeSession;
  page: RecordedPage;
  answers: HeldAnswers;
  events: EventList;
  ended: EndReason[];
  /** What the frame got through the window. */
  sent: { message: { context?: Record<string, unknown> }; port: MessagePort | null }[];
  say(message: unknown, transfer?: Transferable[]): void;
  /** The next message that arrives at the frame's port. */
  next(): Promise<Record<string, unknown>>;
  /** Resolves when everything said so far has been heard. */
  settled(): Promise<void>;
  close(): void;
}

export const hello = { type: "vitrine:hello", protocol: 1, sdk: "t1", features: ["query"] };

export function talk(options: { prefetch?: Prefetch[]; flood?: FloodLimits; connect?: boolean; state?: JsonObject } = {}): Talk {
  const page = new RecordedPage();
  const answers = new HeldAnswers();
  const events = new EventList(() => page.now(), 0);
  const ended: EndReason[] = [];
  const sent: Talk["sent"] = [];
  const session = new BridgeSession({
    context: { mode: "view", theme: "light", locale: "en", timeZone: "UTC", app: { name: "Sales" }, version: 3, state: options.state ?? {} },
    answers,
    surroundings: page,
    events,
    ...(options.prefetch ? { prefetch: options.prefetch } : {}),
    ...(options.flood ? { flood: options.flood } : {}),
    onEnd: (reason) => ended.push(reason),
  });
  const waiting: ((message: Record<string, unknown>) => void)[] = [];
  const arrived: Record<string, unknown>[] = [];
  const send = (message: unknown, transfer: Transferable[]) => {
    const port = (transfer[0] as MessagePort | undefined) ?? null;
    sent.push({ message: message as Talk["sent"][number]["message"], port });
    if (port) {
      port.onmessage = (event: MessageEvent) => {
        const take = waiting.shift();
        if (take) take(event.data as Record<string, unknown>);
        else arrived.push(event.data as Record<string, unknown>);
      };
    }
  };
  const port = () => sent[0]?.port ?? null;
  const made: Talk = {
    session,
    page,
    answers,
    events,
    ended,
    sent,
    say: (message, transfer = []) => port()?.postMessage(message, transfer),
    next: () => {
      const message = arrived.shift();
      return message ? Promise.resolve(message) : new Promise((resolve) => waiting.push(resolve));
    },
    settled: async () => {
      // Messages of one port arrive in order: when this one is heard, all before it are.
      const before = events.all.at(-1)?.sequence ?? 0;
      port()?.postMessage({ type: "mark" });
      while (!events.all.some((event) => event.sequence > before && event.message === "unknown notice 'mark'")) await new Promise(setImmediate);
    },
    close: () => {
      session.end("disposed");
      port()?.close();
    },
  };
  if (options.connect !== false) session.hear(hello, send);
  Object.assign(made, { hear: (data: unknown) => session.hear(data, send) });
  return made;
}

export function hear(of: Talk, data: unknown): void {
  (of as Talk & { hear(data: unknown): void }).hear(data);
}
