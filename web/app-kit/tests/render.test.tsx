import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { renderToStaticMarkup } from "react-dom/server";
import { DataTable, KpiCard, KpiRow, Narrative, QueryCard, Value, colorFor, host, registerContracts, type Data } from "@vitrine/kit";
import { BarList, DonutChart, FunnelChart, Heatmap } from "@vitrine/kit/charts";
import { readAnswer } from "../src/bridge/protocol";
import { plot } from "../src/charts/plot";
import { colorOf, forgetColors, meetValues } from "../src/color";
import { arrange } from "../src/components/DataTable";
import { bridge, queries, state } from "../src/runtime";
import { context, FakePort, settle } from "./fakes";

// Texts that nobody could make out of the numbers, so that each shows where it came from.
const names = ["Alpha", "Beta", "Gamma"];
const texts = ["one-of-them", "two-of-them", "three-of-them"];
const data: Data = {
  contract: "things",
  args: { region: ["West"] },
  columns: [
    { key: "a.name", field: "a.name", kind: "dimension", label: "Name", type: "string" },
    { key: "a.hour", field: "a.hour", kind: "dimension", label: "Hour", type: "number" },
    { key: "a.count", field: "a.count", kind: "metric", label: "Count", type: "number" },
  ],
  rows: names.map((name, at) => ({ "a.name": { raw: name.toLowerCase(), formatted: name }, "a.hour": { raw: at, formatted: `h${at}` }, "a.count": { raw: 4711 + at, formatted: texts[at]! } })),
  truncated: false,
  rowLimit: 500,
  cachedAt: null,
  timeZone: "UTC",
  warnings: [],
};

// The kit's one bridge takes one port, and keeps it.
const port = new FakePort();
bridge.attach(port as unknown as MessagePort, context);

beforeEach(() => {
  forgetColors();
  registerContracts({ things: { label: "Things", uses: ["region"], arguments: {}, slots: {}, many: [], sortBy: [], columns: [], limit: 500, maxLimit: 500, underlying: true } }, { region: { label: "Region", type: "values", valueType: "string", operators: ["equals"], required: false, max: 5, options: true } });
});

function onlyServerTexts(html: string): void {
  for (const text of texts) assert.ok(html.includes(text), `${text} is missing in ${html}`);
  assert.ok(!/471[123]/.test(html.replace(/<[^>]*>/g, " ")), "a raw number is shown");
}

test("tables, lists, funnels, donuts and maps show the server's texts, never the raw numbers", () => {
  onlyServerTexts(renderToStaticMarkup(<DataTable data={data} columns={["a.name", { key: "a.count", bar: true }]} />));
  onlyServerTexts(renderToStaticMarkup(<BarList data={data} x="a.name" y="a.count" />));
  onlyServerTexts(renderToStaticMarkup(<FunnelChart data={data} x="a.name" y="a.count" />));
  onlyServerTexts(renderToStaticMarkup(<Heatmap data={data} x="a.hour" y="a.name" value="a.count" labels />).replace(/4\.7K/g, ""));
  const donut = renderToStaticMarkup(<DonutChart data={data} x="a.name" y="a.count" />);
  for (const text of texts) assert.ok(donut.includes(text));
});

test("the points of a chart carry the server's texts, and the rows of an earlier period as well", () => {
  const cells = { raw: 2, formatted: "now", previous: { raw: 1, formatted: "before" } };
  const made = plot({ ...data, rows: [{ ...data.rows[0], "a.count": cells }] }, { x: "a.name", y: ["a.count"], comparison: true, beyond: "drop", locale: "en" });
  assert.deepEqual(made.series.map((series) => series.texts[0]), ["now", "before"]);
  assert.equal(made.series[1]?.isDashed, true);
});

test("a card shows figure, change and direction as the server writes them", () => {
  const html = renderToStaticMarkup(<KpiCard label="Count" cell={{ raw: 12, formatted: "a dozen", previous: { raw: 10, formatted: "ten" }, change: { raw: 0.2, formatted: "+a fifth" } }} />);
  assert.ok(html.includes("a dozen") && html.includes("+a fifth") && html.includes("v-text-positive"));
  const lower = renderToStaticMarkup(<KpiCard label="Count" lowerIsBetter cell={{ raw: 12, formatted: "a dozen", change: { raw: 0.2, formatted: "+a fifth" } }} />);
  assert.ok(lower.includes("v-text-negative"));
});

test("missing buckets stand in an axis of time as gaps, and dates are in order", () => {
  const column = { key: "m", field: "m", kind: "dimension" as const, label: "Month", type: "date" as const, interval: "month" };
  const row = (iso: string, raw: number) => ({ m: { raw: iso, formatted: iso }, "a.count": { raw, formatted: String(raw) } });
  const made = plot({ ...data, columns: [column, data.columns[2]!], rows: [row("2026-04-01", 4), row("2026-01-01", 1)] }, { x: "m", y: ["a.count"], beyond: "drop", locale: "en" });
  assert.deepEqual(made.categories.map((category) => category.label), ["January 2026", "February 2026", "March 2026", "April 2026"]);
  assert.deepEqual(made.series[0]?.values, [1, null, null, 4]);
});

test("a bucket without a row is 0 of what adds up, and a gap where the row says so, where the limit cut, and of what does not add up", () => {
  const column = { key: "m", field: "m", kind: "dimension" as const, label: "Month", type: "date" as const, interval: "month" };
  const row = (iso: string, raw: number | null) => ({ m: { raw: iso, formatted: iso }, "a.count": { raw, formatted: String(raw) } });
  const rows = [row("2026-01-01", 1), row("2026-03-01", null), row("2026-04-01", 4)];
  const drawn = (additive: boolean, truncated = false) =>
    plot({ ...data, truncated, columns: [column, { ...data.columns[2]!, additive }], rows }, { x: "m", y: ["a.count"], comparison: true, beyond: "drop", locale: "en" }).series;
  assert.deepEqual(drawn(true).map((series) => [series.values, series.texts[1]]), [[[1, 0, null, 4], "0"]]);
  assert.deepEqual(drawn(false)[0]?.values, [1, null, null, 4]);
  assert.deepEqual(drawn(true, true)[0]?.values, [1, null, null, 4]);
});

test("a bucket that one of several series has no row in is 0 there", () => {
  const columns = [
    { key: "m", field: "m", kind: "dimension" as const, label: "Month", type: "date" as const, interval: "month" },
    { key: "s", field: "s", kind: "dimension" as const, label: "S", type: "string" as const },
    { ...data.columns[2]!, additive: true },
  ];
  const row = (iso: string, s: string) => ({ m: { raw: iso, formatted: iso }, s: { raw: s, formatted: s }, "a.count": { raw: 3, formatted: "3" } });
  const made = plot({ ...data, columns, rows: [row("2026-01-01", "x"), row("2026-02-01", "y"), row("2026-04-01", "x")] }, { x: "m", y: ["a.count"], series: "s", beyond: "drop", locale: "en" });
  assert.deepEqual(made.series.map((series) => series.values), [[3, 0, 0, 3], [0, 3, 0, 0]]);
});

test("a truth value brings its field along where no heading stands beside it, and a table has one", () => {
  const isNew = { key: "a.new", field: "a.new", kind: "dimension" as const, label: "First order", type: "boolean" as const };
  const row = (raw: boolean | null, count: number) => ({ "a.new": { raw, formatted: raw === null ? "(none)" : raw ? "True" : "False" }, "a.name": { raw: "x", formatted: "X" }, "a.count": { raw: count, formatted: String(count) } });
  const answer = { ...data, columns: [...data.columns, isNew], rows: [row(true, 3), row(false, 2), row(null, 1)] };
  const names = ["First order: yes", "First order: no", "(none)"];
  assert.deepEqual(plot(answer, { x: "a.name", y: ["a.count"], series: "a.new", beyond: "drop", locale: "en" }).series.map((series) => series.label), names);
  assert.deepEqual(plot(answer, { x: "a.new", y: ["a.count"], beyond: "drop", locale: "en" }).categories.map((category) => category.label), names);
  const drawn = [<BarList data={answer} x="a.new" y="a.count" />, <FunnelChart data={answer} x="a.new" y="a.count" />, <Heatmap data={answer} x="a.name" y="a.new" value="a.count" />, <DonutChart data={answer} x="a.new" y="a.count" />];
  for (const html of drawn.map((chart) => renderToStaticMarkup(chart))) {
    for (const name of names) assert.ok(html.includes(name), `${name} is missing in ${html}`);
    assert.ok(!html.includes("True"));
  }
  assert.ok(renderToStaticMarkup(<DataTable data={answer} columns={["a.new", "a.count"]} />).includes("True"));
});

test("more series than there are colours: bars put the rest together, lines leave it out", () => {
  const rows = Array.from({ length: 12 }, (_, at) => ({ "a.name": { raw: "x", formatted: "x" }, s: { raw: `s${at}`, formatted: `S${at}` }, "a.count": { raw: 12 - at, formatted: String(12 - at) } }));
  const all = { ...data, columns: [...data.columns, { key: "s", field: "s", kind: "dimension" as const, label: "S", type: "string" as const }], rows };
  const stacked = plot(all, { x: "a.name", y: ["a.count"], series: "s", beyond: "other", locale: "en" });
  assert.equal(stacked.series.length, 8);
  assert.equal(stacked.series.at(-1)?.values[0], 5 + 4 + 3 + 2 + 1);
  assert.equal(plot(all, { x: "a.name", y: ["a.count"], series: "s", beyond: "drop", locale: "en" }).series.length, 8);
});

test("a value keeps its colour, whatever is filtered and in whichever order it comes", () => {
  const first = ["West", "East", "North"].map((value) => colorOf("customers.region", value));
  assert.equal(new Set(first).size, 3);
  assert.equal(colorOf("customers.region", "North"), first[2]);
  assert.equal(colorFor("East"), first[1]);
  assert.equal(colorOf("customers.region", "South"), "var(--chart-4)");
  assert.equal(colorOf("orders.channel", "Web"), "var(--chart-1)");
  // Two charts with the same values, whichever has its rows first.
  meetValues("customers.country", ["Norway", "Canada", "Mexico", "Canada"]);
  meetValues("customers.country", ["Mexico", "Norway", "Brazil"]);
  assert.deepEqual(["Canada", "Mexico", "Norway", "Brazil"].map((value) => colorOf("customers.country", value)), [1, 2, 3, 4].map((slot) => `var(--chart-${slot})`));
  assert.equal(colorOf("customers.region", "West", { West: "negative" }), "var(--negative)");
  assert.ok(Array.from({ length: 30 }, (_, at) => colorOf("many", String(at))).every((color) => /^(var|color-mix)\(/.test(color)));
});

test("the colours and links that the semantic layer states come with the answer", () => {
  const columns = [
    { key: "s", field: "orders.state", kind: "dimension", label: "State", type: "string", colors: { paid: "#00aa00" }, links: [{ label: "Open", parts: ["https://example.com/", { field: null, form: "raw" }] }] },
    { key: "n", field: "orders.n", kind: "metric", label: "Orders", type: "number" },
  ] as const;
  const answer = readAnswer("things", {}, { columns, rows: [{ s: { raw: "paid", formatted: "Paid" }, n: { raw: 3, formatted: "three" } }] });
  assert.equal(colorOf("orders.state", "paid"), "#00aa00");
  assert.equal(colorFor("paid"), "#00aa00");
  assert.equal(colorOf("orders.state", "paid", { paid: "negative" }), "var(--negative)");
  assert.match(colorOf("orders.state", "constructor"), /^var\(--chart-/);
  // One figure alone takes the colours of what it is shown by; several are told apart by their own.
  assert.deepEqual(plot(answer, { x: "s", y: ["n"], beyond: "drop", locale: "en" }).series[0]?.fills, ["#00aa00"]);
  assert.deepEqual(plot(answer, { x: "s", y: ["n"], colors: { paid: "negative" }, beyond: "drop", locale: "en" }).series[0]?.fills, ["var(--negative)"]);
  assert.deepEqual(plot(answer, { x: "s", y: ["n", "n"], beyond: "drop", locale: "en" }).series.map((series) => series.fills), [[undefined], [undefined]]);
  const table = renderToStaticMarkup(<DataTable data={answer} />);
  assert.ok(table.includes('href="https://example.com/paid"') && table.includes(">Paid<"), table);
});

test("a table sorts by raw values with the empty ones last, and searches what is shown", () => {
  const rows = [{ n: { raw: 10, formatted: "ten" } }, { n: { raw: null, formatted: "∅" } }, { n: { raw: 9, formatted: "nine" } }];
  const order = (descending: boolean) => arrange(rows, [{ key: "n" }], "", { key: "n", descending }).map((row) => row.n.raw);
  assert.deepEqual(order(false), [9, 10, null]);
  assert.deepEqual(order(true), [10, 9, null]);
  assert.deepEqual(arrange(rows, [{ key: "n" }], "TE", null).map((row) => row.n.raw), [10]);
});

test("an export asks the page for the contract with the arguments that the rows were asked with", async () => {
  state.set({ "f.region": ["East"] });
  const done = host.exportCsv("things", undefined, "Things of the east");
  const [asked] = port.of("export");
  assert.deepEqual({ ...asked, id: 0 }, { type: "export", id: 0, contract: "things", arguments: { region: ["East"] }, format: "csv", title: "Things of the east" });
  await port.answer(asked, { file: "x.csv", rows: 3 });
  await done;
  state.set({ "f.region": undefined });
});

test("what the reader may not see is a quiet lock without another try, and a breakdown is not", async () => {
  const shown = async (contract: string, code: string, text: string) => {
    const stop = queries.subscribe({ contract, args: {} }, () => {});
    await settle();
    await port.refuse(port.of("query").at(-1), code, text);
    const html = [
      renderToStaticMarkup(<QueryCard title="Things" contract={contract}>{() => "drawn"}</QueryCard>),
      renderToStaticMarkup(<KpiRow contract={contract} cards={[]} />),
      renderToStaticMarkup(<Narrative contract={contract} text="drawn" />),
    ];
    stop();
    return html;
  };
  for (const html of await shown("secret", "not-allowed", "You may not see this.")) {
    assert.ok(html.includes('data-state="not-allowed"') && html.includes("You may not see this.") && !html.includes("Try again") && !html.includes("v-state-mark-bad"), html);
  }
  for (const html of await shown("broken", "failed", "It broke.")) assert.ok(html.includes('data-state="error"') && html.includes("It broke.") && html.includes("Try again"), html);
});

test("cards say that they load, that there is nothing, that it failed, and that rows were cut off", () => {
  const seen = (answer: object) => {
    queries.seed([{ contract: "things", arguments: {}, result: answer }]);
    return renderToStaticMarkup(<QueryCard title="Things" contract="things">{(rows) => <DataTable data={rows} />}</QueryCard>);
  };
  assert.ok(renderToStaticMarkup(<QueryCard title="Other" contract="other">{() => "drawn"}</QueryCard>).includes("data-skeleton"));
  assert.ok(seen({ columns: [], rows: [] }).includes('data-state="empty"'));
  const cut = seen({ ...data, truncated: true, rowLimit: 3, warnings: [{ code: "w", message: "Mind this." }] });
  assert.ok(cut.includes('data-state="truncated"') && cut.includes("Mind this.") && cut.includes("one-of-them"));
  assert.ok(renderToStaticMarkup(<Narrative contract="things" text="{a.name}: {a.count}" />).includes("Alpha: one-of-them"));
  assert.ok(renderToStaticMarkup(<Value contract="things" metric="a.count" />).includes("one-of-them"));
  assert.ok(renderToStaticMarkup(<KpiRow contract="things" cards={[{ metric: "a.count" }]} />).includes("one-of-them"));
});
