#!/bin/sh
# Writes the Go store of the demonstration again and compares it, and what its witness says, with what is committed.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/demo-go" ./cmd/demo-go
"$work/demo-go" write --input ../demo/flights.jsonl.gz --out "$work/go" > /dev/null
sed 's/"go": .*/"go": "-",/' ../demo/go.manifest.json > "$work/committed"
sed 's/"go": .*/"go": "-",/' "$work/go.manifest.json" | diff "$work/committed" -
"$work/demo-go" witness --contract ../../../conf/contracts/flights.yaml --path ../demo/go --out "$work/witness.json" 2> /dev/null
diff ../demo/go.witness.json "$work/witness.json"
echo "the store and its witness are as committed"
