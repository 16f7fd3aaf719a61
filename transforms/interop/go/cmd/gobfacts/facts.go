package main

import (
	"database/sql"
	"fmt"
	"math"
	"math/big"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

func all() {
	scalars()
	pointers()
	collections()
	structs()
	libraries()
	interfaces()
	streams()
	evolution()
	refusals()
	hostile()
}

func integers[V int8 | int16 | int32 | int64 | int | uint8 | uint16 | uint32 | uint64 | uint](name string, values ...V) {
	for _, v := range values {
		writes(fmt.Sprintf("%s-%d", name, v), fmt.Sprintf("a field of %s that holds %d", name, v), v)
	}
}

func scalars() {
	writes("bool-true", "true is 1", true)
	writes("bool-false", "false is left out of a struct", false)
	integers[int8]("int8", 0, 1, -1, 127, -128)
	integers[int16]("int16", 0, 63, 64, -64, -65, math.MaxInt16, math.MinInt16)
	integers[int32]("int32", math.MaxInt32, math.MinInt32, 127, 128, -129)
	integers[int64]("int64", 0, 1, math.MaxInt64, math.MinInt64, 1<<31, -(1<<31)-1)
	integers[int]("int", 5, -5)
	integers[uint8]("uint8", 0, 127, 128, 255)
	integers[uint16]("uint16", 256, math.MaxUint16)
	integers[uint32]("uint32", 1<<24, math.MaxUint32)
	integers[uint64]("uint64", 1<<32, 1<<40, 1<<48, 1<<56, 1<<63, math.MaxUint64)
	integers[uint]("uint", 7)
	writes("rune", "a rune is an int", 'ß')
	for name, v := range map[string]float64{"zero": 0, "one": 1, "seventeen": 17, "tenth": 0.1, "max": math.MaxFloat64, "least": 5e-324,
		"negative": -2.5, "infinity": math.Inf(1), "negative-infinity": math.Inf(-1), "nan": math.NaN(), "third": 1.0 / 3} {
		writes("float64-"+name, fmt.Sprintf("a float64 of %v is its bytes from the last to the first", v), v, when(name == "nan", otherwise))
	}
	writes("float64-minus-zero", "-0.0 is left out of a struct", math.Copysign(0, -1))
	writes("float64-minus-zero-rule", "-0.0 is left out of a struct, where it means 0.0", math.Copysign(0, -1), rules("negative_zero_is_zero"))
	writes("float32-tenth", "a float32 is sent as a float64", float32(0.1))
	writes("float32-max", "the largest float32", float32(math.MaxFloat32))
	writes("float32-least", "the least float32", float32(math.SmallestNonzeroFloat32))
	writes("float32-as-f64", "a float32 that the contract calls f64", float32(1.5), as("f64"))
	for name, v := range map[string]string{"empty": "", "plain": "hello", "utf8": "äöü😀", "nul": "\x00", "long": strings.Repeat("x", 127),
		"longer": strings.Repeat("y", 128), "long-256": strings.Repeat("z", 256)} {
		writes("string-"+name, "a string: "+name, v)
	}
	fact("string-invalid", func() {
		wire, _ := stream(record[string]{1, "a\xffb"})
		reads[record[string]]("string-invalid", "a string that is not valid UTF-8 is sent as it is", []option{finding("encoding")}, wire)
	})
	writes("bytes", "bytes are a count and themselves", []byte{0, 1, 255})
	writes("bytes-nil", "nil bytes are left out", []byte(nil))
	writes("bytes-empty", "empty bytes are left out as nil is", []byte{})
	writes("bytes-empty-required", "bytes that are left out are empty where they are required", []byte{}, may("required"), emptied)
	writes("bytes-empty-rule", "empty bytes are left out, where they mean null", []byte{}, rules("empty_is_null"))
	writes("array-bytes", "an array of bytes is one of numbers", [4]byte{0, 127, 128, 255})
	writes("array-bytes-zero", "an array of zeros is sent", [3]byte{})
	writes("array-uuid", "16 bytes without a method are numbers", [16]byte{1, 2, 15: 255}, as("uuid"))
	writes("enum", "an enum of text", Color("green"))
	writes("duration", "a duration is an int", 90*time.Second)
	writes("duration-zero", "a duration of 0 is left out", time.Duration(0))
	writes("duration-least", "the least duration", time.Duration(math.MinInt64))
	writes("string-uuid", "a UUID as text", UUIDText("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), as("uuid"))
	writes("int-decimal", "an int that the contract calls a decimal", int64(-12), as("decimal(10,0)"))
	writes("uint-decimal", "a uint that the contract calls a decimal", uint64(math.MaxUint64), as("decimal(20,0)"))
}

func pointers() {
	writes("pointer-int", "a pointer is what it points at", pointer(int64(7)))
	writes("pointer-nil", "a nil pointer is left out", (*int64)(nil))
	writes("pointer-optional", "a nil pointer is left out, which is absence", (*int64)(nil), may("optional"))
	writes("pointer-zero", "a pointer to 0 is left out as nil is", pointer(int64(0)))
	writes("pointer-zero-rule", "a pointer to 0 is left out, where 0 means null", pointer(int64(0)), rules("zero_is_null"))
	writes("pointer-false", "a pointer to false is left out as nil is", pointer(false))
	writes("pointer-true", "a pointer to true", pointer(true))
	writes("pointer-empty-string", "a pointer to \"\" is left out as nil is", pointer(""))
	writes("pointer-string", "a pointer to a string", pointer("x"))
	writes("pointer-float-zero", "a pointer to 0.0 is left out as nil is", pointer(0.0))
	writes("pointer-minus-zero", "a pointer to -0.0 is left out as nil is", pointer(math.Copysign(0, -1)))
	writes("pointer-pointer", "a pointer to a pointer is flattened", pointer(pointer(int64(3))))
	writes("pointer-pointer-nil", "a pointer to a nil pointer is left out", pointer((*int64)(nil)))
	writes("pointer-struct", "a pointer to a struct", &Point{3, 4.5})
	writes("pointer-struct-zero", "a pointer to a struct of zeros is sent", &Point{})
	writes("pointer-struct-nil", "a nil pointer to a struct is left out", (*Point)(nil))
	writes("pointer-time", "a pointer to a time: its type has no name", pointer(time.Unix(1700000000, 5).UTC()))
	writes("pointer-time-zero", "a pointer to the zero time is sent", &time.Time{})
	writes("pointer-time-nil", "a nil pointer to a time is left out", (*time.Time)(nil))
	writes("pointer-uuid-zero", "a pointer to the zero UUID is sent", &uuid.UUID{})
	writes("pointer-duration-zero", "a pointer to a duration of 0 is left out as nil is", pointer(time.Duration(0)))
	writes("pointer-slice", "a pointer to a slice", &[]int64{1})
	writes("pointer-slice-empty", "a pointer to an empty slice is left out as nil is", &[]int64{})
	writes("pointer-map-empty", "a pointer to an empty map is sent", &map[string]int64{})
	writes("pointer-array", "a pointer to an array", &[2]int64{0, 1})
	writes("pointer-decimal-zero", "a pointer to a decimal of zero is sent", &decimal.Decimal{}, otherwise)
	writes("pointer-tristate-nil", "nil in a field of three states is null", (*int64)(nil), may("tristate"))
}

func collections() {
	writes("slice-ints", "a slice is a count and its elements", []int64{1, -2, 300})
	writes("slice-nil", "a nil slice is left out", []int64(nil))
	writes("slice-empty", "an empty slice is left out as nil is", []int64{})
	writes("slice-empty-required", "a slice that is left out is empty where it is required", []int64{}, may("required"), emptied)
	writes("slice-empty-rule", "an empty slice is left out, where it means null", []int64{}, rules("empty_is_null"))
	writes("slice-zeros", "zeros among elements are sent", []int64{0, 0})
	writes("slice-minus-zero", "-0.0 among elements is kept", []float64{math.Copysign(0, -1), 0})
	writes("slice-bools", "a slice of bools", []bool{true, false})
	writes("slice-strings", "a slice of strings, also empty ones", []string{"", "a"})
	writes("slice-floats32", "a slice of float32", []float32{0.1, 0})
	writes("slice-uint16", "a slice of uint16", []uint16{0, 65535})
	writes("slice-bytes", "a slice of bytes", [][]byte{{1}, {}}, as(`{"list":"bytes"}`), emptied, may("required"))
	writes("slice-slices", "a slice of slices", [][]int32{{1, 2}, {}}, as(`{"list":{"list":"i32"}}`), emptied, may("required"))
	writes("slice-slice-nil", "a nil slice in a slice is sent as an empty one", [][]int32{nil})
	writes("slice-structs", "a slice of structs, of which each ends", []Point{{1, 2}, {}, {0, 3}})
	writes("slice-pointers", "a slice of pointers, of which each points at something", []*Point{{1, 2}, {}})
	writes("slice-pointers-zero", "pointers to zero among elements are kept", []*int64{pointer(int64(0)), pointer(int64(9))})
	writes("slice-pointer-nil", "a nil pointer in a slice is an error", []*int64{nil})
	writes("slice-times", "a slice of times, also zero", []time.Time{{}, time.Unix(1, 0).UTC()})
	writes("slice-pointers-times", "a slice of pointers to times", []*time.Time{{}, pointer(time.Unix(1, 0).UTC())})
	writes("slice-uuids", "a slice of UUIDs, also zero", []uuid.UUID{{}, {1}})
	writes("slice-maps", "a slice of maps, also empty", []map[string]int64{{"a": 1}, {}}, as(`{"list":{"map":{"key":"string","value":"i64"}}}`))
	writes("slice-enums", "a slice of enums", []Color{"red", "dark blue"})
	writes("array", "an array", [3]int64{0, -1, 2})
	writes("array-strings", "an array of strings", [2]string{"", "b"})
	writes("array-empty", "an array without elements is sent", [0]int64{})
	writes("array-arrays", "an array of arrays", [2][2]int16{{1, 2}, {3, 4}})
	writes("array-structs", "an array of structs", [2]Point{{1, 2}, {}})
	writes("array-tuple", "an array as a tuple", [2]int64{5, 6}, as(`{"tuple":["i64","i64"]}`))
	writes("map", "a map is a count, keys and values", map[string]int64{"a": 1})
	writes("map-nil", "a nil map is left out", map[string]int64(nil))
	writes("map-empty", "an empty map is sent", map[string]int64{})
	writes("map-zero", "zero keys and values are sent", map[string]int64{"": 0})
	writes("map-two", "a map of two, in any order", map[int64]string{1: "x", 2: "y"}, otherwise)
	writes("map-int-keys", "a map with keys of int8", map[int8]bool{-128: false})
	writes("map-bool-keys", "a map with keys of bool", map[bool]string{false: "no"})
	writes("map-uuid-keys", "a map with keys of UUID", map[uuid.UUID]int64{{1}: 2})
	writes("map-array-keys", "a map with keys of arrays", map[[2]byte]int64{{1, 2}: 3})
	writes("map-enum-keys", "a map with keys of an enum", map[Color]int64{"red": 3})
	writes("map-structs", "a map of structs", map[string]Point{"p": {1, 2}})
	writes("map-slices", "a map of slices", map[string][]int64{"s": {1}}, as(`{"map":{"key":"string","value":{"list":"i64"}}}`))
	writes("map-pointers", "a map of pointers", map[string]*Point{"p": {}})
	writes("map-pointer-nil", "a nil pointer in a map is an error", map[string]*Point{"p": nil})
	writes("map-maps", "a map of maps", map[string]map[string]int64{"m": {"n": 1}})
	writes("map-required-nil", "a nil map that is left out, where null means empty", map[string]int64(nil), may("required"), rules("null_is_empty"))
}

func structs() {
	writes("struct-nested", "a nested struct is sent even when it is zero", Point{})
	writes("struct-nested-set", "a nested struct", Point{-1, 1})
	writes("struct-deep", "structs in a struct", Line{Point{1, 2}, Point{}, &Point{3, 4}})
	type Embeds struct {
		K int64
		Base
		After bool
	}
	writesAll("struct-embedded", "an embedded struct is a field of the name of its type", nil, Embeds{1, Base{"n", 2}, true})
	writesAll("struct-embedded-zero", "an embedded struct of zeros", nil, Embeds{K: 1})
	type Mixed struct {
		K      int64
		Skip   int64  `json:"-"`
		F      func() `json:"-" c:"none"`
		hidden int64
		Last   string
	}
	type Known struct {
		K    int64
		Last string
	}
	evolves[Known]("struct-unexported", "fields that are not exported, and functions, are not in the type; others are, whatever tags say",
		[]option{ignoring}, renamed[Known](Mixed{1, 2, nil, 3, "z"}))
	type Sparse struct{ A, B, C, D, E, F int64 }
	writesAll("struct-sparse", "fields that are left out raise the difference of the next", nil, Sparse{A: 1, D: 4, F: 6}, Sparse{A: 2, F: 1}, Sparse{A: 3})
	writesAll("struct-recursive", "a type that holds itself behind a pointer", []option{contract(nodeContract)},
		Node{1, &Node{2, &Node{3, nil}}}, Node{4, nil})
	writesAll("struct-tree", "a type that holds itself in a slice", []option{contract(treeContract), emptied},
		Tree{1, []Tree{{2, []Tree{}}, {3, []Tree{{4, []Tree{}}}}}})
	type Many struct {
		K                                           int64
		A, B, C, D, E, F, G, H, I, J, L, M, N, O, P int64
	}
	writesAll("struct-many", "more fields than a byte counts twice", nil, Many{K: 1, P: 5}, Many{K: 2, A: 1, O: 2})
	type Inner struct {
		Tag *string
		Set map[string]bool
	}
	writes("struct-pointers-inside", "nil and empty inside of a nested struct", Inner{nil, map[string]bool{}})
	type Wide struct {
		K    int64
		I8   int8
		U8   uint8
		F    float32
		S    []string
		M    map[string]Point
		P    *Line
		T    time.Time
		U    uuid.UUID
		D    decimal.Decimal
		N    sql.NullString
		B    []byte
		A    [2]bool
		Last string
	}
	writesAll("struct-everything", "a struct of everything", nil,
		Wide{1, 2, 3, 0.5, []string{"a"}, map[string]Point{"x": {1, 2}}, &Line{Via: &Point{}}, time.Unix(5, 6).UTC(), uuid.UUID{9},
			decimal.New(15, -1), sql.NullString{String: "s", Valid: true}, []byte("b"), [2]bool{true, false}, "end"})
}

func libraries() {
	utc := func(s, ns int64) time.Time { return time.Unix(s, ns).UTC() }
	zone := func(seconds int) *time.Location { return time.FixedZone("", seconds) }
	for name, v := range map[string]time.Time{
		"epoch": utc(0, 0), "utc": utc(1700000000, 123456789), "before": utc(-1, 999999999), "zero": {}, "year-1": time.Time{}.Add(1),
		"last":  time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC),
		"india": time.Unix(1700000000, 0).In(zone(19800)), "west": time.Unix(1700000000, 0).In(zone(-12600)),
		"zero-offset":  time.Unix(1700000000, 0).In(zone(0)),
		"zero-in-zone": time.Time{}.In(zone(3600)),
		"lmt-east":     time.Unix(1700000000, 0).In(zone(1172)), "lmt-west": time.Unix(1700000000, 0).In(zone(-17762)),
		"minute-west": time.Unix(1700000000, 0).In(zone(-60)), "seconds-west": time.Unix(1700000000, 0).In(zone(-75)),
		"second-west": time.Unix(1700000000, 0).In(zone(-1)), "two-minutes-west": time.Unix(1700000000, 0).In(zone(-120)),
		"day-offset": time.Unix(1700000000, 0).In(zone(86340)),
	} {
		writes("time-"+name, "a time.Time: "+name, v, when(name == "zero-offset", otherwise))
	}
	writes("time-instant", "a time whose offset the contract drops", utc(1700000000, 1), as("timestamp(9)"))
	writes("time-seconds", "a time of whole seconds", utc(1700000000, 0), as("timestamp(0)"))
	writes("time-datetime", "a time in UTC as a clock without zone", utc(1700000000, 5), as("datetime"))
	writes("time-datetime-zero", "the zero time as a clock without zone", time.Time{}, as("datetime"))
	writes("time-date", "a midnight in UTC as a date", utc(1699920000, 0), as("date"))
	writes("time-date-zero", "the zero time as a date", time.Time{}, as("date"))
	writes("time-zero-null", "the zero time is left out, where it means null", time.Time{}, may("nullable"), rules("zero_time_is_null"))
	writes("time-year-10000", "a time beyond year 9999 is sent", time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC))
	writes("string-date", "a date as text", "2024-02-29", as("date"))

	for name, v := range map[string]string{"one": "1", "minus-one": "-1", "zero": "0", "i64": "9223372036854775807", "i64-least": "-9223372036854775808",
		"beyond": "9223372036854775808", "u64": "18446744073709551615", "large": "123456789012345678901234567890", "large-negative": "-123456789012345678901234567890"} {
		writes("big-"+name, "a big.Int of "+v+" is version, sign and magnitude", number(v))
	}
	writes("big-nil", "a nil *big.Int is left out", (*big.Int)(nil))
	writes("big-decimal", "a big.Int that the contract calls a decimal", number("-12345678901234567890"), as("decimal(38,0)"))
	writes("big-slice", "a slice of *big.Int", []*big.Int{number("0"), number("5")})
	writes("big-as-i64", "a big.Int that the contract calls i64", number("77"), as("i64"))

	for name, v := range map[string]float64{"zero": 0, "minus-zero": math.Copysign(0, -1), "one": 1, "tenth": 0.1, "negative": -2.5, "max": math.MaxFloat64,
		"least": 5e-324, "small": 2.2250738585072014e-308, "infinity": math.Inf(1), "negative-infinity": math.Inf(-1)} {
		writes("big-float-"+name, fmt.Sprintf("a big.Float of %v", v), big.NewFloat(v))
	}
	writes("big-float-nil", "a nil *big.Float is left out", (*big.Float)(nil))
	writes("big-float-precise", "a big.Float of a large precision that is an f64", new(big.Float).SetPrec(200).SetInt64(12), otherwise)
	writes("big-float-f32", "a big.Float that the contract calls f32", big.NewFloat(0.5), as("f32"))
	for name, v := range map[string]string{"half": "1/2", "minus": "-3/4", "whole": "5", "zero": "0", "cents": "-199/100", "thousandth": "1/1000", "large": "123456789012345678901/8"} {
		writes("big-rat-"+name, "a big.Rat of "+v, rational(v))
	}
	writes("big-rat-nil", "a nil *big.Rat is left out", (*big.Rat)(nil))
	writes("big-rat-slice", "a slice of *big.Rat", []*big.Rat{rational("0"), rational("1/4")}, as(`{"list":"decimal(38,18)"}`))
	for name, v := range map[string]string{"half": "1.5", "cent": "-0.05", "large": "9999999999.99", "digits": "0.000000001"} {
		writes("decimal-"+name, "a decimal.Decimal of "+v+" is an exponent and a big.Int", decimal.RequireFromString(v))
	}
	writes("decimal-hundred", "a decimal of 100 keeps its zeros", decimal.RequireFromString("100"))
	writes("decimal-trailing", "a decimal of 1.50 keeps its zero", decimal.RequireFromString("1.50"), otherwise)
	writes("decimal-exponent", "a decimal with a positive exponent", decimal.New(12, 3), otherwise)
	writes("decimal-zero", "the zero decimal is left out", decimal.Decimal{})
	writes("decimal-zero-made", "a decimal of 0 that was made is sent", decimal.NewFromInt(0), otherwise)
	writes("decimal-zero-scale", "a decimal of 0.00 is sent", decimal.RequireFromString("0.00"), otherwise)
	writes("decimal-slice", "a slice of decimals, zero too", []decimal.Decimal{{}, decimal.NewFromInt(3)}, otherwise)

	writes("uuid", "a uuid.UUID is 16 bytes that encode themselves", uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
	writes("uuid-zero", "the zero UUID is left out", uuid.UUID{})
	writes("uuid-pointer", "a pointer to a UUID", pointer(uuid.UUID{7}))
	writes("uuid-pointer-nil", "a nil pointer to a UUID is left out", (*uuid.UUID)(nil))

	writes("sql-string", "a sql.NullString is a struct of two", sql.NullString{String: "x", Valid: true})
	writes("sql-string-empty", "a valid empty sql.NullString", sql.NullString{Valid: true})
	writes("sql-string-null", "an invalid sql.NullString is an empty struct", sql.NullString{})
	writes("sql-string-invalid-value", "an invalid sql.NullString that holds a text is null", sql.NullString{String: "x"}, otherwise)
	writes("sql-string-optional", "an invalid sql.NullString as absence", sql.NullString{}, may("optional"))
	writes("sql-int64", "a sql.NullInt64", sql.NullInt64{Int64: -3, Valid: true})
	writes("sql-int64-zero", "a valid sql.NullInt64 of 0", sql.NullInt64{Valid: true})
	writes("sql-int32", "a sql.NullInt32", sql.NullInt32{Int32: 5, Valid: true})
	writes("sql-int16", "a sql.NullInt16", sql.NullInt16{Int16: 5, Valid: true})
	writes("sql-float", "a sql.NullFloat64", sql.NullFloat64{Float64: 0.25, Valid: true})
	writes("sql-bool", "a valid false", sql.NullBool{Valid: true})
	writes("sql-time", "a sql.NullTime", sql.NullTime{Time: utc(9, 0), Valid: true})
	writes("sql-time-zero", "a valid zero sql.NullTime", sql.NullTime{Valid: true})
	writes("sql-slice", "null among elements", []sql.NullInt64{{}, {Int64: 1, Valid: true}})
}

func interfaces() {
	writes[Shape]("interface-struct", "an interface is the registered name, the type, a length and the value; a new type cuts the message", Circle{2})
	writes[Shape]("interface-struct-zero", "a struct of zeros in an interface", Circle{})
	writes[Shape]("interface-nil", "a nil interface is left out", nil)
	writes[Shape]("interface-optional-nil", "a nil interface is left out, which is absence", nil, may("optional"))
	writes[Shape]("interface-pointer", "a type registered behind a pointer", &Square{3, pointer("l")})
	writes[Shape]("interface-scalar", "a value that is no struct in an interface begins with 00", Meters(1.5))
	writes[Shape]("interface-scalar-zero", "a zero that is no struct is sent in an interface", Meters(0))
	writes[Shape]("interface-slice", "a slice in an interface", Path{{1, 2}, {}})
	writes("interface-elements", "interfaces among elements, nil too", []Shape{Circle{1}, nil, Meters(2), Circle{3}})
	writes("interface-map", "interfaces in a map", map[string]Shape{"c": Circle{1}})
	writes("interface-array", "interfaces in an array", [2]Shape{Circle{1}, &Square{Side: 1}})
	writes[Payload]("interface-inside", "an interface inside of an interface: the definition is cut into the value", Wrap{"t", Circle{1}, 7})
	writes[Payload]("interface-inside-scalar", "a scalar interface inside of an interface", Wrap{"t", Meters(1), 7})
	writes[Payload]("interface-inside-nil", "a nil interface inside of an interface", Wrap{"t", nil, 7})
	writes("interface-inside-elements", "interfaces inside of interfaces among elements", []Payload{Wrap{"a", Circle{1}, 1}, Note{"n"}, Wrap{"b", &Square{Side: 2}, 2}, Wrap{"c", Circle{5}, 3}})
	for name, v := range map[string]any{"bool": true, "false": false, "int": 5, "int-negative": -5, "int-largest": math.MaxInt64, "zero": 0,
		"uint64": uint64(math.MaxUint64), "float": 1.5, "float-whole": 1e21, "float-tenth": 0.1, "float-minus-zero": math.Copysign(0, -1), "float-least": 5e-324,
		"text": "ü", "text-empty": "", "list": []any{nil, "x", 1, []any{}}, "list-empty": []any{}, "map": map[string]any{"a": 1}, "map-empty": map[string]any{},
		"deep": map[string]any{"a": []any{map[string]any{"b": nil}}}} {
		writes[any]("any-"+name, "an any that holds "+name, v)
	}
	for name, v := range map[string]any{"int8": int8(5), "int64": int64(5), "uint": uint(5), "uint16": uint16(5), "float64-whole": 5.0, "float32": float32(0.1),
		"ints": []int{1, 2}, "texts": []string{"a", ""}, "floats32": []float32{0.1}, "bools": []bool{true}, "color": Color("red"), "floats": []float64{0.1, 0}} {
		writes[any]("any-"+name, "an any that holds what JSON does not tell from another: "+name, v, otherwise)
	}
	writes[any]("any-nil", "a nil any is null", nil)
	writes[any]("any-nullable", "a nil any is no value", nil, may("nullable"))
	writes[any]("any-optional", "a nil any is absence", nil, may("optional"))
	writes("any-elements", "a slice of any", []any{1, nil, "x"}, as("json"))
	writes("any-elements-empty", "an empty slice of any is left out", []any{}, as("json"))
	writes("any-elements-empty-required", "an empty slice of any is left out and read as empty where it is required", []any{}, as("json"), may("required"), emptied)
	writes("any-members", "a map of any", map[string]any{"k": []any{1.5}}, as("json"))
	writes("any-members-empty", "an empty map of any is sent", map[string]any{}, as("json"))
	writes("any-members-nil", "a nil map of any is left out", map[string]any(nil), as("json"))
	notJSON[time.Time]("time", time.Unix(5, 0).UTC())
	notJSON[[]byte]("bytes", []byte{1})
	notJSON[Point]("struct", Point{1, 2})
	notJSON[float64]("nan", math.NaN())
	notJSON[map[int64]string]("int-keys", map[int64]string{1: "a"})
	notJSON[complex128]("complex", complex(1, 2))
	type Both struct {
		K      int64
		Before string
		A      Shape
		Middle string
		B      Payload
		After  string
	}
	writesAll("interface-between", "fields before, between and after interfaces", nil,
		Both{1, "x", Circle{1}, "m", Wrap{"w", Path{{1, 1}}, 2}, "z"}, Both{2, "y", Circle{9}, "m", Note{"n"}, "z"}, Both{K: 3, After: "q"},
		Both{4, "", &Square{Side: 4}, "", Wrap{"again", &Square{}, 0}, ""})
	writesAll("interface-long", "a value that is cut into messages of which the last has a length of several bytes", nil,
		Both{1, "x", Circle{1}, strings.Repeat("m", 300), Wrap{strings.Repeat("w", 200), Path{{1, 1}}, 2}, "z"}, Both{2, "y", Circle{9}, "m", Note{"n"}, "z"})
	type T struct {
		K int64
		V Shape
	}
	evolves[T]("interface-unregistered", "a registered type that the union does not have", []option{finding("range")}, others()...)
}

// notJSON states what is written of an any that holds what no JSON is.
func notJSON[V any](id string, value V) {
	reason := "type"
	if id == "nan" {
		reason = "range"
	}
	fact("any-not-"+id, func() {
		wire, err := stream(record[any]{1, value})
		must(err)
		a := options([]option{finding(reason)})
		write(append(a.line("any-not-"+id, "an any that holds what is no JSON: "+id, "decode", typeOf[record[any]](), wire), results([]said{{Outside: reason}}, eof)...))
	})
}

// others writes values of a type T whose field may hold what is registered for no union.
func others() []any {
	type T struct {
		K int64
		V any
	}
	return []any{T{1, Point{1, 2}}, T{2, Circle{1}}, T{3, "text"}, T{4, Circle{4}}}
}
