import { Bridge } from "../src/bridge/bridge";
import type { FrameContext } from "../src/bridge/protocol";
import type { Clock } from "../src/bridge/queryStore";

export const context: FrameContext = { mode: "view", theme: "light", locale: "en", timeZone: "UTC", app: { name: "Test" }, version: 1, state: {} };

type Message = Record<string, unknown> & { id?: number; type: string };

/** The page's end of a port, in which everything that was said stands. */
export class FakePort {
  onmessage: ((event: MessageEvent) => void) | null = null;
  readonly said: Message[] = [];

  postMessage(message: Message): void {
    this.said.push(structuredClone(message));
  }

  of(type: string): Message[] {
    return this.said.filter((message) => message.type === type);
  }

  hear(data: unknown): void {
    this.onmessage?.({ data } as MessageEvent);
  }

  async answer(message: Message | undefined, result: unknown): Promise<void> {
    this.hear({ id: message?.id, ok: true, result });
    await settle();
  }

  async refuse(message: Message | undefined, code: string, text: string): Promise<void> {
    this.hear({ id: message?.id, ok: false, error: { code, message: text } });
    await settle();
  }
}

/** Lets promises that are ready run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
}

export class FakeClock implements Clock {
  time = 0;
  readonly #waiting: { at: number; act: () => void }[] = [];

  now = (): number => this.time;

  soon = (action: () => void): (() => void) => this.after(0, action);

  after = (milliseconds: number, action: () => void): (() => void) => {
    const entry = { at: this.time + milliseconds, act: action };
    this.#waiting.push(entry);
    return () => {
      const at = this.#waiting.indexOf(entry);
      if (at >= 0) this.#waiting.splice(at, 1);
    };
  };

  pass(milliseconds: number): void {
    const until = this.time + milliseconds;
    for (;;) {
      const next = this.#waiting.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.time = next.at;
      next.act();
    }
    this.time = until;
  }
}

export function connected(): { bridge: Bridge; port: FakePort } {
  const bridge = new Bridge();
  const port = new FakePort();
  bridge.attach(port as unknown as MessagePort, context);
  return { bridge, port };
}

export function rowsOf(...values: number[]): object {
  return {
    columns: [{ key: "orders.revenue", field: "orders.revenue", kind: "metric", label: "Revenue", type: "number" }],
    rows: values.map((raw) => ({ "orders.revenue": { raw, formatted: `$${raw}` } })),
    truncated: false,
    rowLimit: 500,
    cachedAt: null,
    timeZone: "UTC",
    warnings: [],
  };
}
