// Opens as many files as it can.
// Stopped by: limit of open files
const opened = [];
attempt("descriptors", () => { for (let at = 0; at < 5000; at++) opened.push(fs.openSync("/dev/null", "r")); });
if (opened.length > 1024) reached("too many", opened.length);
