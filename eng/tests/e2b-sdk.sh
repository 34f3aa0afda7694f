#!/usr/bin/env bash
# E2B's own SDK at three versions against `vitrine sandbox-host`. The last line is the count that ./test adds up.
set -uo pipefail
. "$(dirname "$0")/../count-tap.sh"
cd "$(dirname "$0")/../.."
. eng/built.sh
passed=0; failed=0
program=$(built Web vitrine)
[ -n "$program" ] || { echo "vitrine was not built"; echo "0 passed, 1 failed"; exit 1; }
program=$PWD/$program
cd tests/e2b-sdk
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --ignore-scripts --loglevel=error || { echo "0 passed, 1 failed"; exit 1; }
  touch node_modules/.package-lock.json
fi

work=$(mktemp -d)
host=
stop() { [ -z "$host" ] || { kill "$host" 2> /dev/null; wait "$host" 2> /dev/null; }; rm -rf "$work"; }
trap stop EXIT
key=e2b_$(head -c 20 /dev/urandom | od -An -tx1 | tr -d ' \n')
other=e2b_$(head -c 20 /dev/urandom | od -An -tx1 | tr -d ' \n')
VITRINE_DATA=$work SANDBOX_HOST_PORT=0 SANDBOX_HOST_API_KEYS=$key,$other "$program" sandbox-host > "$work/said" 2>&1 &
host=$!
for _ in $(seq 600); do
  address=$(sed -nE 's/^Sandboxes can be had at (.*)$/\1/p' "$work/said")
  [ -z "$address" ] || break
  kill -0 "$host" 2> /dev/null || break
  sleep 0.1
done
[ -n "${address:-}" ] || { cat "$work/said"; echo "0 passed, 1 failed"; exit 1; }

export E2B_API_URL=$address E2B_SANDBOX_URL=$address E2B_API_KEY=$key E2B_OTHER_KEY=$other
for version in ${E2B_SDK_VERSIONS:-2.16.0 2.45.0 2.51.0}; do
  report=$(E2B_SDK=$version timeout 300 node --test --test-reporter=tap conformance.test.mjs 2>&1)
  line=$(count_tap "$report" | sed "s/^\( *\)not ok/\1not ok (e2b $version)/" | tee "$work/line" | tail -n 1)
  sed '$d' "$work/line"
  [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed ]] && { passed_now=${BASH_REMATCH[1]}; failed_now=${BASH_REMATCH[2]}; } || { passed_now=0; failed_now=1; }
  total_passed=$((${total_passed:-0} + passed_now)); total_failed=$((${total_failed:-0} + failed_now))
done
echo "$total_passed passed, $total_failed failed"
[ "$total_failed" -eq 0 ]
