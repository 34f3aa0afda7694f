// Writes where nothing is to be written: the root, devices, the toolchain, programs, shared memory.
// Stopped by: read-only mounts
const tool = "/opt/tc/tool.js";
for (const file of ["/file", "/dev/file", "/dev/shm/file", "/opt/file", "/opt/tc/file", "/usr/file", "/etc/file", "/home/file", "/proc/file", tool, "/usr/bin/node"]) attempt(file, () => fs.writeFileSync(file, "x"));
attempt("remove", () => fs.rmSync(tool));
attempt("rename", () => fs.renameSync(tool, "/opt/tc/other.js"));
attempt("mode", () => fs.chmodSync(tool, 0o777));
attempt("times", () => fs.utimesSync(tool, 0, 0));
attempt("hard link", () => fs.linkSync(tool, "/workspace/link"));
fs.symlinkSync(tool, "/workspace/way");
attempt("through a link", () => fs.writeFileSync("/workspace/way", "x"));
