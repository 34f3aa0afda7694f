// Swaps a file and a folder for links to the host's, again and again, while the host reads them.
// Stopped by: openat2 beneath the workspace
fs.mkdirSync("real");
fs.writeFileSync("real/file", "mine");
fs.writeFileSync("mine", "mine");
fs.symlinkSync(path.dirname(target.secretFile), "away");
fs.symlinkSync(target.secretFile, "theirs");
refused("by this program", "the host judges");
console.log("RACING");
const end = Date.now() + 20000;
process.stdin.once("data", () => process.exit());
(function swap() {
  for (let round = 0; round < 200; round++) {
    try { fs.renameSync("away", "spare"); fs.renameSync("real", "away"); fs.renameSync("spare", "real"); } catch { /* the host is in between */ }
    try { fs.renameSync("theirs", "spare"); fs.renameSync("mine", "theirs"); fs.renameSync("spare", "mine"); } catch { /* the host is in between */ }
  }
  if (Date.now() < end) setImmediate(swap); else process.exit();
})();
