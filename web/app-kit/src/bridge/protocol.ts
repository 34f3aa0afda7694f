// The frame's side of the bridge: what it says and hears. The page's side stands in web/host/src/protocol.ts.

import { learnColors } from "../color";
import type { AnyRow, Cell, Column, Data, Json, JsonObject } from "../types";

export const protocol = 1;
export const sdk = "@vitrine/kit 0.1";

export type Mode = "view" | "edit" | "gate" | "print";
export type Theme = "light" | "dark";
/** `not-allowed` is a refusal for this person, whatever they try; any other `refused` may be worth another try. */
export type ErrorCode = "unsupported" | "refused" | "not-allowed" | "failed" | "timeout" | "cancelled";

/** What an app knows of the page around it. */
export interface FrameContext {
  readonly mode: Mode;
  readonly theme: Theme;
  readonly locale: string;
  readonly timeZone: string;
  readonly app: { readonly name: string };
  readonly version: number;
  readonly state: JsonObject;
  /** The rows are made up, for a thumbnail. */
  readonly synthetic?: boolean;
  readonly prefetched?: readonly { readonly contract: string; readonly arguments: JsonObject; readonly limit?: number; readonly result: unknown }[];
}

/** Why a question has no answer. The message may be shown. */
export class BridgeError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "BridgeError";
  }
}

export interface BootDoor {
  /** Gives the port to the kit, once, now or when it comes. */
  connect(receive: (port: MessagePort, context: FrameContext) => void): void;
  /** Relays an error that was caught. */
  report(error: unknown, where: string): void;
}

/** The same text for the same values, whatever the order of the keys; undefined members do not count. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = value as Record<string, unknown>;
    const keys = Object.keys(members).filter((key) => members[key] !== undefined).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(members[key])}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** A copy of plain values without undefined members: what may travel and be compared. */
export function plain(value: object): JsonObject {
  const copy: { [key: string]: Json } = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) copy[key] = member as Json;
  return copy;
}

/** The server's sign for no value is made for exports; people read a dash for a missing figure, and words where it names a group. */
function named(cell: Cell | undefined, isDimension: boolean): Cell | undefined {
  if (!cell || cell.raw !== null) return cell;
  return { ...cell, formatted: isDimension ? "No value" : "–" };
}

function readable(rows: readonly AnyRow[], columns: readonly Column[]): AnyRow[] {
  const names = new Map(columns.map((column) => [column.key, column.kind === "dimension"]));
  return rows.map((row) => {
    const empty = Object.keys(row).filter((key) => row[key]?.raw === null);
    return empty.length === 0 ? row : { ...row, ...Object.fromEntries(empty.map((key) => [key, named(row[key], names.get(key) === true)])) };
  });
}

export function readAnswer(contract: string, args: JsonObject, result: unknown): Data {
  const answer = result as Partial<Data> | null;
  if (typeof answer !== "object" || answer === null || !Array.isArray(answer.rows) || !Array.isArray(answer.columns)) {
    throw new BridgeError("failed", "The answer could not be read.");
  }
  learnColors(answer.columns as Data["columns"]);
  return {
    contract,
    args,
    columns: answer.columns as Data["columns"],
    rows: readable(answer.rows as Data["rows"], answer.columns as Data["columns"]),
    truncated: answer.truncated === true,
    rowLimit: typeof answer.rowLimit === "number" ? answer.rowLimit : answer.rows.length,
    cachedAt: typeof answer.cachedAt === "string" ? answer.cachedAt : null,
    timeZone: typeof answer.timeZone === "string" ? answer.timeZone : "UTC",
    warnings: Array.isArray(answer.warnings) ? (answer.warnings as Data["warnings"]) : [],
  };
}
