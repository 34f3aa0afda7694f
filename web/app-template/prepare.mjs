// Makes one version of the app template: node prepare.mjs OUTPUT VERSION. Called by eng/prepare-template.sh, which installs what this needs.
//
//   template.json          what the server reads (src/Serving/Documents/AppTemplate.cs)
//   vendor/*.js            boot script, and libraries and kit compiled once into classic scripts that fill the global __v
//   scaffold/              the files of a new app
//   toolchain/             what a sandbox sees at /opt/tc: the worker, Vite, Tailwind, TypeScript, and types and styles of the kit
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, linkSync, mkdirSync, copyFileSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const kit = path.join(here, "../app-kit");
const worker = path.join(here, "../build-worker");
const [output, version] = process.argv.slice(2);
if (!output || !version) throw new Error("node prepare.mjs OUTPUT VERSION");

// Tools come from the worker's packages, so that apps and libraries are compiled by the same ones.
const load = (specifier) => import(pathToFileURL(createRequire(path.join(worker, "package.json")).resolve(specifier)));
const vite = await import(pathToFileURL(path.join(worker, "node_modules/vite/dist/node/index.js")));
const { rolldown } = await load("rolldown");

const kitModules = { "@vitrine/kit": "src/index.ts", "@vitrine/kit/charts": "src/charts/index.ts" };

/** The vendor scripts in the order in which a document holds them. */
const scripts = [
  { name: "core", always: true, requires: [], modules: ["react", "react/jsx-runtime", "@vitrine/kit"] },
  { name: "charts", always: false, requires: ["core"], modules: ["@vitrine/kit/charts"] },
];

const globalOf = (specifier) => `__v.${key(specifier)}`;

function key(specifier) {
  return specifier.replace(/^@/, "").replace(/[^A-Za-z0-9]+/g, "_");
}

async function compileScript(script) {
  const earlier = scripts.slice(0, scripts.indexOf(script)).flatMap((other) => other.modules);
  const lines = script.modules.map((specifier, at) => `import * as m${at} from ${JSON.stringify(specifier)};\nexport const ${key(specifier)} = whole(m${at});`);
  // Without __esModule a default import would get the whole namespace.
  lines.push("function whole(module) { const all = {}; for (const name of Object.keys(module)) all[name] = module[name]; Object.defineProperty(all, '__esModule', { value: true }); return Object.freeze(all); }");
  const strangers = new Set();
  const result = await vite.build({
    configFile: false,
    envFile: false,
    publicDir: false,
    root: kit,
    logLevel: "error",
    mode: "production",
    css: { postcss: { plugins: [] } },
    resolve: {
      alias: Object.entries(kitModules).filter(([specifier]) => !earlier.includes(specifier)).map(([specifier, file]) => ({ find: new RegExp(`^${specifier}$`), replacement: path.join(kit, file) })),
      dedupe: ["react", "react-dom"],
    },
    plugins: [
      vite.esmExternalRequirePlugin({ external: earlier }),
      {
        name: "vitrine:vendor",
        resolveId: { order: "pre", handler: (id) => (id === "vitrine-vendor" ? "\0vitrine-vendor" : null) },
        load: {
          order: "pre",
          handler(id) {
            const inKit = path.relative(path.join(kit, "src"), id);
            // What an earlier script holds would stand here a second time, with a state of its own.
            if (script.name !== "core" && !id.includes("node_modules") && !inKit.startsWith("..") && !inKit.startsWith(`${script.name}/`)) strangers.add(inKit);
            return id === "\0vitrine-vendor" ? lines.join("\n") : null;
          },
        },
      },
    ],
    build: {
      write: false,
      minify: "oxc",
      target: "es2022",
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: "vitrine-vendor",
        preserveEntrySignatures: "strict",
        onLog: (level, log, handle) => (log.code === "MODULE_LEVEL_DIRECTIVE" ? undefined : handle(level, log)),
        output: { format: "iife", name: "__v", extend: true, exports: "named", globals: Object.fromEntries(earlier.map((name) => [name, globalOf(name)])), codeSplitting: false },
      },
    },
  });
  if (strangers.size > 0) throw new Error(`The script '${script.name}' would hold modules of the kit a second time: ${[...strangers].join(", ")}. Import them from "@vitrine/kit".`);
  return safe(result.output.find((item) => item.type === "chunk").code);
}

/** A script's text as it stands in a document; hashes are taken of this. */
function safe(text) {
  return text.replace(/\r\n/g, "\n").replace(/<(?=!--|\/?script)/gi, "\\x3C");
}

async function compileBoot() {
  const bundle = await rolldown({ input: path.join(kit, "src/boot/boot.ts"), tsconfig: false, transform: { target: "es2022" } });
  const { output: [chunk] } = await bundle.generate({ format: "iife", minify: true });
  await bundle.close();
  return safe(chunk.code);
}

async function exportsOf(specifier) {
  const file = kitModules[specifier];
  if (!file) return Object.keys(createRequire(path.join(kit, "package.json"))(specifier)).filter((name) => !name.startsWith("__")).sort();
  const bundle = await rolldown({ input: path.join(kit, file), external: /^[^.]/, platform: "browser", tsconfig: false, onLog: () => {} });
  const { output: [chunk] } = await bundle.generate({ format: "es" });
  await bundle.close();
  return chunk.exports.sort();
}

async function compileWorker(target) {
  const bundle = await rolldown({ input: path.join(worker, "src/worker.ts"), external: [/^[^./]/], platform: "node", tsconfig: false });
  await bundle.write({ file: target, format: "es" });
  await bundle.close();
}

function declareKit(target) {
  const config = path.join(output, "tsconfig.kit.json");
  writeFileSync(config, JSON.stringify({
    extends: path.join(kit, "tsconfig.json"),
    compilerOptions: { noEmit: false, declaration: true, emitDeclarationOnly: true, declarationMap: false, incremental: false, composite: false, types: [], outDir: target, rootDir: path.join(kit, "src") },
    include: [], exclude: [], files: Object.values(kitModules).map((file) => path.join(kit, file)),
  }));
  run(compiler, ["-p", config, "--pretty", "false"]);
  rmSync(config);
}

/** The declarations must stand by themselves: what they cannot resolve would silently become any, and hide mistakes. */
function checkDeclarations(toolchain) {
  const config = path.join(toolchain, "tsconfig.check.json");
  writeFileSync(config, JSON.stringify({ extends: "./tsconfig.json", compilerOptions: { skipLibCheck: false }, include: [], files: ["types/libraries.d.ts", "types/kit/index.d.ts", "types/kit/charts/index.d.ts"] }));
  run(compiler, ["-p", config, "--pretty", "false"]);
  rmSync(config);
}

const compilerPackage = `node_modules/@typescript/typescript-${process.platform}-${process.arch}`;
const compiler = path.join(worker, compilerPackage, "lib/tsc");

function run(program, words) {
  try {
    execFileSync(program, words, { stdio: "pipe" });
  } catch (error) {
    throw new Error(`${path.basename(program)}: ${error.stdout}${error.stderr}`);
  }
}

/** The packages that the worker needs, without what is only read by people. Linked, not copied, where the file system allows. */
function linkPackages(target) {
  const lock = JSON.parse(readFileSync(path.join(worker, "package-lock.json"), "utf8"));
  const isNeeded = ([place, entry]) => place && !entry.dev && existsSync(path.join(worker, place)) && !/(^|\/)(typescript|@emnapi|@napi-rs|@tybys)(\/|$)/.test(place);
  for (const [place] of Object.entries(lock.packages).filter(isNeeded)) link(path.join(worker, place), path.join(target, place));
}

function link(from, to) {
  mkdirSync(to, { recursive: true });
  const isTypes = /@types\/|csstype|@typescript\//.test(from);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules") link(source, copy);
    } else if (entry.isFile() && !/\.(map|md|mts|cts|flow)$/i.test(entry.name) && (isTypes || !entry.name.endsWith(".d.ts"))) {
      if (existsSync(copy)) continue;
      try {
        linkSync(source, copy);
      } catch {
        copyFileSync(source, copy);
      }
    }
  }
}

const toolchain = path.join(output, "toolchain");
mkdirSync(path.join(output, "vendor"), { recursive: true });
mkdirSync(toolchain, { recursive: true });

const specifiers = {};
for (const script of scripts) {
  for (const specifier of script.modules) specifiers[specifier] = { script: script.name, global: globalOf(specifier), exports: await exportsOf(specifier) };
  writeFileSync(path.join(output, `vendor/${script.name}.js`), await compileScript(script));
}
writeFileSync(path.join(output, "vendor/boot.js"), await compileBoot());

linkPackages(toolchain);
symlinkSync(path.join(compilerPackage, "lib/tsc"), path.join(toolchain, "tsc"));
await compileWorker(path.join(toolchain, "worker.mjs"));
copyFileSync(path.join(here, "entry.tsx"), path.join(toolchain, "entry.tsx"));
copyFileSync(path.join(here, "tsconfig.app.json"), path.join(toolchain, "tsconfig.json"));
cpSync(path.join(kit, "src/styles"), path.join(toolchain, "styles"), { recursive: true });
writeFileSync(path.join(toolchain, "app.css"), '@import "tailwindcss" source(none);\n@import "./styles/index.css";\n');
writeFileSync(path.join(toolchain, "vendor.json"), JSON.stringify(Object.fromEntries(Object.entries(specifiers).map(([name, { global, exports }]) => [name, { global, exports }]))));
declareKit(path.join(toolchain, "types/kit"));
copyFileSync(path.join(here, "libraries.d.ts"), path.join(toolchain, "types/libraries.d.ts"));
checkDeclarations(toolchain);
cpSync(path.join(here, "scaffold"), path.join(output, "scaffold"), { recursive: true });

// Written last: a folder without it is no template.
writeFileSync(path.join(output, "template.json"), JSON.stringify({
  version,
  boot: "vendor/boot.js",
  scripts: scripts.map(({ name, always, requires }) => ({ name, file: `vendor/${name}.js`, always, requires })),
  specifiers,
}, null, 1));
// React's scheduler, loaded to read its exports, would keep the process alive.
process.exit(0);
