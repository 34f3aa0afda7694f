// Makes files and folders without content, which take the host's memory and no room.
// Stopped by: number of files
for (const folder of ["/workspace", "/tmp"]) {
  attempt(folder, () => {
    for (let at = 0; at < target.files + 10; at++) fs.closeSync(fs.openSync(`${folder}/f${at}`, "w"));
    // Where a watch counts them, it needs a moment.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
  });
}
