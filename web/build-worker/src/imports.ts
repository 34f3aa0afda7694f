import type { Import } from "./analysis.js";
import { localPath, type AppFiles } from "./app.js";
import { placeOf, type Finding } from "./finding.js";
import { didYouMean, nearest } from "./nearest.js";
import { instead } from "./rules.js";
import type { Template } from "./template.js";

/**
 * Holds all imports to what is there. The bundler does not look into external modules: a name that one of them lacks would compile, and
 * the app would die as a blank page.
 */
export function checkImports(app: AppFiles, template: Template): Finding[] {
  const findings: Finding[] = [];
  for (const file of app.modules) {
    const { imports, text } = app.analysis(file);
    for (const item of imports) {
      const add = (code: string, offset: number, message: string, hint?: string) => findings.push({ code, file, ...placeOf(text, offset), message, hint });
      if (Object.hasOwn(template.specifiers, item.specifier)) checkNames(item, template.specifiers[item.specifier]!.exports, add);
      else if (localPath(item.specifier, file) !== undefined) checkLocal(item, file, app, add);
      else add("build.unknown-import", item.offset, `There is no module '${item.specifier}'.`, hintFor(item.specifier, template));
    }
  }
  return findings;
}

type Add = (code: string, offset: number, message: string, hint?: string) => void;

function checkNames(item: Import, exports: readonly string[], add: Add): void {
  for (const { name, offset } of item.names) {
    if (name === "*" || exports.includes(name)) continue;
    if (name === "default") add("build.missing-export", offset, `'${item.specifier}' has no default export.`, "Import names in braces.");
    else add("build.missing-export", offset, `'${item.specifier}' does not export ${name}.`, didYouMean(name, exports));
  }
}

function checkLocal(item: Import, from: string, app: AppFiles, add: Add): void {
  const target = app.resolve(item.specifier, from);
  if (target === undefined) {
    add("build.unknown-import", item.offset, `There is no file for '${item.specifier}'.`, hintForFile(item.specifier, from, app));
    return;
  }
  const exports = exportsOf(target, app);
  if (!exports) return;
  for (const { name, offset } of item.names) {
    if (name === "*" || exports.has(name)) continue;
    const hint = name === "default" ? `It exports ${[...exports].sort().join(", ") || "nothing"}.` : (didYouMean(name, exports) ?? (exports.has("default") ? "It has a default export: import it without braces." : undefined));
    add("build.missing-export", offset, name === "default" ? `${target} has no default export.` : `${target} does not export ${name}.`, hint);
  }
}

/** All names that a file exports, through others as well; undefined when that cannot be known. */
export function exportsOf(file: string, app: AppFiles, seen = new Set<string>()): Set<string> | undefined {
  const { exports, exportsAllOf, isBroken } = app.analysis(file);
  if (isBroken) return undefined;
  const all = new Set(exports);
  seen.add(file);
  for (const specifier of exportsAllOf) {
    const target = app.resolve(specifier, file);
    if (target === undefined) return undefined;
    const more = seen.has(target) ? new Set<string>() : exportsOf(target, app, seen);
    if (!more) return undefined;
    for (const name of more) if (name !== "default") all.add(name);
  }
  return all;
}

function hintFor(specifier: string, template: Template): string {
  const known = instead.find(([pattern]) => pattern.test(specifier))?.[1];
  if (known) return known;
  const modules = Object.keys(template.specifiers).filter((name) => name !== "react/jsx-runtime");
  return didYouMean(specifier, modules) ?? `An app may import ${modules.join(", ")} and its own files.`;
}

function hintForFile(specifier: string, from: string, app: AppFiles): string | undefined {
  if (/\.(css|scss|sass|less)(\?|$)/.test(specifier)) return "src/theme.css is always there; nothing has to import it.";
  if (/[?#]/.test(specifier)) return "Only modules can be imported.";
  const wanted = localPath(specifier, from)!;
  const near = nearest(wanted, app.modules.map((file) => file.replace(/\.tsx?$/, "")));
  return near === undefined ? undefined : `Did you mean @/${near.replace(/^src\//, "")}?`;
}
