import assert from "node:assert/strict";
import { test } from "node:test";
import { fillIn } from "../src/components/text";
import { parseInline, parseMarkdown } from "../src/format/markdown";
import { linePath } from "../src/format/paths";
import { fillRows } from "../src/components/layout";

const rows = [
  { "customers.region": { raw: "West", formatted: "West" }, "orders.revenue": { raw: 5, formatted: "$5", previous: { raw: 4, formatted: "$4" }, change: { raw: 0.25, formatted: "+25.0%" } } },
  { "customers.region": { raw: "*East*", formatted: "*East* [x](https://evil.example)" }, "orders.revenue": { raw: 3, formatted: "$3", change: { raw: -0.1, formatted: "-10.0%" } } },
];

test("figures take the place of their names", () => {
  assert.equal(fillIn("**{customers.region}** has {orders.revenue}, {orders.revenue.direction} {orders.revenue.change} from {orders.revenue.previous}; {rows} rows", rows), "**West** has $5, up +25.0% from $4; 2 rows");
  assert.equal(fillIn("{last:orders.revenue} {last:orders.revenue.change} {2:orders.revenue.direction}", rows), "$3 −10.0% down");
});

test("a name that nothing has is left where it is", () => {
  const column = { key: "orders.gift", field: "orders.gift", kind: "dimension" as const, label: "Gift", type: "boolean" as const };
  assert.equal(fillIn("**{orders.gift}** leads", [{ "orders.gift": { raw: false, formatted: "False" } }], "first", [column]), "**Gift: no** leads");
  assert.equal(fillIn("{orders.profit} and {nonsense}", rows), "{orders.profit} and {nonsense}");
});

test("what stands in the data is text, even when it looks like Markdown", () => {
  assert.deepEqual(parseInline(fillIn("{last:customers.region}", rows)), [{ kind: "text", text: "*East* [x](https://evil.example)" }]);
});

test("Markdown knows headings, lists, tables, emphasis, code and links, and nothing else", () => {
  const kinds = parseMarkdown("# A\n\ntext *a* **b**\n\n- one\n- two\n\n1. x\n\n> q\n\n```\n<b>\n```\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |").map((block) => block.kind);
  assert.deepEqual(kinds, ["heading", "paragraph", "list", "list", "quote", "code", "rule", "table"]);
  assert.deepEqual(parseInline("<img src=x onerror=alert(1)>"), [{ kind: "text", text: "<img src=x onerror=alert(1)>" }]);
  assert.deepEqual(parseInline("[a](javascript:alert(1))"), [{ kind: "text", text: "[a](javascript:alert(1))" }]);
  assert.deepEqual(parseInline("snake_case_name and 2 * 3 * 4"), [{ kind: "text", text: "snake_case_name and 2 * 3 * 4" }]);
});

test("the last cell of a row takes what is left", () => {
  assert.deepEqual(fillRows([8, 4], 12), [8, 4]);
  assert.deepEqual(fillRows([6, 6, 6], 12), [6, 6, 12]);
  assert.deepEqual(fillRows([8, 6, 6], 12), [12, 6, 6]);
  assert.deepEqual(fillRows([4, 4], 12), [4, 8]);
  assert.deepEqual(fillRows([20, 3], 12), [12, 12]);
});

test("a line has a gap where a value is missing, and never leaves its points", () => {
  const path = linePath([{ x: 0, y: 0 }, { x: 10, y: 10 }, null, { x: 30, y: 5 }]);
  assert.equal(path.match(/M/g)?.length, 2);
  const ys = [...linePath([{ x: 0, y: 0 }, { x: 1, y: 100 }, { x: 2, y: 100 }, { x: 3, y: 0 }]).matchAll(/,(-?[\d.]+)/g)].map((found) => Number(found[1]));
  assert.ok(ys.every((y) => y >= -0.01 && y <= 100.01), String(ys));
});
