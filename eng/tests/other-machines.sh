#!/usr/bin/env bash
# Sandboxes on a machine that this one may not be: with systemd and control groups of version 2, made of Debian's packages and run by QEMU in software. Belongs to ./test --all, because it takes
# about ten minutes. By hand: VITRINE_SLOW_TESTS=true bash eng/tests/other-machines.sh. The last line is the count that ./test adds up.
set -uo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
. eng/built.sh
passed=0; failed=0; machine=
end() { echo "$passed passed, $failed failed"; [ "$failed" -eq 0 ]; exit; }
skip() { echo "Skipped: $*"; end; }

[ "${VITRINE_SLOW_TESTS:-false}" = true ] || skip "belongs to ./test --all."
[ "$(uname -m)" = x86_64 ] && [ "$(id -u)" -eq 0 ] || skip "needs root on x86_64."
for tool in qemu-system-x86_64 debootstrap cpio; do
  command -v $tool > /dev/null || skip "needs $tool: apt-get install qemu-system-x86 debootstrap cpio"
done

scratch=$(mktemp -d)
target=$scratch/root
trap '[ -z "$machine" ] || kill "$machine" 2> /dev/null; rm -rf "$scratch"' EXIT
fault() { failed=$((failed + 1)); echo "not ok: $1"; tail -n 40 "$scratch/said" | sed 's/^/    /'; }
check() { # check WHAT PATTERN: whether what the machine said has it
  if grep -qE -- "$2" "$scratch/said"; then passed=$((passed + 1)); else fault "$1"; fi
}

make_root() {
  local packages=bubblewrap,util-linux,procps,kmod,iproute2,libicu72,libssl3,libstdc++6,zlib1g,libgssapi-krb5-2,systemd,systemd-sysv,dbus,dbus-user-session,libpam-systemd,udev,login package
  debootstrap --variant=minbase --include=$packages bookworm "$target" && chroot "$target" useradd -m -u 1000 user || return 1
  # The kernel's own package would want a first file system of its own to be made.
  mkdir "$scratch/debs" && (cd "$scratch/debs" && apt-get download "$(apt-cache depends linux-image-amd64 | awk '/Depends:/ { print $2; exit }')" busybox-static) || return 1
  # Links stay links: that is what a merged /usr is.
  for package in "$scratch"/debs/*.deb; do dpkg-deb --fsys-tarfile "$package" | tar -x -C "$target" --keep-directory-symlink || return 1; done
  mkdir -p "$target"/{w,share,usr/share/dotnet}
  cp eng/machines/ask "$target/usr/local/sbin/"
  cp eng/machines/agent.service "$target/etc/systemd/system/"
  ln -s ../agent.service "$target/etc/systemd/system/multi-user.target.wants/agent.service"
  cp "$(readlink -f "$(command -v node)")" "$target/usr/bin/node"
}

# The smallest first file system that finds the real one: the kernel has neither disks nor 9p built in.
make_initrd() {
  local initrd=$scratch/initrd modules module
  mkdir -p "$initrd"/{bin,proc,sys,dev,new,m}
  cp "$target/bin/busybox" "$initrd/bin/"; cp eng/machines/first "$initrd/init"
  modules=$(echo "$target"/lib/modules/*)
  need() { # a module behind those that it needs
    local file name
    file=$(find "$modules" -name "$1.ko" | head -n 1)
    [ -n "$file" ] && ! grep -qxs "$1.ko" "$initrd/m/order" || return 0
    for name in $(tr '\0' '\n' < "$file" | sed -n 's/^depends=//p' | tr ',' ' '); do need "$name"; need "${name//_/-}"; done
    cp "$file" "$initrd/m/"; echo "$1.ko" >> "$initrd/m/order"
  }
  for module in virtio_pci virtio_blk virtio-rng crc32c_generic ext4 9pnet_virtio 9p; do need "$module"; done
  (cd "$initrd" && find . | cpio -o -H newc --quiet | gzip -1) > "$initrd.gz"
}

start() {
  local share=$scratch/share
  mkdir "$share"
  truncate -s 4G "$scratch/disk" && mke2fs -q -F -t ext4 -O ^metadata_csum -d "$target" "$scratch/disk" || return 1
  nice qemu-system-x86_64 -M pc -cpu max -accel tcg -smp 1 -m 2048 -kernel "$(ls "$target"/boot/vmlinuz-*)" -initrd "$scratch/initrd.gz" -append "console=ttyS0 quiet panic=-1" -no-reboot \
    -drive "file=$scratch/disk,format=raw,if=virtio,cache=unsafe" -nic none -display none -monitor none -serial "file:$scratch/console" \
    -virtfs "local,path=$root,mount_tag=w,readonly=on,security_model=none" -virtfs "local,path=$share,mount_tag=share,security_model=none" \
    -virtfs "local,path=$(dirname "$(readlink -f "$(command -v dotnet)")"),mount_tag=dotnet,readonly=on,security_model=none" 2> "$scratch/emulator" &
  machine=$!
  for _ in $(seq 600); do [ -e "$share/up" ] && return 0; kill -0 "$machine" 2> /dev/null || break; sleep 1; done
  cat "$scratch/emulator"; tail -n 20 "$scratch/console"; return 1
}
ask() { # ask COMMANDS: what they say goes to $scratch/said
  rm -f "$scratch/share/done"; printf '%s\n' "$*" > "$scratch/share/next"; mv "$scratch/share/next" "$scratch/share/commands"
  for _ in $(seq 1500); do [ -e "$scratch/share/done" ] && break; sleep 1; done
  cp "$scratch/share/said" "$scratch/said"
}

run() {
  make_root > "$scratch/said" 2>&1 && make_initrd || { fault "no root file system was made"; return; }
  start > "$scratch/said" 2>&1 || { fault "the machine did not start"; return; }
  local bin=/w/artifacts/bin service='systemd-run -q --wait --pipe -p Delegate=yes -p WorkingDirectory=/tmp -E DOTNET_ROOT=/usr/share/dotnet' groups='control groups \(version 2\) hold memory, processes and processors'
  ask "$service -E HOME=/root -E VITRINE_DATA=/root/d $bin/Web/${configuration,,}_linux-x64/vitrine doctor"
  check "a service with delegated groups, root" "each has a user of its own; $groups"
  ask "$service --uid=user -E HOME=/home/user -E VITRINE_DATA=/home/user/d /bin/sh -c '$bin/Web/${configuration,,}_linux-x64/vitrine doctor; true'"
  check "a service with delegated groups, an ordinary user, started by a shell" "run as the server's user; $groups"
  ask "loginctl enable-linger user; sleep 5; ${service/-q/-q -M user@ --user} -E HOME=/home/user -E VITRINE_DATA=/home/user/d $bin/Web/${configuration,,}_linux-x64/vitrine doctor"
  check "a service of a user's own" "run as the server's user; $groups"
  ask "${service/-q/-q -M user@ --user} -p Delegate=no -E HOME=/home/user -E VITRINE_DATA=/home/user/d $bin/Web/${configuration,,}_linux-x64/vitrine doctor"
  check "one without delegation" "run as the server's user; memory and processors are held by limits of single processes and by a watch"
  for user in root user; do
    ask "$service --uid=$user -E HOME=$([ $user = root ] || echo /home)/$user $bin/Integration/${configuration,,}_linux-x64/Vitrine.Integration -noColor -noLogo -parallelMode none -class '*LocalSandboxLimitTests'; find /sys/fs/cgroup -name 'vitrine-*' | wc -l | sed 's/^/groups left: /'"
    check "limits hold, as $user" 'Total: 1[0-9], Errors: 0, Failed: 0,'
    check "no group is left, as $user" '^groups left: 0$'
  done
}

run
end
