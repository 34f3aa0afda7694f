import assert from "node:assert/strict";
import { test } from "node:test";
import { linksOf } from "../src/format/links";
import type { Cell, Column, ColumnLink } from "../src/types";

const name: Column = { key: "who", field: "customers.name", kind: "dimension", label: "Name", type: "string" };
const id: Column = { key: "customers.id", field: "customers.id", kind: "dimension", label: "Id", type: "number" };
const cell = (raw: Cell["raw"], formatted = String(raw)): Cell => ({ raw, formatted });

function hrefs(parts: ColumnLink["parts"], own: Cell, row: { readonly [key: string]: Cell } = {}): readonly string[] {
  return linksOf({ ...name, links: [{ label: "Open", parts }] }, [name, id], row, own).map((link) => link.href);
}

const value = { field: null, form: "raw" } as const;

test("a value is a part of an address and no more", () => {
  assert.deepEqual(hrefs(["https://crm.example.com/find?q=", value, "&all=1"], cell("Ada & Söhne/../?x=#")), ["https://crm.example.com/find?q=Ada%20%26%20S%C3%B6hne%2F..%2F%3Fx%3D%23&all=1"]);
  assert.deepEqual(hrefs(["https://crm.example.com/", { field: "customers.id", form: "raw" }, "/", { field: null, form: "formatted" }], cell("a", "A"), { "customers.id": cell(7) }), ["https://crm.example.com/7/A"]);
});

test("a link without its value is none", () => {
  assert.deepEqual(hrefs(["https://crm.example.com/", value], cell(null)), []);
  assert.deepEqual(hrefs(["https://crm.example.com/", { field: "customers.id", form: "raw" }], cell("a"), { "customers.id": cell(null) }), []);
  assert.deepEqual(hrefs(["https://crm.example.com/", { field: "customers.gone", form: "raw" }], cell("a")), []);
});

test("a value that is an address itself is opened when it is one of the web", () => {
  assert.deepEqual(hrefs([value], cell("https://example.com/a?b=c")), ["https://example.com/a?b=c"]);
  for (const other of ["javascript:alert(1)", "data:text/html,x", "example.com", "https://user:pass@example.com/", "file:///etc/passwd"]) assert.deepEqual(hrefs([value], cell(other)), [], other);
});
