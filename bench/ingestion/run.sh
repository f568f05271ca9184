#!/usr/bin/env bash
# How fast files come in: parley ingest on fresh SQLite databases, from its start to its end, in files a minute; then texts cut into
# passages beside @langchain/textsplitters (needs node and a registry of npm; left out without).
#   bench/ingestion/run.sh [TEXTS=5000] [PDFS=1000] [TEXTS_EMBEDDED=1000]
set -euo pipefail
cd "$(dirname "$0")/../.."
texts=${1:-5000}
pdfs=${2:-1000}
embedded=${3:-1000}
cli=$PWD/src/Parley.Cli/bin/Release/net10.0/parley.dll
[ -f "$cli" ] || dotnet build src/Parley.Cli -c Release -v q
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 bench/ingestion/files.py "$work/files" "$texts" "$pdfs"
mkdir -p "$work/files/some"
# (sed reads to the end, where head would leave sort with a broken pipe and the script with its status)
find "$work/files/text" -name '*.txt' | sort | sed -n "1,${embedded}p" | xargs cp -t "$work/files/some/"

measure() { # name, folder, how many, the least a minute, settings
  local name=$1 folder=$2 count=$3 least=$4
  shift 4
  TIMEFORMAT='%R %U %S'
  { time (cd "$work" && env APP_DATA_DIR="$work/data-$name" "$@" dotnet "$cli" ingest "$folder" --collection "$name" >"$work/$name.out" 2>&1); } 2>"$work/$name.time" || { cat "$work/$name.out"; exit 1; }
  awk -v n="$count" -v name="$name" -v least="$least" '{ printf "%-14s %6d files in %6.1f s by the clock, %6.1f s of CPU: %7.0f a minute (to be shown: %s)\n", name, n, $1, $2 + $3, n / $1 * 60, least }' "$work/$name.time"
}

echo "load: $(cut -d' ' -f1-3 /proc/loadavg), processors: $(nproc)"
measure text "$work/files/text" "$texts" 5000 Knowledge__Ingestion__Embed=false
[ "$pdfs" = 0 ] || measure pdf "$work/files/pdf" "$pdfs" 1000 Knowledge__Ingestion__Embed=false
measure text-embedded "$work/files/some" "$embedded" "its figure" Knowledge__Ingestion__Embed=true
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
if command -v npm >/dev/null; then bench/documents/run.sh 5 1; fi
