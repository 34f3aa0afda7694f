// The messages between the page and the frame. What comes from the frame is never believed: it is measured, then read
// field by field into the shapes below.

export const protocol = 1;

export type Mode = "view" | "edit" | "gate" | "print";
export type Theme = "light" | "dark";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export type RequestId = string | number;

/** `not-allowed` is a refusal for this person, whatever they try; any other `refused` may be worth another try. */
export type ErrorCode = "unsupported" | "refused" | "not-allowed" | "failed" | "timeout" | "cancelled";

/** What the page answers when it does not answer with a result. The message may be shown to the reader of the app. */
export class BridgeError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "BridgeError";
  }
}

export interface Prefetch {
  contract: string;
  arguments: JsonObject;
  limit?: number;
}

export interface PrefetchedResult extends Prefetch {
  result: unknown;
}

/** What the frame learns with its port: the whole of what an app knows about the page around it. */
export interface FrameContext {
  mode: Mode;
  theme: Theme;
  locale: string;
  timeZone: string;
  app: { name: string };
  version: number;
  state: JsonObject;
  synthetic?: boolean;
  prefetched?: PrefetchedResult[];
}

export const features = ["query", "values", "underlying", "export", "copy", "navigate", "print", "state", "theme"] as const;

export interface Hello {
  sdk: string;
  features: string[];
}

/** The names of contracts, filters and arguments are identifiers; the name becomes part of an address, so nothing else passes. */
const contractName = /^[A-Za-z_][A-Za-z0-9_-]{0,127}$/;
const filterName = /^[A-Za-z_][A-Za-z0-9_-]{0,127}(\.[A-Za-z_][A-Za-z0-9_-]{0,127})?$/;

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether a message is made of plain JSON values only and no larger than the limit, counted in characters and values.
 * It gives up as soon as the limit is passed, so a huge message costs no more than a large one; a cycle passes it too.
 */
export function isSmallJson(value: unknown, limit: number): value is Json {
  let left = limit;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (--left < 0) return false;
    if (next === null || typeof next === "boolean" || typeof next === "number" || next === undefined) continue;
    if (typeof next === "string") {
      left -= next.length;
    } else if (Array.isArray(next)) {
      if (next.length > left) return false;
      for (const item of next) open.push(item);
    } else if (isPlainObject(next)) {
      for (const key in next) {
        left -= key.length;
        if (left < 0) return false;
        open.push(next[key]);
      }
    } else {
      return false;
    }
  }
  return left >= 0;
}

export function readHello(data: unknown): Hello | null {
  if (!isPlainObject(data) || data["type"] !== "vitrine:hello" || data["protocol"] !== protocol || !isSmallJson(data, 4096)) return null;
  const sdk = data["sdk"];
  const offered = data["features"];
  return {
    sdk: typeof sdk === "string" ? sdk.slice(0, 100) : "",
    features: Array.isArray(offered) ? offered.filter((name): name is string => typeof name === "string").slice(0, 50) : [],
  };
}

export function readId(value: unknown): RequestId | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : null;
  return typeof value === "string" && value.length > 0 && value.length <= 64 ? value : null;
}

export function readText(message: Record<string, unknown>, key: string, most: number): string {
  const value = message[key];
  if (typeof value !== "string") throw new BridgeError("refused", `'${key}' has to be text.`);
  if (value.length > most) throw new BridgeError("refused", `'${key}' is longer than ${most} characters.`);
  return value;
}

export function readContractName(message: Record<string, unknown>): string {
  const name = readText(message, "contract", 128);
  if (!contractName.test(name)) throw new BridgeError("refused", "That is no name of a contract.");
  return name;
}

export function readFilterName(message: Record<string, unknown>): string {
  const name = readText(message, "filter", 257);
  if (!filterName.test(name)) throw new BridgeError("refused", "That is no name of a filter.");
  return name;
}

export function readObject(message: Record<string, unknown>, key: string): JsonObject {
  const value = message[key] ?? {};
  if (!isPlainObject(value)) throw new BridgeError("refused", `'${key}' has to be an object.`);
  return value as JsonObject;
}

export function readLimit(message: Record<string, unknown>): number | undefined {
  const value = message["limit"];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1) throw new BridgeError("refused", "'limit' has to be a whole number of at least 1.");
  return value;
}

/** The same text for the same values, whatever the order of the keys; undefined members do not count. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (isPlainObject(value)) {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
