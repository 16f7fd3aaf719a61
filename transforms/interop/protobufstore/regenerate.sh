#!/bin/sh
# Writes both stores and the manifest anew, with the Go that is on the path.
set -eu
cd "$(dirname "$0")"
here=$PWD
rm -rf go json
(cd ../protobuf/go && go run ./store "$here/go" "$here/json")
{
  printf '{\n  "go": "%s", "records": 300,\n  "files": {' "$(go version | cut -d' ' -f3)"
  comma=
  for file in $(find go json -type f | LC_ALL=C sort); do
    printf '%s\n    "%s": "%s"' "$comma" "$file" "$(sha256sum "$file" | cut -d' ' -f1)"
    comma=,
  done
  printf '\n  }\n}\n'
} > manifest.json
