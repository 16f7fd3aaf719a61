#!/bin/sh
# Writes all files and what is stated of them anew, with the Go and the Rust that are on the path.
set -eu
cd "$(dirname "$0")"
. ../manifest.sh
rm -rf go-files rust-files
(cd go && go run . ../go-files)
crates=$(cd rust && cargo tree --locked --depth 1 --prefix none | sed -n '2,$s/^\([^ ]*\) v\([^ ]*\).*/"\1": "\2"/p' | paste -sd, -)
VERSIONS="{\"rustc\": \"$(rust_version)\", $crates}"
export VERSIONS
(cd rust && cargo run -q --locked -- ../rust-files)
