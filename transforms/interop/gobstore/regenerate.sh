#!/bin/sh
# Writes both stores and the manifest anew, with the Go and the Rust that are on the path.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd ../go && go build -o "$work/gobstore" ./cmd/gobstore)
rm -rf go rust
"$work/gobstore" store go > "$work/payments"
(cd ../rust && cargo run -q --locked -p jsonfacts --example gob_store_target -- "$OLDPWD/rust" < "$work/payments")
"$work/gobstore" witness --contract=contract.yaml --path=go --units='day={day}' --unknown-fields=ignore --out="$PWD/witness-go.json"
{
  printf '{\n  "go": "%s", "rust": "%s", "records": %s,\n  "files": {' "$(go version | cut -d' ' -f3)" "$(rustc --version | cut -d' ' -f2)" "$(wc -l < "$work/payments")"
  comma=
  for file in $(find go rust -type f | LC_ALL=C sort); do
    printf '%s\n    "%s": "%s"' "$comma" "$file" "$(sha256sum "$file" | cut -d' ' -f1)"
    comma=,
  done
  printf '\n  }\n}\n'
} > manifest.json
