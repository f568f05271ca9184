#!/usr/bin/env bash
# How fast files come in: parley ingest on fresh SQLite databases, from its start to its end, in files a minute.
#   bench/ingestion/run.sh [TEXTS=5000] [PDFS=500] [TEXTS_EMBEDDED=500]
set -euo pipefail
cd "$(dirname "$0")/../.."
texts=${1:-5000}
pdfs=${2:-500}
embedded=${3:-500}
cli=$PWD/src/Parley.Cli/bin/Release/net10.0/parley.dll
[ -f "$cli" ] || dotnet build src/Parley.Cli -c Release -v q
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 bench/ingestion/files.py "$work/files" "$texts" "$pdfs"
mkdir -p "$work/files/some"
find "$work/files/text" -name '*.txt' | sort | head -n "$embedded" | xargs -I{} cp {} "$work/files/some/"

measure() { # name, folder, how many, settings
  local name=$1 folder=$2 count=$3 from to
  shift 3
  from=$(date +%s.%N)
  (cd "$work" && env APP_DATA_DIR="$work/data-$name" "$@" dotnet "$cli" ingest "$folder" --collection "$name")
  to=$(date +%s.%N)
  awk -v n="$count" -v s="$from" -v e="$to" -v name="$name" 'BEGIN { printf "%s: %d files in %.1f s, %.0f a minute\n", name, n, e - s, n / (e - s) * 60 }'
}

echo "load: $(cut -d' ' -f1-3 /proc/loadavg), processors: $(nproc)"
measure text "$work/files/text" "$texts" Knowledge__Ingestion__Embed=false
[ "$pdfs" = 0 ] || measure pdf "$work/files/pdf" "$pdfs" Knowledge__Ingestion__Embed=false
measure text-embedded "$work/files/some" "$embedded" Knowledge__Ingestion__Embed=true
