import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "../src/finding.js";
import { didYouMean, nearest } from "../src/nearest.js";
import { checkTheme } from "../src/styles.js";
import { readFindings } from "../src/types.js";

test("places are counted from one", () => {
  assert.deepEqual(placeOf("ab\ncd", 0), { line: 1, column: 1 });
  assert.deepEqual(placeOf("ab\ncd", 2), { line: 1, column: 3 });
  assert.deepEqual(placeOf("ab\ncd", 3), { line: 2, column: 1 });
  assert.deepEqual(placeOf("ab\n\ncd", 5), { line: 3, column: 2 });
});

test("the nearest name is near", () => {
  assert.equal(nearest("QueryCart", ["QueryCard", "KpiCard"]), "QueryCard");
  assert.equal(nearest("querycard", ["QueryCard", "KpiCard"]), "QueryCard");
  assert.equal(nearest("Chart", ["LineChart", "Page"]), "LineChart");
  assert.equal(nearest("Zebra", ["LineChart", "Page"]), undefined);
  assert.equal(didYouMean("Zebra", ["Page"]), undefined);
});

test("findings of the compiler are read with their further lines", () => {
  const output = "src/App.tsx(3,5): error TS2322: Type 'a' is not assignable.\n  Types differ.\n    Deeply.\nsrc/b.ts(1,1): error TS1005: ';' expected.\nerror TS18003: No inputs.\n";
  assert.deepEqual(readFindings(output), [
    { code: "types.ts2322", file: "src/App.tsx", line: 3, column: 5, message: "Type 'a' is not assignable.\n  Types differ.\n    Deeply." },
    { code: "types.ts1005", file: "src/b.ts", line: 1, column: 1, message: "';' expected." },
    { code: "types.ts18003", message: "No inputs." },
  ]);
});

test("a theme sets tokens and rules", () => {
  for (const theme of ["", ":root { --a: 1 }", "@theme { --a: 1 }", "@layer base { p { color: red } }", "/* @import 'x' */", ".a { content: \"@plugin\" }", ".a { background: url(data:x) }", ".a { fill: url(#b) }", "@media (width < 40rem) { .a { @apply p-1 } }"])
    assert.deepEqual(checkTheme(theme), [], theme);
});

test("a theme that runs code, reads or fetches is refused, wherever that hides", () => {
  for (const theme of ["@import 'x';", "@plugin 'x';", "@CONFIG 'x';", "@source '/etc';", "/* a */@reference 'x';", "@layer a { @import 'x'; }", "a{}@font-face{src:url(https://x)}", "a{b:url( 'x')}", "@font-face{src:URL(x)}", "/* \" */ @plugin 'x'; /* \" */", "/* */ @plugin 'x' /*", "@im\\port 'x';"])
    assert.notEqual(checkTheme(theme).length, 0, theme);
});
