#!/bin/sh
# Writes transforms/interop/cases/rust-json-with.jsonl and its manifest with the real crates.
set -eu
cd "$(dirname "$0")"
out=../../cases/rust-json-with.jsonl
cargo run --quiet --release --locked > "$out"
cargo run --quiet --release --locked --features exact >> "$out"
version() { awk -v name="\"$1\"" '$1 == "name" { here = $3 == name } here && $1 == "version" { gsub("\"", "", $3); print $3 }' Cargo.lock; }
{
  printf '{\n  "file": "rust-json-with.jsonl", "lines": %s, "sha256": "%s", "rustc": "%s",\n  "crates": {' "$(wc -l < "$out")" \
    "$(sha256sum "$out" | cut -d' ' -f1)" "$(rustc --version)"
  separator=
  for crate in serde_with serde_json serde chrono base64 hex; do
    printf '%s"%s": "%s"' "$separator" "$crate" "$(version $crate)"
    separator=", "
  done
  printf '}\n}\n'
} > ../../cases/rust-json-with.manifest.json
cat ../../cases/rust-json-with.manifest.json
