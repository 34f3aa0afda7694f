// Ends and leaves a process behind that has a session of its own and no parent.
// Stopped by: PID namespace
refused("to be ended with the sandbox", "");
const left = spawn(process.execPath, ["-e", `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "${target.mark}"], { detached: true, stdio: "ignore" }).unref()`], { detached: true, stdio: "ignore" });
left.on("exit", () => process.exit());
