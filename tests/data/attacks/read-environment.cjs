// Looks for the server's secrets in the environment of every process that it sees.
// Stopped by: empty environment, PID namespace
for (const name of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
  attempt(`environment of ${name}`, () => { const text = fs.readFileSync(`/proc/${name}/environ`, "latin1"); if (!text.includes(target.secret)) throw new Error("not there"); return text; });
}
attempt("own environment", () => { const names = Object.keys(process.env).filter((name) => /KEY|SECRET|TOKEN|DOTNET|VITRINE|HOSTNAME/.test(name)); if (names.length === 0) throw new Error("not there"); return names; });
