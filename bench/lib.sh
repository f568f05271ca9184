# What the load measurements share: to be sourced from the repository's root with set -euo pipefail.
work=$(mktemp -d)
pids=()
cleanup() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"; }
trap cleanup EXIT

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

build() {
  for project in "$@"; do
    dotnet build "$project" -c Release -v quiet --nologo -p:BuildPage=false >/dev/null
  done
}

start_upstream() { # the model that is asked
  upstream=$(free_port)
  dotnet tests/fakellm/bin/Release/net10.0/fakellm.dll --port "$upstream" >/dev/null & pids+=($!)
}
