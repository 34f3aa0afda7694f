// Runs as the first program of a hosted sandbox and does there what the sandbox host is asked over the E2B protocol: programs, files,
// watches, figures. Everything happens inside, with the rights of the sandbox: no path that a caller names is ever opened by the host.
// Requests and answers are lines of JSON over stdin and stdout. The host believes none of them.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { spawn } = require("node:child_process");

const home = fs.existsSync("/home/user") ? "/home/user" : "/workspace";
const mostEntries = 20000;
// As Go says them, which is what E2B's clients know.
const signals = {
  1: "hangup", 2: "interrupt", 3: "quit", 4: "illegal instruction", 5: "trace/breakpoint trap", 6: "aborted", 7: "bus error", 8: "floating point exception", 9: "killed", 10: "user defined signal 1", 11: "segmentation fault",
  12: "user defined signal 2", 13: "broken pipe", 14: "alarm clock", 15: "terminated", 16: "stack fault", 24: "CPU time limit exceeded", 25: "file size limit exceeded", 31: "bad system call",
};
const numbers = require("node:os").constants.signals;
const children = new Map();
const writers = new Map();
const watches = new Map();
let lastHandle = 0;

class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

// The host takes lines more slowly than programs write them. What waits for it lies in this program's memory, and the sandbox ends when that is full: so programs wait instead.
const mostWaiting = 4 << 20;
const held = new Set();
const pause = (child) => { child.stdout.pause(); child.stderr.pause(); };
const resume = (child) => { if (!child.isStopped && !held.has(child)) { child.stdout.resume(); child.stderr.resume(); } };

function holdBack(child) {
  if (process.stdout.writableLength < mostWaiting) return;
  if (held.size === 0) {
    process.stdout.once("drain", () => {
      const waiting = [...held];
      held.clear();
      waiting.forEach(resume);
    });
  }
  held.add(child);
  pause(child);
}

const send = (message) => process.stdout.write(JSON.stringify(message) + "\n");

function resolve(name) {
  if (name === "" || name === "~") return home;
  if (name.startsWith("~/")) return path.join(home, name.slice(2));
  return path.resolve(home, name);
}

function refusalOf(fault, place) {
  switch (fault.code) {
    case "ENOENT": return new Refusal("not_found", `path '${place}' does not exist`);
    case "EEXIST": return new Refusal("already_exists", `path '${place}' exists already`);
    case "ENOTDIR": case "ERR_FS_CP_DIR_TO_NON_DIR": return new Refusal("invalid_argument", `path '${place}' is not a directory`);
    case "ENOTEMPTY": return new Refusal("invalid_argument", `path '${place}' is a directory that is not empty`);
    case "EISDIR": case "ERR_FS_CP_NON_DIR_TO_DIR": return new Refusal("invalid_argument", `path '${place}' is a directory`);
    case "ENAMETOOLONG": return new Refusal("invalid_argument", "a name has at most 255 bytes, and a path 4,096");
    case "ELOOP": return new Refusal("invalid_argument", `path '${place}' leads in a circle`);
    case "ENOSPC": return new Refusal("resource_exhausted", "there is no space left in the sandbox");
    case "EMFILE": case "ENFILE": return new Refusal("failed_precondition", "as many files or watches are open as may be; close some");
    case "EFBIG": return new Refusal("resource_exhausted", "the file is larger than a file of the sandbox may be");
    case "EROFS": case "EACCES": case "EPERM": return new Refusal("permission_denied", `path '${place}' cannot be written; /workspace and /tmp can`);
    default: return new Refusal("internal", `${fault.code ?? "error"} at '${place}'`);
  }
}

function notStarted(cmd, fault) {
  switch (fault.code) {
    // Not resource_exhausted, which E2B's SDK calls a rate limit that goes by itself.
    case "EAGAIN": return new Refusal("failed_precondition", "as many processes run in the sandbox as may; end some, or the sandbox");
    case "E2BIG": return new Refusal("invalid_argument", "the command is too long: Linux takes 128 KiB for an argument or a variable, and 2 MiB for all; put it into a file");
    default: return new Refusal("invalid_argument", `'${cmd}' could not be started (${fault.code})`);
  }
}

function start({ cmd, args, envs, cwd, stdin, key }) {
  if ([cmd, cwd ?? "", ...args, ...Object.entries(envs).flat()].some((text) => String(text).includes("\0"))) throw new Refusal("invalid_argument", "a command, its folder and its variables have no NUL in them");
  const folder = resolve(cwd ?? "");
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Refusal("invalid_argument", `cwd '${cwd}' does not exist`);
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: home, USER: "user", LOGNAME: "user", LANG: "C.UTF-8", TMPDIR: "/tmp", ...envs };
  return new Promise((done, failed) => {
    // A group of its own: a signal reaches whatever the program has started.
    let child;
    try { child = spawn(cmd, args, { cwd: folder, env, detached: true, stdio: [stdin ? "pipe" : "ignore", "pipe", "pipe"] }); } catch (fault) { throw notStarted(cmd, fault); }
    child.once("error", (fault) => failed(notStarted(cmd, fault)));
    child.once("spawn", () => {
      const { pid } = child;
      children.set(pid, child);
      send({ event: "start", key, pid });
      for (const stream of ["stdout", "stderr"]) {
        child[stream].on("data", (bytes) => {
          for (let at = 0; at < bytes.length; at += 32768) send({ event: "data", pid, stream, data: bytes.subarray(at, at + 32768).toString("base64") });
          holdBack(child);
        });
      }
      child.stdin?.on("error", () => { /* it reads no more */ });
      let isOver = false;
      const end = (code, signal) => {
        if (isOver) return;
        isOver = true;
        children.delete(pid);
        const number = signal ? numbers[signal] : 0;
        send({ event: "end", pid, code: signal ? -1 : code, exited: !signal, status: signal ? `signal: ${signals[number] ?? number}` : `exit status ${code}` });
      };
      child.once("close", end);
      child.once("exit", (code, signal) => {
        // Who was ended from outside is not waited for: something of it may hold its streams for ever.
        if (child.isSignalled) setTimeout(() => end(code, signal), 50);
      });
      done({ pid });
    });
  });
}

function childOf(pid) {
  const child = children.get(pid);
  if (!child) throw new Refusal("not_found", `process with pid ${pid} not found`);
  return child;
}

// What a process has started and what that has, whatever sessions they made for themselves: all but those whose parent has ended.
function descendants(pid, found = []) {
  let threads = [];
  try { threads = fs.readdirSync(`/proc/${pid}/task`); } catch { /* it has ended */ }
  for (const thread of threads) {
    let ids = "";
    try { ids = fs.readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"); } catch { /* it has ended */ }
    for (const id of ids.split(" ")) {
      if (id === "" || found.length >= 4096) continue;
      found.push(Number(id));
      descendants(id, found);
    }
  }
  return found;
}

function signal({ pid, signal: name }) {
  const child = childOf(pid);
  child.isSignalled = true;
  const started = name === "SIGKILL" ? descendants(pid) : [];
  try { process.kill(-pid, name); } catch { child.kill(name); }
  for (const each of started) {
    try { process.kill(each, name); } catch { /* it has ended with its group */ }
  }
  return {};
}

function input({ pid, data }) {
  const child = childOf(pid);
  if (!child.stdin || child.stdin.writableEnded) throw new Refusal("failed_precondition", "stdin of this process is not open");
  return new Promise((done) => child.stdin.write(Buffer.from(data, "base64"), () => done({})));
}

function closeInput({ pid }) {
  childOf(pid).stdin?.end();
  return {};
}

function flow({ pid, go }) {
  const child = children.get(pid);
  if (!child) return {};
  child.isStopped = !go;
  if (go) resume(child); else pause(child);
  return {};
}

const at = (name, work) => {
  const place = resolve(name);
  try { return work(place); } catch (fault) { throw fault instanceof Refusal ? fault : refusalOf(fault, place); }
};

// What a kernel's watch says is little: that a name has changed. What became of it is seen by comparing.
class Watch {
  constructor(id, root, isRecursive) {
    this.id = id;
    this.root = root;
    this.isRecursive = isRecursive;
    this.folders = new Map();
    this.isStarted = false;
    this.add(root, false);
    this.isStarted = true;
  }

  add(folder, tells) {
    if (this.folders.has(folder) || this.folders.size >= 2000) return;
    const known = new Map();
    const watcher = fs.watch(folder, (kind, name) => { if (name !== null) this.look(folder, known, name); });
    watcher.on("error", () => this.drop(folder));
    this.folders.set(folder, watcher);
    for (const name of fs.readdirSync(folder)) {
      if (tells) {
        this.look(folder, known, name);
        continue;
      }
      const facts = fs.lstatSync(path.join(folder, name), { throwIfNoEntry: false });
      if (facts) this.remember(folder, known, name, facts);
    }
  }

  remember(folder, known, name, facts) {
    known.set(name, { inode: facts.ino, mode: facts.mode, size: facts.size, modified: facts.mtimeMs });
    if (!this.isRecursive || !facts.isDirectory()) return;
    try { this.add(path.join(folder, name), this.isStarted); } catch { /* it went away meanwhile */ }
  }

  look(folder, known, name) {
    const place = path.join(folder, name);
    const before = known.get(name);
    const facts = fs.lstatSync(place, { throwIfNoEntry: false });
    if (!facts) {
      if (!before) return;
      known.delete(name);
      this.drop(place);
      const others = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
      const isMoved = others.some((other) => fs.lstatSync(path.join(folder, other), { throwIfNoEntry: false })?.ino === before.inode);
      this.tell(isMoved ? "RENAME" : "REMOVE", place);
      return;
    }
    if (!before || before.inode !== facts.ino) this.tell("CREATE", place);
    else if (before.modified !== facts.mtimeMs || before.size !== facts.size) { if (!facts.isDirectory()) this.tell("WRITE", place); }
    else if (before.mode !== facts.mode) this.tell("CHMOD", place);
    // A file that is new with content was written as well.
    if (!before && facts.isFile() && facts.size > 0) this.tell("WRITE", place);
    this.remember(folder, known, name, facts);
  }

  tell(type, place) { send({ event: "watch", watch: this.id, type, name: path.relative(this.root, place) }); }

  drop(folder) {
    this.folders.get(folder)?.close();
    this.folders.delete(folder);
  }

  close() { for (const folder of [...this.folders.keys()]) this.drop(folder); }
}

function watch({ path: name, recursive, watch: id }) {
  return at(name, (place) => {
    if (!fs.statSync(place).isDirectory()) throw new Refusal("invalid_argument", `path '${place}' is not a directory`);
    if (watches.size >= 64) throw new Refusal("resource_exhausted", "a sandbox has at most 64 watches");
    watches.set(id, new Watch(id, fs.realpathSync(place), recursive));
    return {};
  });
}

function unwatch({ watch: id }) {
  watches.get(id)?.close();
  watches.delete(id);
  return {};
}

function metrics() {
  let ticks = 0;
  let pages = 0;
  for (const name of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const words = fs.readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
      ticks += Number(words[11]) + Number(words[12]);
      pages += Number(words[21]);
    } catch { /* it has ended */ }
  }
  const disk = fs.statfsSync("/workspace");
  return { seconds: ticks / 100, memory: pages * 4096, diskUsed: (disk.blocks - disk.bfree) * disk.bsize, diskTotal: disk.blocks * disk.bsize };
}

const operations = {
  start, signal, input, closeInput, flow, watch, unwatch, metrics, move,
  read: (asked) => at(asked.path, () => read(asked)),
  write: (asked) => (asked.handle === undefined ? at(asked.path, () => write(asked)) : write(asked)),
  stat: ({ path: name }) => at(name, (place) => ({ entry: entry(place) })),
  list: ({ path: name, depth }) => at(name, (place) => {
    if (!fs.statSync(place).isDirectory()) throw new Refusal("invalid_argument", `path '${place}' is not a directory`);
    return { entries: list(place, Math.max(depth ?? 1, 1), []) };
  }),
  makeDir: ({ path: name }) => at(name, makeDir),
  remove: ({ path: name }) => at(name, remove),
};

async function answer(line) {
  const asked = JSON.parse(line);
  try {
    const work = operations[asked.op];
    if (!work) throw new Refusal("unimplemented", `'${asked.op}' is not known here`);
    send({ id: asked.id, ok: await work(asked) });
  } catch (fault) {
    send({ id: asked.id, error: { code: fault instanceof Refusal ? fault.code : "internal", message: String(fault.message).slice(0, 500) } });
  }
}

let kept = [];
process.stdin.on("data", (bytes) => {
  for (let from = 0; ;) {
    const end = bytes.indexOf(10, from);
    if (end < 0) {
      if (from < bytes.length) kept.push(bytes.subarray(from));
      return;
    }
    kept.push(bytes.subarray(from, end));
    const line = Buffer.concat(kept).toString("utf8");
    kept = [];
    from = end + 1;
    void answer(line);
  }
});
process.stdin.on("end", () => process.exit(0));
send({ event: "ready" });
