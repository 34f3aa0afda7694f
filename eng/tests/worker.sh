#!/usr/bin/env bash
# Types and unit tests of web/build-worker. The last line is the count that ./test adds up.
set -uo pipefail
. "$(dirname "$0")/../count-tap.sh"
cd "$(dirname "$0")/../../web/build-worker"
passed=0; failed=0
if [ ! -d node_modules/@types/node ]; then npm ci --no-audit --no-fund --ignore-scripts --loglevel=error || { echo "0 passed, 1 failed"; exit 1; }; fi
if node_modules/.bin/tsc --noEmit -p tsconfig.json; then passed=1; else failed=1; fi
rm -rf dist
# Beside node_modules, so that what is not bundled is found.
node_modules/.bin/rolldown tests/*.test.ts --dir dist --format es --platform node --external 'rolldown/experimental' --external lightningcss --external tailwindcss --external '@tailwindcss/oxide' --log-level silent > /dev/null
report=$(timeout 120 node --test --test-reporter=tap dist/*.test.js 2>&1)
count_tap "$report"
