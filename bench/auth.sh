#!/usr/bin/env bash
# What asking who calls costs: CPU per streamed request without a sign-in, with an access token, with an API key, and with
# limits counted as well. Interleaved, paced streams as in run.sh. Loopback only, bounded in time.
#   bench/auth.sh [STREAMS=500] [SECONDS=10] [ROUNDS=3]
set -euo pipefail
cd "$(dirname "$0")/.."
streams=${1:-500}
seconds=${2:-10}
rounds=${3:-3}
model=${BENCH_MODEL:-ok-20x20-200}
source bench/lib.sh
field() { node -e 'console.log(JSON.parse(require("fs").readFileSync(0, "utf8"))[process.argv[1]])' "$1"; }

build src/Parley.Server tests/fakellm bench/sseload
start_upstream

declare -A port pid header
serve() { # name, settings
  local name=$1
  shift
  port[$name]=$(free_port)
  mkdir -p "$work/$name"
  (cd "$work/$name" && exec env OPENAI_BASE_URL="http://127.0.0.1:$upstream/v1" APP_PORT="${port[$name]}" APP_LOG_LEVEL=warning "$@" \
    dotnet "$OLDPWD/src/Parley.Server/bin/Release/net10.0/parley-server.dll") >"$work/$name.log" & pids+=($!)
  pid[$name]=$!
  until curl -fs -o /dev/null "http://127.0.0.1:${port[$name]}/api/v1/health"; do sleep 0.2; done
}

sign_in() { # name: the owner, by the link that the first start prints
  local api="http://127.0.0.1:${port[$1]}/api/v1" link
  link=$(grep -o 'link#.*' "$work/$1.log" | head -1 | cut -d'#' -f2)
  token=$(curl -fs "$api/auth/links/use" -H 'Content-Type: application/json' -d \
    "{\"token\":\"$link\",\"name\":\"Bench\",\"email\":\"bench@example.com\",\"tenant_name\":\"Bench\",\"password\":\"Lantern gravel 41 otters\"}" | field access_token)
  header[$1]="Authorization: Bearer $token"
}

serve open AUTH_MODE=single-user
header[open]="X-Nobody: 1"
serve token AUTH_MODE=accounts Limits__Enabled=false
sign_in token
serve key AUTH_MODE=accounts Limits__Enabled=false
sign_in key
header[key]="Authorization: Bearer $(curl -fs "http://127.0.0.1:${port[key]}/api/v1/keys" -H "${header[key]}" -H 'Content-Type: application/json' -d '{"name":"bench"}' | field key)"
serve limited AUTH_MODE=accounts RATE_LIMIT_REQUESTS=10000000 Limits__Streams=100000 Limits__Enterprise__Tokens=1000000000
sign_in limited

names=(open token key limited)
for round in $(seq "$rounds"); do
  for name in "${names[@]}"; do
    dotnet bench/sseload/bin/Release/net10.0/sseload.dll --conns "$streams" --seconds "$seconds" --warmup $((streams * 2)) \
      --pid "${pid[$name]}" --name "$name" --json "$work/$name.json" --quiet 1 --header "${header[$name]}" \
      --url "http://127.0.0.1:${port[$name]}/api/v1/chat/stream" --format sse --done-event complete \
      --body "{\"message\":\"hello there, how are you?\",\"model\":\"$model\"}"
  done
  node -e '
    const [, work, round, ...names] = process.argv;
    const runs = names.map((name) => JSON.parse(require("fs").readFileSync(`${work}/${name}.json`, "utf8")));
    const cpu = runs.map((run) => run.server.cpu_ms_per_request);
    console.log(`round ${round}: ` + names.map((name, i) => `${name} ${cpu[i].toFixed(3)} ms = ${(cpu[i] / cpu[0]).toFixed(3)}x (${runs[i].ok} ok, ${runs[i].error_count} errors)`).join("; "));' \
    "$work" "$round" "${names[@]}"
done
