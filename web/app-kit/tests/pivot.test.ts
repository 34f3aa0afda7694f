import assert from "node:assert/strict";
import { test } from "node:test";
import { pivoted } from "../src/format/pivot";
import type { AnyRow, Cell, Column, Data } from "../src/types";

const cell = (raw: string | number | null): Cell => ({ raw, formatted: raw === null ? "∅" : `<${raw}>` });
const column = (key: string, kind: "dimension" | "metric"): Column => ({ key, field: key, kind, label: key.toUpperCase(), type: kind === "metric" ? "number" : "string" });

function data(columns: readonly Column[], rows: (string | number | null)[][]): Data<AnyRow> {
  return {
    contract: "c", args: {}, truncated: false, rowLimit: 500, cachedAt: null, timeZone: "UTC", warnings: [], columns,
    rows: rows.map((row) => Object.fromEntries(columns.map((one, at) => [one.key, cell(row[at] ?? null)]))),
  };
}

const long = data([column("region", "dimension"), column("size", "dimension"), column("revenue", "metric")], [
  ["West", 10, 5],
  ["West", 2, 7],
  ["East", null, 1],
  ["East", 2, 3],
]);

function shown(table: Data<AnyRow> | null): string[] {
  assert.ok(table);
  return [table.columns.map((one) => one.label).join(" "), ...table.rows.map((row) => table.columns.map((one) => row[one.key]?.formatted ?? "-").join(" "))];
}

test("values become columns in their own order, and rows keep theirs", () => {
  assert.deepEqual(shown(pivoted(long, { columns: ["size"], metricsAsRows: false })), ["REGION <2> <10> ∅", "<West> <7> <5> -", "<East> <3> - <1>"]);
});

test("several metrics stand beside or below each other", () => {
  const two = data([...long.columns, column("orders", "metric")], [["West", 2, 7, 70], ["East", 2, 3, 30], ["East", 10, 1, null]]);
  assert.deepEqual(shown(pivoted(two, { columns: ["size"], metricsAsRows: false })), ["REGION <2> · REVENUE <2> · ORDERS <10> · REVENUE <10> · ORDERS", "<West> <7> <70> - -", "<East> <3> <30> <1> ∅"]);
  assert.deepEqual(shown(pivoted(two, { columns: ["size"], metricsAsRows: true })), ["REGION Metric <2> <10>", "<West> REVENUE <7> -", "<West> ORDERS <70> -", "<East> REVENUE <3> <1>", "<East> ORDERS <30> ∅"]);
});

test("without other dimensions there is one row", () => {
  assert.deepEqual(shown(pivoted(long, { columns: ["region", "size"], metricsAsRows: false })), ["<East> · <2> <East> · ∅ <West> · <2> <West> · <10>", "<3> <1> <7> <5>"]);
});

test("too many columns, or nothing to pivot, stays long", () => {
  const many = data(long.columns, Array.from({ length: 201 }, (_, at) => ["West", at, at]));
  assert.equal(pivoted(many, { columns: ["size"], metricsAsRows: false }), null);
  assert.equal(pivoted(long, { columns: ["other"], metricsAsRows: false }), null);
});
