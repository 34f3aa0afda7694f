// Becomes somebody else: by setuid programs of the host, by changing users, by capabilities.
// Stopped by: user namespace, no new privileges, nosuid, no capabilities
for (const [name, act] of [["setuid", () => process.setuid(0)], ["setgid", () => process.setgid(0)], ["setgroups", () => process.setgroups([0])], ["seteuid", () => process.seteuid(0)], ["owner", () => { fs.writeFileSync("owned", ""); fs.chownSync("owned", 0, 0); }]]) attempt(name, act);
const status = Object.fromEntries(fs.readFileSync("/proc/self/status", "utf8").split("\n").map((line) => line.split(":\t")));
attempt("capabilities", () => { const sets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map((set) => status[set].trim()); if (sets.every((set) => /^0+$/.test(set))) throw new Error("none"); return sets; });
attempt("new privileges", () => { if (status.NoNewPrivs.trim() === "1") throw new Error("1"); });
const folder = "/usr/bin";
const programs = fs.readdirSync(folder).map((name) => path.join(folder, name)).filter((file) => { try { return fs.statSync(file).mode & 0o6000; } catch { return false; } });
for (const program of programs) {
  // Who it runs as is seen from what it may: a file that nobody but its owner can read.
  attempt(program, () => { const child = spawn(program, ["--nothing"], { stdio: "ignore" }); child.on("error", () => {}); const text = fs.readFileSync(`/proc/${child.pid}/status`, "utf8"); const [real, effective] = /Uid:\t(\d+)\t(\d+)/.exec(text).slice(1); if (real === effective && /CapEff:\t0+\n/.test(text)) throw new Error("nobody"); return text; });
}
