// Fills every place that can be written, and makes a file that is larger than there is room.
// Stopped by: size of the workspace, size of /tmp, limit of a file
let most = 0;
for (const folder of ["/workspace", "/tmp"]) {
  attempt(folder, () => { const piece = Buffer.alloc(1 << 20); for (let at = 0; at < 600; at++) { fs.writeFileSync(`${folder}/f${at}`, piece); most = Math.max(most, at + 1); } });
  for (const name of fs.readdirSync(folder)) fs.rmSync(`${folder}/${name}`, { recursive: true });
}
if (most > target.workspaceMegabytes && most > 64) reached("too much", most);
process.on("SIGXFSZ", () => {});
attempt("one large file", () => { const file = fs.openSync("large", "w"); const piece = Buffer.alloc(1 << 20); for (let at = 0; at <= target.fileMegabytes; at++) fs.writeSync(file, piece); });
attempt("one sparse file", () => fs.truncateSync("large", 2 ** 40));
