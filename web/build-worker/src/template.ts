import { readFileSync } from "node:fs";
import path from "node:path";

/** What the toolchain knows of the template: written by the template's preparation. */
export interface Template {
  /** Modules that apps may import. */
  specifiers: Record<string, { global: string; exports: string[] }>;
  /** The template's entry, which mounts the app. */
  entry: string;
  /** The stylesheet that comes before the app's. */
  styles: string;
  /** The toolchain's folder. */
  folder: string;
}

export function readTemplate(folder: string): Template {
  return {
    specifiers: JSON.parse(readFileSync(path.join(folder, "vendor.json"), "utf8")) as Template["specifiers"],
    entry: readFileSync(path.join(folder, "entry.tsx"), "utf8"),
    styles: readFileSync(path.join(folder, "app.css"), "utf8"),
    folder,
  };
}
