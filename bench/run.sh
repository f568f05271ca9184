#!/usr/bin/env bash
# Compares Parley with a bare relay, interleaved: first-event latency and CPU per streamed request, on paced streams of
# 20 tokens (200 ms to the first, 20 ms between). Loopback only, bounded in time.
#   bench/run.sh [STREAMS=500] [SECONDS=10] [ROUNDS=3]
set -euo pipefail
cd "$(dirname "$0")/.."
streams=${1:-500}
seconds=${2:-10}
rounds=${3:-3}
model=${BENCH_MODEL:-ok-20x20-200}
source bench/lib.sh

build src/Parley.Server tests/fakellm bench/relay bench/sseload
start_upstream
relay=$(free_port); parley=$(free_port)
dotnet bench/relay/bin/Release/net10.0/relay.dll "$relay" "http://127.0.0.1:$upstream" >/dev/null & pids+=($!); relay_pid=$!
(cd "$work" && OPENAI_BASE_URL="http://127.0.0.1:$upstream/v1" APP_PORT="$parley" APP_LOG_LEVEL=warning \
  exec dotnet "$OLDPWD/src/Parley.Server/bin/Release/net10.0/parley-server.dll") >"$work/parley.log" & pids+=($!); parley_pid=$!
until curl -fs -o /dev/null "http://127.0.0.1:$parley/api/v1/health"; do sleep 0.2; done

load() { # name, pid, arguments of sseload
  local name=$1 pid=$2
  shift 2
  dotnet bench/sseload/bin/Release/net10.0/sseload.dll --conns "$streams" --seconds "$seconds" --warmup $((streams * 4)) \
    --pid "$pid" --name "$name" --json "$work/$name.json" --quiet 1 "$@"
}

for round in $(seq "$rounds"); do
  load relay "$relay_pid" --url "http://127.0.0.1:$relay/v1/chat/completions" --model "$model"
  load parley "$parley_pid" --url "http://127.0.0.1:$parley/api/v1/chat/stream" --format sse --done-event complete \
    --body "{\"message\":\"hello there, how are you?\",\"model\":\"$model\"}"
  node -e '
    const read = (name) => JSON.parse(require("fs").readFileSync(`${process.argv[1]}/${name}.json`, "utf8"));
    const [relay, parley] = [read("relay"), read("parley")];
    const cpu = (r) => r.server.cpu_ms_per_request;
    const first = (r) => r.first_event_ms.p50;
    console.log(`round ${process.argv[2]}: CPU per request ${cpu(relay).toFixed(3)} -> ${cpu(parley).toFixed(3)} ms = ${(cpu(parley) / cpu(relay)).toFixed(2)}x; ` +
      `first event p50 ${first(relay)} -> ${first(parley)} ms; errors ${relay.error_count} and ${parley.error_count}; requests ${relay.ok} and ${parley.ok}`);' "$work" "$round"
done
