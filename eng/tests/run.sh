#!/usr/bin/env bash
# What ./run and ./test say about a machine on which something is missing. Nothing is installed: apt-get, sudo and the rest are stand-ins that write down what was asked of them. The last line is the count that ./test adds up.
set -uo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
passed=0; failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() { # check WHAT CONDITION...
  local what=$1; shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok: $what"; sed 's/^/    /' "$work/said"; fi
}
says() { grep -qF -- "$1" "$work/said"; }
lacks() { ! says "$1"; }
ended_with() { [ "$code" -eq "$1" ]; }

# A machine: the commands that are there by name, each saying what it is told to.
machine() {
  rm -rf "$work/bin" "$work/root" "$work/asked"; mkdir -p "$work/bin" "$work/root"; : > "$work/asked"
  for tool in bash sh cat grep sed tail head mkdir printf env awk sort; do ln -s "$(command -v "$tool")" "$work/bin/$tool"; done
  stand_in id 'echo ${FAKE_UID:-1000}'
  stand_in dotnet 'echo "10.0.100 [/usr/share/dotnet/sdk]"'
  stand_in node 'echo 20'
  stand_in npm ':'
  stand_in fc-list 'echo "Inter.ttf: Inter"'
  stand_in bwrap ':'
  mkdir -p "$work/root/usr/lib/chromium"; touch "$work/root/usr/lib/chromium/chromium"; chmod +x "$work/root/usr/lib/chromium/chromium"
}
stand_in() { rm -f "$work/bin/$1"; printf '#!%s\n%s\n' "$(command -v bash)" "$2" > "$work/bin/$1"; chmod +x "$work/bin/$1"; }
gone() { rm -rf "$work/bin/$1"; }
distribution() { mkdir -p "$work/root/etc"; printf 'ID=%s\nVERSION_ID="%s"\n' "$1" "$2" > "$work/root/etc/os-release"; }
install() { (cd "$work" && PATH="$work/bin" VITRINE_ROOT="$work/root" "$BASH" -c 'set -uo pipefail; . "$0"/eng/prerequisites.sh; install_prerequisites "$1"' "$root" "$1") > "$work/said" 2>&1; code=$?; }

machine; distribution debian 12; install run
check "nothing is said when nothing is missing" test ! -s "$work/said"
check "nothing missing is fine" ended_with 0

machine; distribution debian 12
stand_in fc-list 'echo "Inter.ttf: Inter"; for n in {1..20000}; do echo "another typeface $n"; done'
stand_in dotnet 'echo "10.0.100 [/usr/share/dotnet/sdk]"; for n in {1..20000}; do echo "9.0.$n"; done'
install run
check "what stands first in a long list is found" test ! -s "$work/said"

machine; gone dotnet; install run
check "a missing SDK is named" says ".NET SDK 10 is missing"
check "a missing SDK is the end" ended_with 1

machine; stand_in node 'echo 18'; install run
check "an old Node is named" says "Node.js 20 or newer is missing"

machine; gone npm; install run
check "missing npm is named" says "npm is missing"

machine; distribution debian 12; gone bwrap; rm -r "$work/root/usr/lib/chromium"; install run
check "without root it says exactly what to install" says "sudo apt-get install bubblewrap chromium"
check "and how far it gets without" says "Without bubblewrap no app can be built"
check "and goes on" ended_with 0
install tests
check "tests do not go on" ended_with 1

machine; distribution debian 12; gone bwrap; stand_in apt-get "echo \"\$*\" >> $work/asked"
(export FAKE_UID=0; install run; echo $code > "$work/code"); code=$(cat "$work/code")
check "root installs what is missing and no more" grep -qE 'install .*bubblewrap$' "$work/asked"
check "after apt it goes on" ended_with 0

# A sudo that wants a password: with -n it fails.
machine; distribution debian 12; gone bwrap; stand_in apt-get "echo \"\$*\" >> $work/asked"; stand_in sudo '[ "$1" != -n ] || exit 1; "$@"'
install run < /dev/null
check "without a terminal nobody is asked for a password" test ! -s "$work/asked"
check "and what to install is said" says "sudo apt-get install bubblewrap"
export -f install; export work root
SHELL=$BASH script -qec "bash -c 'install run'" /dev/null > /dev/null < /dev/null
check "at a terminal sudo asks, and what is missing is installed" grep -qE 'install .*bubblewrap$' "$work/asked"

machine; distribution debian 12; gone bwrap; stand_in apt-get 'echo "E: Unable to locate package"; exit 100'
(export FAKE_UID=0; install run; echo $code > "$work/code"); code=$(cat "$work/code")
check "what apt says is shown" says "Unable to locate package"
check "and what to install" says "sudo apt-get install bubblewrap"

machine; distribution ubuntu 24.04; gone bwrap; rm -r "$work/root/usr/lib/chromium"; stand_in apt-get "echo \"\$*\" >> $work/asked"
(export FAKE_UID=0; install run; echo $code > "$work/code"); code=$(cat "$work/code")
check "Ubuntu's snap is not asked for" grep -qE 'install .*bubblewrap$' "$work/asked"
check "and what to install instead is said" says "google-chrome-stable"
check "the tests' message is not the run's" lacks "E: "

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
