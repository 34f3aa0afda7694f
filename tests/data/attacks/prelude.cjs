// Stands before every hostile program, behind `target`, which says what is to be reached. `reached` is a hole; who tried something and got nowhere says so at its end.
const fs = require("node:fs"), path = require("node:path"), net = require("node:net"), dgram = require("node:dgram"), dns = require("node:dns"), { spawn, spawnSync } = require("node:child_process");
const tried = [];
const reached = (what, got) => console.log("REACHED", what, String(got).slice(0, 200));
const refused = (what, cause) => tried.push(`${what}: ${cause?.code ?? cause?.message ?? cause}`);
function attempt(what, act) { try { reached(what, act()); } catch (cause) { refused(what, cause); } }
const soon = (start) => new Promise((done) => { const timer = setTimeout(() => done("silence"), 2000); start((answer) => { clearTimeout(timer); done(answer); }); });
async function attemptSoon(what, start) { const answer = await soon(start); if (answer === true) reached(what, ""); else refused(what, answer); }
process.on("exit", () => console.log(tried.length > 0 ? `STOPPED ${tried.length}` : "NOTHING WAS TRIED"));
