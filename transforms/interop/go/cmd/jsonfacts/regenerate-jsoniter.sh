#!/bin/sh
# Writes transforms/interop/cases/go-jsoniter.jsonl and its manifest with the real jsoniter.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=../cases/go-jsoniter.jsonl
cp go.mod "$work/go.mod"
cp go.sum "$work/go.sum"
go mod edit -require=github.com/json-iterator/go@v1.1.12 -require=github.com/shopspring/decimal@v1.4.0 "$work/go.mod"
for configuration in compatible default fastest; do
  GOTOOLCHAIN=go1.26.8 go run -mod=mod -modfile="$work/go.mod" -tags jsoniter ./cmd/jsonfacts go/jsoniter@$configuration 0
done > "$out"
printf '{\n  "file": "go-jsoniter.jsonl", "sha256": "%s", "lines": %s,\n  "written_by": "go1.26.8",\n  "modules": {"github.com/json-iterator/go": "v1.1.12", "github.com/shopspring/decimal": "v1.4.0"}\n}\n' \
  "$(sha256sum "$out" | cut -d' ' -f1)" "$(wc -l < "$out")" > ../cases/go-jsoniter.manifest.json
cat ../cases/go-jsoniter.manifest.json
