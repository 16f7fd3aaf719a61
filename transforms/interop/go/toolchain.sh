# For the scripts that state facts with Go toolchains of several versions: they source this in transforms/interop/go, and
# have a folder $work.

# through VERSION ARGUMENTS...: the go command of that version, which comes through GOTOOLCHAIN
through() {
  version=$1
  shift
  GOTOOLCHAIN=go$version go "$@"
}

# build_facts NAME VERSION COMMAND GO...: cmd/COMMAND as $work/NAME/facts, built by the go command GO as a module of that
# version of Go; $work/NAME.version is what GO says it is
build_facts() {
  module=$work/$1 name=$1 language=$2 command=$3
  shift 3
  mkdir -p "$module/cmd"
  cp -r canon csvtext describe stated "$module/"
  rm -f "$module"/canon/*_test.go
  cp -r "cmd/$command" "$module/cmd/"
  cat > "$module/go.mod" <<MOD
module tallystick/interop

go $language

require (
	github.com/google/uuid v1.6.0
	github.com/klauspost/cpuid/v2 v2.0.9
	github.com/shopspring/decimal v1.4.0
	github.com/zeebo/xxh3 v1.0.2
)
MOD
  (cd "$module" && GOFLAGS=-mod=mod "$@" build -o facts "./cmd/$command")
  "$@" version | cut -d' ' -f3 > "$work/$name.version"
}
