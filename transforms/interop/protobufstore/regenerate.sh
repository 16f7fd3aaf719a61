#!/bin/sh
# Writes both stores and the manifest anew, with the Go that is on the path.
set -eu
cd "$(dirname "$0")"
. ../manifest.sh
here=$PWD
rm -rf go json
(cd ../protobuf/go && go run ./store "$here/go" "$here/json")
store_manifest "\"go\": \"$(go_version)\", \"records\": 300" go json > manifest.json
