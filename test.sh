#!/usr/bin/env bash
# Runs every suite: unit and integration (.NET), page (vitest), end to end (Chromium against the real server).
# Installs what is missing where it may, starts throwaway servers on free loopback ports, stops them, and ends with
# one line: N passed, N failed. Needs no network beyond the package registries, no key and no GPU.
set -uo pipefail
cd "$(dirname "$0")"

# Started in the background by a script, a shell hands on that Ctrl-C is ignored, and the tests of Ctrl-C could not pass.
if [ -z "${PARLEY_TEST_SIGNALS:-}" ] && env --default-signal=INT true 2>/dev/null; then
  PARLEY_TEST_SIGNALS=default exec env --default-signal=INT,QUIT ./test.sh "$@"
fi

# Hundreds of processes live for seconds: the JIT's counting of what is worth another look would never pay.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0

passed=0
failed=0
skipped=0
started=()
results=$(mktemp -d)
compiler=parley-test-$$

stop_servers() {
  for pid in "${started[@]:-}"; do
    [ -n "$pid" ] && kill "$pid" 2>/dev/null
  done
  stop_compiler
  rm -rf "$results"
}
trap stop_servers EXIT

# It keeps half a gigabyte. Where it is not found, it ends by itself after ten idle minutes.
stop_compiler() {
  { "$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(dotnet --version)/Roslyn/bincore/VBCSCompiler" -shutdown "-pipename:$compiler"; } >/dev/null 2>&1
}

# Says what comes, and how long took what came before.
step() {
  [ -z "${began:-}" ] || echo "($((SECONDS - began)) s)"
  began=$SECONDS
  printf '\n== %s\n' "$*"
}

finish() {
  echo "($((SECONDS - ${began:-0})) s, $SECONDS s in all)"
  # Skipped: a failure that a provider's wire format cannot express at all.
  [ "$skipped" -eq 0 ] || printf '\n%d skipped\n' "$skipped"
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# A step that has no tests of its own: it counts only when it fails.
must() {
  if ! "$@"; then
    echo "FAILED: $*"
    failed=$((failed + 1))
    return 1
  fi
}

install_tools() {
  local wanted=()
  [ -n "${PLAYWRIGHT_CHROMIUM:-}" ] || [ -x /usr/bin/chromium ] || wanted+=(chromium)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || wanted+=(postgresql)
  command -v redis-server >/dev/null || wanted+=(redis-server)
  command -v script >/dev/null || wanted+=(bsdutils)
  { command -v pdftotext && command -v pdfinfo; } >/dev/null || wanted+=(poppler-utils)
  [ ${#wanted[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get update -qq \
      && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${wanted[@]}" >/dev/null && return 0
  fi
  echo "These Debian packages are needed for the tests and are not installed: ${wanted[*]}"
  echo "Install them (sudo apt-get install ${wanted[*]}) and start again."
  return 1
}

check_tools() {
  for tool in dotnet node npm git; do
    command -v "$tool" >/dev/null || { echo "$tool is needed and not on the PATH. See README.md."; return 1; }
  done
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || { echo "Node.js 20 or newer is needed."; return 1; }
}

run_dotnet_suite() {
  local name=$1 xml=$results/$1.xml
  step "$name"
  dotnet run --project "tests/$name" -c Release --no-build -- -noColor -xml "$xml" >"$results/$name.log" 2>&1
  if [ ! -s "$xml" ]; then
    cat "$results/$name.log"
    echo "FAILED: $name did not run to its end"
    failed=$((failed + 1))
    return
  fi
  read -r total bad skip < <(node -e '
    const line = require("fs").readFileSync(process.argv[1], "utf8");
    const sum = (name) => [...line.matchAll(new RegExp(`<assembly [^>]*\\b${name}="(\\d+)"`, "g"))].reduce((n, m) => n + +m[1], 0);
    console.log(sum("passed"), sum("failed") + sum("errors"), sum("skipped"));' "$xml")
  [ "$bad" -eq 0 ] || grep -vE '^\s+at ' "$results/$name.log" | tail -150
  echo "$name: $total passed, $bad failed, $skip skipped"
  passed=$((passed + total))
  failed=$((failed + bad))
  skipped=$((skipped + skip))
}

count_json() { # file, expression over "r" that gives "passed failed skipped"
  node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); console.log(eval(process.argv[2]))' "$1" "$2"
}

add_counts() { # name, file, expression
  local good bad skip
  if ! read -r good bad skip < <(count_json "$2" "$3" 2>/dev/null); then
    echo "FAILED: $1 did not run to its end"
    failed=$((failed + 1))
    return
  fi
  echo "$1: $good passed, $bad failed, $skip skipped"
  passed=$((passed + good))
  failed=$((failed + bad))
  skipped=$((skipped + skip))
}

run_page_suite() {
  step "page: types, lint, unit tests"
  must npm --prefix web run --silent typecheck
  must npm --prefix web run --silent lint
  (cd web && npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$results/page.json")
  add_counts page "$results/page.json" '`${r.numPassedTests} ${r.numFailedTests + (r.numFailedTestSuites && !r.numFailedTests ? 1 : 0)} ${r.numPendingTests}`'
}

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

wait_for() { # url
  for _ in $(seq 120); do
    curl -fs -o /dev/null "$1" && return 0
    sleep 0.5
  done
  echo "FAILED: nothing answered at $1"
  return 1
}

start_model() { # port
  dotnet tests/fakellm/bin/Release/net10.0/fakellm.dll --port "$1" >"$results/fakellm-$1.log" 2>&1 &
  started+=($!)
}

start_parley() { # name, port, further settings…: a server of its own, with an empty data directory
  local name=$1 port=$2
  mkdir -p "$results/$name"
  (cd "$results/$name" && exec env "${@:3}" APP_PORT="$port" \
    dotnet "$OLDPWD/src/Parley.Server/bin/Release/net10.0/parley-server.dll") >"$results/$name.log" 2>&1 &
  started+=($!)
  wait_for "http://127.0.0.1:$port/api/v1/ready" || { failed=$((failed + 1)); cat "$results/$name.log"; return 1; }
}

run_playwright() { # name, settings…: the projects of playwright.config.ts that have a server
  local name=$1 json="$results/${1// /-}.json"
  (cd web && env "${@:2}" PLAYWRIGHT_JSON_OUTPUT_NAME="$json" npx --no-install playwright test --reporter=list,json)
  add_counts "$name" "$json" '`${r.stats.expected} ${r.stats.unexpected + r.stats.flaky} ${r.stats.skipped}`'
}

run_end_to_end_suite() {
  step "end to end: Chromium against the real server"
  local model_port server_port
  model_port=$(free_port)
  server_port=$(free_port)
  start_model "$model_port"
  start_parley single-user "$server_port" \
    OPENAI_BASE_URL="http://127.0.0.1:$model_port/v1" OPENAI_MODEL=ok-20x20-200 DEFAULT_PROVIDER=offline || return
  run_playwright "end to end" PARLEY_URL="http://localhost:$server_port"
}

# People who sign in: by the link that the server prints, by password, and at a real OpenID provider.
run_accounts_suite() {
  step "end to end: accounts, Chromium against the real server and a real OpenID provider"
  local model_port server_port provider_port link
  model_port=$(free_port)
  server_port=$(free_port)
  provider_port=$(free_port)
  start_model "$model_port"
  # It reads commands, and ends with its input: this one stays open.
  mkfifo "$results/provider.in" && exec 7<>"$results/provider.in"
  node tests/node/start-oidc-provider.mjs "$provider_port" "http://localhost:$server_port/api/v1/auth/oidc/callback" \
    <"$results/provider.in" >"$results/provider.log" 2>&1 &
  started+=($!)
  wait_for "http://127.0.0.1:$provider_port/.well-known/openid-configuration" || { failed=$((failed + 1)); cat "$results/provider.log"; return; }
  start_parley accounts "$server_port" AUTH_MODE=accounts APP_PUBLIC_URL="http://localhost:$server_port" \
    OIDC_AUTHORITY="http://127.0.0.1:$provider_port" OIDC_CLIENT_ID=parley OIDC_CLIENT_SECRET="a-secret-of-the-tests: & % +" OIDC_NAME="Test ID" \
    RATE_LIMIT_REQUESTS=100000 Limits__AnonymousRequests=100000 \
    OPENAI_BASE_URL="http://127.0.0.1:$model_port/v1" OPENAI_MODEL=ok-20x20-200 DEFAULT_PROVIDER=offline || return
  link=$(grep -om1 'http://[^ ]*/link#[^ ]*' "$results/accounts.log")
  run_playwright "end to end with accounts" PARLEY_ACCOUNTS_URL="http://localhost:$server_port" \
    PARLEY_OWNER_LINK="$link" PARLEY_OIDC_ISSUER="http://127.0.0.1:$provider_port"
}

step "tools"
check_tools && install_tools || { failed=1; finish; }
step "build"
# One waits for the network where the other computes.
npm --prefix tests/node ci --no-audit --no-fund --loglevel=error &
packages=$!
# One compiler for all projects, and none but this script's, whatever the environment says.
must dotnet build Parley.slnx -c Release -v quiet -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" || { wait "$packages"; finish; }
must wait "$packages" || finish
stop_compiler
must tests/precompile.sh
for suite in Parley.Core.Tests Parley.Integrations.Tests Parley.Cli.Tests Parley.Server.Tests; do
  run_dotnet_suite "$suite"
done
run_page_suite
run_end_to_end_suite
run_accounts_suite
finish
