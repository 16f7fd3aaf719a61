#!/bin/sh
# Writes cases/go-csv.jsonl and cases/rust-csv.jsonl with the real libraries, and their manifest. The facts of which other
# toolchains of Go differ are named in it.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

go_facts() { # NAME VERSION: the facts of one toolchain, which comes through GOTOOLCHAIN
  module=$work/$1
  mkdir -p "$module/cmd/csvfacts"
  cp -r go/canon go/csvtext go/describe "$module/"
  rm -f "$module"/canon/*_test.go
  cp go/cmd/csvfacts/*.go "$module/cmd/csvfacts/"
  cat > "$module/go.mod" <<MOD
module tallystick/interop

go ${2%.*}

require (
	github.com/google/uuid v1.6.0
	github.com/klauspost/cpuid/v2 v2.0.9
	github.com/shopspring/decimal v1.4.0
	github.com/zeebo/xxh3 v1.0.2
)
MOD
  (cd "$module" && GOFLAGS=-mod=mod GOTOOLCHAIN=go$2 go build -o facts ./cmd/csvfacts && ./facts) > "$work/$1.jsonl"
}

go_facts main 1.26.8
go_facts go1.21.13 1.21.13
go_facts go1.24.13 1.24.13
go_facts go1.27.4 1.27.4
cp "$work/main.jsonl" cases/go-csv.jsonl
(cd rust/csvfacts && cargo run --quiet --release --locked) > cases/rust-csv.jsonl

differing() { # the ids of facts of which a toolchain states something else
  diff "$work/main.jsonl" "$work/$1.jsonl" | sed -n 's/^[<>] {"id":"\([^"]*\)".*/"\1"/p' | sort -u | paste -sd, -
}
version() { awk -v name="\"$1\"" '$1 == "name" { here = $3 == name } here && $1 == "version" { gsub("\"", "", $3); print $3 }' rust/csvfacts/Cargo.lock; }
{
  printf '{\n  "go-csv.jsonl": {"lines": %s, "sha256": "%s", "written_by": "go1.26.8",\n' "$(wc -l < cases/go-csv.jsonl)" \
    "$(sha256sum cases/go-csv.jsonl | cut -d' ' -f1)"
  printf '    "modules": {"github.com/google/uuid": "v1.6.0", "github.com/shopspring/decimal": "v1.4.0"},\n    "differ": {'
  separator=
  for other in go1.21.13 go1.24.13 go1.27.4; do
    printf '%s"%s": [%s]' "$separator" "$other" "$(differing $other)"
    separator=", "
  done
  printf '}},\n  "rust-csv.jsonl": {"lines": %s, "sha256": "%s", "rustc": "%s",\n    "crates": {' "$(wc -l < cases/rust-csv.jsonl)" \
    "$(sha256sum cases/rust-csv.jsonl | cut -d' ' -f1)" "$(rustc --version)"
  separator=
  for crate in csv csv-core ryu serde chrono rust_decimal uuid time serde_bytes; do
    printf '%s"%s": "%s"' "$separator" "$crate" "$(version $crate)"
    separator=", "
  done
  printf '}}\n}\n'
} > cases/csv.manifest.json
cat cases/csv.manifest.json
