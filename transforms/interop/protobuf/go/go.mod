module tallystick/interop/protobuf

go 1.26

require (
	google.golang.org/protobuf v1.36.11
	tallystick/interop v0.0.0
)

replace tallystick/interop => ../../go
