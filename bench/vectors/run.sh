#!/usr/bin/env bash
# Parley's embedded index, npm hnswlib-node and sqlite-vec over the same vectors, one after the other in one run.
#   bench/vectors/run.sh [COUNT=100000] [QUERIES=200] [EF=50,100,200] [ROUNDS=2] [FOLDER with stsb, banking77, clinc150, mqp]
# hnswlib and sqlite-vec are installed into a folder of their own; the sqlite3 program is needed for the latter.
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${1:-100000}
queries=${2:-200}
efs=${3:-50,100,200}
rounds=${4:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BENCH_NODE_MODULES=$work

dotnet build bench/vectors -c Release -v quiet --nologo >/dev/null
(cd "$work" && echo '{"private":true,"dependencies":{"hnswlib-node":"3.0.0","sqlite-vec":"0.1.9"}}' >package.json && npm install --no-audit --no-fund --loglevel=error >/dev/null)
dotnet bench/vectors/bin/Release/net10.0/Parley.Bench.Vectors.dll make "$work/set" "$count" "$queries" ${5:+"$5"}
for _ in $(seq "$rounds"); do
  dotnet bench/vectors/bin/Release/net10.0/Parley.Bench.Vectors.dll run "$work/set"
  node --max-old-space-size=16000 bench/vectors/hnsw.mjs "$work/set" "$efs"
done
node --max-old-space-size=16000 bench/vectors/sqlite-vec.mjs "$work/set"
