// Builds the unit tests into artifacts/app-kit/tests, and the boot script on its own for the browser tests.
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.join(here, "../../artifacts/app-kit");
const alias = { "@vitrine/kit": path.join(here, "src/index.ts"), "@vitrine/kit/charts": path.join(here, "src/charts/index.ts") };

await build({
  entryPoints: readdirSync(path.join(here, "tests")).filter((name) => /\.test\.tsx?$/.test(name)).map((name) => path.join(here, "tests", name)),
  outdir: path.join(output, "tests"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  jsx: "automatic",
  alias,
  // React and its friends are CommonJS: inside a bundle they ask for require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: "error",
});
await build({ entryPoints: [path.join(here, "src/boot/boot.ts")], outfile: path.join(output, "boot.js"), bundle: true, format: "iife", target: "es2022", logLevel: "error" });
