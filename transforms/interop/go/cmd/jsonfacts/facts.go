package main

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/google/uuid"
)

func facts(p *probe) {
	texts(p)
	floats(p)
	integers(p)
	quoted(p)
	byteStrings(p)
	times(p)
	nothings(p)
	collections(p)
	structs(p)
	folding(p)
	duplicates(p)
	libraries(p)
	anything(p)
	framing(p)
}

func texts(p *probe) {
	for id, s := range map[string]string{
		"empty": "", "ascii": "plain", "quote": `say "x"`, "backslash": `a\b`, "slash": "a/b", "apostrophe": "it's",
		"less": "a<b", "greater": "a>b", "ampersand": "a&b", "tab": "\t", "newline": "\n", "return": "\r",
		"backspace": "\b", "formfeed": "\f", "nul": "a\x00b", "one": "\x01", "vertical-tab": "\v", "escape": "\x1b",
		"unit-separator": "\x1f", "delete": "\x7f", "u2028": "\u2028", "u2029": "\u2029", "umlaut": "ä",
		"euro": "€", "emoji": "😀", "last": "\U0010ffff", "replacement": "\ufffd", "bom": "\ufeff",
		"noncharacter": "\uffff", "combining": "u\u0308", "c1": "\u0085", "html": "<script>alert('&')</script>",
		"zwj": "\u200d", "private": "\ue04d",
		"invalid-ff": "a\xffb", "invalid-cut": "\xe2\x82", "invalid-overlong": "\xc0\xaf",
		"invalid-surrogate": "\xed\xa0\x80", "invalid-two": "\xff\xfe", "invalid-latin-1": "Stra\xdfe",
	} {
		writes(p, "text-"+id, fmt.Sprintf("the text %+q", s), s)
	}
	for _, f := range [][3]string{
		{"slash", `"a\/b"`, "an escaped slash"}, {"unicode", `"\u0041\u00e4"`, "escaped letters"},
		{"upper-hex", `"\u00E4"`, "an escape in upper case"}, {"pair", `"\ud83d\ude00"`, "an escaped pair of surrogates"},
		{"pair-upper", `"\uD83D\uDE00"`, "an escaped pair in upper case"},
		{"raw-2028", "\"\u2028\"", "U+2028 as it is"}, {"nul", `"\u0000"`, "an escaped NUL"}, {"delete", "\"\x7f\"", "DEL as it is"},
		{"short", `"\b\f\n\r\t\"\\"`, "all short escapes"},
	} {
		reads[string](p, "text-read-"+f[0], "reading "+f[2], f[1])
	}
	for _, f := range [][3]string{
		{"high", `"\ud800"`, "half a pair"}, {"low", `"\udc00x"`, "the second half of a pair alone"},
		{"high-letter", `"\ud800\u0041"`, "half a pair before a letter"}, {"high-high", `"\ud800\ud83d\ude00"`, "half a pair before a pair"},
		{"high-text", `"\ud800abc"`, "half a pair before text"},
		{"invalid", "\"a\xffb\"", "invalid UTF-8"}, {"invalid-cut", "\"\xe2\x82\"", "a sequence that is cut off"},
		{"invalid-surrogate", "\"\xed\xa0\x80\"", "an encoded surrogate"},
	} {
		reads[string](p, "text-read-"+f[0], "reading "+f[2]+" gives U+FFFD", f[1], lenient)
	}
	for _, f := range [][3]string{
		{"control", "\"a\x01b\"", "a control character as it is"}, {"newline", "\"a\nb\"", "a line feed inside text"},
		{"tab", "\"\t\"", "a tab inside text"}, {"x", `"\x41"`, "an unknown escape"}, {"short-u", `"\u41"`, "a short escape"},
		{"single", `'a'`, "single quotes"}, {"open", `"abc`, "text without an end"}, {"number", `5`, "a number where text must be"},
		{"bool", `true`, "a bool where text must be"}, {"object", `{}`, "an object where text must be"}, {"array", `["a"]`, "an array where text must be"},
		{"apostrophe", `"\'"`, "an escaped apostrophe"},
	} {
		reads[string](p, "text-read-bad-"+f[0], "reading "+f[2], f[1])
	}
	reads[string](p, "text-read-null", "null leaves text as it was", "null", finding("presence"))
	writes(p, "rune", "a rune is a number", rune('ä'))
	writes(p, "rune-emoji", "a rune beyond the BMP is a number", '😀')
	writes(p, "color", "a constant of a string type", color("red"))
	reads[color](p, "color-unknown", "a value that is none of the constants", `"pink"`, lenient)
	reads[color](p, "color-case", "constants are not folded", `"RED"`, lenient)
	reads[color](p, "color-number", "a number where a constant must be", `1`)
}

type color string

func (color) CanonicalConstants() []string { return []string{"red", "green"} }

func floats(p *probe) {
	for i, f := range []float64{
		0, math.Copysign(0, -1), 1, -1, 0.1, -0.1, 0.3, 0.30000000000000004, 1.5, 100, 1e5, 1e15, 1e16, 1e17, 123456789012345680, 1e20,
		999999999999999900000, 1e21, 1.5e21, 1e22, 1e23, 1e100, 1e-5, 1e-6, 9.99999e-7, 1e-7, 1.5e-7, 1e-9, 1e-10, 1e-100, 5e-324,
		2.225073858507201e-308, 2.2250738585072014e-308, math.MaxFloat64, -math.MaxFloat64, 9007199254740991, 9007199254740992,
		9007199254740994, 1.0 / 3, 123456.789, 4.35, 0.000001234, 4.9406564584124654e-324, 1.7976931348623155e308, 5e-7, -1e-7, -1e21,
	} {
		writes(p, fmt.Sprintf("f64-%02d", i), "the float64 "+strconv.FormatFloat(f, 'g', -1, 64), f)
	}
	for i, f := range []float32{
		0, float32(math.Copysign(0, -1)), 1, 0.1, -0.1, 0.3, 1.5, 16777216, 16777217, 1e6, 1e7, 1e8, 1e20, 1e21, 1.1e21, 1e22, 1e-5,
		1e-6, 9.999999e-7, 1e-7, 1e-10, math.MaxFloat32, math.SmallestNonzeroFloat32, 1.1754944e-38, 3.1415927, 28.04, 33554432, 1e9,
	} {
		writes(p, fmt.Sprintf("f32-%02d", i), "the float32 "+strconv.FormatFloat(float64(f), 'g', -1, 32), f)
	}
	for id, f := range map[string]float64{"nan": math.NaN(), "infinity": math.Inf(1), "minus-infinity": math.Inf(-1)} {
		writes(p, "f64-"+id, fmt.Sprintf("the float64 %v cannot be written", f), f)
		writes(p, "f32-"+id, fmt.Sprintf("the float32 %v cannot be written", f), float32(f))
	}
	for _, f := range [][3]string{
		{"point", "1.0", "a point and a zero"}, {"exponent", "1e5", "an exponent"}, {"upper", "1E5", "an exponent in upper case"},
		{"plus", "1e+05", "an exponent with sign and zero"}, {"zeros", "100000000000000000000000", "many digits"},
		{"minus-zero", "-0", "-0"}, {"minus-zero-point", "-0.0", "-0.0"}, {"under", "1e-400", "a number below all floats is zero"},
		{"long", "0.1000000000000000055511151231257827021181583404541015625", "all digits of a float"},
		{"midway", "1.00000000000000011102230246251565404236316680908203126", "just above the middle of two floats"},
		{"big-int", "9007199254740993", "an integer that no float64 is"}, {"f32", "0.10000000149011612", "a float32's digits as float64"},
		{"1e22", "1e22", "ten to the 22"}, {"zero-exponent", "0e999999999", "a zero with a vast exponent"},
	} {
		reads[float64](p, "f64-read-"+f[0], "reading a float64: "+f[2], f[1])
	}
	for _, f := range [][3]string{
		{"once", "1.00000017881393432617187499", "text is rounded to float32 once"}, {"tenth", "0.1", "0.1 to float32"},
		{"widened", "0.10000000149011612", "the digits of a widened float32"}, {"middle", "16777217", "an integer that no float32 is"},
		{"max", "3.4028235e38", "the greatest float32"}, {"max-half", "3.4028235677973366e38", "half a step beyond the greatest float32"},
		{"over", "3.5e38", "beyond float32"}, {"under", "1e-46", "below all float32"},
	} {
		reads[float32](p, "f32-read-"+f[0], "reading a float32: "+f[2], f[1])
	}
	for _, f := range [][3]string{
		{"over", "1e400", "beyond float64"}, {"leading-zero", "01.5", "a leading zero"}, {"no-whole", ".5", "no digit before the point"},
		{"no-fraction", "1.", "no digit after the point"}, {"plus", "+1.5", "a plus sign"}, {"nan", "NaN", "NaN"},
		{"infinity", "Infinity", "Infinity"}, {"text-nan", `"NaN"`, "NaN as text"}, {"text", `"1.5"`, "a number as text"}, {"hex", "0x1p3", "hexadecimal"},
		{"exponent", "1e", "an exponent without digits"}, {"underscore", "1_000", "an underscore"}, {"bool", "true", "a bool"}, {"minus", "-", "a minus sign alone"},
	} {
		reads[float64](p, "f64-read-bad-"+f[0], "reading a float64: "+f[2], f[1])
	}
	reads[float64](p, "f64-read-null", "null leaves a float as it was", "null", finding("presence"))
}

func integers(p *probe) {
	writes(p, "int8-min", "the least int8", int8(math.MinInt8))
	writes(p, "int8-max", "the greatest int8", int8(math.MaxInt8))
	writes(p, "int16-min", "the least int16", int16(math.MinInt16))
	writes(p, "int32-min", "the least int32", int32(math.MinInt32))
	writes(p, "int64-min", "the least int64", int64(math.MinInt64))
	writes(p, "int64-max", "the greatest int64", int64(math.MaxInt64))
	writes(p, "int-max", "the greatest int", math.MaxInt)
	writes(p, "int-zero", "zero", 0)
	writes(p, "uint8-max", "the greatest uint8", uint8(math.MaxUint8))
	writes(p, "uint16-max", "the greatest uint16", uint16(math.MaxUint16))
	writes(p, "uint32-max", "the greatest uint32", uint32(math.MaxUint32))
	writes(p, "uint64-max", "the greatest uint64", uint64(math.MaxUint64))
	writes(p, "uint-max", "the greatest uint", uint(math.MaxUint))
	writes(p, "bool-true", "true", true)
	writes(p, "bool-false", "false", false)
	reads[int64](p, "int-read-minus-zero", "-0 is zero", "-0")
	for _, f := range [][3]string{
		{"point", "1.0", "1.0 is no int64"}, {"exponent", "1e2", "1e2 is no int64"}, {"over", "9223372036854775808", "one more than the greatest int64"},
		{"under", "-9223372036854775809", "one less than the least int64"}, {"text", `"1"`, "a number as text"}, {"zero", "01", "a leading zero"},
		{"plus", "+1", "a plus sign"}, {"bool", "true", "a bool"}, {"vast", "1e400", "a vast number"}, {"array", "[1]", "an array"}, {"empty", `""`, "empty text"},
	} {
		reads[int64](p, "int-read-bad-"+f[0], "reading an int64: "+f[2], f[1])
	}
	reads[int8](p, "int8-read-over", "128 is no int8", "128")
	reads[int8](p, "int8-read-under", "-129 is no int8", "-129")
	reads[int32](p, "int32-read-over", "2^31 is no int32", "2147483648")
	reads[uint8](p, "uint8-read-over", "256 is no uint8", "256")
	reads[uint8](p, "uint8-read-negative", "-1 is no uint8", "-1")
	reads[uint8](p, "uint8-read-minus-zero", "-0 as uint8", "-0")
	reads[uint64](p, "uint64-read-over", "2^64 is no uint64", "18446744073709551616")
	reads[int64](p, "int-read-null", "null leaves an integer as it was", "null", finding("presence"))
	reads[bool](p, "bool-read-null", "null leaves a bool as it was", "null", finding("presence"))
	reads[bool](p, "bool-read-text", "text is no bool", `"true"`)
	reads[bool](p, "bool-read-number", "1 is no bool", `1`)
	reads[bool](p, "bool-read-case", "True is no bool", `True`)
}

type quotedInt struct {
	K int64 `json:"k"`
	V int64 `json:"v,string"`
}
type quotedFloat struct {
	K int64   `json:"k"`
	V float64 `json:"v,string"`
}
type quotedBool struct {
	K int64 `json:"k"`
	V bool  `json:"v,string"`
}
type quotedText struct {
	K int64  `json:"k"`
	V string `json:"v,string"`
}
type quotedPointer struct {
	K int64  `json:"k"`
	V *int64 `json:"v,string"`
}

func quoted(p *probe) {
	n := int64(7)
	writesRecord(p, "quoted-int", "an int64 with ,string", quotedInt{1, math.MaxInt64})
	writesRecord(p, "quoted-int-negative", "a negative int64 with ,string", quotedInt{1, -1})
	writesRecord(p, "quoted-float", "a float64 with ,string", quotedFloat{1, 1e21})
	writesRecord(p, "quoted-bool", "a bool with ,string", quotedBool{1, true})
	writesRecord(p, "quoted-text", "text with ,string is quoted twice", quotedText{1, `a"<b`})
	writesRecord(p, "quoted-text-empty", "empty text with ,string", quotedText{1, ""})
	writesRecord(p, "quoted-text-umlaut", "an umlaut with ,string", quotedText{1, "ä\u2028\b"})
	writesRecord(p, "quoted-pointer", "a pointer with ,string", quotedPointer{1, &n})
	writesRecord(p, "quoted-pointer-nil", "a nil pointer with ,string is null", quotedPointer{1, nil})
	for _, f := range [][3]string{
		{"bare", "5", "a bare number"}, {"empty", `""`, "empty text"}, {"space", `" 5"`, "a space before"}, {"space-after", `"5 "`, "a space after"},
		{"zero", `"05"`, "a leading zero"}, {"plus", `"+5"`, "a plus sign"}, {"float", `"5.0"`, "a float"}, {"word", `"x"`, "a word"},
		{"over", `"9223372036854775808"`, "out of range"}, {"minus-zero", `"-0"`, "minus zero"}, {"twice", `"\"5\""`, "text within text"}, {"escaped", `"\u0035"`, "an escaped digit"},
	} {
		readsRecord[quotedInt](p, "quoted-int-read-"+f[0], "reading an int64 with ,string: "+f[2], `{"k":1,"v":`+f[1]+`}`)
	}
	readsRecord[quotedInt](p, "quoted-int-read-null", "null leaves an int64 with ,string as it was", `{"k":1,"v":null}`, finding("presence"))
	readsRecord[quotedInt](p, "quoted-int-read-null-text", "\"null\" into an int64 with ,string", `{"k":1,"v":"null"}`, lenient)
	readsRecord[quotedPointer](p, "quoted-pointer-read-null-text", "\"null\" into a pointer with ,string", `{"k":1,"v":"null"}`, lenient)
	readsRecord[quotedBool](p, "quoted-bool-read-bare", "a bare bool with ,string", `{"k":1,"v":true}`)
	readsRecord[quotedBool](p, "quoted-bool-read-word", "\"yes\" with ,string", `{"k":1,"v":"yes"}`)
	readsRecord[quotedText](p, "quoted-text-read-once", "text with ,string that is quoted once", `{"k":1,"v":"a"}`)
	readsRecord[quotedFloat](p, "quoted-float-read-nan", "\"NaN\" with ,string", `{"k":1,"v":"NaN"}`)
}

func byteStrings(p *probe) {
	writes(p, "bytes-nil", "nil bytes are null", []byte(nil))
	writes(p, "bytes-empty", "empty bytes are empty text", []byte{})
	writes(p, "bytes", "bytes are padded base64", []byte{0xff, 0xfe, 0xfd, 0x3e})
	writes(p, "bytes-slash", "the alphabet with + and /", []byte{0xfb, 0xff, 0xbf})
	writes(p, "bytes-2", "two bytes end with =", []byte{0, 1})
	writes(p, "byte-array", "an array of bytes is an array of numbers", [4]byte{0, 1, 254, 255})
	writes(p, "byte-array-empty", "an array of no bytes", [0]byte{})
	writes(p, "bytes-list", "a slice of bytes", [][]byte{{1}, {}, nil})
	for _, f := range [][3]string{
		{"array", "[0,1,255]", "an array of numbers"}, {"array-empty", "[]", "an empty array"}, {"newlines", `"AA\nEC\r\n"`, "line feeds inside"},
		{"dirty", `"AB=="`, "dirty bits after the end"}, {"dirty-3", `"AAF="`, "dirty bits after two bytes"},
	} {
		reads[[]byte](p, "bytes-read-"+f[0], "reading bytes: "+f[2], f[1])
	}
	for _, f := range [][3]string{
		{"unpadded", `"AA"`, "no padding"}, {"url", `"-_8="`, "the URL alphabet"}, {"space", `"A A=="`, "a space"}, {"over", "[256]", "256 in an array"},
		{"negative", "[-1]", "-1 in an array"}, {"number", "5", "a number"}, {"padding", `"===="`, "nothing but padding"}, {"after", `"AA==AA=="`, "text after the padding"},
		{"one", `"A"`, "one letter"}, {"float", "[1.0]", "1.0 in an array"}, {"text", `["a"]`, "text in an array"},
	} {
		reads[[]byte](p, "bytes-read-bad-"+f[0], "reading bytes: "+f[2], f[1])
	}
	reads[[]byte](p, "bytes-read-null-element", "null inside an array of bytes is zero", "[1,null,3]", lenient)
	reads[[4]byte](p, "byte-array-read-short", "a short array is filled with zeros", "[1,2]", lenient)
	reads[[4]byte](p, "byte-array-read-long", "what is too long is dropped", "[1,2,3,4,5]", lenient)
	reads[[4]byte](p, "byte-array-read-base64", "base64 into an array of bytes", `"AQIDBA=="`)
	reads[[4]byte](p, "byte-array-read-null", "null leaves an array as it was", "null", finding("presence"))
}

func zone(seconds int) *time.Location { return time.FixedZone("", seconds) }

func times(p *probe) {
	at := func(nanos int, location *time.Location) time.Time {
		return time.Unix(1700000000, int64(nanos)).In(location)
	}
	for _, f := range []struct {
		id, fact string
		t        time.Time
	}{
		{"zero", "the zero time", time.Time{}},
		{"utc", "UTC is Z, no fraction", at(0, time.UTC)},
		{"nanos", "nine digits", at(123456789, time.UTC)},
		{"one-digit", "one digit", at(1e8, time.UTC)},
		{"trimmed", "trailing zeros are trimmed: .12", at(12e7, time.UTC)},
		{"micros", "six digits", at(123456000, time.UTC)},
		{"one-nano", "one nanosecond", at(1, time.UTC)},
		{"east", "an offset east", at(0, zone(19800))},
		{"west", "an offset west", at(500000000, zone(-12600))},
		{"zero-offset", "a zone other than UTC with offset 0 is Z", at(0, zone(0))},
		{"east-23-59", "the greatest offset that RFC 3339 has", at(0, zone(86340))},
		{"west-23-59", "the least offset that RFC 3339 has", at(0, zone(-86340))},
		{"half-minute", "an offset of 30 seconds is cut to 0", at(0, zone(30))},
		{"lmt-amsterdam", "Amsterdam's mean time +00:19:32 loses 32 s", at(0, zone(1172))},
		{"lmt-new-york", "New York's mean time -04:56:02 loses 2 s", at(0, zone(-17762))},
		{"lmt-monrovia", "Monrovia's -00:44:30 loses 30 s", at(0, zone(-2670))},
		{"before-1970", "half a second before 1970", time.Unix(-1, 5e8).UTC()},
		{"year-1", "a second after the zero time", time.Time{}.Add(time.Second)},
		{"year-9999", "the last nanosecond of 9999", time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)},
		{"leap-day", "29 February", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
		{"year-0999", "a year of three digits", time.Date(999, 1, 2, 3, 4, 5, 0, time.UTC)},
		{"year-10000-local", "a year 10000 of the local clock cannot be written", time.Date(9999, 12, 31, 23, 0, 0, 0, time.UTC).In(zone(7200))},
		{"year-0-local", "year 0 of the local clock", time.Time{}.Add(time.Hour).In(zone(-7200))},
	} {
		writes(p, "time-"+f.id, "time: "+f.fact, f.t)
	}
	writes(p, "time-pointer-nil", "a nil pointer to a time is null", (*time.Time)(nil))
	writes(p, "time-pointer-zero", "a pointer to the zero time", new(time.Time))
	writes(p, "time-list", "times in a list", []time.Time{{}, at(1, time.UTC)})
	writes(p, "time-millis", "a time of three digits", at(12e6, time.UTC), as("timestamp(3)"))
	writes(p, "time-datetime", "a time as local clock", at(5, time.UTC), as("datetime"))
	writes(p, "time-date", "a midnight as date", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), as("date"))
	writes(p, "time-zero-null", "the zero time, by rule no value", time.Time{}, as("timestamp(9,offset)"), may("nullable"), rules("zero_time_is_null"))
	writes(p, "date-text", "a date kept as text", "2024-02-29", as("date"))
	for _, f := range [][3]string{
		{"micros-padded", `"2023-11-14T22:13:20.120000Z"`, "trailing zeros"}, {"plus-zero", `"2023-11-14T22:13:20+00:00"`, "+00:00"},
		{"minus-zero", `"2023-11-14T22:13:20-00:00"`, "-00:00"}, {"ten-digits", `"2023-11-14T22:13:20.1234567891Z"`, "ten digits of a fraction"},
		{"comma", `"2023-11-14T22:13:20,5Z"`, "a comma before the fraction"}, {"one-digit-hour", `"2023-11-14T3:13:20Z"`, "an hour of one digit"},
		{"offset-24", `"2023-11-14T22:13:20+24:00"`, "an offset of 24 hours"}, {"offset-25", `"2023-11-14T22:13:20+25:00"`, "an offset of 25 hours"},
		{"offset-60", `"2023-11-14T22:13:20+01:60"`, "an offset of 60 minutes"}, {"offset-99", `"2023-11-14T22:13:20+23:99"`, "an offset of 99 minutes"},
		{"leap-second", `"2016-12-31T23:59:60Z"`, "a leap second"}, {"hour-24", `"2023-11-14T24:00:00Z"`, "24:00:00"},
		{"year-0", `"0000-01-01T00:00:00Z"`, "year 0"}, {"year-10000", `"10000-01-01T00:00:00Z"`, "year 10000"},
		{"february-30", `"2023-02-30T00:00:00Z"`, "30 February"}, {"february-29", `"2023-02-29T00:00:00Z"`, "29 February of a common year"},
		{"lower-t", `"2023-11-14t22:13:20Z"`, "a lower-case t"}, {"lower-z", `"2023-11-14T22:13:20z"`, "a lower-case z"},
		{"space", `"2023-11-14 22:13:20Z"`, "a space for T"}, {"no-zone", `"2023-11-14T22:13:20"`, "no zone"}, {"no-seconds", `"2023-11-14T22:13Z"`, "no seconds"},
		{"point", `"2023-11-14T22:13:20.Z"`, "a point without digits"}, {"empty", `""`, "empty text"}, {"date", `"2023-11-14"`, "a date"},
		{"number", `1700000000`, "a number"}, {"no-colon", `"2023-11-14T22:13:20+0100"`, "an offset without colon"}, {"seconds-offset", `"2023-11-14T22:13:20+00:19:32"`, "an offset with seconds"},
		{"escaped", `"\u0032023-11-14T22:13:20Z"`, "an escaped digit"}, {"escaped-slash", `"2023-11-14T22:13:20\u005a"`, "an escaped Z"}, {"array", `[]`, "an array"},
		{"padded", `" 2023-11-14T22:13:20Z"`, "a space before"}, {"sign", `"+2023-11-14T22:13:20Z"`, "a sign before the year"}, {"fraction-19", `"2023-11-14T22:13:20.1234567890123456789Z"`, "19 digits of a fraction"},
		{"utc", `"2023-11-14T22:13:20UTC"`, "UTC as zone"}, {"minute-60", `"2023-11-14T22:60:00Z"`, "60 minutes"}, {"one-digit-month", `"2023-1-14T22:13:20Z"`, "a month of one digit"},
	} {
		options := []option{}
		if f[0] == "ten-digits" || f[0] == "fraction-19" {
			options = append(options, lenient) // what is beyond nine digits is dropped
		}
		reads[time.Time](p, "time-read-"+f[0], "reading a time: "+f[2], f[1], options...)
	}
	reads[time.Time](p, "time-read-null", "null leaves a time as it was", "null", finding("presence"))
	reads[time.Time](p, "time-read-millis", "reading a time of three digits that has four", `"2023-11-14T22:13:20.1234Z"`, as("timestamp(3)"))
	for id, d := range map[string]time.Duration{
		"zero": 0, "second": time.Second, "negative": -1, "max": math.MaxInt64, "min": math.MinInt64,
	} {
		writes(p, "duration-"+id, fmt.Sprintf("the duration %s is a number of nanoseconds", d), d)
	}
	reads[time.Duration](p, "duration-read-text", "a duration as text", `"1s"`)
	reads[time.Duration](p, "duration-read-float", "a duration as float", `1.5`)
	writes(p, "duration-pointer", "a nil pointer to a duration is null", (*time.Duration)(nil))
}

type omits struct {
	K       int64          `json:"k"`
	Bool    bool           `json:"b,omitempty" c:"||null_is_zero"`
	Int     int64          `json:"i,omitempty" c:"||null_is_zero"`
	Float   float64        `json:"f,omitempty" c:"||null_is_zero"`
	Text    string         `json:"t,omitempty" c:"||null_is_zero"`
	Pointer *int64         `json:"p,omitempty" c:"|optional"`
	Slice   []int64        `json:"s,omitempty" c:"|optional"`
	Map     map[string]int `json:"m,omitempty" c:"|optional"`
	Any     any            `json:"a,omitempty" c:"|optional"`
	Time    time.Time      `json:"time,omitempty"`
	Struct  inner          `json:"struct,omitempty"`
	Array   [2]int64       `json:"array,omitempty"`
}

type inner struct {
	X int64 `json:"x"`
}

type omitsZero struct {
	K       int64     `json:"k"`
	Bool    bool      `json:"b,omitzero" c:"||null_is_zero"`
	Float   float64   `json:"f,omitzero" c:"||null_is_zero"`
	Time    time.Time `json:"time,omitzero" c:"|optional|zero_time_is_null"`
	Slice   []int64   `json:"s,omitzero" c:"|optional"`
	Struct  *inner    `json:"struct,omitzero" c:"|optional"`
	Array   [2]int64  `json:"array,omitempty"`
	Pointer *int64    `json:"p,omitzero" c:"|optional"`
}

func nothings(p *probe) {
	zero, seven, empty, text := int64(0), int64(7), "", "x"
	writes(p, "pointer-nil", "a nil pointer is null", (*int64)(nil))
	writes(p, "pointer-zero", "a pointer to zero", &zero)
	writes(p, "pointer", "a pointer", &seven)
	writes(p, "pointer-text-nil", "a nil pointer to text is null", (*string)(nil))
	writes(p, "pointer-text-empty", "a pointer to empty text", &empty)
	inner1 := &text
	writes(p, "pointer-pointer", "a pointer to a pointer", &inner1)
	var none *string
	writes(p, "pointer-pointer-nil", "a pointer to a nil pointer is null", &none)
	writes(p, "slice-nil", "a nil slice is null", []int64(nil))
	writes(p, "slice-empty", "an empty slice is []", []int64{})
	writes(p, "slice-nil-rule", "a nil slice, by rule empty", []int64(nil), may("required"), rules("null_is_empty"))
	writes(p, "slice-empty-rule", "an empty slice, by rule no value", []int64{}, rules("empty_is_null"))
	writes(p, "map-nil", "a nil map is null", map[string]int64(nil))
	writes(p, "map-empty", "an empty map is {}", map[string]int64{})
	writes(p, "text-empty-rule", "empty text, by rule no value", "", may("nullable"), rules("empty_is_null"))
	writesRecord(p, "omitempty-all", "omitempty leaves out zero scalars, empty collections and nil, not structs, times and arrays", omits{K: 1})
	writesRecord(p, "omitempty-none", "omitempty leaves nothing out that has a value", omits{
		1, true, -1, 0.5, "x", &zero, []int64{0}, map[string]int{"": 0}, false, time.Unix(0, 0).UTC(), inner{1}, [2]int64{1, 2},
	})
	writesRecord(p, "omitempty-empty", "omitempty leaves out collections that are empty but not nil", omits{K: 1, Slice: []int64{}, Map: map[string]int{}})
	writesRecord(p, "omitempty-minus-zero", "omitempty leaves out -0.0", omits{K: 1, Float: math.Copysign(0, -1)})
	writesRecord(p, "omitempty-any-zero", "omitempty keeps an interface that holds a zero", omits{K: 1, Any: 0.0})
	if p.era >= 22 { // from 1.24; toolchains before take omitzero for an unknown option
		writesRecord(p, "omitzero-all", "omitzero leaves out all zeros, the zero time too", omitsZero{K: 1})
		writesRecord(p, "omitzero-empty", "omitzero keeps an empty slice", omitsZero{K: 1, Slice: []int64{}})
		writesRecord(p, "omitzero-none", "omitzero leaves nothing out that has a value", omitsZero{1, true, 1, time.Unix(0, 0).UTC(), []int64{1}, &inner{}, [2]int64{1}, &zero})
		writesRecord(p, "omitzero-minus-zero", "omitzero and -0.0", omitsZero{K: 1, Float: math.Copysign(0, -1)})
		writesRecord(p, "omitzero-zero-zone", "omitzero and the zero instant in another zone", omitsZero{K: 1, Time: time.Time{}.In(zone(3600))})
	}
	reads[*int64](p, "pointer-read-null", "null is a nil pointer", "null")
	reads[[]int64](p, "slice-read-null", "null is a nil slice", "null")
	reads[map[string]int64](p, "map-read-null", "null is a nil map", "null")
	readsRecord[record[int64]](p, "missing-scalar", "a missing field leaves a scalar as it was", `{"k":1}`, finding("presence"))
	readsRecord[record[*int64]](p, "missing-pointer", "a missing field leaves a pointer nil", `{"k":1}`, finding("presence"))
	readsRecord[record[[]int64]](p, "missing-slice", "a missing field leaves a slice nil", `{"k":1}`, finding("presence"))
	readsRecord[record[*int64]](p, "missing-optional", "a missing optional field", `{"k":1}`, may("optional"))
	readsRecord[record[*int64]](p, "missing-by-rule", "a missing nullable field, by rule null", `{"k":1}`, may("nullable"), rules("null_is_absent"))
	readsRecord[record[*int64]](p, "null-by-rule", "a null in an optional field, by rule absent", `{"k":1,"v":null}`, may("optional"), rules("null_is_absent"))
	readsRecord[record[int64]](p, "missing-zero-by-rule", "a missing number, by rule zero", `{"k":1}`, rules("null_is_zero"))
	readsRecord[record[string]](p, "null-empty-by-rule", "null for text, by rule empty", `{"k":1,"v":null}`, rules("null_is_empty"))
	readsRecord[record[string]](p, "zero-null-by-rule", "empty text, by rule null", `{"k":1,"v":""}`, may("nullable"), rules("zero_is_null"))
	readsRecord[record[float64]](p, "negative-zero-by-rule", "-0.0, by rule 0.0", `{"k":1,"v":-0.0}`, rules("negative_zero_is_zero"))
	readsRecord[record[float64]](p, "narrow-by-rule", "a float64 rounded to f32 by rule", `{"k":1,"v":0.1}`, as("f32"), rules("narrow_to_f32"))
	readsRecord[record[time.Time]](p, "truncate-by-rule", "digits of a second cut off by rule", `{"k":1,"v":"2023-11-14T22:13:20.123456789Z"}`, as("timestamp(3)"), rules("truncate_timestamp"))
}

func collections(p *probe) {
	one, two := "a", int64(2)
	writes(p, "list", "a list", []int64{1, -2, 3})
	writes(p, "list-text", "a list of text", []string{"", "<"})
	writes(p, "list-nil-element", "nil pointers inside a list are null", []*string{&one, nil})
	writes(p, "list-of-lists", "lists in a list, one of them nil", [][]int64{{1}, {}, nil})
	writes(p, "array", "an array", [3]int64{1, 2, 3})
	writes(p, "array-of-pointers", "an array of pointers", [2]*int64{nil, &two})
	writes(p, "list-of-structs", "a list of structs", []inner{{1}, {2}})
	writes(p, "list-uint16", "a list of uint16 is no base64", []uint16{1, 65535})
	writes(p, "map-sorted", "keys are sorted by bytes", map[string]int64{"b": 1, "a": 2, "": 3, "B": 4, "ä": 5, "aa": 6})
	writes(p, "map-escaped", "keys are escaped", map[string]int64{"<&>": 1, "\u2028": 2, "\"": 3})
	writes(p, "map-nested", "maps in a map, one of them nil", map[string]map[string]int64{"x": {"y": 1}, "z": nil})
	writes(p, "map-pointer", "a nil pointer inside a map is null", map[string]*int64{"a": nil, "b": &two})
	writes(p, "map-int64", "integer keys are text, sorted as text", map[int64]string{-1: "a", 2: "b", 10: "c", math.MinInt64: "d"})
	writes(p, "map-int8", "int8 keys", map[int8]bool{-128: true, 127: false})
	writes(p, "map-uint64", "uint64 keys", map[uint64]int64{math.MaxUint64: 1, 0: 2})
	writes(p, "map-uuid", "uuid keys", map[uuid.UUID]int64{uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"): 1})
	writes(p, "map-time", "time keys", map[time.Time]int64{time.Unix(1700000000, 5e8).UTC(): 1})
	writes(p, "map-color", "keys of a string type", map[color]int64{"red": 1, "green": 2})
	writes(p, "map-of-structs", "structs in a map", map[string]inner{"a": {1}})
	writes(p, "map-invalid-key", "an invalid key becomes U+FFFD", map[string]int64{"a\xff": 1})
	writes(p, "map-invalid-keys", "two invalid keys become one", map[string]int64{"\xfe": 7, "\xff": 7}, finding("duplicate_key"))
	for _, f := range [][3]string{
		{"zero", `{"01":1}`, "a leading zero in a key"}, {"plus", `{"+1":1}`, "a plus sign in a key"}, {"minus-zero", `{"-0":1}`, "-0 as a key"},
		{"point", `{"1.0":1}`, "1.0 as a key"}, {"space", `{" 1":1}`, "a space in a key"}, {"empty", `{"":1}`, "an empty key"}, {"over", `{"9223372036854775808":1}`, "a key out of range"},
		{"exponent", `{"1e2":1}`, "1e2 as a key"}, {"hex", `{"0x1":1}`, "0x1 as a key"}, {"underscore", `{"1_0":1}`, "1_0 as a key"}, {"escaped", `{"\u0031":1}`, "an escaped digit as a key"},
		{"same", `{"1":1,"01":2}`, "two spellings of one key"},
	} {
		reads[map[int64]int64](p, "map-int-read-"+f[0], "reading integer keys: "+f[2], f[1])
	}
	reads[map[uint8]int64](p, "map-uint8-read-over", "reading uint8 keys: 256", `{"256":1}`)
	reads[map[uint8]int64](p, "map-uint8-read-minus", "reading uint8 keys: -0", `{"-0":1}`)
	reads[map[uint8]int64](p, "map-uint8-read-plus", "reading uint8 keys: +1", `{"+1":1}`)
	reads[map[string]int64](p, "map-read-null-value", "null for a number in a map is zero", `{"a":null}`, finding("presence"))
	reads[[]int64](p, "list-read-null-element", "null for a number in a list is zero", `[1,null]`, finding("presence"))
	reads[[]int64](p, "list-read-object", "an object where a list must be", `{}`)
	reads[[]int64](p, "list-read-text", "text where a list must be", `""`)
	reads[[]int64](p, "list-read-comma", "a comma too many", `[1,]`)
	reads[[]int64](p, "list-read-no-comma", "a comma missing", `[1 2]`)
	reads[[]int64](p, "list-read-first-comma", "a comma first", `[,1]`)
	reads[map[string]int64](p, "map-read-array", "an array where a map must be", `[]`)
	reads[map[string]int64](p, "map-read-comma", "a comma too many in an object", `{"a":1,}`)
	reads[map[string]int64](p, "map-read-bare", "a bare key", `{a:1}`)
	reads[map[string]int64](p, "map-read-no-colon", "a colon missing", `{"a" 1}`)
	reads[map[string]int64](p, "map-read-number-key", "a number as key", `{1:1}`)
	reads[map[string]int64](p, "map-read-space", "white space everywhere", " {\t\"a\" :\r\n1 } ")
	reads[[3]int64](p, "array-read-short", "a short array is filled with zeros", "[1]", lenient)
	reads[[3]int64](p, "array-read-long", "what is too long for an array is dropped", "[1,2,3,4]", lenient)
}
