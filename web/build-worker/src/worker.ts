/**
 * The build worker. It runs in a sandbox for as long as somebody works on an app, and answers lines of JSON with lines of JSON:
 *
 *   { "id": 1, "op": "files", "put": { "src/App.tsx": "…" }, "delete": [] }   →  { "id": 1 }
 *   { "id": 2, "op": "build" }   →  { "id": 2, "script": "…", "css": "…", "findings": [], "milliseconds": 48 }
 *   { "id": 3, "op": "types" }   →  { "id": 3, "findings": [ … ] }
 *
 * Requests take effect in the order in which they come; a build and a type check that follow each other run side by side.
 */
import { createInterface } from "node:readline";
import { AppFiles } from "./app.js";
import { bundle } from "./bundle.js";
import { mostFindings } from "./finding.js";
import { Styles } from "./styles.js";
import { readTemplate } from "./template.js";
import { TypeCheck } from "./types.js";

const toolchain = process.argv[2] ?? "/opt/tc";
const folder = process.argv[3] ?? "/workspace";
const template = readTemplate(toolchain);
const app = new AppFiles();
const styles = new Styles(template);
const types = new TypeCheck(toolchain, folder);
// One build at a time: they share the caches, and the files must not change under them.
let last: Promise<unknown> = Promise.resolve();
let running: Promise<unknown> = Promise.resolve();

interface Request {
  id: number;
  op: "files" | "build" | "types";
  put?: Record<string, string>;
  delete?: string[];
}

// Vite and its plugins must not write into the stream of answers.
const write = process.stdout.write.bind(process.stdout);
console.log = console.info = console.warn = console.debug = console.error;

function answer(id: number, body: object): void {
  write(`${JSON.stringify({ id, ...body })}\n`);
}

async function build(): Promise<object> {
  const started = performance.now();
  const [code, style] = await Promise.all([bundle(app, template), styles.build(app)]);
  const findings = [...code.findings, ...style.findings].slice(0, mostFindings);
  const whole = findings.length === 0 ? { script: code.script, css: style.css } : {};
  return { ...whole, findings, milliseconds: Math.round(performance.now() - started) };
}

function place(request: Request): object {
  app.place(request.put ?? {}, request.delete ?? []);
  types.place(request.put ?? {}, request.delete ?? []);
  return {};
}

function take(request: Request): void {
  const finish = (work: Promise<object>) => work.then((body) => answer(request.id, body), (error: unknown) => answer(request.id, { error: String(error instanceof Error ? error.stack : error).slice(0, 2000) }));
  if (request.op === "files") {
    // Files wait for the builds and checks that were asked for before them.
    const before = Promise.all([last, running]);
    last = finish(before.then(() => place(request)));
    running = last;
  } else if (request.op === "build") {
    last = finish(last.then(build));
  } else if (request.op === "types") {
    running = finish(running.then(async () => ({ findings: await types.run() })));
  } else {
    answer((request as Request).id, { error: "unknown request" });
  }
}

createInterface({ input: process.stdin, crlfDelay: Infinity }).on("line", (line) => take(JSON.parse(line) as Request)).on("close", () => process.exit(0));
write(`${JSON.stringify({ ready: true })}\n`);
