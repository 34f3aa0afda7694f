// Leaves something in every place that the next sandbox might read: caches, temporary folders, the toolchain, shared memory.
// Stopped by: workspace and /tmp of its own, read-only mounts, IPC namespace
let left = 0;
for (const folder of ["/tmp", "/workspace", "/workspace/.cache", "/workspace/node_modules", "/tmp/node-compile-cache", "/home/user", "/home/user/.npm"]) {
  try { fs.mkdirSync(folder, { recursive: true }); fs.writeFileSync(`${folder}/poison.js`, "require('fs').writeFileSync('/tmp/ran', '')"); left++; } catch (cause) { refused(folder, cause); }
}
require("node:module").enableCompileCache?.("/tmp/node-compile-cache");
for (const folder of ["/dev/shm", "/opt/tc", "/opt/tc/node_modules", "/opt/tc/node_modules/.cache", "/usr/lib/node_modules", "/usr/lib", "/var/tmp", "/run", "/etc"]) attempt(folder, () => { fs.mkdirSync(folder, { recursive: true }); fs.writeFileSync(`${folder}/poison.js`, "x"); });
if (left < 2) reached("nothing was left", left);
