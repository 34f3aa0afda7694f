#!/usr/bin/env bash
# Types and unit tests of web/host. The last line is the count that ./test adds up.
set -uo pipefail
. "$(dirname "$0")/../count-tap.sh"
cd "$(dirname "$0")/../.."
passed=0; failed=0
if ! bash eng/build-host.sh --tests; then echo "web/host does not build"; echo "0 passed, 1 failed"; exit 1; fi
if (cd web/host && node_modules/.bin/tsc --noEmit -p tsconfig.json); then passed=1; else failed=1; fi
report=$(timeout 120 node --test --test-reporter=tap artifacts/host/tests/*.test.mjs 2>&1)
count_tap "$report"
