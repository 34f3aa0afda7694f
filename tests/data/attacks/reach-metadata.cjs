// Asks the metadata services of clouds.
// Stopped by: network namespace, seccomp
(async () => {
  for (const address of ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "169.254.170.2"]) await attemptSoon(address, (say) => net.connect(80, address).on("connect", () => say(true)).on("error", say));
})();
