#!/bin/sh
# Writes transforms/interop/cases/rust-json-with.jsonl and its manifest with the real crates.
set -eu
cd "$(dirname "$0")"
. ../../manifest.sh
out=../../cases/rust-json-with.jsonl
cargo run --quiet --release --locked > "$out"
cargo run --quiet --release --locked --features exact >> "$out"
{
  printf '{\n  "file": "rust-json-with.jsonl", "lines": %s, "sha256": "%s", "rustc": "%s",\n  "crates": {' "$(wc -l < "$out")" \
    "$(sha256_of "$out")" "$(rustc --version)"
  crates_of Cargo.lock serde_with serde_json serde chrono base64 hex
  printf '}\n}\n'
} > ../../cases/rust-json-with.manifest.json
cat ../../cases/rust-json-with.manifest.json
