import assert from "node:assert/strict";
import { test } from "node:test";
import { analyse } from "../src/analysis.js";
import { AppFiles } from "../src/app.js";
import { checkImports } from "../src/imports.js";
import { attributes, elements, globals, members } from "../src/rules.js";
import type { Template } from "../src/template.js";

const template: Template = { specifiers: { react: { global: "__v.react", exports: ["useState"] }, "@vitrine/kit": { global: "__v.kit", exports: ["Page", "QueryCard"] } }, entry: "", styles: "", folder: "" };

const found = (text: string) => analyse("src/App.tsx", text).findings.map((finding) => `${finding.code} ${finding.line}:${finding.column}`);

function imports(files: Record<string, string>): string[] {
  const app = new AppFiles();
  app.place(files, []);
  return checkImports(app, template).map((finding) => `${finding.file}:${finding.line}:${finding.column} ${finding.message} ${finding.hint ?? ""}`.trim());
}

test("every element of the rules is found", () => {
  for (const tag of Object.keys(elements)) assert.deepEqual(found(`const a = <div>\n  <${tag} />\n</div>;`), ["build.forbidden-element 2:3"], tag);
});

test("every attribute of the rules is found", () => {
  for (const name of Object.keys(attributes)) assert.deepEqual(found(`const a = <p ${name}="x" />;`), ["build.forbidden-element 1:14"], name);
});

test("every global of the rules is found, bare and by window", () => {
  for (const name of Object.keys(globals)) {
    assert.deepEqual(found(`export const a = () => ${name};`), ["build.forbidden-api 1:24"], name);
    assert.equal(found(`export const a = () => window.${name};`).length, 1, name);
    assert.equal(found(`export const a = () => globalThis["${name}"];`).length, 1, name);
  }
});

test("every member of the rules is found", () => {
  for (const name of Object.keys(members)) assert.deepEqual(found(`export const a = ${name};`), ["build.forbidden-api 1:18"], name);
});

test("what is declared in the file is its own", () => {
  assert.deepEqual(found("const fetch = 1; export const a = fetch;"), []);
  assert.deepEqual(found("export const a = ({ location }: { location: string }) => location;"), []);
  assert.deepEqual(found("export function a(opener: number, [caches = 1]: number[], ...eval_: number[]) { return opener + caches; }"), []);
  assert.deepEqual(found("import { location } from './x'; export const a = location;"), []);
});

test("names of properties, types and text are not references", () => {
  assert.deepEqual(found("export const a = { fetch: 1, location: 2 }.location; export type T = { eval: Function; w: Worker };"), []);
  assert.deepEqual(found("export const a = <p title=\"fetch\">eval location <b>iframe</b></p>;"), []);
  assert.deepEqual(found("export const a = { fetch };"), ["build.forbidden-api 1:20"]);
});

test("links stay inside, sources are data", () => {
  assert.deepEqual(found('export const a = <a href="#top">x</a>;'), []);
  assert.equal(found("export const a = (to: string) => <a href={to}>x</a>;").length, 1);
  assert.equal(found('export const a = <img src="/x.png" />;').length, 1);
  assert.deepEqual(found('export const a = <img alt="" src="data:image/png;base64,AA" />;'), []);
});

test("syntax errors have their place, also behind wide characters", () => {
  const { findings, isBroken } = analyse("src/App.tsx", "const a = '😀ü';\nconst b = ;\n");
  assert.equal(isBroken, true);
  assert.deepEqual([findings[0]?.line, findings[0]?.column], [2, 11]);
});

test("stamps tell where an element was written and change nothing else", () => {
  assert.equal(analyse("src/A.tsx", "const a = <p\n  id='ü'><b>x</b></p>;").code, "const a = <p data-loc=\"src/A.tsx:1:11\"\n  id='ü'><b data-loc=\"src/A.tsx:2:10\">x</b></p>;");
  assert.equal(analyse("src/A.tsx", "const a = <Page><></></Page>;").code, "const a = <Page><></></Page>;");
  assert.equal(analyse("src/A.tsx", "const a = <div<string> />;").isBroken, false);
});

test("only names that are used as values must be exported", () => {
  assert.deepEqual(imports({ "src/App.tsx": "import { Page, Column, type Data } from '@vitrine/kit';\nexport const a = (c: Column, d: Data) => <Page c={c} d={d} />;" }), []);
  assert.deepEqual(imports({ "src/App.tsx": "import { Page, Column } from '@vitrine/kit';\nexport const a = (c = Column) => <Page c={c} />;" }), ["src/App.tsx:1:16 '@vitrine/kit' does not export Column."]);
  assert.deepEqual(imports({ "src/App.tsx": "import { QueryCart as Card } from '@vitrine/kit';\nexport const a = <Card />;" }), ["src/App.tsx:1:10 '@vitrine/kit' does not export QueryCart. Did you mean QueryCard?"]);
  assert.deepEqual(imports({ "src/App.tsx": "export { Pge } from '@vitrine/kit';" }), ["src/App.tsx:1:10 '@vitrine/kit' does not export Pge. Did you mean Page?"]);
});

test("own files are found as TypeScript finds them, and through others", () => {
  const files = {
    "src/App.tsx": "import { a } from './lib';\nimport { b } from '@/lib/b';\nimport { total } from './lib/b.js';\nimport d from './lib';\nexport const all = [a, b, total, d];",
    "src/lib/index.ts": "export * from './b';\nexport const a = 1;",
    "src/lib/b.ts": "export const b = 1; export default 2;",
  };
  assert.deepEqual(imports(files), ["src/App.tsx:3:10 src/lib/b.ts does not export total. It has a default export: import it without braces.", "src/App.tsx:4:8 src/lib/index.ts has no default export. It exports a, b."]);
});

test("files that import each other in a circle are no trouble", () => {
  assert.deepEqual(imports({ "src/a.ts": "export * from './b'; export const a = 1;", "src/b.ts": "export * from './a'; export const b = 1;", "src/App.tsx": "import { a, b } from './b'; export const c = a + b;" }), []);
});
