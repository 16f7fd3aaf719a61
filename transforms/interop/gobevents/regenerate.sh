#!/bin/sh
# Writes the log, what is in it and the manifest anew, with the Go that is on the path.
set -eu
cd "$(dirname "$0")"
. ../manifest.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd ../go && go build -o "$work/gobevents" ./cmd/gobevents)
rm -rf go orders payments
"$work/gobevents" store .
store_manifest "\"go\": \"$(go_version)\"" go orders payments > manifest.json
