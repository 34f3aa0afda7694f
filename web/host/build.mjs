// Builds the script of our own pages into one classic file, artifacts/host/host.js; with --tests the tests as well.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.join(here, "../../artifacts/host");

await build({
  entryPoints: [path.join(here, "src/index.ts")],
  outfile: path.join(output, "host.js"),
  bundle: true,
  format: "iife",
  target: "es2022",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
});

if (process.argv.includes("--tests")) {
  await build({
    entryPoints: readdirSync(path.join(here, "tests")).filter((name) => name.endsWith(".test.ts")).map((name) => path.join(here, "tests", name)),
    outdir: path.join(output, "tests"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
  });
}
