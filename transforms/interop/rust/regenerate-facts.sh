#!/bin/sh
# Writes transforms/interop/cases/rust-json*.jsonl and their manifest from the real crates. The result depends on the two
# lock files alone: two runs write the same bytes.
set -eu
cd "$(dirname "$0")"
. ../manifest.sh
cases=../cases

ryu() { (cd ryu && cargo run --quiet --locked "$@"); }
zmij() { cargo run --quiet --locked -p jsonfacts "$@"; }

ryu -- facts > "$cases/rust-json.jsonl"
zmij -- facts >> "$cases/rust-json.jsonl"
ryu -- flips > "$cases/rust-json-flips.jsonl"
zmij -- flips >> "$cases/rust-json-flips.jsonl"
ryu --no-default-features -- floats > "$cases/rust-json-floats.jsonl"
zmij --no-default-features -- floats >> "$cases/rust-json-floats.jsonl"

crates() { crates_of "$1" serde serde_json chrono time uuid rust_decimal num-bigint serde_bytes; }
{
  echo '{'
  printf '  "rustc": "%s",\n' "$(rustc --version)"
  printf '  "ryu": {%s},\n' "$(crates ryu/Cargo.lock)"
  printf '  "zmij": {%s},\n' "$(crates Cargo.lock)"
  echo '  "files": {'
  for file in rust-json rust-json-flips rust-json-floats; do
    [ "$file" = rust-json-floats ] && comma= || comma=,
    printf '    "%s.jsonl": {"lines": %s, "sha256": "%s"}%s\n' "$file" "$(wc -l < "$cases/$file.jsonl")" \
      "$(sha256_of "$cases/$file.jsonl")" "$comma"
  done
  echo '  }'
  echo '}'
} > "$cases/rust-json.manifest.json"
cat "$cases/rust-json.manifest.json"
