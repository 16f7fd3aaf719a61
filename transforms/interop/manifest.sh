# For the scripts that write what real programs say, and a manifest of it: they source this.

# sha256_of FILE
sha256_of() { sha256sum "$1" | cut -d' ' -f1; }

go_version() { go version | cut -d' ' -f3; }

rust_version() { rustc --version | cut -d' ' -f2; }

# store_manifest FIRST FOLDER...: the manifest of a store, whose first line is given: every file of the folders with its hash
store_manifest() {
  printf '{\n  %s,\n  "files": {' "$1"
  shift
  comma=
  for file in $(find "$@" -type f | LC_ALL=C sort); do
    printf '%s\n    "%s": "%s"' "$comma" "$file" "$(sha256_of "$file")"
    comma=,
  done
  printf '\n  }\n}\n'
}

# crates_of LOCK CRATE...: the crates with the versions that a lock file has of them
crates_of() {
  lock=$1
  shift
  separator=
  for crate in "$@"; do
    printf '%s"%s": "%s"' "$separator" "$crate" "$(awk -v name="\"$crate\"" \
      '$1 == "name" { here = $3 == name } here && $1 == "version" { gsub("\"", "", $3); print $3 }' "$lock")"
    separator=", "
  done
}

# ids_differing LEFT RIGHT: the ids of facts that two files have not in common
ids_differing() {
  diff "$1" "$2" | sed -n 's/^[<>] {"id":"\([^"]*\)".*/"\1"/p' | sort -u | paste -sd, -
}
