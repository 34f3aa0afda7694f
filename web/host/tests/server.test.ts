import assert from "node:assert/strict";
import { test } from "node:test";
import { BridgeError } from "../src/protocol.ts";
import { ServerAnswers } from "../src/server.ts";

interface Call {
  url: string;
  init: RequestInit;
  answer(response: Response): void;
}

function fakeFetch(): { calls: Call[]; fetching: typeof fetch } {
  const calls: Call[] = [];
  const fetching = ((input: RequestInfo | URL, init: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      calls.push({ url: String(input), init, answer: resolve });
      init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    })) as typeof fetch;
  return { calls, fetching };
}

const base = "/api/v1/apps/sales/versions/3";
const live = () => new AbortController().signal;

test("a question goes to the version's own address and follows no redirect", async () => {
  const { calls, fetching } = fakeFetch();
  const answers = new ServerAnswers(base, fetching);
  const result = answers.query("kpis", { arguments: { region: ["West"] } }, live());
  await new Promise(setImmediate);
  assert.equal(calls[0]?.url, `${base}/contracts/kpis`);
  assert.equal(calls[0]?.init.redirect, "error");
  assert.equal(calls[0]?.init.body, '{"arguments":{"region":["West"]}}');
  calls[0]?.answer(Response.json({ rows: [] }));
  assert.deepEqual(await result, { rows: [] });
});

test("a build that has become a version is asked there from then on", async () => {
  const { calls, fetching } = fakeFetch();
  const answers = new ServerAnswers("/api/v1/turns/1/builds/ab", fetching);
  void answers.values({ filter: "region" }, live());
  await new Promise(setImmediate); // it is on its way; one that still waits goes to the new address
  answers.moveTo(base);
  void answers.values({ filter: "region" }, live());
  await new Promise(setImmediate);
  assert.deepEqual(calls.map((call) => call.url), ["/api/v1/turns/1/builds/ab/values", `${base}/values`]);
});

test("refusals keep their sentence, faults do not pretend to be refusals", async () => {
  for (const [status, code] of [
    [400, "refused"],
    [403, "not-allowed"],
    [404, "refused"],
    [429, "refused"],
    [504, "timeout"],
    [500, "failed"],
    [503, "failed"],
  ] as const) {
    const { calls, fetching } = fakeFetch();
    const result = new ServerAnswers(base, fetching).values({ filter: "region" }, live());
    await new Promise(setImmediate);
    calls[0]?.answer(Response.json({ title: "Refused", detail: "Say it otherwise." }, { status }));
    await assert.rejects(result, (cause) => cause instanceof BridgeError && cause.code === code && cause.message === "Say it otherwise.");
  }
});

test("a page of a proxy instead of an answer is a failure", async () => {
  const { calls, fetching } = fakeFetch();
  const result = new ServerAnswers(base, fetching).query("kpis", { arguments: {} }, live());
  await new Promise(setImmediate);
  calls[0]?.answer(new Response("<html>", { status: 502 }));
  await assert.rejects(result, (cause) => cause instanceof BridgeError && cause.code === "failed");
});

test("six questions run at once, the next waits its turn, and a cancelled one leaves the queue", async () => {
  const { calls, fetching } = fakeFetch();
  const answers = new ServerAnswers(base, fetching);
  const first = Array.from({ length: 6 }, () => answers.query("kpis", { arguments: {} }, live()));
  const abort = new AbortController();
  const cancelled = answers.query("kpis", { arguments: { gone: 1 } }, abort.signal);
  const last = answers.query("kpis", { arguments: { last: 1 } }, live());
  await new Promise(setImmediate);
  assert.equal(calls.length, 6);
  abort.abort();
  await assert.rejects(cancelled, (cause) => cause instanceof BridgeError && cause.code === "cancelled");
  for (const call of calls.slice()) call.answer(Response.json({}));
  await Promise.all(first);
  await new Promise(setImmediate);
  assert.equal(calls.length, 7);
  assert.equal(calls[6]?.init.body, '{"arguments":{"last":1}}');
  calls[6]?.answer(Response.json({}));
  await last;
});
