// Writes output without end, on both streams.
// Stopped by: output cap
refused("to be ended by the cap", "");
const piece = "x".repeat(65536);
for (;;) { fs.writeSync(1, piece); fs.writeSync(2, piece); }
