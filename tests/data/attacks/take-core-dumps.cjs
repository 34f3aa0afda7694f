// Crashes, so that the host's program for core dumps looks at it as root.
// Stopped by: limit of core dumps, seccomp
attempt("limit", () => { const line = fs.readFileSync("/proc/self/limits", "utf8").split("\n").find((line) => line.startsWith("Max core file size")); if (/size\s+1\s+1\s/.test(line)) throw new Error("1"); return line; });
const crashed = spawnSync(process.execPath, ["-e", "process.kill(process.pid, 'SIGABRT')"], { cwd: "/workspace" });
attempt("core", () => { const left = fs.readdirSync("/workspace").filter((name) => /^core/.test(name)); if (left.length === 0 && crashed.signal === "SIGABRT") throw new Error("none"); return left + crashed.signal; });
