// Looks for what another sandbox has left.
// Stopped by: workspace and /tmp of its own, read-only mounts, IPC namespace
for (const folder of ["/tmp", "/workspace"]) attempt(folder, () => { const names = fs.readdirSync(folder).filter((name) => name !== "attack.cjs"); if (names.length === 0) throw new Error("empty"); return names; });
for (const file of ["/dev/shm/poison.js", "/opt/tc/poison.js", "/usr/lib/poison.js"]) attempt(file, () => fs.readFileSync(file));
attempt("the toolchain", () => { const names = fs.readdirSync("/opt/tc").join(); if (names === "tool.js") throw new Error("as it was"); return names; });
for (const kind of ["shm", "msg", "sem"]) attempt(`System V ${kind}`, () => { const lines = fs.readFileSync(`/proc/sysvipc/${kind}`, "utf8").trim().split("\n"); if (lines.length === 1) throw new Error("none"); return lines; });
