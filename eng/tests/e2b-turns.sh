#!/usr/bin/env bash
# Turns that go through E2B's protocol from end to end: a server with SANDBOX_PROVIDER=e2b against `vitrine sandbox-host`, both as an operator starts them. The server pauses the sandbox of a turn and resumes it for the follow-up; then sandboxes are paused and killed under its hands, and at last the server itself.
# The last line is the count that ./test adds up.
set -uo pipefail
cd "$(dirname "$0")/../.."
. eng/built.sh
passed=0; failed=0
program=$(built Web vitrine)
[ -n "$program" ] || { echo "vitrine was not built"; echo "0 passed, 1 failed"; exit 1; }
program=$PWD/$program
work=$(mktemp -d)
host=; server=
stop() { for one in $server $host; do kill "$one" 2> /dev/null; wait "$one" 2> /dev/null; done; rm -rf "$work"; }
trap stop EXIT

check() { # check WHAT CONDITION...
  local what=$1; shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok: $what"; tail -n 20 "$work"/*.said | sed 's/^/    /'; fi
}
wait_for() { # wait_for PROCESS FILE PATTERN: the first match of the pattern's group
  local found
  for _ in $(seq 1200); do
    found=$(sed -nE "s/.*$3.*/\1/p" "$2" | head -n 1)
    [ -z "$found" ] || { echo "$found"; return 0; }
    kill -0 "$1" 2> /dev/null || return 1
    sleep 0.1
  done
  return 1
}
api() { # api METHOD PATH [BODY]: prints the status; the answer stands in a file
  node -e 'const [method, address, key, file, body] = process.argv.slice(1);
    fetch(address, { method, headers: { "X-API-KEY": key, "Content-Type": "application/json" }, body }).then(async (answer) => { require("fs").writeFileSync(file, await answer.text()); console.log(answer.status); }, () => console.log(0))' \
    "$1" "$address$2" "$key" "$work/answer" ${3:+"$3"}
}
wait_paused() { # a turn's sandbox is paused right after the turn has ended
  for _ in $(seq 100); do
    kept=$(sandboxes paused | grep -vxF "${others:-none}")
    [ -z "$kept" ] || return 0
    sleep 0.2
  done
  return 1
}
sandboxes() { api GET "/v2/sandboxes?state=${1:-running}" > /dev/null; node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).map((one) => one.sandboxID).join("\n")' "$work/answer"; }
prompt() { # prompt OPTIONS... WORDS: the last line is one JSON object
  VITRINE_DATA=$work/data timeout 240 "$program" prompt --json "$@" > "$work/prompt.out" 2> "$work/prompt.said"
  code=$?
  tail -n 1 "$work/prompt.out" >> "$work/prompt.said"
  app=$(tail -n 1 "$work/prompt.out" | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).app ?? ""' 2> /dev/null)
  # 4: a machine without a browser cannot say that it is ready.
  [ "$code" -eq 0 ] || [ "$code" -eq 4 ]
}

key=e2b_$(head -c 20 /dev/urandom | od -An -tx1 | tr -d ' \n')
export APPS_RUNTIME_ENABLED=true VITRINE_TEMPLATE=${VITRINE_TEMPLATE:-$PWD/artifacts/template/current} VITRINE_HOST_SCRIPT=${VITRINE_HOST_SCRIPT:-$PWD/artifacts/host/host.js}
VITRINE_DATA=$work/host SANDBOX_HOST_PORT=0 SANDBOX_HOST_API_KEYS=$key "$program" sandbox-host > "$work/host.said" 2>&1 &
host=$!
address=$(wait_for "$host" "$work/host.said" '^Sandboxes can be had at (.*)$') || { cat "$work/host.said"; echo "0 passed, 1 failed"; exit 1; }

export SANDBOX_PROVIDER=e2b E2B_API_KEY=$key E2B_API_URL=$address E2B_SANDBOX_URL=$address E2B_TEMPLATE_NAME=vitrine
mkdir -p "$work/data"
serve() {
  rm -f "$work/data/server.json"
  VITRINE_DATA=$work/data "$program" serve --demo --listen http://127.0.0.1:0 > "$work/server.said" 2>&1 &
  server=$!
  for _ in $(seq 1200); do [ ! -e "$work/data/server.json" ] || break; kill -0 "$server" 2> /dev/null || break; sleep 0.1; done
}
serve

# The demo makes an app by itself, whose sandbox is paused as any other.
wait_for "$server" "$work/server.said" "(The demo's app is ready)" > /dev/null
check "the sandbox of the demo's app is paused" wait_paused
others=$kept

check "an app is made in a sandbox of the host" prompt "Revenue by month and by region"
first=$app
check "between turns its sandbox is paused" wait_paused
first_kept=$kept
check "a follow-up is built" prompt --follow-up "$first" "Add a table of orders by status"
check "its sandbox is paused again" wait_paused
check "it was resumed for the follow-up" test "$kept" = "$first_kept"

check "the paused sandbox is killed" test "$(api DELETE "/sandboxes/$kept")" = 204
check "a follow-up is built although its sandbox was killed while it was paused" prompt --follow-up "$first" "Show the ten best products"
check "another one is paused in its place" wait_paused
check "it is another one" test "$kept" != "$first_kept"

for id in $(sandboxes paused); do api DELETE "/sandboxes/$id" > /dev/null; done
paused=0
for id in $(sandboxes); do [ "$(api POST "/sandboxes/$id/pause" '{}')" != 204 ] || paused=$((paused + 1)); done
check "what was ready is paused behind the server's back" test "$paused" -ge 1
check "a follow-up is built although what was ready was taken away" prompt --follow-up "$first" "Only completed orders"

left=$(sandboxes; sandboxes paused)
kill -9 "$server"; wait "$server" 2> /dev/null
check "a server that is killed leaves sandboxes behind" test -n "$left"
serve
gone() { for _ in $(seq 100); do [ -n "$( (sandboxes; sandboxes paused) | grep -xF "$left")" ] || return 0; sleep 0.2; done; return 1; }
check "the next one ends them" gone

kill "$server"; wait "$server" 2> /dev/null; server=
check "a server that stops leaves no sandbox behind, running or paused" test -z "$(sandboxes)$(sandboxes paused)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
