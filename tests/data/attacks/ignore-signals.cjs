// Ignores every signal that can be ignored, as do its children, and goes on.
// Stopped by: PID namespace
const stubborn = "for (const name of ['SIGTERM','SIGINT','SIGHUP','SIGQUIT','SIGPIPE','SIGUSR2','SIGTSTP','SIGXCPU']) try { process.on(name, () => {}); } catch {} setInterval(() => {}, 1000);";
for (let at = 0; at < 2; at++) spawn(process.execPath, ["-e", stubborn, target.mark], { detached: true, stdio: "ignore" }).unref();
refused("to be ended from outside", "");
console.log("UP");
eval(stubborn);
