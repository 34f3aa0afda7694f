#!/usr/bin/env bash
# Prepares the app template: installs the pinned packages of kit and worker, compiles libraries and kit once, and puts the toolchain of the
# sandbox together, in artifacts/template/<version>. The version is the hash of everything that goes in; a second call finds it and returns at once.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
target=artifacts/template
mkdir -p "$target"
# ./run and ./test may call this at the same time.
exec 8> "$target/.lock"
flock 8

install_packages() {
  local folder=$1
  [ -d "$folder/node_modules" ] && [ "$folder/package-lock.json" -ot "$folder/node_modules/.package-lock.json" ] && return 0
  say "Installing the packages of ${folder#web/} ..."
  (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) > "$target/npm.log" 2>&1 || { tail -n 20 "$target/npm.log"; return 1; }
  touch "$folder/node_modules/.package-lock.json"
  # Two fifths of what is installed, and read by nobody.
  find "$folder/node_modules" -name '*.map' -type f -delete
}

say() { printf '%s\n' "$*"; }

inputs() {
  { node -p 'process.platform + process.arch + process.versions.modules'
    find web/app-template web/app-kit/src web/app-kit/package-lock.json web/app-kit/tsconfig.json web/build-worker/src web/build-worker/package-lock.json -type f -print0 \
      | LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -c1-16
}

version=$(inputs)
if [ ! -e "$target/$version/template.json" ]; then
  install_packages web/app-kit
  install_packages web/build-worker
  say "Preparing the app template $version ..."
  draft=$target/.draft-$version
  rm -rf "$draft"
  node web/app-template/prepare.mjs "$root/$draft" "$version" > "$target/prepare.log" 2>&1 || { tail -n 30 "$target/prepare.log"; exit 1; }
  rm -rf "${target:?}/$version"
  mv "$draft" "$target/$version"
fi

if [ "$(readlink "$target/current" 2> /dev/null)" != "$version" ]; then
  ln -sfn "$version" "$target/current.new"
  mv -T "$target/current.new" "$target/current"
  # A server that was started on an older one may still use it; the last three are kept.
  ls -1dt "$target"/*/template.json 2> /dev/null | tail -n +4 | while read -r old; do rm -rf "$(dirname "$old")"; done
fi
