#!/bin/sh
# Writes transforms/interop/cases/go-json.jsonl and its manifest with real toolchains of every era of encoding/json.
#
#   cmd/jsonfacts/regenerate.sh [GO119]        in transforms/interop/go
#
# Toolchains from 1.21 on come through GOTOOLCHAIN. GO119 is the go command of a 1.19 (Debian 12: golang-1.19-go), which
# is compared too when it is given. Each era is written by one toolchain; the facts of which the others of that era
# differ are named in the manifest.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=../cases/go-json.jsonl

. ../manifest.sh
. ./toolchain.sh

# run NAME VERSION DIALECT ERA GO...: the facts of one toolchain, in $work/NAME.jsonl
run() {
  name=$1 version=$2 dialect=$3 era=$4
  shift 4
  build_facts "$name" "$version" jsonfacts "$@"
  (cd "$work/$name" && ./facts "$dialect" "$era") > "$work/$name.jsonl"
}

run first 1.21 go/encoding-json@1.0 0 through 1.21.13
run second 1.26 go/encoding-json@1.22 22 through 1.26.8
run third 1.27 go/encoding-json@1.27 27 through 1.27.4
run other-22 1.22 go/encoding-json@1.22 22 through 1.22.12
run other-24 1.24 go/encoding-json@1.22 22 through 1.24.13
if [ $# -gt 0 ]; then
  run other-19 1.19 go/encoding-json@1.0 0 "$1"
fi

cat "$work/first.jsonl" "$work/second.jsonl" "$work/third.jsonl" > "$out"
{
  printf '{\n  "file": "go-json.jsonl",\n  "sha256": "%s",\n' "$(sha256_of "$out")"
  printf '  "written_by": {"go/encoding-json@1.0": "%s", "go/encoding-json@1.22": "%s", "go/encoding-json@1.27": "%s"},\n' \
    "$(cat "$work/first.version")" "$(cat "$work/second.version")" "$(cat "$work/third.version")"
  printf '  "lines": %s,\n  "differ_within_their_era": {' "$(wc -l < "$out")"
  if [ -f "$work/other-19.jsonl" ]; then
    printf '\n    "%s": [%s],' "$(cat "$work/other-19.version")" "$(ids_differing "$work/first.jsonl" "$work/other-19.jsonl")"
  fi
  printf '\n    "%s": [%s],' "$(cat "$work/other-22.version")" "$(ids_differing "$work/second.jsonl" "$work/other-22.jsonl")"
  printf '\n    "%s": [%s]\n  }\n}\n' "$(cat "$work/other-24.version")" "$(ids_differing "$work/second.jsonl" "$work/other-24.jsonl")"
} > ../cases/go-json.manifest.json
cat ../cases/go-json.manifest.json
