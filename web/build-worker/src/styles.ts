import { readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Scanner } from "@tailwindcss/oxide";
import { Features, transform } from "lightningcss";
import { compile } from "tailwindcss";
import type { AppFiles } from "./app.js";
import { placeOf, type Finding } from "./finding.js";
import { atRules } from "./rules.js";
import type { Template } from "./template.js";

type Compiler = Awaited<ReturnType<typeof compile>>;

const themeFile = "src/theme.css";

/** Makes the app's stylesheet: Tailwind, the kit's styles, the app's theme, and the classes that stand in the app's source. */
export class Styles {
  private readonly candidates = new Map<string, { text: string; found: string[] }>();
  private compiler: { theme: string; compiler: Compiler; built: Set<string> } | undefined;

  constructor(private readonly template: Template) {}

  async build(app: AppFiles): Promise<{ css?: string; findings: Finding[] }> {
    const theme = app.files.get(themeFile) ?? "";
    const findings = checkTheme(theme);
    if (findings.length > 0) return { findings };
    const wanted = this.scan(app);
    try {
      const css = (await this.compilerFor(theme, wanted)).build([...wanted]);
      return { css: minify(css), findings: [] };
    } catch (error) {
      this.compiler = undefined;
      return { findings: [{ code: "build.bad-style", file: app.files.has(themeFile) ? themeFile : undefined, message: firstLine(error) }] };
    }
  }

  /** The compiler remembers every class that it ever built, so one that has left the source needs a new compiler: the same source always gives the same bytes. */
  private async compilerFor(theme: string, wanted: Set<string>): Promise<Compiler> {
    const known = this.compiler;
    if (known?.theme === theme && [...known.built].every((candidate) => wanted.has(candidate))) {
      known.built = wanted;
      return known.compiler;
    }
    const compiler = await compile(`${this.template.styles}\n${theme}`, {
      base: this.template.folder,
      loadStylesheet: (id, base) => Promise.resolve(loadStylesheet(id, base, this.template.folder)),
      loadModule: (id) => Promise.reject(new Error(`${id} cannot be loaded: a stylesheet runs no code.`)),
    });
    this.compiler = { theme, compiler, built: wanted };
    return compiler;
  }

  private scan(app: AppFiles): Set<string> {
    const all = new Set<string>();
    for (const file of app.modules) {
      const text = app.files.get(file)!;
      let known = this.candidates.get(file);
      if (known?.text !== text) {
        // A scanner tells of each candidate once in its life, so each text gets one of its own.
        known = { text, found: new Scanner({ sources: [] }).scanFiles([{ content: text, extension: "tsx" }]) };
        this.candidates.set(file, known);
      }
      for (const candidate of known.found) all.add(candidate);
    }
    return new Set([...all].sort());
  }
}

/** The template's own stylesheets and Tailwind's, and no other file. */
function loadStylesheet(id: string, base: string, folder: string): { path: string; base: string; content: string } {
  const file = id === "tailwindcss" ? path.join(folder, "node_modules/tailwindcss/index.css") : path.resolve(base, id);
  if (!file.startsWith(`${folder}${path.sep}`)) throw new Error(`${id} cannot be imported.`);
  return { path: file, base: path.dirname(file), content: readFileSync(file, "utf8") };
}

/** For the browsers that Tailwind 4 itself needs. Twice, because rules that become alike in the first pass are merged in the second. */
function minify(css: string): string {
  const once = (code: Uint8Array) =>
    transform({
      filename: "app.css",
      code,
      minify: true,
      nonStandard: { deepSelectorCombinator: true },
      include: Features.Nesting | Features.MediaQueries,
      exclude: Features.LogicalProperties | Features.DirSelector | Features.LightDark,
      targets: { safari: (16 << 16) | (4 << 8), ios_saf: (16 << 16) | (4 << 8), firefox: 128 << 16, chrome: 111 << 16 },
      errorRecovery: true,
    }).code;
  return Buffer.from(once(once(Buffer.from(css)))).toString("utf8");
}

/** Refuses what runs code in the build, reads files, or fetches. */
export function checkTheme(theme: string): Finding[] {
  // Comments and strings are blanked out, so that places stay and nothing hides in them.
  const bare = theme.replace(/\/\*[\s\S]*?(\*\/|$)/g, blank);
  const findings: Finding[] = [];
  const add = (code: string, offset: number, message: string, hint: string) => findings.push({ code, file: themeFile, ...placeOf(theme, offset), message, hint });
  for (const match of bare.replace(/"[^"\n]*"|'[^'\n]*'/g, blank).matchAll(/@([\w\\-]+)/g)) {
    const name = match[1]!.toLowerCase();
    if (!atRules.has(name)) add("build.bad-style", match.index, `@${name} must not stand in src/theme.css.`, "It is for tokens and a few rules: @theme, @layer, @utility, @media, @keyframes. Everything is imported already.");
  }
  for (const match of bare.matchAll(/\b(?:url|src|image-set)\(\s*["']?(?!\s*["']?(?:data:|#))/gi)) add("build.outside-address", match.index, "Nothing can be loaded into an app.", "An image stands in the source as data:, a few kilobytes at most.");
  return findings;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function firstLine(error: unknown): string {
  return stripVTControlCharacters(error instanceof Error ? error.message : String(error)).split("\n")[0]!;
}
