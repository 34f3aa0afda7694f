// Opens terminals until no other container of the machine can have one.
// Stopped by: there are no terminals
for (const door of ["/dev/ptmx", "/dev/pts/ptmx"]) attempt(door, () => fs.openSync(door, "r+"));
attempt("an instance of its own", () => fs.writeFileSync("/dev/pts/0", "x"));
