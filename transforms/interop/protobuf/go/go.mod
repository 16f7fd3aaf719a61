module tallystick/interop/protobuf

go 1.26

require (
	google.golang.org/protobuf v1.36.11
	tallystick/interop v0.0.0
)

require (
	github.com/klauspost/cpuid/v2 v2.2.10 // indirect
	github.com/zeebo/xxh3 v1.1.0 // indirect
	golang.org/x/sys v0.30.0 // indirect
)

replace tallystick/interop => ../../go
