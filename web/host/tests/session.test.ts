import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical, isSmallJson } from "../src/protocol.ts";
import { mostOpen, mostOfQuestion, patience } from "../src/session.ts";
import { hear, hello, talk, type Talk } from "./scene.ts";

const table = {
  contract: "sales",
  columns: [{ key: "region", label: "Region", type: "string" }],
  rows: [{ region: { raw: "West", formatted: "West" } }],
  truncated: false,
};

function within(name: string, body: (t: Talk) => Promise<void>, options: Parameters<typeof talk>[0] = {}): void {
  test(name, async () => {
    const t = talk(options);
    try {
      await body(t);
    } finally {
      t.close();
    }
  });
}

function error(message: Record<string, unknown>): { code: string; message: string } {
  assert.equal(message["ok"], false);
  return message["error"] as { code: string; message: string };
}

async function asked(t: Talk, count: number): Promise<void> {
  while (t.answers.asked.length < count) await new Promise(setImmediate);
}

within("the first hello gets the port and the context, a second one nothing", async (t) => {
  hear(t, hello);
  hear(t, { type: "vitrine:hello", protocol: 1 });
  assert.equal(t.sent.length, 1);
  const context = t.sent[0]?.message.context;
  assert.equal(context?.["version"], 3);
  assert.deepEqual(context?.["app"], { name: "Sales" });
});

test("what is no hello gets no port", () => {
  const t = talk({ connect: false });
  for (const data of [null, 1, "vitrine:hello", [], { type: "hello" }, { ...hello, protocol: 2 }, { ...hello, sdk: "x".repeat(5000) }, new Map(), { ...hello, extra: new Date(0) }]) hear(t, data);
  assert.equal(t.sent.length, 0);
});

within("a query asks for name and arguments alone and answers with the result", async (t) => {
  t.say({ id: 1, type: "query", contract: "sales", arguments: { region: ["West"] }, limit: 5, sql: "select 1", apiUrl: "/other" });
  await asked(t, 1);
  assert.deepEqual(t.answers.asked[0]?.question, { arguments: { region: ["West"] }, limit: 5 });
  assert.equal(t.answers.asked[0]?.contract, "sales");
  t.answers.asked[0]?.resolve(table);
  assert.deepEqual(await t.next(), { id: 1, ok: true, result: table });
  assert.equal(t.events.all.find((event) => event.kind === "answer")?.rows, 1);
});

within("names that would change the address are refused", async (t) => {
  for (const [id, contract] of ["..", "../../values", "a/b", "a?b", "", "a".repeat(200), "a%2fb"].entries()) {
    t.say({ id, type: "query", contract, arguments: {} });
    assert.equal(error(await t.next()).code, "refused");
  }
  assert.equal(t.answers.asked.length, 0);
});

within("what the page does not know is unsupported", async (t) => {
  for (const [id, type] of ["externalFetch", "sql", "constructor", "__proto__", "toString", "screenshot"].entries()) {
    t.say({ id, type, url: "https://evil.example" });
    assert.equal(error(await t.next()).code, "unsupported");
  }
});

within("messages without shape are dropped and answered by nothing", async (t) => {
  for (const data of [null, 7, "query", [1], { type: 5 }, { id: {}, type: "query" }, { id: -0.5, type: "query" }, { id: "", type: "query" }, new Date(0)]) t.say(data);
  await t.settled();
  assert.equal(t.answers.asked.length, 0);
  assert.equal(t.events.all.filter((event) => event.kind === "answer").length, 0);
});

within("a question that is too large, or no plain value, is refused unread", async (t) => {
  t.say({ id: 1, type: "query", contract: "sales", arguments: { region: "x".repeat(mostOfQuestion) } });
  assert.equal(error(await t.next()).code, "refused");
  t.say({ id: 2, type: "query", contract: "sales", arguments: { region: new Map([["a", 1]]) } });
  assert.equal(error(await t.next()).code, "refused");
  const cycle: Record<string, unknown> = { id: 3, type: "query", contract: "sales" };
  cycle["arguments"] = cycle;
  t.say(cycle);
  assert.equal(error(await t.next()).code, "refused");
  assert.equal(t.answers.asked.length, 0);
});

within("an id that is in use is not answered twice", async (t) => {
  t.say({ id: "a", type: "query", contract: "sales", arguments: {} });
  t.say({ id: "a", type: "query", contract: "other", arguments: {} });
  await t.settled();
  assert.equal(t.answers.asked.length, 1);
});

within("more open questions than are allowed are refused", async (t) => {
  for (let id = 0; id <= mostOpen; id++) t.say({ id, type: "query", contract: "sales", arguments: { id } });
  const refused = await t.next();
  assert.equal(refused["id"], mostOpen);
  assert.equal(error(refused).code, "refused");
  assert.equal(t.answers.asked.length, mostOpen);
});

within("cancel aborts what it names", async (t) => {
  t.say({ id: 4, type: "query", contract: "sales", arguments: {} });
  t.say({ type: "cancel", target: 4 });
  assert.equal(error(await t.next()).code, "cancelled");
  assert.equal(t.answers.asked[0]?.signal.aborted, true);
});

within("a question without an answer times out", async (t) => {
  t.say({ id: 4, type: "query", contract: "sales", arguments: {} });
  await t.settled();
  t.page.pass(patience);
  assert.equal(error(await t.next()).code, "timeout");
});

within("a fault of the page tells the app nothing of itself", async (t) => {
  t.say({ id: 4, type: "query", contract: "sales", arguments: {} });
  await asked(t, 1);
  t.answers.asked[0]?.reject(new Error("connection string password=secret"));
  assert.doesNotMatch(error(await t.next()).message, /secret/);
});

within(
  "a flood is dropped, and then ends the frame",
  async (t) => {
    for (let i = 0; i < 100; i++) t.say({ type: "idle" });
    while (t.ended.length === 0) await new Promise(setImmediate);
    assert.deepEqual(t.ended, ["flood"]);
    assert.equal(t.events.all.filter((event) => event.kind === "idle").length, 10);
    assert.equal(t.session.isEnded, true);
  },
  { flood: { burst: 11, perSecond: 1, patience: 20 } },
);

within("links are shown and asked about, and only web addresses are opened", async (t) => {
  for (const [id, href] of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/p/demo", "https://bank.example@evil.example/", "blob:null/1", "vscode://x"].entries()) {
    t.say({ id, type: "navigate", href });
    assert.equal(error(await t.next()).code, "refused");
  }
  t.say({ id: 90, type: "navigate", href: "https://example.com/a?b=c" });
  assert.equal((await t.next())["ok"], true);
  t.page.consent = false;
  t.say({ id: 91, type: "navigate", href: "https://example.com/no" });
  assert.equal(error(await t.next()).code, "cancelled");
  assert.deepEqual(t.page.done, ["asked https://example.com/a?b=c", "opened https://example.com/a?b=c", "asked https://example.com/no"]);
});

within("without an act of the reader nothing is opened, copied, printed or downloaded", async (t) => {
  t.page.acting = false;
  for (const [id, message] of [
    { type: "navigate", href: "https://example.com" },
    { type: "copy", text: "x" },
    { type: "print" },
    { type: "export", contract: "sales", arguments: {}, format: "csv", title: "Sales" },
  ].entries()) {
    t.say({ id, ...message });
    assert.equal(error(await t.next()).code, "refused");
  }
  assert.deepEqual(t.page.done, []);
  assert.equal(t.answers.asked.length, 0);
});

within("an app is printed on paper that there is, and on no more of it than anybody prints", async (t) => {
  const answers = [];
  for (const [id, paper] of [undefined, { kind: "slide", pages: 6 }, { kind: "sheet", pages: 3 }, { kind: "poster", pages: 1 }, { kind: "sheet", pages: 100_000 }, { kind: "sheet", pages: 1.5 }, "sheet"].entries()) {
    t.say({ id, type: "print", ...(paper === undefined ? {} : { paper }) });
    answers.push((await t.next())["ok"] === true);
  }
  assert.deepEqual(answers, [true, true, true, false, false, false, false]);
  assert.deepEqual(t.page.done, ["printed null", "printed 6 slide", "printed 3 sheet"]);
});

within("an export shows what leaves and writes the rows of the server", async (t) => {
  t.say({ id: 1, type: "export", contract: "sales", arguments: { region: ["West"] }, format: "csv", title: "Sales: ../by region" });
  await asked(t, 1);
  assert.deepEqual([t.answers.asked[0]?.kind, t.answers.asked[0]?.question], ["whole", { arguments: { region: ["West"] } }]);
  t.answers.asked[0]?.resolve(table);
  assert.equal((await t.next())["ok"], true);
  assert.deepEqual(t.page.notices, [{ file: "Sales .. by region.csv", title: "Sales: ../by region", rows: 1, columns: ["Region"], truncated: false }]);
  assert.deepEqual(t.page.done, ["downloaded Sales .. by region.csv \uFEFFRegion\r\nWest\r\n"]);
});

within("a second question to the reader is refused while one is open", async (t) => {
  t.say({ id: 1, type: "export", contract: "sales", arguments: {}, format: "csv", title: "Sales" });
  await asked(t, 1);
  t.say({ id: 2, type: "navigate", href: "https://example.com" });
  assert.equal(error(await t.next()).code, "refused");
  assert.deepEqual(t.page.done, []);
});

within("ports that an app sends along are closed", async (t) => {
  const channel = new MessageChannel();
  let closed = false;
  (channel.port1 as unknown as { on(name: string, action: () => void): void }).on("close", () => (closed = true));
  t.say({ type: "idle" }, [channel.port2]);
  while (!closed) await new Promise(setImmediate);
});

within("state is kept when it is small and dropped when it is not", async (t) => {
  t.say({ type: "state", state: { region: "West" } });
  t.say({ type: "state", state: { region: "x".repeat(5000) } });
  t.say({ type: "state", state: "x" });
  await t.settled();
  assert.deepEqual(t.page.state, { region: "West" });
});

test("answers that were asked for in advance travel with the port or are handed to the first question", async () => {
  const t = talk({ connect: false, prefetch: [{ contract: "kpis", arguments: { a: 1, b: [2] } }, { contract: "sales", arguments: {} }] });
  assert.equal(t.answers.asked.length, 2);
  t.answers.asked[0]?.resolve({ rows: [] });
  await new Promise(setImmediate);
  hear(t, hello);
  assert.deepEqual(t.sent[0]?.message.context?.["prefetched"], [{ contract: "kpis", arguments: { a: 1, b: [2] }, result: { rows: [] } }]);
  t.say({ id: 1, type: "query", contract: "sales", arguments: {} });
  await t.settled();
  assert.equal(t.answers.asked.length, 2);
  t.answers.asked[1]?.resolve(table);
  assert.equal((await t.next())["ok"], true);
  t.say({ id: 2, type: "query", contract: "sales", arguments: {} });
  await asked(t, 3);
  t.close();
});

test("an ended session hears nothing and aborts what is open", async () => {
  const t = talk();
  t.say({ id: 1, type: "query", contract: "sales", arguments: {} });
  await asked(t, 1);
  t.session.end("left");
  assert.equal(t.answers.asked[0]?.signal.aborted, true);
  hear(t, hello);
  assert.equal(t.sent.length, 1);
  t.close();
});

test("the same arguments in another order are the same question", () => {
  assert.equal(canonical({ b: [1, { d: 1, c: undefined }], a: "x" }), canonical({ a: "x", b: [1, { d: 1 }] }));
  assert.notEqual(canonical({ a: [1, 2] }), canonical({ a: [2, 1] }));
});

test("measuring stops at the limit", () => {
  const wide = Array.from({ length: 1000 }, () => 0);
  assert.equal(isSmallJson(wide, 500), false);
  assert.equal(isSmallJson(wide, 1500), true);
  assert.equal(isSmallJson({ ["k".repeat(600)]: 1 }, 500), false);
});
