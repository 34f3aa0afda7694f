import assert from "node:assert/strict";
import { test } from "node:test";
import { Bridge } from "../src/bridge/bridge";
import { BridgeError } from "../src/bridge/protocol";
import { context, connected, FakePort, settle } from "./fakes";

test("what is asked and told before the port has come waits for it, in order", async () => {
  const bridge = new Bridge();
  const port = new FakePort();
  const answer = bridge.request("query", { contract: "kpis", arguments: {} });
  bridge.notify({ type: "idle" });
  assert.equal(bridge.pending, 1);
  bridge.attach(port as unknown as MessagePort, context);
  assert.deepEqual(port.said.map((message) => message.type), ["idle", "query"]);
  await port.answer(port.of("query")[0], { rows: [] });
  assert.deepEqual(await answer, { rows: [] });
  assert.equal(bridge.pending, 0);
});

test("only the first port is taken", () => {
  const { bridge, port } = connected();
  const other = new FakePort();
  bridge.attach(other as unknown as MessagePort, context);
  bridge.notify({ type: "idle" });
  assert.equal(port.said.length, 1);
  assert.equal(other.said.length, 0);
});

test("no more requests are open at once than the page takes; the next one follows on an answer", async () => {
  const { bridge, port } = connected();
  for (let at = 0; at < 60; at += 1) void bridge.request("query", { contract: `c${at}` });
  const first = port.of("query").length;
  assert.ok(first > 0 && first <= 64 && first < 60, String(first));
  await port.answer(port.of("query")[0], {});
  assert.equal(port.of("query").length, first + 1);
});

test("leaving an open request tells the page, leaving a waiting one does not", async () => {
  const { bridge, port } = connected();
  const abort = new AbortController();
  const answer = bridge.request("query", { contract: "kpis" }, abort.signal);
  abort.abort();
  await assert.rejects(answer, (error: BridgeError) => error.code === "cancelled");
  assert.deepEqual(port.of("cancel").map((message) => message["target"]), [port.of("query")[0]?.id]);

  const early = new Bridge();
  const leave = new AbortController();
  const waiting = early.request("query", {}, leave.signal);
  leave.abort();
  await assert.rejects(waiting);
  const later = new FakePort();
  early.attach(later as unknown as MessagePort, context);
  assert.deepEqual(later.said, []);
});

test("a refusal carries its code and its sentence; an answer to nothing is ignored", async () => {
  const { bridge, port } = connected();
  const answer = bridge.request("export", {});
  port.hear({ id: 999, ok: true, result: 1 });
  port.hear("noise");
  port.hear(null);
  await port.refuse(port.of("export")[0], "refused", "Not now.");
  await assert.rejects(answer, (error: BridgeError) => error.code === "refused" && error.message === "Not now.");
});

test("theme and state of the page arrive", async () => {
  const { bridge, port } = connected();
  const heard: unknown[] = [];
  bridge.onTheme = (theme) => heard.push(theme);
  bridge.onState = (state) => heard.push(state);
  port.hear({ type: "theme", theme: "dark" });
  port.hear({ type: "theme", theme: "pink" });
  port.hear({ type: "state", state: { "f.region": ["West"] } });
  await settle();
  assert.deepEqual(heard, ["dark", { "f.region": ["West"] }]);
});
