// Packs an archive with absolute names, with .. and with links to write through, unpacks it where there is a tar, and leaves it for the host to take.
// Stopped by: mount namespace, read-only mounts, the server unpacks nothing that comes out of a sandbox
const blocks = [];
function entry(name, content, type = "0", link = "") {
  const head = Buffer.alloc(512);
  head.write(name, 0, 100); head.write("0000777\0", 100); head.write("0000000\0", 108); head.write("0000000\0", 116);
  head.write(content.length.toString(8).padStart(11, "0") + "\0", 124); head.write("00000000000\0", 136); head.write("        ", 148);
  head.write(type, 156); head.write(link, 157, 100); head.write("ustar\0" + "00", 257);
  head.write(head.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0") + "\0 ", 148);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  blocks.push(head, body);
}
entry(target.secretFile, "overwritten");
entry("../../../../../../../.." + target.secretFile, "overwritten");
entry("/opt/tc/tool.js", "overwritten");
entry("/etc/cron.d/evil", "* * * * * root id");
entry("out", "", "2", path.dirname(target.secretFile));
entry("out/" + path.basename(target.secretFile), "overwritten");
entry("hard", "", "1", "/opt/tc/tool.js");
entry("hard", "overwritten");
entry("device", "", "4");
entry("pipe", "", "6");
fs.writeFileSync("evil.tar", Buffer.concat([...blocks, Buffer.alloc(1024)]));
if (fs.existsSync("/usr/bin/tar")) refused("tar", spawnSync("/usr/bin/tar", ["-xPf", "evil.tar", "-C", "/workspace"]).status);
attempt("the toolchain", () => { const text = fs.readFileSync("/opt/tc/tool.js", "utf8"); if (text !== "console.log('tool')") return text; throw new Error("as it was"); });
attempt("/etc", () => fs.readFileSync("/etc/cron.d/evil"));
for (const name of ["device", "pipe"]) attempt(name, () => { const facts = fs.lstatSync(`/workspace/${name}`); if (!facts.isFIFO() && !facts.isCharacterDevice()) throw new Error("plain"); });
