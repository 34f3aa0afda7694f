// Writes into the memory of the sandbox's first process, which set it up.
// Stopped by: remount of /proc
attempt("memory for writing", () => fs.openSync("/proc/1/mem", "r+"));
attempt("own memory for writing", () => fs.openSync("/proc/self/mem", "r+"));
