#!/bin/sh
# Writes both stores and the manifest anew, with the Go and the Rust that are on the path.
set -eu
cd "$(dirname "$0")"
. ../manifest.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd ../go && go build -o "$work/gobstore" ./cmd/gobstore)
rm -rf go rust
"$work/gobstore" store go > "$work/payments"
(cd ../rust && cargo run -q --locked -p jsonfacts --example gob_store_target -- "$OLDPWD/rust" < "$work/payments")
"$work/gobstore" witness --contract=contract.yaml --path=go --units='day={day}' --unknown-fields=ignore --out="$PWD/witness-go.json"
store_manifest "\"go\": \"$(go_version)\", \"rust\": \"$(rust_version)\", \"records\": $(wc -l < "$work/payments")" go rust > manifest.json
