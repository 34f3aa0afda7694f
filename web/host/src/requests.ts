// One answer per type of request. What is not in this list is answered `unsupported`.

import { fileName, isTable, writeCsv } from "./csv.ts";
import type { Prefetcher } from "./prefetch.ts";
import {
  BridgeError,
  readContractName,
  readFilterName,
  readLimit,
  readObject,
  readText,
  type JsonObject,
} from "./protocol.ts";
import type { Answering } from "./server.ts";
import type { Paper, Surroundings } from "./surroundings.ts";

export interface RequestScene {
  answers: Answering;
  prefetcher: Prefetcher;
  surroundings: Surroundings;
  height: number | null;
  /** Whether a question to the reader is open: a second one is refused. */
  asking: boolean;
}

export type Message = Record<string, unknown>;
type Handler = (message: Message, scene: RequestScene, signal: AbortSignal) => Promise<unknown>;

const mostCopied = 1_000_000;
const mostPages = 500;

export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["query", query],
  ["values", values],
  ["underlying", underlying],
  ["export", exportRows],
  ["copy", copy],
  ["navigate", navigate],
  ["print", print],
]);

function question(message: Message): { arguments: JsonObject; limit?: number; refresh?: boolean } {
  const limit = readLimit(message);
  return {
    arguments: readObject(message, "arguments"),
    ...(limit === undefined ? {} : { limit }),
    ...(message["refresh"] === true ? { refresh: true } : {}),
  };
}

async function query(message: Message, scene: RequestScene, signal: AbortSignal): Promise<unknown> {
  const contract = readContractName(message);
  const asked = question(message);
  if (!asked.refresh) {
    const ahead = scene.prefetcher.take(contract, asked.arguments, asked.limit);
    if (ahead) {
      try {
        return await untilAborted(ahead, signal);
      } catch (cause) {
        if (signal.aborted) throw cause;
      }
    }
  }
  return scene.answers.query(contract, asked, signal);
}

async function values(message: Message, scene: RequestScene, signal: AbortSignal): Promise<unknown> {
  const search = message["search"] === undefined || message["search"] === null ? undefined : readText(message, "search", 200);
  return scene.answers.values({ filter: readFilterName(message), ...(search === undefined ? {} : { search }) }, signal);
}

async function underlying(message: Message, scene: RequestScene, signal: AbortSignal): Promise<unknown> {
  const contract = readContractName(message);
  return scene.answers.underlying(contract, { arguments: readObject(message, "arguments"), row: readObject(message, "row") }, signal);
}

async function exportRows(message: Message, scene: RequestScene, signal: AbortSignal): Promise<unknown> {
  const contract = readContractName(message);
  if (message["format"] !== undefined && message["format"] !== "csv") throw new BridgeError("unsupported", "Only CSV can be exported from here.");
  const title = typeof message["title"] === "string" && message["title"].trim() ? message["title"].slice(0, 120) : contract.replaceAll("_", " ");
  return ask(scene, async () => {
    const table = await scene.answers.whole(contract, { arguments: readObject(message, "arguments") }, signal);
    if (!isTable(table)) throw new BridgeError("failed", "The answer holds no rows.");
    const file = fileName(title, "csv");
    const wanted = await scene.surroundings.confirmExport({
      file,
      title,
      rows: table.rows.length,
      columns: table.columns.map((column) => column.label),
      truncated: table.truncated === true,
    });
    if (!wanted) throw new BridgeError("cancelled", "The export was not wanted.");
    scene.surroundings.download(file, writeCsv(table));
    return { file, rows: table.rows.length };
  });
}

async function copy(message: Message, scene: RequestScene): Promise<unknown> {
  const text = readText(message, "text", mostCopied);
  requireAct(scene);
  if (!(await scene.surroundings.copy(text))) throw new BridgeError("failed", "The browser did not allow copying.");
  scene.surroundings.tell(text.length === 1 ? "Copied 1 character" : `Copied ${text.length} characters`);
  return {};
}

async function navigate(message: Message, scene: RequestScene): Promise<unknown> {
  const url = readLink(readText(message, "href", 2000));
  return ask(scene, async () => {
    if (!(await scene.surroundings.confirmNavigation(url))) throw new BridgeError("cancelled", "The link was not opened.");
    scene.surroundings.open(url);
    return {};
  });
}

async function print(message: Message, scene: RequestScene): Promise<unknown> {
  const paper = readPaper(message["paper"]);
  requireAct(scene);
  scene.surroundings.print(scene.height, paper);
  return {};
}

function readPaper(paper: unknown): Paper | null {
  if (paper === undefined) return null;
  const { kind, pages } = (typeof paper === "object" && paper !== null ? paper : {}) as Record<string, unknown>;
  if ((kind !== "slide" && kind !== "sheet") || typeof pages !== "number" || !Number.isInteger(pages) || pages < 1 || pages > mostPages)
    throw new BridgeError("refused", `Slides and sheets are printed, from 1 to ${mostPages}.`);
  return { kind, pages };
}

/** Only whole web addresses; names and passwords in front of the host serve to deceive. */
export function readLink(href: string): URL {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    throw new BridgeError("refused", "A link has to be a whole address, such as https://example.com/page.");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new BridgeError("refused", "Only web addresses can be opened.");
  if (url.username || url.password) throw new BridgeError("refused", "An address with a name or password in it is not opened.");
  return url;
}

/** Questions to the reader follow on an act of theirs, and one at a time: an app cannot wear anybody down with them. */
async function ask<T>(scene: RequestScene, action: () => Promise<T>): Promise<T> {
  requireAct(scene);
  if (scene.asking) throw new BridgeError("refused", "Another question is open.");
  scene.asking = true;
  try {
    return await action();
  } finally {
    scene.asking = false;
  }
}

function requireAct(scene: RequestScene): void {
  if (!scene.surroundings.isActing()) throw new BridgeError("refused", "This happens only right after a click or a key.");
}

function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new BridgeError("cancelled", "Nobody waits for this any more."));
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
