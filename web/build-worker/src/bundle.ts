import { stripVTControlCharacters } from "node:util";
import { build, type Plugin, type Rolldown } from "vite";
import { checkImports, exportsOf } from "./imports.js";
import type { AppFiles } from "./app.js";
import type { Finding } from "./finding.js";
import type { Template } from "./template.js";

const entry = "virtual:vitrine-entry";
const entryId = "\0vitrine:entry";
const prefix = "\0vitrine:app/";

/** Builds the app's modules into one classic script, over the template's globals. With findings there is no script. */
export async function bundle(app: AppFiles, template: Template): Promise<{ script?: string; findings: Finding[] }> {
  const findings = app.modules.flatMap((file) => app.analysis(file).findings);
  findings.push(...checkEntry(app), ...checkImports(app, template));
  if (findings.length > 0) return { findings };
  const logged: Finding[] = [];
  try {
    const result = await build({
      configFile: false,
      envFile: false,
      publicDir: false,
      root: template.folder,
      logLevel: "silent",
      mode: "production",
      // The bundler parses TypeScript itself; otherwise places of later errors point into generated code.
      oxc: false,
      css: { postcss: { plugins: [] } },
      plugins: [modules(app, template)],
      build: {
        write: false,
        target: "es2022",
        modulePreload: false,
        reportCompressedSize: false,
        cssCodeSplit: false,
        rolldownOptions: {
          input: entry,
          tsconfig: false,
          external: Object.keys(template.specifiers),
          onLog: (_level, log) => {
            const finding = fromLog(log);
            if (finding) logged.push(finding);
          },
          transform: { target: "es2022", jsx: { runtime: "automatic", importSource: "react" } },
          output: {
            format: "iife",
            globals: Object.fromEntries(Object.entries(template.specifiers).map(([name, { global }]) => [name, global])),
            codeSplitting: false,
            entryFileNames: "app.js",
          },
        },
      },
    });
    const output = (Array.isArray(result) ? result[0] : (result as Rolldown.RolldownOutput))?.output ?? [];
    const script = output.find((item) => item.type === "chunk");
    if (logged.length > 0) return { findings: logged };
    return script?.type === "chunk" ? { script: script.code, findings: [] } : { findings: [{ code: "build.failed", message: "The build gave no script." }] };
  } catch (error) {
    return { findings: fromErrors(error) };
  }
}

function checkEntry(app: AppFiles): Finding[] {
  const file = "src/App.tsx";
  if (!app.files.has(file)) return [{ code: "build.no-app", file, message: "There is no src/App.tsx.", hint: "Write it; its default export is the app." }];
  const exports = exportsOf(file, app);
  if (!exports || exports.has("default")) return [];
  return [{ code: "build.no-default-export", file, message: "src/App.tsx has no default export.", hint: "export default function App() { … }" }];
}

/** Gives the bundler the app's files out of memory. Nothing is ever looked up on a disk: what is not one of them is not there. */
function modules(app: AppFiles, template: Template): Plugin {
  return {
    name: "vitrine:app",
    enforce: "pre",
    resolveId: {
      order: "pre",
      handler(specifier, importer) {
        if (specifier === entry) return entryId;
        if (Object.hasOwn(template.specifiers, specifier)) return { id: specifier, external: true };
        const from = importer === entryId ? "src/entry.tsx" : importer?.startsWith(prefix) ? importer.slice(prefix.length) : undefined;
        const file = from === undefined ? undefined : app.resolve(specifier, from);
        if (file === undefined) throw new Error(`There is no module '${specifier}'.`);
        return prefix + file;
      },
    },
    load: {
      order: "pre",
      handler(id) {
        if (id === entryId) return { code: template.entry, moduleType: "tsx", moduleSideEffects: true };
        if (!id.startsWith(prefix)) return null;
        const file = id.slice(prefix.length);
        return { code: app.analysis(file).code, moduleType: file.endsWith("x") ? "tsx" : "ts" };
      },
    },
  };
}

interface Log {
  code?: string;
  id?: string;
  message: string;
  loc?: { line: number; column: number; file?: string };
}

// Everything else is advice about style or size.
const promoted = new Set(["UNRESOLVED_IMPORT", "MISSING_GLOBAL_NAME", "MISSING_EXPORT", "IMPORT_IS_UNDEFINED"]);

function fromLog(log: Log): Finding | undefined {
  return log.code !== undefined && promoted.has(log.code) ? fromError(log) : undefined;
}

function fromErrors(error: unknown): Finding[] {
  const errors = (error as { errors?: Log[] }).errors;
  return (errors && errors.length > 0 ? errors : [error as Log]).map(fromError);
}

function fromError(error: Log): Finding {
  const id = error.id ?? error.loc?.file ?? "";
  const file = id.includes("vitrine:app/") ? id.slice(id.indexOf("vitrine:app/") + "vitrine:app/".length) : undefined;
  // The first line says it; a picture of the code follows, in colours.
  const message = stripVTControlCharacters(String(error.message)).split("\n")[0]!.replace(/\\?0?vitrine:app\//g, "").replaceAll("\0", "");
  return { code: error.code === "MISSING_EXPORT" ? "build.missing-export" : "build.failed", file, line: error.loc?.line, column: error.loc ? error.loc.column + 1 : undefined, message };
}
