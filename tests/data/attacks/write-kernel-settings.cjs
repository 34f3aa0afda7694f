// Has the host's kernel run a program of its choice: handlers of core dumps and modules, settings, sysrq, out-of-memory scores.
// Stopped by: a user that is not root, remount of /proc
for (const file of ["/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/kernel/hotplug", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger", "/proc/self/oom_score_adj", "/proc/self/uid_map", "/proc/self/setgroups", "/proc/1/oom_score_adj", "/proc/self/coredump_filter", "/proc/self/attr/current"]) {
  attempt(file, () => fs.closeSync(fs.openSync(file, "r+")));
}
