#!/bin/sh
# Writes transforms/interop/cases/go-gob.jsonl and its manifest with real toolchains.
#
#   cmd/gobfacts/regenerate.sh [GO119]        in transforms/interop/go
#
# Toolchains from 1.21 on come through GOTOOLCHAIN. GO119 is the go command of a 1.19 (Debian 12: golang-1.19-go), which
# is compared too when it is given. The facts of which other toolchains differ are named in the manifest.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=../cases/go-gob.jsonl

. ../manifest.sh
. ./toolchain.sh

# run NAME VERSION GO...: the facts of one toolchain, in $work/NAME.jsonl
run() {
  name=$1 version=$2
  shift 2
  build_facts "$name" "$version" gobfacts "$@"
  (cd "$work/$name" && ./facts) > "$work/$name.jsonl"
}

run main 1.26 through 1.26.8
run other-21 1.21 through 1.21.13
run other-24 1.24 through 1.24.13
run other-27 1.27 through 1.27.4
if [ $# -gt 0 ]; then
  run other-19 1.19 "$1"
fi

cp "$work/main.jsonl" "$out"
compared() { # 1.19 hands out other type ids, so that only what the bytes mean is compared
  if [ "$1" = other-19 ]; then sed 's/"stream":"[0-9a-f]*"//' "$2"; else cat "$2"; fi
}
differing() { # the ids of facts of which a toolchain states something else
  compared "$1" "$work/main.jsonl" > "$work/left"
  compared "$1" "$work/$1.jsonl" > "$work/right"
  ids_differing "$work/left" "$work/right"
}
{
  printf '{\n  "file": "go-gob.jsonl",\n  "sha256": "%s",\n' "$(sha256_of "$out")"
  printf '  "written_by": "%s",\n' "$(cat "$work/main.version")"
  printf '  "modules": {"github.com/google/uuid": "v1.6.0", "github.com/shopspring/decimal": "v1.4.0"},\n'
  printf '  "lines": %s,\n  "differ": {' "$(wc -l < "$out")"
  if [ -f "$work/other-19.jsonl" ]; then
    printf '\n    "%s": [%s],' "$(cat "$work/other-19.version")" "$(differing other-19)"
  fi
  printf '\n    "%s": [%s],' "$(cat "$work/other-21.version")" "$(differing other-21)"
  printf '\n    "%s": [%s],' "$(cat "$work/other-24.version")" "$(differing other-24)"
  printf '\n    "%s": [%s]\n  }\n}\n' "$(cat "$work/other-27.version")" "$(differing other-27)"
} > ../cases/go-gob.manifest.json
cat ../cases/go-gob.manifest.json
