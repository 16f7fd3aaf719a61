package main

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

var (
	eof      = io.EOF
	errOther = errors.New("a value of another type")
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func typeOf[V any]() reflect.Type { return reflect.TypeOf((*V)(nil)).Elem() }

// renamedValue is encoded with the name of another type.
type renamedValue struct {
	value any
	as    string
}

// renamed is the value in bytes in which its type bears the name of R.
func renamed[R any](value any) any { return renamedValue{value, typeOf[R]().Name()} }

// sample is a value that is not zero.
func sample[V any]() V {
	var v V
	switch p := any(&v).(type) {
	case *int64:
		*p = 5
	case *uint64:
		*p = 6
	case *float64:
		*p = 1.5
	case *string:
		*p = "text"
	case *bool:
		*p = true
	case *[]byte:
		*p = []byte{1, 2}
	case *[]int64:
		*p = []int64{1, 2}
	case *[]uint16:
		*p = []uint16{1, 2}
	case *[2]int64:
		*p = [2]int64{1, 2}
	case *[3]int64:
		*p = [3]int64{1, 2, 3}
	case *Point:
		*p = Point{1, 2}
	case *map[string]int64:
		*p = map[string]int64{"a": 1}
	case *time.Time:
		*p = time.Unix(1700000000, 0).UTC()
	case *uuid.UUID:
		*p = uuid.UUID{1}
	case *decimal.Decimal:
		*p = decimal.New(15, -1)
	case **big.Int:
		*p = big.NewInt(5)
	case **big.Rat:
		*p = big.NewRat(1, 2)
	case *complex128:
		*p = complex(1, 2)
	case *Shape:
		*p = Circle{1}
	default:
		panic(fmt.Sprintf("no sample of %T", v))
	}
	return v
}

// message puts the length before the bytes.
func message(parts ...[]byte) []byte {
	var content []byte
	for _, part := range parts {
		content = append(content, part...)
	}
	return append(uintBytes(uint64(len(content))), content...)
}

func uintBytes(x uint64) []byte {
	if x < 128 {
		return []byte{byte(x)}
	}
	size := 8
	for size > 1 && x>>(8*(size-1)) == 0 {
		size--
	}
	out := []byte{byte(-size)}
	for size--; size >= 0; size-- {
		out = append(out, byte(x>>(8*size)))
	}
	return out
}

func intBytes(i int64) []byte {
	if i < 0 {
		return uintBytes(uint64(^i)<<1 | 1)
	}
	return uintBytes(uint64(i) << 1)
}

func textBytes(s string) []byte { return append(uintBytes(uint64(len(s))), s...) }

func join(parts ...[]byte) []byte {
	var all []byte
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// field is the name and type id of a field in a definition.
type field struct {
	name string
	id   int64
}

// structType is the definition of a struct.
func structType(id int64, name string, fields ...field) []byte {
	content := join(intBytes(-id), []byte{3, 1, 1}, textBytes(name), []byte{1}, intBytes(id), []byte{0, 1}, uintBytes(uint64(len(fields))))
	for _, f := range fields {
		content = join(content, []byte{1}, textBytes(f.name), []byte{1}, intBytes(f.id), []byte{0})
	}
	return message(content, []byte{0, 0})
}

// sliceType is the definition of a slice.
func sliceType(id, element int64) []byte {
	return message(intBytes(-id), []byte{2, 1, 2}, intBytes(id), []byte{0, 1}, intBytes(element), []byte{0, 0})
}

func arrayType(id, element, length int64) []byte {
	return message(intBytes(-id), []byte{1, 1, 2}, intBytes(id), []byte{0, 1}, intBytes(element), []byte{1}, intBytes(length), []byte{0, 0})
}

func mapType(id, key, element int64) []byte {
	return message(intBytes(-id), []byte{4, 1, 2}, intBytes(id), []byte{0, 1}, intBytes(key), []byte{1}, intBytes(element), []byte{0, 0})
}

// value is a message with a value.
func value(id int64, content ...byte) []byte { return message(intBytes(id), content) }

const (
	tBool, tInt, tUint, tFloat, tBytes, tString = 1, 2, 3, 4, 5, 6
	tInterface                                  = 8
)

func hostile() {
	good := structType(65, "T", field{"K", tInt}, field{"A", tString}, field{"B", tInt})
	made := func(parts ...[]byte) func() []byte { return func() []byte { return join(parts...) } }
	reading[T]("hostile-made", "what the made-up streams are made of is read", made(good, value(65, 1, 2, 1, 1, 'a', 1, 4, 0)))
	reading[T]("hostile-not-minimal", "a number in more bytes than it needs", made(good, value(65, 1, 0xFE, 0, 2, 1, 0xFF, 1, 'a', 1, 0xF8, 0, 0, 0, 0, 0, 0, 0, 4, 0)))
	reading[T]("hostile-length-not-minimal", "a message length in more bytes than it needs", made(good, []byte{0xFE, 0, 10}, value(65, 1, 2, 1, 1, 'a', 1, 4, 0)[1:]))
	reading[T]("hostile-number-9", "a number of nine bytes", made(good, value(65, 1, 0xF7, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0)))
	reading[T]("hostile-number-cut", "a number that the message cuts", made(good, value(65, 1, 0xFD, 1)))
	reading[T]("hostile-undefined", "a value of an id that is not defined", made(value(65, 1, 2, 0)))
	reading[T]("hostile-undefined-then-good", "a value of an id that is not defined, and the definition after it", made(value(65, 1, 2, 0), good, value(65, 1, 2, 0)))
	reading[T]("hostile-id-zero", "a value of the id 0", made(good, value(0, 1, 2, 0)))
	reading[T]("hostile-id-wire-type", "a value of the type of definitions", made(good, value(16, 1, 2, 0)))
	reading[T]("hostile-define-built-in", "a definition of an id of gob's own", made(structType(5, "T", field{"K", tInt}), value(5, 1, 2, 0)))
	reading[T]("hostile-define-twice", "a definition of a known id, the same as before", made(good, good, value(65, 1, 2, 0)), lenient)
	reading[T]("hostile-delta-beyond", "a field number beyond the type", made(good, value(65, 4, 2, 0)))
	reading[T]("hostile-delta-overflow", "a difference that overflows", made(good, value(65, 1, 2, 0xF8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2, 0)))
	reading[T]("hostile-delta-large", "a difference of 2^62", made(good, value(65, 1, 2, 0xF8, 0x40, 0, 0, 0, 0, 0, 0, 0, 2, 0)))
	reading[T]("hostile-no-end", "a struct without its end, where the message ends", made(good, value(65, 1, 2)), lenient)
	reading[T]("hostile-after", "bytes after the value in its message", made(good, value(65, 1, 2, 0, 1, 2, 3)), lenient)
	reading[T]("hostile-text-length", "a text longer than the message", made(good, value(65, 2, 100, 'a', 0)))
	reading[T]("hostile-text-length-huge", "a text of 2^63 bytes", made(good, value(65, 2, 0xF8, 0x80, 0, 0, 0, 0, 0, 0, 0, 'a', 0)))
	reading[T]("hostile-message-empty", "an empty message", made(good, []byte{0}, value(65, 1, 2, 0)))
	reading[T]("hostile-message-huge", "a message of 2^33 bytes", made(good, []byte{0xFB, 2, 0, 0, 0, 0}))
	reading[T]("hostile-message-largest", "a message of 2^33 - 1 bytes that is not there", made(good, []byte{0xFC, 0x1F, 0xFF, 0xFF, 0xFF}, []byte{1}))
	reading[T]("hostile-message-length-9", "a message length of nine bytes", made(good, []byte{0xF7, 0, 0, 0, 0, 0, 0, 0, 0, 5}, value(65, 1, 2, 0)))
	reading[T]("hostile-definition-only", "a definition and no value", made(good))
	reading[T]("hostile-definition-after", "bytes after a definition", made(message(good[1:], []byte{5}), value(65, 1, 2, 0)))
	reading[T]("hostile-definition-empty", "a definition of no type", made(message(intBytes(-65), []byte{0}), value(65, 1, 2, 0)))
	reading[T]("hostile-definition-field", "a definition with a field beyond", made(message(intBytes(-65), []byte{8, 0}), value(65, 1, 2, 0)))
	reading[T]("hostile-field-no-name", "a field without a name", made(message(intBytes(-65), []byte{3, 1, 1, 1, 'T', 0, 1, 1, 2, 4, 0, 0, 0}), value(65, 1, 2, 0)))
	reading[T]("hostile-field-twice", "a field twice", made(structType(65, "T", field{"K", tInt}, field{"K", tInt}), value(65, 1, 2, 1, 4, 0)), lenient)
	reading[T]("hostile-field-undefined", "a field of an id that is not defined", made(structType(65, "T", field{"K", tInt}, field{"Z", 99}), value(65, 1, 2, 0)), lenient)
	reading[T]("hostile-bool", "a bool of 2", made(structType(65, "T", field{"K", tInt}, field{"A", tString}, field{"B", tInt}), value(65, 1, 2, 0)))
	reading[record[bool]]("hostile-bool-2", "a bool of 2 is true to Go", made(named[record[bool]](field{"K", tInt}, field{"V", tBool}), value(65, 1, 2, 1, 2, 0)), lenient)

	self := func(id string, text string, definition []byte, content ...byte) {
		reading[T](id, text, made(structType(65, "T", field{"K", tInt}, field{"A", tString}, field{"B", tInt}, field{"Z", 66}), definition, value(65, content...)),
			ignoring, lenient)
	}
	self("hostile-slice-of-itself", "a slice of itself, unknown and ignored", sliceType(66, 66), 1, 2, 3, 2, 1, 0, 0, 0)
	self("hostile-slice-of-itself-deep", "a slice of itself, 2,000 deep", sliceType(66, 66), append(append([]byte{1, 2, 3}, ones(2000)...), 0, 0)...)
	self("hostile-map-of-itself", "a map of itself", mapType(66, tInt, 66), 1, 2, 3, 1, 4, 0, 0)
	self("hostile-array-of-itself", "an array of itself", arrayType(66, 66, 0), 1, 2, 3, 0, 0)
	self("hostile-struct-of-itself", "a struct of itself", structType(66, "S", field{"S", 66}), 1, 2, 3, 1, 1, 0, 0, 0)
	self("hostile-empty-structs", "10^9 empty structs that are not there", join(sliceType(66, 67), structType(67, "E")), 1, 2, 3, 0xFC, 0x3B, 0x9A, 0xCA, 0, 0)
	self("hostile-empty-arrays", "10^9 empty arrays that are not there", join(sliceType(66, 67), arrayType(67, tInt, 0)), 1, 2, 3, 0xFC, 0x3B, 0x9A, 0xCA, 0, 0, 0, 0)
	self("hostile-map-huge", "a map of 10^9 that is not there", mapType(66, tInt, tInt), 1, 2, 3, 0xFC, 0x3B, 0x9A, 0xCA, 0, 2, 2, 0)
	self("hostile-slice-undefined", "a slice of an id that is not defined", sliceType(66, 99), 1, 2, 3, 0, 0)
	listed := named[record[[]int64]](field{"K", tInt}, field{"V", 66})
	reading[record[[]int64]]("hostile-count", "a count of elements beyond the message", made(listed, sliceType(66, tInt), value(65, 1, 2, 1, 100, 2, 2, 0)))
	reading[record[[]int64]]("hostile-count-huge", "a count of 2^63 elements", made(listed, sliceType(66, tInt), value(65, 1, 2, 1, 0xF8, 0x80, 0, 0, 0, 0, 0, 0, 0, 2, 0)))
	reading[record[map[int64]int64]]("hostile-map-twice", "a key twice in a map: the last counts to Go",
		made(named[record[map[int64]int64]](field{"K", tInt}, field{"V", 66}), mapType(66, tInt, tInt), value(65, 1, 2, 1, 2, 2, 4, 2, 6, 0)), finding("duplicate_key"))
	reading[record[[2]int64]]("hostile-array-length", "an array with another count than its type",
		made(named[record[[2]int64]](field{"K", tInt}, field{"V", 66}), arrayType(66, tInt, 2), value(65, 1, 2, 1, 1, 2, 0)))
	shaped := named[record[Shape]](field{"K", tInt}, field{"V", tInterface})
	circle := structType(66, "Circle", field{"R", tFloat})
	reading[record[Shape]]("hostile-interface", "what the made-up interfaces are made of is read",
		made(shaped, circle, value(65, join([]byte{1, 2, 1}, textBytes("main.Circle"), intBytes(66), []byte{4, 1, 0xFE, 0xF0, 0x3F}, []byte{0, 0})...)))
	reading[record[Shape]]("hostile-interface-length", "a length of what an interface holds that is wrong, which Go does not look at",
		made(shaped, circle, value(65, join([]byte{1, 2, 1}, textBytes("main.Circle"), intBytes(66), []byte{99, 1, 0xFE, 0xF0, 0x3F}, []byte{0, 0})...)), lenient)
	reading[record[Shape]]("hostile-interface-undefined", "an interface that holds an id that is not defined",
		made(shaped, value(65, join([]byte{1, 2, 1}, textBytes("main.Circle"), intBytes(66), []byte{4, 1, 0xFE, 0xF0, 0x3F}, []byte{0, 0})...)))
	reading[record[Shape]]("hostile-interface-name-long", "a registered name of 2,000 bytes",
		made(shaped, circle, value(65, join([]byte{1, 2, 1}, uintBytes(2000), ones(2000), intBytes(66), []byte{1, 0, 0})...)))
	reading[record[Shape]]("hostile-interface-singleton", "a value that is no struct and does not begin with 00",
		made(shaped, value(65, join([]byte{1, 2, 1}, textBytes("meters"), intBytes(tFloat), []byte{2, 1, 1}, []byte{0})...)))
	reading[record[Shape]]("hostile-interface-other-type", "a registered name with another type",
		made(shaped, circle, value(65, join([]byte{1, 2, 1}, textBytes("meters"), intBytes(66), []byte{4, 1, 0xFE, 0xF0, 0x3F}, []byte{0, 0})...)))
	reading[record[Shape]]("hostile-interface-define-inside", "a definition inside of a value, in the same message, with the length after it",
		made(shaped, value(65, join([]byte{1, 2, 1}, textBytes("main.Circle"), circle[1:], []byte{7}, intBytes(66), []byte{4, 1, 0xFE, 0xF0, 0x3F}, []byte{0, 0})...)))
	timed := named[record[time.Time]](field{"K", tInt}, field{"V", 66})
	coder := message(intBytes(-66), []byte{5, 1, 1, 4, 'T', 'i', 'm', 'e', 1}, intBytes(66), []byte{0, 0, 0})
	when := func(id, text string, content []byte, more ...option) {
		reading[record[time.Time]](id, text, made(timed, coder, value(65, join([]byte{1, 2, 1}, uintBytes(uint64(len(content))), content, []byte{0})...)), more...)
	}
	when("hostile-time", "a time made up", []byte{1, 0, 0, 0, 14, 0xD0, 0, 0, 0, 0, 0, 0, 1, 0xFF, 0xFF})
	when("hostile-time-version", "a time of version 3", []byte{3, 0, 0, 0, 14, 0xD0, 0, 0, 0, 0, 0, 0, 1, 0xFF, 0xFF})
	when("hostile-time-short", "a time that is too short", []byte{1, 0, 0, 0, 14, 0xD0, 0, 0, 0, 0, 0, 0, 1, 0xFF})
	when("hostile-time-empty", "a time of no bytes", nil)
	when("hostile-time-nanos", "a time of 2^31 - 1 nanoseconds", []byte{1, 0, 0, 0, 14, 0xD0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, lenient)
	when("hostile-time-seconds", "a time of the least seconds", []byte{1, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xFF, 0xFF}, lenient)

	coded := func(id, text string, content []byte, more ...option) {
		reading[record[*big.Rat]]("hostile-rat-"+id, "a big.Rat: "+text, made(named[record[*big.Rat]](field{"K", tInt}, field{"V", 66}), message(intBytes(-66),
			[]byte{5, 1, 2}, intBytes(66), []byte{0, 0, 0}), value(65, join([]byte{1, 2, 1}, uintBytes(uint64(len(content))), content, []byte{0})...)), more...)
	}
	coded("half", "made up", []byte{2, 0, 0, 0, 1, 1, 2})
	coded("version", "of version 2", []byte{4, 0, 0, 0, 1, 1, 2})
	coded("short", "of three bytes", []byte{2, 0, 0})
	coded("length", "whose numerator is longer than it is", []byte{2, 0, 0, 0, 9, 1, 2})
	for i := 0; i < 48; i++ {
		i := i // what Go before 1.22 needs
		reading[T](fmt.Sprintf("truncated-%02d", i), "a stream that ends too early", func() []byte {
			whole, err := stream(T{1, "abc", 300})
			must(err)
			return whole[:i]
		})
		reading[record[Shape]](fmt.Sprintf("truncated-interface-%02d", i), "a stream that ends too early, of a value in several messages", func() []byte {
			whole, err := stream(record[Shape]{1, Circle{2}})
			must(err)
			return whole[:len(whole)-1-i]
		})
	}
}

func ones(n int) []byte {
	all := make([]byte, n)
	for i := range all {
		all[i] = 1
	}
	return all
}

// named is the definition 65 of a struct of the name of R.
func named[R any](fields ...field) []byte { return structType(65, typeOf[R]().Name(), fields...) }
