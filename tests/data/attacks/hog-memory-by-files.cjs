// Takes memory by files in memory, which belong to no process, and the rest by itself.
// Stopped by: limit of memory
refused("to be ended by the limit", "");
const piece = Buffer.alloc(1 << 20, 1);
for (const folder of ["/workspace", "/tmp"]) for (let at = 0; at < 600; at++) try { fs.writeFileSync(`${folder}/f${at}`, piece); } catch { break; }
const kept = [];
for (let at = 0; at < 60; at++) kept.push(Buffer.alloc(1 << 20, 1));
setTimeout(() => reached("files and memory", kept.length), 1500);
