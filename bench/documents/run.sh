#!/usr/bin/env bash
# Cutting texts into passages beside @langchain/textsplitters on the same text, in turns, and reading files. The figures per second of CPU
# time say more than those by the clock where the machine has other work.
#   bench/documents/run.sh [SECONDS=5] [ROUNDS=2]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-5}
rounds=${2:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -n "${BENCH_BUILT:-}" ] || dotnet build bench/documents -c Release -v quiet --nologo >/dev/null
node bench/documents/make.mjs "$PWD" "$work"
cp bench/documents/langchain.mjs "$work"
(cd "$work" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @langchain/textsplitters @langchain/core js-tiktoken >/dev/null)
bench=bench/documents/bin/Release/net10.0/DocumentBench.dll
for round in $(seq "$rounds"); do
  echo "round $round"
  node "$work/langchain.mjs" "$work/big.md" "$seconds"
  dotnet "$bench" chunk "$work/big.md" "$seconds"
done
dotnet "$bench" read "$work/files" "$seconds"
