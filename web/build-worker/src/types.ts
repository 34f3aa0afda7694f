import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { mostFindings, type Finding } from "./finding.js";

const limit = 30_000;
const mostOutput = 1 << 20;

/** Checks types with TypeScript's native compiler over the files in a folder; what it knows of the last check makes the next one fast. */
export class TypeCheck {
  constructor(
    private readonly toolchain: string,
    private readonly folder: string,
  ) {}

  /** Writes and removes files; the compiler reads them from disk. */
  place(put: Record<string, string>, remove: string[]): void {
    for (const file of remove) rmSync(path.join(this.folder, file), { force: true });
    for (const [file, text] of Object.entries(put)) {
      if (!/\.tsx?$/.test(file)) continue;
      mkdirSync(path.join(this.folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(this.folder, file), text);
    }
  }

  async run(): Promise<Finding[]> {
    const { output, ending } = await this.compile();
    if (ending === "too-long") return [{ code: "types.timed-out", message: "The types took longer than 30 seconds to check.", hint: "Look for deeply nested or recursive types." }];
    const findings = readFindings(output);
    if (findings.length === 0 && ending !== "0") throw new Error(`tsc ended with ${ending}: ${output.slice(0, 400)}`);
    return findings;
  }

  private compile(): Promise<{ output: string; ending: string }> {
    return new Promise((resolve, reject) => {
      const words = ["-p", path.join(this.toolchain, "tsconfig.json"), "--pretty", "false", "--noEmit", "--incremental", "--tsBuildInfoFile", path.join(this.folder, ".types.json")];
      const compiler = spawn(path.join(this.toolchain, "tsc"), words, {
        cwd: this.folder,
        stdio: ["ignore", "pipe", "pipe"],
        // Only an advice to its collector: the sandbox has the hard limit.
        env: { ...process.env, GOMEMLIMIT: "360MiB", GOGC: "200" },
      });
      let output = "";
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        compiler.kill("SIGKILL");
      }, limit);
      for (const stream of [compiler.stdout, compiler.stderr]) {
        stream.setEncoding("utf8").on("data", (chunk: string) => {
          if (output.length < mostOutput) output += chunk;
        });
      }
      compiler.on("error", reject);
      compiler.on("close", (code, signal) => {
        clearTimeout(timer);
        resolve({ output, ending: isLate ? "too-long" : String(code ?? signal) });
      });
    });
  }
}

/** Reads `file(line,column): error TS1234: text`, whose text may go on in indented lines. */
export function readFindings(output: string): Finding[] {
  const findings: Finding[] = [];
  for (const line of stripVTControlCharacters(output).split("\n")) {
    const found = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line);
    if (found) {
      findings.push({ code: `types.${found[4]!.toLowerCase()}`, file: found[1], line: Number(found[2]), column: Number(found[3]), message: found[5]! });
    } else if (/^error (TS\d+): /.test(line)) {
      findings.push({ code: `types.${/TS\d+/.exec(line)![0].toLowerCase()}`, message: line.replace(/^error TS\d+: /, "") });
    } else if (/^\s+\S/.test(line) && findings.length > 0) {
      findings.at(-1)!.message += `\n${line}`;
    }
  }
  return findings.slice(0, mostFindings);
}
