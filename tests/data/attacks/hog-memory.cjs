// Takes memory until something ends it.
// Stopped by: limit of memory
const kept = [];
for (let at = 0; at < 4000; at++) kept.push(Buffer.alloc(1 << 20, 1));
reached("4 GB", kept.length);
