// Sees and signals processes of the host.
// Stopped by: PID namespace
const numbers = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
attempt("processes", () => { if (numbers.length <= 4) throw new Error("own ones alone"); return numbers; });
for (const number of numbers) attempt(`command of ${number}`, () => { const text = fs.readFileSync(`/proc/${number}/cmdline`, "latin1"); if (!/dotnet|vitrine\.|--ro-bind/i.test(text)) throw new Error("own"); return text; });
if (target.server > 300) attempt("signal", () => process.kill(target.server, 0));
attempt("processors of the server", () => fs.readFileSync(`/proc/${target.server}/stat`));
