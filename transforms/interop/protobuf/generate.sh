#!/bin/sh
# Makes the descriptor set and the Go code of proto/*.proto anew. Not needed to build or to state facts: what it
# makes is committed. Needs Python for protoc (the wheel of grpcio-tools) and Go.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install -q grpcio-tools==1.85.1
GOBIN="$work/bin" go install google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.11
protoc() { PATH="$work/bin:$PATH" "$work/python/bin/python" -m grpc_tools.protoc -I proto "$@" proto/*.proto; }
protoc --include_imports --descriptor_set_out=descriptors.bin
protoc --go_out=go --go_opt=module=tallystick/interop/protobuf
(cd go && gofmt -w facts && go run ./facts contracts ../contracts.json)
