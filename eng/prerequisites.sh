# Sourced by ./run and ./test: installs what is missing on Debian and Ubuntu, or says exactly what to install.
# A second call finds everything in place and returns at once.

say() { printf '%s\n' "$*"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif ! command -v sudo > /dev/null; then return 1
  elif [ -t 0 ]; then sudo "$@" # somebody is there to be asked for the password
  else sudo -n "$@"
  fi
}

# Whether a command writes a line like that. Not `command | grep -q`: grep leaves at the first such line, the command may die of writing on, and with pipefail nothing was found.
finds() {
  local pattern=$1 output
  shift
  output=$("$@" 2> /dev/null)
  grep -q -- "$pattern" <<< "$output"
}

# install_prerequisites run|tests
install_prerequisites() {
  local purpose=$1 missing=() no_chromium=false
  if ! command -v dotnet > /dev/null || ! finds '^10\.' dotnet --list-sdks; then
    say "The .NET SDK 10 is missing. Install it from your distribution or from Microsoft's packages, then start again."
    return 1
  fi
  if ! command -v node > /dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    say "Node.js 20 or newer is missing. Install it (with npm), then start again."
    return 1
  fi
  if ! command -v npm > /dev/null; then
    say "npm is missing; it comes with Node.js, or apart: sudo apt-get install npm. Then start again."
    return 1
  fi
  command -v bwrap > /dev/null || missing+=(bubblewrap)
  # The programs that the product looks for. A launcher in /usr/bin is no help: Ubuntu's starts a snap, which cannot be jailed.
  local browser=false
  for program in /usr/lib/chromium/chromium /usr/lib/chromium-browser/chromium-browser /opt/google/chrome/chrome; do [ ! -x "${VITRINE_ROOT:-}$program" ] || browser=true; done
  if ! $browser; then
    if grep -q '^ID=ubuntu' "${VITRINE_ROOT:-}/etc/os-release" 2> /dev/null; then no_chromium=true; else missing+=(chromium); fi
  fi
  finds '[Ii]nter' fc-list || missing+=(fonts-inter fontconfig)
  if [ "$purpose" = tests ]; then
    ls /usr/lib/postgresql/*/bin/postgres > /dev/null 2>&1 || missing+=(postgresql)
    [ -x /usr/bin/swift-proxy-server ] || missing+=(swift-proxy swift-account swift-container swift-object)
  fi
  if $no_chromium; then
    say "Ubuntu has Chromium only as a snap, which cannot be jailed. Install Google's package google-chrome-stable (a .deb), or Debian's chromium; without one versions stay 'unverified'."
  fi
  [ ${#missing[@]} -eq 0 ] && return 0

  if command -v apt-get > /dev/null && as_root true 2> /dev/null; then
    say "Installing ${missing[*]} with apt-get (once) ..."
    mkdir -p artifacts
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q > artifacts/apt.log 2>&1 \
      && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >> artifacts/apt.log 2>&1; then
      # The tests start a Swift of their own; the services that its packages bring are of no use and would stay up.
      if [[ " ${missing[*]} " == *" swift-proxy "* ]] && [ -d /run/systemd/system ]; then
        as_root systemctl disable --now swift-{proxy,account,container,object}.service >> artifacts/apt.log 2>&1 || true
      fi
      return 0
    fi
    say "apt-get did not succeed; its last lines (all of it: artifacts/apt.log):"
    tail -n 5 artifacts/apt.log
  fi
  say "Missing: ${missing[*]}. Install with:  sudo apt-get install ${missing[*]}"
  say "Without bubblewrap no app can be built; without chromium versions stay 'unverified', because the render gate cannot run."
  [ "$purpose" = run ]
}
