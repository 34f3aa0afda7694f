import assert from "node:assert/strict";
import { test } from "node:test";
import { QueryStore, type Question } from "../src/bridge/queryStore";
import { connected, FakeClock, rowsOf } from "./fakes";

const kpis: Question = { contract: "kpis", args: { region: ["West"], dates: { operator: "inTheCurrent", unit: "years" } } };
const sameKpis: Question = { contract: "kpis", args: { dates: { unit: "years", operator: "inTheCurrent" }, region: ["West"] } };

function store() {
  const { bridge, port } = connected();
  const clock = new FakeClock();
  return { port, clock, queries: new QueryStore(bridge, clock) };
}

test("identical questions share one request, whatever the order of their keys", async () => {
  const { queries, port } = store();
  let told = 0;
  queries.subscribe(kpis, () => (told += 1));
  queries.subscribe(sameKpis, () => (told += 1));
  assert.equal(port.of("query").length, 1);
  await port.answer(port.of("query")[0], rowsOf(1, 2));
  assert.equal(queries.read(sameKpis).status, "ready");
  assert.equal(queries.read(kpis).data?.rows.length, 2);
  assert.ok(told >= 2);
});

test("another limit is another question", () => {
  const { queries, port } = store();
  queries.subscribe(kpis, () => {});
  queries.subscribe({ ...kpis, limit: 5 }, () => {});
  assert.equal(port.of("query").length, 2);
  assert.equal(port.of("query")[1]?.["limit"], 5);
});

test("a question that nobody waits for any more is cancelled; one that somebody still waits for is not", () => {
  const { queries, port, clock } = store();
  const one = queries.subscribe(kpis, () => {});
  const two = queries.subscribe(kpis, () => {});
  one();
  clock.pass(1);
  assert.equal(port.of("cancel").length, 0);
  two();
  clock.pass(1);
  assert.equal(port.of("cancel").length, 1);
  queries.subscribe(kpis, () => {});
  assert.equal(port.of("query").length, 2);
});

test("moving from one component to another cancels nothing", () => {
  const { queries, port, clock } = store();
  queries.subscribe(kpis, () => {})();
  queries.subscribe(kpis, () => {});
  clock.pass(10);
  assert.equal(port.of("cancel").length, 0);
  assert.equal(port.of("query").length, 1);
});

test("an answer is kept for a while, and then read again while its rows stay", async () => {
  const { queries, port, clock } = store();
  const leave = queries.subscribe(kpis, () => {});
  await port.answer(port.of("query")[0], rowsOf(1));
  leave();
  clock.pass(1000);
  queries.subscribe(kpis, () => {})();
  assert.equal(port.of("query").length, 1);
  clock.pass(6 * 60_000);
  queries.subscribe(kpis, () => {});
  assert.equal(port.of("query").length, 2);
  assert.equal(queries.read(kpis).status, "ready");
  assert.equal(queries.read(kpis).isRefreshing, true);
});

test("an error can be tried again, past the cache of the server", async () => {
  const { queries, port } = store();
  queries.subscribe(kpis, () => {});
  await port.refuse(port.of("query")[0], "timeout", "Too slow.");
  assert.equal(queries.read(kpis).status, "error");
  assert.equal(queries.read(kpis).error?.message, "Too slow.");
  queries.refresh(kpis);
  assert.equal(queries.read(kpis).status, "loading");
  assert.equal(port.of("query")[1]?.["refresh"], true);
  await port.answer(port.of("query")[1], rowsOf(3));
  assert.equal(queries.read(kpis).status, "ready");
});

test("an error while refreshing leaves the rows that were there", async () => {
  const { queries, port } = store();
  queries.subscribe(kpis, () => {});
  await port.answer(port.of("query")[0], rowsOf(1));
  queries.refresh(kpis);
  await port.refuse(port.of("query")[1], "failed", "No.");
  assert.equal(queries.read(kpis).data?.rows.length, 1);
});

test("what came with the port is there at once and is not asked for", () => {
  const { queries, port } = store();
  queries.seed([{ contract: "kpis", arguments: kpis.args, result: rowsOf(7) }]);
  assert.equal(queries.read(kpis).status, "ready");
  queries.subscribe(kpis, () => {});
  assert.equal(port.of("query").length, 0);
});

test("an answer that is none is an error", async () => {
  const { queries, port } = store();
  queries.subscribe(kpis, () => {});
  await port.answer(port.of("query")[0], { rows: "many" });
  assert.equal(queries.read(kpis).status, "error");
});
