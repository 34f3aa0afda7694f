// Reads files of the host: accounts, homes, keys, logs, the server's own folder, the toolchain's place, disks.
// Stopped by: mount namespace, remount of the root
for (const file of ["/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/resolv.conf", "/proc/cmdline", "/proc/kallsyms", "/proc/kcore", "/proc/version", target.secretFile, target.folder + "/template/one/toolchain/tool.js"]) {
  attempt(file, () => { const text = fs.readFileSync(file); if (text.length === 0) throw new Error("empty"); return text; });
}
for (const folder of ["/root", "/var", "/sys", "/run", "/srv", "/mnt", "/media", "/boot", "/usr/local/bin", target.folder, "/proc/1/root/root", "/proc/1/cwd/etc", "/proc/self/root/etc/ssl"]) attempt(folder, () => { const names = fs.readdirSync(folder); if (names.length === 0) throw new Error("empty"); return names; });
for (const disk of ["/dev/sda", "/dev/vda", "/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/fuse", "/dev/net/tun", "/dev/vsock", "/dev/userfaultfd", "/dev/mqueue"]) attempt(disk, () => fs.openSync(disk, "r"));
const strange = fs.readdirSync("/").filter((name) => !["bin", "dev", "home", "lib", "lib32", "lib64", "libx32", "opt", "proc", "sbin", "tmp", "usr", "workspace", "etc"].includes(name));
attempt("other folders", () => { if (strange.length === 0) throw new Error("none"); return strange; });
