#!/usr/bin/env bash
# After a build: compiles to machine code what each of the suites' hundreds of processes would else compile anew. It halves what a start
# of the server costs. Where the compiler cannot be had, nothing changes but the time.
set -euo pipefail
cd "$(dirname "$0")"

property() { dotnet msbuild precompile.csproj -getProperty:"$1"; }
if ! dotnet restore precompile.csproj -v quiet || ! compiler=$(property Compiler) || ! [ -x "$compiler" ]; then
  echo "No ahead-of-time compiler for this machine: the suites take some minutes more."
  exit 0
fi
framework=$(property Framework)
compiled=$(mktemp -d)
trap 'rm -rf "$compiled"' EXIT

# A process that runs from there keeps the file that it has.
replace() { cp "$compiled/$name" "$1.new" && mv -f "$1.new" "$1"; }

outputs=(../src/*/bin/Release/net10.0 */bin/Release/net10.0)
for output in ../src/Parley.Cli/bin/Release/net10.0 Parley.Server.Tests/bin/Release/net10.0; do
  for assembly in "$output"/{Parley.*,parley*,Microsoft.EntityFrameworkCore*,Npgsql*,Microsoft.Data.Sqlite,Microsoft.IdentityModel.*,Microsoft.*OpenApi,StackExchange.Redis}.dll; do
    name=$(basename "$assembly")
    # The suites' own code runs once: to compile it twice would not pay.
    if [ ! -f "$assembly" ] || [[ $name == *.Tests.dll ]] || [ -e "$compiled/$name" ]; then
      continue
    fi
    references=(-r "$framework/*.dll" -r "${framework/Microsoft.NETCore.App/Microsoft.AspNetCore.App}/*.dll" -r "$output/*.dll")
    if ! "$compiler" "$assembly" -o "$compiled/$name" "${references[@]}" -O >"$compiled/log" 2>&1; then
      echo "$name is left as it is: $(head -n 1 "$compiled/log")"
      continue
    fi
    for copy in "${outputs[@]/%//$name}"; do
      [ "$copy" = "$assembly" ] || ! cmp -s "$copy" "$assembly" || replace "$copy"
    done
    replace "$assembly"
  done
done
