// Package canon encodes records of a contract as canonical bytes, and makes digests and tallies of them. It follows
// docs/spec/canonical-form.md and nothing else.
//
// A record is a Go struct, or a Struct. A field of a Go struct belongs to the contract field of its name: the name in
// its `canon` tag, else in its `json` tag, else its own; `canon:"-"` leaves it out. Embedded structs are read as
// encoding/json reads them. These Go values are what the canonical types are made of:
//
//	bool                    bool
//	i8 ... bigint           any integer, *big.Int, json.Number
//	f32, f64                float32, float64, json.Number
//	decimal                 Decimal, json.Number, anything with Coefficient() *big.Int and Exponent() int32
//	string                  string
//	bytes                   []byte, [N]byte
//	uuid                    [16]byte
//	date                    Date, time.Time at midnight, a string as 2006-01-02
//	time                    time.Duration, int64 nanoseconds since midnight
//	datetime, timestamp     Moment, time.Time
//	duration                time.Duration, any integer, *big.Int: nanoseconds
//	list, tuple             a slice or an array
//	map                     a Go map, or Map
//	struct                  a Go struct, or Struct
//	enum                    a string: the variant's name
//	union                   Union
//	json                    JSON, json.RawMessage: its text; or what encoding/json makes of it (float64 counts exactly)
//
// A nil pointer, slice, map or interface and a sql.Null without a value are null; Absent is absent, and null in an
// optional field is absent, since most Go types do not tell them apart. A type that is none of these implements Valuer,
// or is given a function with Register.
package canon

import (
	"math/big"
	"reflect"
	"time"
)

// Valuer is implemented by types that say themselves which of the values above they are.
type Valuer interface{ CanonicalValue() any }

var registered = map[reflect.Type]func(reflect.Value) any{}

// Register says which of the values above a T is, for types that do not say it themselves. Before anything is encoded.
func Register[T any](value func(T) any) {
	registered[reflect.TypeOf((*T)(nil)).Elem()] = func(v reflect.Value) any { return value(v.Interface().(T)) }
}

// Struct is a struct by field name. A missing name is absent, nil is null.
type Struct map[string]any

// Map is a map whose keys Go's maps cannot hold, or that may hold a key twice.
type Map []Entry

// Entry is an entry of a Map.
type Entry struct{ Key, Value any }

// Union is an alternative of a union. Payload is ignored where the alternative has none.
type Union struct {
	Variant string
	Payload any
}

// Decimal is Unscaled x 10^-Scale.
type Decimal struct {
	Unscaled *big.Int
	Scale    int64
}

// Date is a day, counted from 1970-01-01.
type Date int64

// Moment is a point of time: seconds since 1970-01-01T00:00:00 (of UTC, or for a datetime of the local clock), the
// nanoseconds after it, and the offset east of UTC in seconds.
type Moment struct {
	Seconds int64
	Nanos   int64
	Offset  int64
}

// MomentOf is the moment of a time.Time.
func MomentOf(t time.Time) Moment {
	_, offset := t.Zone()
	return Moment{t.Unix(), int64(t.Nanosecond()), int64(offset)}
}

// JSON is the text of any JSON value.
type JSON string

type absent struct{}

// Absent is the value of a field that is not there.
var Absent any = absent{}
