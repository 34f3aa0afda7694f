// E2B's own SDK, unmodified, against `vitrine sandbox-host`. eng/tests/e2b-sdk.sh starts the host and says in E2B_SDK which version to load.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

const version = process.env.E2B_SDK;
const sdk = await import(`e2b-${version}`);
const { Sandbox, CommandExitError, TimeoutError, NotFoundError, AuthenticationError, SandboxError } = sdk;
const base = process.env.E2B_API_URL;
const key = process.env.E2B_API_KEY;
const otherKey = process.env.E2B_OTHER_KEY;

let sandbox;
before(async () => { sandbox = await Sandbox.create({ timeoutMs: 600_000, metadata: { app: "a1", "with space": "x&y=z" }, envs: { FROM_CREATE: "yes" } }); });
after(async () => { await sandbox?.kill(); });

const within = async (what, condition) => {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
};
const fetchInside = (path, init = {}, id = sandbox.sandboxId) => fetch(base + path, { ...init, headers: { "E2b-Sandbox-Id": id, "E2b-Sandbox-Port": "49983", ...init.headers } });

test("a sandbox is created with what was asked for", async () => {
  assert.match(sandbox.sandboxId, /^i[a-z0-9]{20}$/);
  assert.equal(await sandbox.isRunning(), true);
  const info = await sandbox.getInfo();
  assert.deepEqual(info.metadata, { app: "a1", "with space": "x&y=z" });
  assert.equal(info.state, "running");
  assert.ok(info.endAt - info.startedAt > 590_000);
});

test("a running sandbox is connected to, and its life is not shortened", async () => {
  const before = (await sandbox.getInfo()).endAt;
  const again = await Sandbox.connect(sandbox.sandboxId, { timeoutMs: 10_000 });
  assert.equal((await again.commands.run("echo again")).stdout, "again\n");
  assert.ok((await sandbox.getInfo()).endAt >= before);
});

test("a command runs in the foreground", async () => {
  const result = await sandbox.commands.run("echo out; echo err >&2; echo $FROM_CREATE $FROM_CALL; pwd", { envs: { FROM_CALL: "too" }, cwd: "/tmp" });
  assert.deepEqual([result.exitCode, result.stdout, result.stderr], [0, "out\nyes too\n/tmp\n", "err\n"]);
});

test("a command that fails says how", async () => {
  await assert.rejects(sandbox.commands.run("ulimit -f 1; exec head -c 100000 /dev/zero > /tmp/long"), (error) => error.exitCode === -1 && error.error === "signal: file size limit exceeded");
  await assert.rejects(sandbox.commands.run("echo bad >&2; exit 3"), (error) => error instanceof CommandExitError && error.exitCode === 3 && error.stderr === "bad\n");
});

test("output streams while the command runs, whatever its letters", async () => {
  const seen = [];
  let first;
  const came = new Promise((done) => { first = done; });
  const handle = await sandbox.commands.run("echo früh; read line; printf '%s\\n' \"日本 $line\"", { background: true, stdin: true, onStdout: (text) => { seen.push(text); first(); } });
  await came;
  assert.equal(seen.join(""), "früh\n");
  await sandbox.commands.sendStdin(handle.pid, "später\n");
  assert.equal((await handle.wait()).stdout, "früh\n日本 später\n");
});

test("much output comes whole", async () => {
  const result = await sandbox.commands.run("head -c 6000000 /dev/zero | tr '\\0' 'x'");
  assert.equal(result.stdout.length, 6_000_000);
});

test("a program whose output nobody reads is held back, and nothing else", async () => {
  const { envdAccessToken } = await (await fetch(`${base}/sandboxes/${sandbox.sandboxId}`, { headers: { "X-API-KEY": key } })).json();
  const asked = Buffer.from(JSON.stringify({ process: { cmd: "/usr/bin/yes", args: ["unread"] } }));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(asked.length, 1);
  const stop = new AbortController();
  const unread = await fetchInside("/process.Process/Start", { method: "POST", headers: { "content-type": "application/connect+json", "X-Access-Token": envdAccessToken }, body: Buffer.concat([head, asked]), signal: stop.signal });
  assert.equal(unread.status, 200);
  const { pid } = await within("its start", async () => (await sandbox.commands.list()).find((one) => one.args.includes("unread")));
  let before = -1;
  await within("a standstill", async () => {
    const written = Number((await sandbox.commands.run(`grep wchar /proc/${pid}/io`)).stdout.split(" ")[1]);
    const standsStill = written === before && written > 1 << 20;
    before = written;
    return standsStill;
  });
  stop.abort();
  assert.equal(await sandbox.commands.kill(pid), true);
});

test("stdin is sent and closed", async () => {
  const handle = await sandbox.commands.run("cat; echo end", { background: true, stdin: true });
  await sandbox.commands.sendStdin(handle.pid, "one\n");
  await sandbox.commands.sendStdin(handle.pid, "two\n");
  await sandbox.commands.closeStdin(handle.pid);
  assert.equal((await handle.wait()).stdout, "one\ntwo\nend\n");
});

test("a command in the background is listed, joined and killed with what it started", async () => {
  const handle = await sandbox.commands.run("sleep 4711 & setsid sleep 4714 & echo up; sleep 4712", { background: true, timeoutMs: 0 });
  const listed = (await sandbox.commands.list()).find((one) => one.pid === handle.pid);
  assert.equal(listed.cmd, "/bin/bash");
  const joined = await sandbox.commands.connect(handle.pid);
  assert.equal(await sandbox.commands.kill(handle.pid), true);
  await assert.rejects(joined.wait(), (error) => error instanceof CommandExitError && error.exitCode === -1);
  await assert.rejects(handle.wait(), CommandExitError);
  await within("the end of all that it started", async () => !(await sandbox.commands.run("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).stdout.includes("sleep 471"));
  assert.equal(await sandbox.commands.kill(handle.pid), false);
});

test("a command that takes longer than its time is ended, by the SDK and in the sandbox", async () => {
  await assert.rejects(sandbox.commands.run("sleep 4713", { timeoutMs: 700 }), TimeoutError);
  await within("the end of the command", async () => !(await sandbox.commands.list()).some((one) => JSON.stringify(one.args).includes("4713")));
});

test("variables of a command are not shown to who lists", async () => {
  const handle = await sandbox.commands.run("sleep 60", { background: true, envs: { SECRET: "geheim" } });
  assert.ok(!JSON.stringify(await sandbox.commands.list()).includes("geheim"));
  await handle.kill();
});

test("files are written, read, listed, moved and removed", async () => {
  const written = await sandbox.files.write("dir/sub folder/a \"b\" ü.txt", "Grüße");
  assert.equal(written.path, "/home/user/dir/sub folder/a \"b\" ü.txt");
  assert.equal(await sandbox.files.read("dir/sub folder/a \"b\" ü.txt"), "Grüße");
  const bytes = new Uint8Array([0, 1, 2, 255, 254, 10, 13]);
  await sandbox.files.write("/home/user/dir/b.bin", bytes.buffer);
  assert.deepEqual(await sandbox.files.read("dir/b.bin", { format: "bytes" }), bytes);
  await sandbox.files.write([{ path: "many/one", data: "1" }, { path: "/tmp/many/two", data: "2" }]);
  assert.equal((await sandbox.commands.run("cat many/one /tmp/many/two")).stdout, "12");
  await assert.rejects(sandbox.files.write("n".repeat(256), "x"), /a name has at most 255 bytes/);
  await sandbox.files.write("empty", "");
  assert.equal(await sandbox.files.read("empty"), "");
  const entries = await sandbox.files.list("dir");
  assert.deepEqual(entries.map((one) => [one.name, one.type]).sort(), [["b.bin", "file"], ["sub folder", "dir"]]);
  assert.equal(entries.find((one) => one.name === "b.bin").size, 7);
  assert.ok((await sandbox.files.list("dir", { depth: 2 })).length === 3);
  assert.equal(await sandbox.files.makeDir("made/deep"), true);
  assert.equal(await sandbox.files.makeDir("made/deep"), false);
  assert.equal((await sandbox.files.rename("dir/b.bin", "made/elsewhere/c.bin")).path, "/home/user/made/elsewhere/c.bin");
  assert.equal(await sandbox.files.exists("dir/b.bin"), false);
  assert.equal((await sandbox.files.getInfo("made/elsewhere/c.bin")).size, 7);
  await sandbox.files.remove("made");
  assert.equal(await sandbox.files.exists("made"), false);
});

test("a stream is read and a large file goes both ways whole", async () => {
  const large = new Uint8Array(24 << 20).map((_, at) => (at * 31 + (at >> 8)) & 255);
  await sandbox.files.write("/tmp/large", new Blob([large]));
  const back = await sandbox.files.read("/tmp/large", { format: "bytes" });
  assert.ok(Buffer.compare(back, large) === 0);
  let length = 0;
  for await (const piece of await sandbox.files.read("/tmp/large", { format: "stream" })) length += piece.length;
  assert.equal(length, large.length);
  await sandbox.files.remove("/tmp/large");
});

test("what is not there, is a folder or cannot be written is refused", async () => {
  await assert.rejects(sandbox.files.read("nowhere"), NotFoundError);
  await assert.rejects(sandbox.files.read("/tmp"), /is a directory/);
  await assert.rejects(sandbox.files.list("nowhere"), NotFoundError);
  await assert.rejects(sandbox.files.rename("nowhere", "elsewhere"), NotFoundError);
  await assert.rejects(sandbox.files.write("/usr/bin/evil", "x"), /cannot be written/);
  await assert.rejects(sandbox.files.read("/etc/passwd"), NotFoundError);
  await assert.rejects(sandbox.commands.run("true", { cwd: "/nowhere" }), /cwd '\/nowhere' does not exist/);
  await sandbox.files.write("in the way/file", "kept");
  await sandbox.files.write("mover", "x");
  await assert.rejects(sandbox.files.rename("mover", "in the way"), /path '\/home\/user\/in the way' is a directory/);
  await assert.rejects(sandbox.files.rename("in the way", "in the way/deeper"), /cannot be moved into itself/);
  await assert.rejects(sandbox.files.makeDir("mover"), /is not a directory/);
  await assert.rejects(sandbox.files.rename("/usr/bin/env", "taken"), /path '\/usr\/bin' cannot be written/);
  assert.equal(await sandbox.files.exists("taken"), false);
  for (const fixed of ["/workspace", "/home/user", "/tmp", "/"]) await assert.rejects(sandbox.files.remove(fixed), /itself stays/);
  assert.equal(await sandbox.files.read("in the way/file"), "kept");
  await assert.rejects(sandbox.commands.run("echo a".padEnd(300_000, "a")), /the command is too long/);
  await assert.rejects(sandbox.commands.run("echo a\0b"), /no NUL/);
  await assert.rejects(sandbox.files.read("a\0b"), /A path is a text/);
});

test("a link that leads out leads nowhere", async () => {
  await sandbox.commands.run("ln -s /etc/shadow out; ln -s / root");
  await assert.rejects(sandbox.files.read("out"), NotFoundError);
  await assert.rejects(sandbox.files.read("root/root/.bashrc"), (error) => error instanceof SandboxError);
});

test("as many processes as may run are told as that", async () => {
  const full = await Sandbox.create({ timeoutMs: 60_000 });
  try {
    const storm = await full.commands.run("for i in $(seq 400); do sleep 600 & done", { background: true, timeoutMs: 0 });
    const refusal = await within("the limit", () => full.commands.run("true").then(() => undefined, (error) => error));
    assert.match(refusal.message, /as many processes run in the sandbox as may/);
    assert.equal(await full.isRunning(), true);
    await storm.disconnect();
  } finally {
    await full.kill();
  }
});

test("a folder is watched", async () => {
  await sandbox.files.makeDir("watched");
  const events = [];
  const watch = await sandbox.files.watchDir("watched", (event) => events.push(`${event.type} ${event.name}`), { recursive: true });
  await sandbox.commands.run("cd watched && echo x > new && sleep 0.1 && echo y >> new && sleep 0.1 && chmod 600 new && sleep 0.1 && mv new newer && sleep 0.1 && rm newer && mkdir in && echo z > in/deep");
  for (const wanted of ["create new", "write new", "chmod new", "rename new", "create newer", "remove newer", "create in", "create in/deep"]) await within(`${wanted} among ${events}`, () => events.includes(wanted));
  await watch.stop();
  const length = events.length;
  await sandbox.commands.run("echo x > watched/unseen");
  assert.equal(events.length, length);
  await assert.rejects(sandbox.files.watchDir("nowhere", () => {}), NotFoundError);
});

test("signed addresses serve a file without a token, for as long as they say", async () => {
  await sandbox.files.write("signed name.txt", "signed");
  const read = await sandbox.downloadUrl("signed name.txt", { useSignatureExpiration: 60 });
  assert.ok(read.startsWith(base), read);
  assert.equal(await (await fetch(read)).text(), "signed");
  assert.equal((await fetch(read.replace("signed+name", "other"))).status, 401);
  assert.equal((await fetch(read.replace(/signature_expiration=\d+/, "signature_expiration=99999999999"))).status, 401);
  assert.equal((await fetch(await sandbox.downloadUrl("signed name.txt", { useSignatureExpiration: -5 }))).status, 401);
  const write = await sandbox.uploadUrl("uploaded.txt");
  const form = new FormData();
  form.append("file", new Blob(["by form"]), "ignored.txt");
  assert.equal((await fetch(write, { method: "POST", body: form })).status, 200);
  assert.equal(await sandbox.files.read("uploaded.txt"), "by form");
  assert.equal((await fetch(write)).status, 401);
});

test("metrics tell of processor, memory and disk", async () => {
  await sandbox.commands.run("head -c 3000000 /dev/zero > fill");
  const last = await within("a point with that file", async () => (await sandbox.getMetrics()).findLast((point) => point.diskUsed >= 3_000_000));
  assert.ok(last.memUsed > 1 << 20 && last.memUsed < last.memTotal, JSON.stringify(last));
  assert.ok(last.diskTotal > last.diskUsed);
  assert.ok(last.cpuCount >= 1 && last.timestamp instanceof Date);
});

test("the time is set anew", async () => {
  await sandbox.setTimeout(1_200_000);
  assert.ok((await sandbox.getInfo()).endAt - Date.now() > 1_100_000);
  await assert.rejects(sandbox.setTimeout(100 * 24 * 3_600_000), /Timeout cannot be greater than 24 hours/);
});

test("sandboxes are listed by page, metadata and state", async () => {
  const made = await Promise.all([1, 2, 3].map((n) => Sandbox.create({ timeoutMs: 60_000, metadata: { list: version, "k&=": `ü ${n}%` } })));
  try {
    await made[0].pause();
    const all = async (query) => {
      const found = [];
      const pages = Sandbox.list({ query: { metadata: { list: version }, ...query }, limit: 1 });
      while (pages.hasNext) found.push(...await pages.nextItems());
      return found.map((one) => one.sandboxId).sort();
    };
    assert.deepEqual(await all({}), made.map((one) => one.sandboxId).sort());
    assert.deepEqual(await all({ state: ["paused"] }), [made[0].sandboxId]);
    assert.deepEqual(await all({ metadata: { list: version, "k&=": "ü 2%" } }), [made[1].sandboxId]);
    assert.deepEqual(await all({ state: ["running"] }), [made[1].sandboxId, made[2].sandboxId].sort());
    const list = async (query) => await fetch(`${base}/v2/sandboxes?${new URLSearchParams(query)}`, { headers: { "X-API-KEY": key } });
    const later = async (moment) => (await (await list({ metadata: `list=${version}`, startedAfter: moment.toISOString() })).json()).length;
    assert.deepEqual([await later(new Date(Date.now() - 3_600_000)), await later(new Date(Date.now() + 3_600_000))], [3, 0]);
    assert.equal((await list({ startedAfter: "soon" })).status, 400);
    assert.match((await (await list({ startedBefore: "2026-01-01" })).json()).message, /Listing by 'startedBefore' is not supported/);
  } finally {
    await Promise.all(made.map((one) => one.kill()));
  }
});

test("a sandbox is paused, refuses work, and goes on with its files and variables", async () => {
  const one = await Sandbox.create({ timeoutMs: 60_000, envs: { KEPT: "yes" }, metadata: { kept: "too" } });
  await one.files.write("state/kept.txt", "kept");
  const pause = () => (one.betaPause ?? one.pause).call(one);
  assert.notEqual(await pause(), false);
  assert.equal((await one.getInfo()).state, "paused");
  assert.equal(await one.isRunning(), false);
  await assert.rejects(one.commands.run("true"), (error) => error instanceof SandboxError);
  await assert.rejects(one.files.read("state/kept.txt"), (error) => error instanceof SandboxError);
  assert.equal(await Sandbox.pause?.(one.sandboxId) ?? false, false);
  const back = await Sandbox.connect(one.sandboxId, { timeoutMs: 60_000 });
  assert.equal(back.sandboxId, one.sandboxId);
  assert.equal((await back.commands.run("cat state/kept.txt; echo \" $KEPT\"")).stdout, "kept yes\n");
  assert.deepEqual((await back.getInfo()).metadata, { kept: "too" });
  assert.equal(await one.isRunning(), true);
  await back.files.write("state/second.txt", "2");
  await back.pause();
  // Who gives up does not take it along.
  await assert.rejects(fetch(`${base}/v2/sandboxes/${one.sandboxId}/connect`, { method: "POST", headers: { "X-API-KEY": key, "content-type": "application/json" }, body: '{"timeout":60}', signal: AbortSignal.timeout(20) }));
  await within("the end of what was given up", async () => (await fetch(`${base}/v2/sandboxes/${one.sandboxId}/connect`, { method: "POST", headers: { "X-API-KEY": key, "content-type": "application/json" }, body: '{"timeout":60}' })).ok);
  const third = await Sandbox.connect(one.sandboxId);
  assert.equal((await third.commands.run("cat state/*")).stdout, "kept2");
  await third.pause();
  assert.equal(await Sandbox.kill(one.sandboxId), true);
  await assert.rejects(Sandbox.connect(one.sandboxId), (error) => error instanceof NotFoundError || /not found|doesn't exist/i.test(error.message));
});

test("a sandbox ends at its time", async () => {
  const one = await Sandbox.create({ timeoutMs: 1000 });
  await within("its end", async () => !(await one.isRunning()));
  assert.equal(await Sandbox.kill(one.sandboxId), false);
});

test("a sandbox that was killed is gone", async () => {
  const one = await Sandbox.create({ timeoutMs: 60_000 });
  const handle = await one.commands.run("sleep 60", { background: true });
  assert.equal(await Sandbox.kill(one.sandboxId), true);
  await assert.rejects(handle.wait());
  assert.equal(await Sandbox.kill(one.sandboxId), false);
  assert.equal(await one.isRunning(), false);
  await assert.rejects(one.commands.run("true"), (error) => error instanceof SandboxError);
  await assert.rejects(one.pause(), (error) => error instanceof NotFoundError || error.name === "SandboxNotFoundError");
  await assert.rejects(Sandbox.getInfo?.(one.sandboxId) ?? one.getInfo(), (error) => error instanceof SandboxError);
});

test("templates that are not there, tags and limits are named", async () => {
  await (await Sandbox.create("vitrine", { timeoutMs: 30_000 })).kill();
  await assert.rejects(Sandbox.create("nobody-has-it"), /template 'nobody-has-it' not found/);
  await assert.rejects(Sandbox.create("vitrine:0.0.0"), /tag '0\.0\.0' does not exist/);
  await assert.rejects(Sandbox.create({ timeoutMs: 1000 * 24 * 3_600_000 }), /cannot be greater than/);
});

test("what is not supported is refused by its name", async () => {
  const refused = await fetch(`${base}/v2/sandboxes`, { method: "POST", headers: { "X-API-KEY": key, "content-type": "application/json" }, body: JSON.stringify({ templateID: "base", mcp: {} }) });
  assert.match((await refused.json()).message, /^mcp is not supported/);
  await assert.rejects(Sandbox.create({ network: { allowOut: ["example.com"], denyOut: ["0.0.0.0/0"] } }), /network\.allowOut/);
  await (await Sandbox.create({ timeoutMs: 30_000, network: { denyOut: ["0.0.0.0/0"] } })).kill();
  await assert.rejects(sandbox.pty.create({ cols: 80, rows: 24, onData: () => {} }), /pty/);
  await assert.rejects(sandbox.commands.run("true", { user: "root" }), /user 'root'/);
  if (sandbox.createSnapshot) await assert.rejects(sandbox.createSnapshot(), /[Ss]napshot/);
  if (sandbox.updateNetwork) await assert.rejects(sandbox.updateNetwork({ allowOut: ["1.1.1.1"] }), /allowOut/);
});

test("there is no network and no file of the host", async () => {
  const { stdout } = await sandbox.commands.run("cat /proc/net/dev | tail -n +3 | cut -d: -f1; ls /root 2>&1; ls /etc; id -u; env | sort");
  assert.match(stdout, /^\s*lo\nls: cannot access '\/root'/);
  assert.ok(!/SANDBOX_HOST|E2B_/.test(stdout), stdout);
  await assert.rejects(sandbox.commands.run("node -e \"require('net').connect(22,'127.0.0.1').on('error',e=>{console.log(e.code);process.exit(9)})\""), (error) => error.exitCode === 9);
});

test("nothing passes without key or token, and nobody sees another's", async () => {
  await assert.rejects(Sandbox.create({ apiKey: "e2b_" + "0".repeat(40) }), (error) => error instanceof AuthenticationError || /401/.test(error.message));
  const pages = Sandbox.list({ apiKey: otherKey });
  assert.deepEqual(await pages.nextItems(), []);
  await assert.rejects(Sandbox.connect(sandbox.sandboxId, { apiKey: otherKey }), (error) => error instanceof SandboxError);
  assert.equal(await Sandbox.kill(sandbox.sandboxId, { apiKey: otherKey }), false);
  for (const path of ["/process.Process/List", "/filesystem.Filesystem/ListDir", "/process.Process/Start"]) {
    for (const headers of [{}, { "X-Access-Token": "wrong" }, { "X-Access-Token": key }]) {
      assert.equal((await fetchInside(path, { method: "POST", body: "{}", headers: { "content-type": "application/json", ...headers } })).status, 401);
    }
  }
  for (const path of ["/files?path=a", "/metrics", "/envs", "/init", "/anything"]) assert.equal((await fetchInside(path)).status, 401);
  for (const path of ["/sandboxes", "/v2/sandboxes", "/templates", "/anything", "/files?path=a&signature=v1_x"]) assert.equal((await fetch(base + path)).status, 401);
  assert.equal((await fetchInside("/health")).status, 204);
  assert.equal((await fetchInside("/health", {}, "ideadbeefdeadbeefdead")).status, 502);
});
