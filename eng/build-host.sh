#!/usr/bin/env bash
# Builds the script of our own pages (web/host) into artifacts/host/host.js. The second call takes no time.
#   eng/build-host.sh [--tests]
set -euo pipefail
cd "$(dirname "$0")/../web/host"
output=../../artifacts/host
stamp=$output/inputs.sha256
mkdir -p "$output"

if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --ignore-scripts --loglevel=error > "$output/npm.log" 2>&1 || { tail -n 20 "$output/npm.log"; exit 1; }
  touch node_modules/.package-lock.json
fi

inputs=$(cat package-lock.json build.mjs src/*.ts | sha256sum)
if [ "${1:-}" = --tests ]; then
  node build.mjs --tests
elif [ ! -e "$output/host.js" ] || [ "$(cat "$stamp" 2> /dev/null)" != "$inputs" ]; then
  node build.mjs
fi
echo "$inputs" > "$stamp"
