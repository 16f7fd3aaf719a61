#!/bin/sh
# Writes cases/go-csv.jsonl and cases/rust-csv.jsonl with the real libraries, and their manifest. The facts of which other
# toolchains of Go differ are named in it.
set -eu
cd "$(dirname "$0")"
. ./manifest.sh
. ./go/toolchain.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

go_facts() { # NAME VERSION: the facts of one toolchain, in $work/NAME.jsonl
  (cd go && build_facts "$1" "${2%.*}" csvfacts through "$2")
  (cd "$work/$1" && ./facts) > "$work/$1.jsonl"
}

go_facts main 1.26.8
go_facts go1.21.13 1.21.13
go_facts go1.24.13 1.24.13
go_facts go1.27.4 1.27.4
cp "$work/main.jsonl" cases/go-csv.jsonl
(cd rust/csvfacts && cargo run --quiet --release --locked) > cases/rust-csv.jsonl

{
  printf '{\n  "go-csv.jsonl": {"lines": %s, "sha256": "%s", "written_by": "go1.26.8",\n' "$(wc -l < cases/go-csv.jsonl)" \
    "$(sha256_of cases/go-csv.jsonl)"
  printf '    "modules": {"github.com/google/uuid": "v1.6.0", "github.com/shopspring/decimal": "v1.4.0"},\n    "differ": {'
  separator=
  for other in go1.21.13 go1.24.13 go1.27.4; do
    printf '%s"%s": [%s]' "$separator" "$other" "$(ids_differing "$work/main.jsonl" "$work/$other.jsonl")"
    separator=", "
  done
  printf '}},\n  "rust-csv.jsonl": {"lines": %s, "sha256": "%s", "rustc": "%s",\n    "crates": {' "$(wc -l < cases/rust-csv.jsonl)" \
    "$(sha256_of cases/rust-csv.jsonl)" "$(rustc --version)"
  crates_of rust/csvfacts/Cargo.lock csv csv-core ryu serde chrono rust_decimal uuid time serde_bytes
  printf '}}\n}\n'
} > cases/csv.manifest.json
cat cases/csv.manifest.json
