import { analyse, type Analysis } from "./analysis.js";

/** The app's files as the server placed them, and what is known of each. */
export class AppFiles {
  readonly files = new Map<string, string>();
  private readonly known = new Map<string, Analysis>();

  place(put: Record<string, string>, remove: string[]): void {
    for (const file of remove) {
      this.files.delete(file);
      this.known.delete(file);
    }
    for (const [file, text] of Object.entries(put)) this.files.set(file, text);
  }

  /** The app's modules in the order of their names: whatever is made from them does not depend on the order in which they came. */
  get modules(): string[] {
    return [...this.files.keys()].filter((file) => /\.tsx?$/.test(file)).sort();
  }

  analysis(file: string): Analysis {
    const text = this.files.get(file);
    if (text === undefined) throw new Error(`There is no ${file}.`);
    const known = this.known.get(file);
    if (known?.text === text) return known;
    const made = analyse(file, text);
    this.known.set(file, made);
    return made;
  }

  /** The file that a specifier means from within another, or undefined. */
  resolve(specifier: string, from: string): string | undefined {
    const base = localPath(specifier, from);
    if (base === undefined) return undefined;
    const candidates = [base, `${base}.tsx`, `${base}.ts`, `${base}/index.tsx`, `${base}/index.ts`];
    if (/\.jsx?$/.test(base)) candidates.push(base.replace(/\.js(x?)$/, ".ts$1"), base.replace(/\.js$/, ".tsx"));
    return candidates.find((file) => this.files.has(file) && /\.tsx?$/.test(file));
  }
}

/** The path under `src/` that a relative or `@/` specifier names, without an extension being added; undefined for packages. */
export function localPath(specifier: string, from: string): string | undefined {
  const parts = specifier.startsWith("@/") ? ["src"] : specifier.startsWith(".") ? from.split("/").slice(0, -1) : undefined;
  if (!parts) return undefined;
  for (const part of (specifier.startsWith("@/") ? specifier.slice(2) : specifier).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
