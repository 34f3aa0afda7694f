#!/usr/bin/env bash
# Types, unit tests and browser tests of web/app-kit. The last line is the count that ./test adds up.
set -uo pipefail
. "$(dirname "$0")/../count-tap.sh"
cd "$(dirname "$0")/../.."
output=artifacts/app-kit
mkdir -p "$output"
passed=0; failed=0
give_up() { echo "$1"; echo "$passed passed, $((failed + 1)) failed"; exit 1; }

cd web/app-kit
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --ignore-scripts --loglevel=error > "../../$output/npm.log" 2>&1 || { tail -n 20 "../../$output/npm.log"; give_up "The packages of web/app-kit were not installed."; }
  touch node_modules/.package-lock.json
fi

for project in tsconfig.json tests/types/tsconfig.json; do
  if node_modules/.bin/tsc --noEmit -p "$project"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
node build-tests.mjs || give_up "The tests of web/app-kit do not build."
node_modules/.bin/vite build --config gallery/vite.config.ts > "../../$output/gallery.log" 2>&1 || { tail -n 20 "../../$output/gallery.log"; give_up "The gallery does not build."; }

report=$(timeout 300 node --test --test-reporter=tap "../../$output"/tests/*.test.mjs tests/browser.mjs 2>&1)
count_tap "$report"
