// Lays links, pipes, devices and names into the workspace that are to lead the host's own file interface astray.
// Stopped by: openat2 beneath the workspace, plain files with one name only, names that are checked
const host = target.secretFile;
for (const [name, to] of [["link", host], ["self", "/proc/self/root" + host], ["first", "/proc/1/environ"], ["descriptor", "/proc/self/fd/0"], ["up", "../../../../../../" + host.slice(1)], ["chain", "link"], ["loop", "loop"], ["etc", "/etc"], ["root", "/"]]) {
  try { fs.symlinkSync(to, name); } catch (cause) { refused(name, cause); }
}
fs.mkdirSync("deep");
fs.symlinkSync(path.dirname(host), "deep/out");
fs.writeFileSync("twice", "two names");
fs.linkSync("twice", "again");
fs.mkdirSync("folder");
for (const name of ["new\nline", "esc\u001b[2J", "back\\slash", "..name", " ", "-rf", "x".repeat(200)]) fs.writeFileSync(name, "x");
fs.writeFileSync(Buffer.from([0x66, 0xff, 0xfe]), "x");
let folder = "down";
for (let depth = 0; depth < 60; depth++, folder += "/d") fs.mkdirSync(folder);
fs.writeFileSync("plain", "plain");
attempt("sparse file", () => { const file = fs.openSync("sparse", "w"); fs.ftruncateSync(file, 2 ** 40); });
fs.rmSync("sparse", { force: true });
console.log("LAID");
process.stdin.once("data", () => { fs.renameSync(Buffer.from([0x66, 0xff, 0xfe]), "f"); console.log("RENAMED"); });
