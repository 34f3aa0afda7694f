import { parseSync } from "rolldown/experimental";
import { placeOf, type Finding } from "./finding.js";
import { findForbidden } from "./forbidden.js";
import { isReference, walk, type Node, type Parsed } from "./tree.js";

/** A module that a file imports, or exports from. */
export interface Import {
  specifier: string;
  offset: number;
  /** Names that exist at run time: imported and used as values, or re-exported. `*` for the whole module, `default` for the default export. */
  names: { name: string; offset: number }[];
  /** Whether nothing of it exists at run time: the bundler leaves it out. */
  isType: boolean;
}

/** What is known of one file of TypeScript. It depends on the file's text alone, so it is kept until the text changes. */
export interface Analysis {
  text: string;
  /** The text with `data-loc` stamps on host elements, which tell the builder where an element was written. */
  code: string;
  imports: Import[];
  exports: Set<string>;
  /** Specifiers of `export * from`. */
  exportsAllOf: string[];
  findings: Finding[];
  /** Whether the parser gave up; then nothing else is known. */
  isBroken: boolean;
}

export function analyse(file: string, text: string): Analysis {
  const parsed = parseSync(file, text, { lang: file.endsWith(".tsx") ? "tsx" : "ts", sourceType: "module" });
  const analysis: Analysis = { text, code: text, imports: [], exports: new Set(), exportsAllOf: [], findings: [], isBroken: false };
  if (parsed.errors.length > 0) {
    analysis.isBroken = true;
    analysis.findings = parsed.errors.slice(0, 5).map((error) => ({
      code: "build.syntax",
      file,
      ...placeOf(text, error.labels[0]?.start ?? 0),
      message: error.message.endsWith(".") ? error.message : `${error.message}.`,
      hint: error.helpMessage ?? undefined,
    }));
    return analysis;
  }

  const program = parsed.program as unknown as Node;
  const { used, stamps } = look(file, text, program);
  readImports(parsed, used, analysis);
  readExports(parsed, analysis);
  analysis.findings = findForbidden(file, text, parsed, program);
  analysis.code = stamp(text, stamps);
  return analysis;
}

/** The names that are used as values, and where host elements want their stamp. */
function look(file: string, text: string, program: Node): { used: Set<string>; stamps: { at: number; text: string }[] } {
  const used = new Set<string>();
  const stamps: { at: number; text: string }[] = [];
  walk(program, (node, parent, key) => {
    if ((node.type === "Identifier" || node.type === "JSXIdentifier") && isReference(node, parent, key)) used.add(String(node["name"]));
    if (node.type === "JSXOpeningElement") {
      const name = node["name"] as Node;
      if (name.type === "JSXIdentifier" && /^[a-z]/.test(String(name["name"]))) {
        const { line, column } = placeOf(text, node.start);
        stamps.push({ at: name.end, text: ` data-loc="${file}:${line}:${column}"` });
      }
    }
  });
  return { used, stamps };
}

function stamp(text: string, stamps: { at: number; text: string }[]): string {
  let result = "";
  let from = 0;
  for (const { at, text: added } of stamps.sort((a, b) => a.at - b.at)) {
    result += text.slice(from, at) + added;
    from = at;
  }
  return result + text.slice(from);
}

function readImports(parsed: Parsed, used: Set<string>, analysis: Analysis): void {
  for (const statement of parsed.module.staticImports) {
    const entries = statement.entries.filter((entry) => !entry.isType && used.has(entry.localName.value));
    analysis.imports.push({
      specifier: statement.moduleRequest.value,
      offset: statement.moduleRequest.start,
      names: entries.map((entry) => ({
        name: entry.importName.kind === "Name" ? entry.importName.name! : entry.importName.kind === "Default" ? "default" : "*",
        offset: entry.importName.start ?? entry.localName.start,
      })),
      isType: statement.entries.length > 0 && entries.length === 0,
    });
  }
  for (const statement of parsed.module.staticExports) {
    for (const entry of statement.entries) {
      if (!entry.moduleRequest || entry.isType) continue;
      const name = entry.importName.kind === "Name" ? entry.importName.name! : "*";
      analysis.imports.push({
        specifier: entry.moduleRequest.value,
        offset: entry.moduleRequest.start,
        names: [{ name, offset: entry.importName.start ?? entry.start }],
        isType: false,
      });
    }
  }
}

function readExports(parsed: Parsed, analysis: Analysis): void {
  for (const statement of parsed.module.staticExports) {
    for (const entry of statement.entries) {
      // Types are kept: naming one in an import without `type` is no fault of the build.
      if (entry.exportName.kind === "Default") analysis.exports.add("default");
      else if (entry.exportName.kind === "Name") analysis.exports.add(entry.exportName.name!);
      else if (entry.moduleRequest) analysis.exportsAllOf.push(entry.moduleRequest.value);
    }
  }
}
