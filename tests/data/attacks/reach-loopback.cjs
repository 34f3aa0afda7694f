// Connects to listeners of the host on loopback, over TCP, UDP and IPv6.
// Stopped by: network namespace, seccomp
(async () => {
  await attemptSoon("127.0.0.1", (say) => net.connect(target.port, "127.0.0.1").on("connect", () => say(true)).on("error", say));
  await attemptSoon("::1", (say) => net.connect(target.port, "::1").on("connect", () => say(true)).on("error", say));
  await attemptSoon("UDP", (say) => { try { const socket = dgram.createSocket("udp4").on("error", say); socket.send("x", target.udp, "127.0.0.1", (fault) => say(fault ?? true)); } catch (cause) { say(cause); } });
})();
