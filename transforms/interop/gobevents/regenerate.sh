#!/bin/sh
# Writes the log, what is in it and the manifest anew, with the Go that is on the path.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd ../go && go build -o "$work/gobevents" ./cmd/gobevents)
rm -rf go orders payments
"$work/gobevents" store .
{
  printf '{\n  "go": "%s",\n  "files": {' "$(go version | cut -d' ' -f3)"
  comma=
  for file in $(find go orders payments -type f | LC_ALL=C sort); do
    printf '%s\n    "%s": "%s"' "$comma" "$file" "$(sha256sum "$file" | cut -d' ' -f1)"
    comma=,
  done
  printf '\n  }\n}\n'
} > manifest.json
