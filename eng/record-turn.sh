#!/usr/bin/env bash
# Writes docs/recorded-turn.txt anew: a turn of the built server over the demo shop, with the scripted model of the tests. Build tests/Integration first.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/built.sh
program=$(built Web vitrine)
models=$(built Integration Vitrine.Integration)
work=$(mktemp -d)
server=; model=
stop() { for one in $server $model; do kill "$one" 2> /dev/null || true; wait "$one" 2> /dev/null || true; done; rm -rf "$work"; }
trap stop EXIT

wait_for() { # wait_for FILE PATTERN: the first match of the pattern's group
  local found
  for _ in $(seq 600); do
    found=$(sed -nE "s/.*$2.*/\1/p" "$1" 2> /dev/null | head -n 1)
    [ -z "$found" ] || { echo "$found"; return 0; }
    sleep 0.1
  done
  echo "$1 says nothing of $2:" >&2
  cat "$1" >&2
  return 1
}

"$models" messages-server 0 > "$work/model.said" & model=$!
address=$(wait_for "$work/model.said" 'ANTHROPIC_BASE_URL=([^ ]+)')
key=$(wait_for "$work/model.said" 'ANTHROPIC_API_KEY=([^ ]+)')
export VITRINE_DATA=$work/data
ANTHROPIC_BASE_URL=$address ANTHROPIC_API_KEY=$key APPS_RUNTIME_ENABLED=true "$program" serve --demo --listen http://127.0.0.1:0 > "$work/server.said" 2>&1 & server=$!
site=$(wait_for "$work/data/server.json" '"url":"([^"]+)"')
app=$("$program" prompt --json "Revenue by region" 2> "$work/prompt.said" | tail -n 1 | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).app')
node -e '
  const [site, app, token] = process.argv.slice(1);
  const read = async (path) => (await fetch(site + path, { headers: { Authorization: "Bearer " + token, "X-Vitrine-As": "analyst@example.com" } })).json();
  (async () => {
    const [turn] = await read(`/api/v1/apps/${app}/turns`);
    let told;
    // The name of the app is asked for a moment after the turn.
    for (let looks = 0; looks < 50 && told?.calls.at(-1).cause !== "metadata"; looks++) {
      await new Promise((done) => setTimeout(done, 200));
      told = await read(`/api/v1/turns/${turn.id}/transcript`);
    }
    console.log(turn.prompts);
    console.log(JSON.stringify(told));
  })();' "$site" "$app" "$(cat "$work/data/loopback-token")" > "$work/turn"
tail -n +2 "$work/turn" | node eng/record-turn.mjs "$(head -n 1 "$work/turn")" > docs/recorded-turn.txt
echo "docs/recorded-turn.txt: $(wc -c < docs/recorded-turn.txt) bytes"
