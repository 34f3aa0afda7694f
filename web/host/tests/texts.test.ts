import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, writeCsv } from "../src/csv.ts";
import { FloodGuard } from "../src/flood.ts";
import { readState, writeState } from "../src/state.ts";
import type { JsonObject } from "../src/protocol.ts";

const columns = [
  { key: "name", label: "Name, full", type: "string" },
  { key: "orders.revenue", label: "Revenue", type: "number" },
];

test("csv quotes, keeps every digit of a number and disarms formulas", () => {
  const text = writeCsv({
    columns,
    rows: [
      { name: { raw: 'a "b"', formatted: 'a "b"' }, "orders.revenue": { raw: 12.5, formatted: "$12.50", exact: "12.500000000000000001" } },
      { name: { raw: "=HYPERLINK(1)", formatted: "=HYPERLINK(1)" }, "orders.revenue": { raw: -3, formatted: "-3" } },
      { name: { raw: "two\nlines", formatted: "two\nlines" }, "orders.revenue": { raw: null, formatted: "∅" } },
    ],
    truncated: false,
  });
  assert.equal(text, '\uFEFF"Name, full",Revenue\r\n"a ""b""",12.500000000000000001\r\n\'=HYPERLINK(1),-3\r\n"two\nlines",\r\n');
});

test("file names hold no path and no control characters", () => {
  assert.equal(fileName("../../etc/passwd\u0000", "csv"), "etc passwd.csv");
  assert.doesNotMatch(fileName("..\\..\\x\u0007/y:z", "csv"), /[\\/:\u0007]|^\./);
  assert.equal(fileName("", "csv"), "data.csv");
});

test("state comes back as it was written", () => {
  const states: JsonObject[] = [
    {},
    { region: "West", year: 2025, open: true },
    { region: ["West", "North & South"], range: { operator: "inThePast", values: [12] } },
    { text: "2025", flag: "true", quoted: '"x"', list: "[1]", odd: "a=b&c#d%", empty: "" },
  ];
  for (const state of states) assert.deepEqual(readState(writeState(state)), state);
  assert.equal(writeState({ region: "West", gone: null }), "#region=West");
});

test("a broken address gives what is whole of it and never touches a prototype", () => {
  assert.deepEqual(readState("#%E0%A4%A=1&a=1&&=2&b"), { a: 1 });
  const state = readState('#__proto__={"x":1}');
  assert.equal((state as { x?: number }).x, undefined);
  assert.equal(({} as { x?: number }).x, undefined);
});

test("the flood guard refills with time", () => {
  let now = 0;
  const guard = new FloodGuard(() => now, { burst: 2, perSecond: 1, patience: 2 });
  assert.deepEqual([guard.admit(), guard.admit(), guard.admit()], ["pass", "pass", "drop"]);
  now = 1000;
  assert.equal(guard.admit(), "pass");
  assert.deepEqual([guard.admit(), guard.admit()], ["drop", "end"]);
});
