#!/usr/bin/env bash
# Parley's embedded index, npm hnswlib-node and sqlite-vec over the same vectors, one after the other in one run, and the ratios.
#   bench/vectors/run.sh [COUNT=100000] [QUERIES=500] [EF=20,40,60,80,100,150,200,400] [ROUNDS=2] [FOLDER=../shared/data/retrieval]
# FOLDER has labelled sets (squad_dev, scifact, cisi, stsb, banking77, clinc150, mqp) whose texts are embedded; without it the vectors are synthetic.
# Needs dotnet, node and npm, and the sqlite3 program for sqlite-vec (left out without, and beyond 300,000). 100,000: some minutes, most of them hnswlib's; 1,000,000: an hour.
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${1:-100000}
queries=${2:-500}
efs=${3:-20,40,60,80,100,150,200,400}
rounds=${4:-2}
data=${5:-../shared/data/retrieval}
here=bench/vectors
work=$here/.work
parley=$here/bin/Release/net10.0/Parley.Bench.Vectors.dll

dotnet build $here -c Release -v quiet --nologo -p:BuildPage=false >/dev/null
(cd $here && npm ci --no-audit --no-fund --loglevel=error >/dev/null)
mkdir -p $work
dotnet $parley make "$work/set-$count" "$count" "$queries" "$data"
{
  node --max-old-space-size=16000 $here/hnsw.mjs "$work/set-$count" "$efs"
  for _ in $(seq "$rounds"); do dotnet $parley run "$work/set-$count"; done
  # Its vectors come as text, of which Node.js holds half a gigabyte.
  if command -v sqlite3 >/dev/null && [ "$count" -le 300000 ]; then node --max-old-space-size=16000 $here/sqlite-vec.mjs "$work/set-$count"; fi
} | tee "$work/results-$count"
node $here/ratios.mjs <"$work/results-$count"
