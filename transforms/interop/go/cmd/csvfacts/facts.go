package main

import (
	"database/sql"
	"math"
	"math/big"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// Color is an enum of text.
type Color string

func (Color) CanonicalConstants() []string { return []string{"red", "green", "dark, blue"} }

// Base is embedded.
type Base struct {
	Note  string `json:"note"`
	Count int32  `json:"count"`
}

type embedding struct {
	K int64 `json:"k"`
	Base
	After bool `json:"after"`
}

type only struct {
	V string `json:"v"`
}

type onlyNumber struct {
	V int64 `json:"v"`
}

type three struct {
	A string `json:"a"`
	B string `json:"b"`
	C string `json:"c"`
}

type optional struct {
	A string  `json:"a"`
	B *string `json:"b"`
	C *int64  `json:"c"`
}

type awkward struct {
	A string `json:"k"`
	B string `json:"a\"b" canon:"b"`
}

func pointer[V any](v V) *V { return &v }

func all(p *probe) {
	values(p)
	quoting(p)
	reading(p)
	headers(p)
	cells(p)
}

func values(p *probe) {
	writes(p, "int", "an int is its digits", int64(-12))
	writes(p, "int-least", "the least int64", int64(math.MinInt64))
	writes(p, "uint-most", "the greatest uint64", uint64(math.MaxUint64))
	writes(p, "int8", "an int8", int8(-128))
	writes(p, "uint16", "a uint16", uint16(65535))
	writes(p, "int-decimal", "an int that the contract calls a decimal", int64(70), as("decimal(10,0)"))
	writes(p, "bool-true", "true is a word", true)
	writes(p, "bool-false", "false is a word", false)
	writes(p, "bool-one", "true as 1", true, bools("digits"))
	writes(p, "bool-zero", "false as 0", false, bools("digits"))
	for _, f := range []struct {
		name  string
		value float64
	}{{"half", 0.5}, {"whole", 3}, {"tenth", 0.1}, {"million", 1e6}, {"six-digits", 123456}, {"seven-digits", 1234567}, {"great", 1e21},
		{"small", 1e-5}, {"tiny", 5e-324}, {"greatest", math.MaxFloat64}, {"minus-zero", math.Copysign(0, -1)}, {"zero", 0},
		{"third", 1.0 / 3}, {"ten-thousandth", 0.0001}} {
		writes(p, "float-f-"+f.name, "a float64 in format f: "+f.name, f.value)
		writes(p, "float-g-"+f.name, "a float64 in format g, as fmt's %v: "+f.name, f.value, floats("g"))
		writes(p, "float-e-"+f.name, "a float64 in format e: "+f.name, f.value, floats("e"))
	}
	writes(p, "float-nan", "NaN is written and read", math.NaN())
	writes(p, "float-inf", "+Inf is written and read", math.Inf(1))
	writes(p, "float-minus-inf", "-Inf is written and read", math.Inf(-1))
	writes(p, "float32", "a float32 has its own shortest digits", float32(0.1))
	writes(p, "float32-g", "a float32 in format g", float32(16777216), floats("g"))
	writes(p, "float32-least", "the least float32", float32(math.SmallestNonzeroFloat32))
	writes(p, "float-fixed", "a float that two digits hold", 12.5, floats("%.2f"))
	writes(p, "float-fixed-lost", "a float that two digits do not hold", 0.125, floats("%.2f"))
	writes(p, "float-fixed-whole", "a float without digits after the point", 2.0, floats("%.0f"))
	writes(p, "float-fixed-zero", "a small negative float becomes -0.00", -0.001, floats("%.2f"))
	writes(p, "string", "a text", "hello")
	writes(p, "string-empty", "an empty text is an empty cell", "")
	writes(p, "string-utf8", "a text beyond ASCII", "äöü 😀")
	writes(p, "string-nul", "a text with a NUL", "a\x00b")
	writes(p, "string-long", "a long text", strings.Repeat("lorem, ", 100))
	writes(p, "enum", "an enum of text", Color("green"))
	writes(p, "enum-quoted", "an enum whose text needs quotes", Color("dark, blue"))
	writes(p, "time", "a time in RFC3339Nano", time.Date(2024, 2, 29, 12, 30, 0, 120_000_000, time.FixedZone("", 3600)))
	writes(p, "time-utc", "a time in UTC", time.Date(2024, 2, 29, 12, 30, 0, 0, time.UTC))
	writes(p, "time-zero", "the zero time", time.Time{})
	writes(p, "time-seconds", "a time in RFC3339", time.Date(2024, 2, 29, 12, 30, 5, 0, time.UTC), times("rfc3339"))
	writes(p, "time-seconds-lost", "a time in RFC3339 loses its fraction", time.Date(2024, 2, 29, 12, 30, 5, 7, time.UTC), times("rfc3339"))
	writes(p, "time-datetime", "a time in time.DateTime", time.Date(2024, 2, 29, 12, 30, 5, 0, time.UTC), times("date_time"), as("timestamp(9)"))
	writes(p, "time-datetime-zone", "a time in time.DateTime loses its zone", time.Date(2024, 2, 29, 12, 30, 5, 0, time.FixedZone("", 3600)),
		times("date_time"))
	writes(p, "time-datetime-plain", "a datetime in time.DateTime", time.Date(2024, 2, 29, 12, 30, 5, 0, time.UTC), times("date_time"), as("datetime"))
	writes(p, "time-date", "a date in time.DateOnly", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), times("date_only"), as("date"))
	writes(p, "time-date-lost", "a time in time.DateOnly loses the time of day", time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC),
		times("date_only"), as("timestamp(9)"))
	writes(p, "time-unix", "a time as seconds", time.Date(2024, 2, 29, 12, 30, 5, 0, time.UTC), times("unix"), as("timestamp(9)"))
	writes(p, "time-unix-negative", "a time before 1970 as milliseconds", time.UnixMilli(-1).UTC(), times("unix_milli"), as("timestamp(9)"))
	writes(p, "time-unix-micro", "a time as microseconds", time.UnixMicro(1234567890123456).UTC(), times("unix_micro"), as("timestamp(9)"))
	writes(p, "time-unix-nano", "a time as nanoseconds", time.Unix(1, 5).UTC(), times("unix_nano"), as("timestamp(9)"))
	writes(p, "time-unix-lost", "a time as seconds loses its fraction", time.Unix(1, 5).UTC(), times("unix"), as("timestamp(9)"))
	writes(p, "duration", "a duration as nanoseconds", 90*time.Second)
	writes(p, "duration-string", "a duration by its String", 90*time.Minute+1500*time.Millisecond, durations("string"))
	writes(p, "duration-string-zero", "no duration by its String", time.Duration(0), durations("string"))
	writes(p, "duration-string-micro", "microseconds by their String", -1500*time.Nanosecond, durations("string"))
	writes(p, "duration-string-nano", "nanoseconds by their String", 999*time.Nanosecond, durations("string"))
	writes(p, "duration-string-milli", "milliseconds by their String", 20*time.Millisecond, durations("string"))
	writes(p, "duration-string-least", "the least duration by its String", time.Duration(math.MinInt64), durations("string"))
	writes(p, "duration-string-hour", "an hour by its String", time.Hour, durations("string"))
	writes(p, "uuid", "a UUID", uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
	writes(p, "uuid-string", "a UUID in a string", "6ba7b810-9dad-11d1-80b4-00c04fd430c8")
	writes(p, "decimal", "a decimal", decimal.RequireFromString("12.34"), as("decimal(38,9)"))
	writes(p, "decimal-great", "a decimal of many digits", decimal.RequireFromString("12345678901234567890123.5"), as("decimal(38,9)"))
	writes(p, "big", "a big.Int", new(big.Int).Lsh(big.NewInt(1), 100))
	writes(p, "big-nil", "a nil big.Int is null", (*big.Int)(nil))
	writes(p, "bytes", "bytes in base64", []byte{0, 1, 255}, may("required"))
	writes(p, "bytes-hex", "bytes in hex", []byte{0, 1, 255}, may("required"), bytesAs("hex"))
	writes(p, "bytes-raw", "bytes as they are", []byte("a\xff\"b"), may("required"), bytesAs("raw"))
	writes(p, "bytes-raw-crlf", "bytes as they are, with CR and LF", []byte("a\r\nb"), may("required"), bytesAs("raw"))
	writes(p, "bytes-empty", "no bytes", []byte{}, may("required"))
	writes(p, "bytes-nil", "nil bytes are written as empty ones", []byte(nil))
	writes(p, "array", "an array of bytes", [3]byte{1, 2, 3})
	writes(p, "pointer", "a pointer is what it points at", pointer(int64(7)))
	writes(p, "pointer-nil", "a nil pointer is an empty cell", (*int64)(nil))
	writes(p, "pointer-nil-optional", "a nil pointer is absence, where the contract has that", (*int64)(nil), may("optional"))
	writes(p, "pointer-zero", "a pointer to 0 is no nil", pointer(int64(0)))
	writes(p, "pointer-text", "a pointer to a text", pointer("x"))
	writes(p, "pointer-text-nil", "a nil pointer to a text", (*string)(nil))
	writes(p, "pointer-text-empty", "a pointer to an empty text is written as nil is", pointer(""))
	writes(p, "pointer-text-empty-rule", "a pointer to an empty text, where that means null", pointer(""), rules("empty_is_null"))
	writes(p, "pointer-bool", "a pointer to false", pointer(false))
	writes(p, "pointer-time-nil", "a nil pointer to a time", (*time.Time)(nil))
	writes(p, "null-text", "nil as a text of its own", (*string)(nil), null(`\N`))
	writes(p, "null-text-empty", "an empty text beside a nil with a text of its own", pointer(""), null(`\N`))
	writes(p, "null-text-alike", "a text that is nil's", pointer(`\N`), null(`\N`))
	writes(p, "null-text-plain", "what is no pointer is never nil", `\N`, null(`\N`))
	writes(p, "null-text-quoted", "nil's text may need quotes", (*int64)(nil), null("-,-"))
	writes(p, "sql-string", "a sql.NullString", sql.NullString{String: "x", Valid: true})
	writes(p, "sql-string-null", "an invalid sql.NullString is nil", sql.NullString{})
	writes(p, "sql-int", "a sql.NullInt64", sql.NullInt64{Int64: 5, Valid: true}, null("NULL"))
	writes(p, "sql-int-null", "an invalid sql.NullInt64", sql.NullInt64{}, null("NULL"))
	writesAll(p, "embedded", "the columns of an embedded struct stand in its place", nil, embedding{1, Base{"n", 2}, true}, embedding{2, Base{}, false})
}

func quoting(p *probe) {
	for _, q := range []struct{ name, text string }{{"comma", "a,b"}, {"quote", `a"b`}, {"quote-first", `"a`}, {"quotes", `""`}, {"lf", "a\nb"},
		{"lf-last", "a\n"}, {"cr", "a\rb"}, {"cr-last", "a\r"}, {"crlf", "a\r\nb"}, {"crcrlf", "a\r\r\nb"}, {"lfcr", "a\n\rb"}, {"space-first", " a"},
		{"space-last", "a "}, {"tab-first", "\ta"}, {"nbsp-first", "\u00a0a"}, {"wide-space-first", "\u3000a"}, {"nel-first", "\u0085a"},
		{"zero-width-first", "\u200ba"}, {"mark-first", "\ufeffa"}, {"space", " "}, {"dot", `\.`}, {"dots", `\..`}, {"semicolon", "a;b"}, {"hash", "#a"},
		{"several", "a,\"b\"\nc"}, {"empty-lines", "\n\n"}} {
		writes(p, "quote-"+q.name, "a text with what may need quotes: "+q.name, q.text)
		writes(p, "crlf-"+q.name, "the same with UseCRLF: "+q.name, q.text, crlf())
		writes(p, "trim-"+q.name, "the same with TrimLeadingSpace: "+q.name, q.text, trim())
	}
	writes(p, "delimiter-semicolon", "a semicolon between cells", "a;b", delimiter(';'))
	writes(p, "delimiter-semicolon-comma", "a comma where a semicolon is between cells", "a,b", delimiter(';'))
	writes(p, "delimiter-tab", "a tab between cells", "a\tb", delimiter('\t'))
	writes(p, "delimiter-wide", "a delimiter of several bytes", "a→b", delimiter('→'))
	writes(p, "delimiter-wide-part", "a text with part of that delimiter", "a…b", delimiter('→'))
	writes(p, "delimiter-space", "a space between cells", "a b", delimiter(' '))
	writesAll(p, "two-rows", "two rows", nil, three{"a", "b", "c"}, three{"", "", ""})
	writesAll(p, "two-rows-crlf", "two rows with CR and LF", []option{crlf()}, three{"a", "b", "c"}, three{"d", "e\nf", "g"})
	writesAll(p, "no-header", "rows without a header", []option{noHeader()}, three{"a", "b", "c"}, three{"d", "e", "f"})
	writesAll(p, "bom", "a byte order mark before the header", []option{bom()}, three{"a", "b", "c"})
	writesAll(p, "bom-no-header", "a byte order mark before the first row", []option{bom(), noHeader()}, three{"a", "b", "c"})
	writesAll(p, "one-column", "a row of one cell", nil, only{"a"})
	writesAll(p, "one-column-empty", "a row of one empty cell is read as no row", nil, only{""})
	writesAll(p, "one-column-space", "a row of one space is a row", nil, only{" "})
	writesAll(p, "one-column-number", "a row of one number", nil, onlyNumber{0})
	writesAll(p, "header-quoted", "names that need quotes", nil, awkward{"x", "y"})
	writesAll(p, "comment-like", "a first cell that begins as comments do is read as one", []option{comment('#')}, three{"#a", "b", "c"})
	writesAll(p, "comment-like-quoted", "but not where it needs quotes", []option{comment('#')}, three{"#a,", "b", "c"})
	writesAll(p, "comment-second", "a second cell that begins as comments do", []option{comment('#')}, three{"a", "#b", "c"})
	writesAll(p, "comment-wide", "a comment character of several bytes", []option{comment('→')}, three{"→a", "b", "c"})
}

func reading(p *probe) {
	file[three](p, "read-plain", "rows end with line feeds", "a,b,c\n1,2,3\n4,5,6\n")
	file[three](p, "read-no-last-end", "the last row needs no line feed", "a,b,c\n1,2,3")
	file[three](p, "read-crlf", "or with CR and LF, whatever the writer does", "a,b,c\r\n1,2,3\r\n4,5,6\n")
	file[three](p, "read-cr", "a CR alone ends nothing", "a,b,c\n1,2,3\r4,5,6\n")
	file[three](p, "read-cr-end", "a CR before the end of the file is dropped", "a,b,c\n1,2,3\r")
	file[three](p, "read-cr-cr", "one CR alone is dropped before a line feed", "a,b,c\n1,2,3\r\r\n")
	file[three](p, "read-cr-quoted-end", "a CR behind a closing quote", "a,b,c\n1,2,\"3\"\r\n")
	file[three](p, "read-cr-cr-quoted", "two CRs behind a closing quote", "a,b,c\n1,2,\"3\"\r\r\n")
	file[three](p, "read-empty-lines", "empty lines are no rows", "\n\na,b,c\n\r\n\n1,2,3\n\n\n4,5,6\n\n")
	file[three](p, "read-space-line", "a line of a space is a row of one cell", "a,b,c\n \n1,2,3\n")
	file[three](p, "read-empty-cells", "commas alone are empty cells", "a,b,c\n,,\n")
	file[three](p, "read-quoted-empty", "an empty cell in quotes", "a,b,c\n\"\",\"\",\"\"\n")
	file[three](p, "read-quoted-needless", "quotes that are not needed", "\"a\",\"b\",\"c\"\n\"1\",\"2\",\"3\"\n")
	file[three](p, "read-quoted-crlf", "CR and LF in quotes become LF", "a,b,c\n1,\"x\r\ny\",3\n")
	file[three](p, "read-quoted-lines", "lines in quotes belong to their row", "a,b,c\n1,\"x\n\n#y\n,\n\",3\n4,5,6\n")
	file[three](p, "read-quoted-quote", "two quotes are one", "a,b,c\n1,\"\"\"x\"\"\",3\n")
	file[three](p, "read-bare-quote", "a bare quote is refused, and its line with it", "a,b,c\n1,x\"y,3\n4,5,6\n")
	file[three](p, "read-bare-quote-space", "a space before a quote makes it bare", "a,b,c\n1, \"x\",3\n4,5,6\n")
	file[three](p, "read-bare-quote-trim", "but not with TrimLeadingSpace", "a,b,c\n1, \"x\",3\n", trim())
	file[three](p, "read-quote-text", "text behind a closing quote is refused", "a,b,c\n1,\"x\"y,3\n4,5,6\n")
	file[three](p, "read-quote-space", "a space behind a closing quote is refused", "a,b,c\n1,\"x\" ,3\n4,5,6\n")
	file[three](p, "read-quote-lines", "text behind the closing quote of a second line: both are refused", "a,b,c\n1,\"x\ny\"z,3\n4,5,6\n")
	file[three](p, "read-torn", "a quote that is never closed", "a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n")
	file[three](p, "read-torn-last", "a quote that is never closed at the end", "a,b,c\n1,2,3\n4,5,\"6")
	file[three](p, "read-torn-quote", "a quote that the last byte opens", "a,b,c\n1,2,3\n4,5,\"")
	file[three](p, "read-torn-escaped", "two quotes do not close it", "a,b,c\n4,5,\"6\"\"")
	file[three](p, "read-lazy-bare", "LazyQuotes takes a bare quote", "a,b,c\n1,x\"y,3\n", lazy())
	file[three](p, "read-lazy-text", "LazyQuotes takes a quote inside quotes", "a,b,c\n1,\"x\"y\",3\n", lazy())
	file[three](p, "read-lazy-text-end", "LazyQuotes goes on behind a quote that closes nothing", "a,b,c\n1,\"x\"y,3\n4,5\",6\n", lazy())
	file[three](p, "read-lazy-torn", "LazyQuotes takes what is never closed", "a,b,c\n1,2,\"3\n", lazy(), finding("malformed"))
	file[three](p, "read-fewer", "a row of fewer cells is refused", "a,b,c\n1,2\n4,5,6\n")
	file[three](p, "read-more", "a row of more cells is refused", "a,b,c\n1,2,3,4\n4,5,6\n")
	file[three](p, "read-more-comma", "a comma at the end is a cell more", "a,b,c\n1,2,3,\n")
	file[three](p, "read-fewer-no-header", "the same without a header", "1,2\n4,5,6\n", noHeader())
	file[optional](p, "read-flexible-fewer", "flexible: cells that are not there are nil", "a,b,c\n1\n4,5,6\n", flexible())
	file[three](p, "read-flexible-short", "flexible: but not of what is no pointer", "a,b,c\n1\n4,5,6\n", flexible())
	file[three](p, "read-flexible-more", "flexible: cells beyond the columns", "a,b,c\n1,2,3,4\n4,5,6\n", flexible(), finding("unknown_field"))
	file[three](p, "read-flexible-more-ignored", "flexible: cells beyond the columns, ignored", "a,b,c\n1,2,3,4\n4,5,6\n", flexible(), ignoring)
	file[three](p, "read-comments", "comments are no rows", "#x\na,b,c\n#y,\"\n1,2,3\n 4,#5,6\n", comment('#'))
	file[three](p, "read-comment-none", "without a comment character they are rows", "a,b,c\n#1,2,3\n")
	file[three](p, "read-comment-end", "a comment at the end of the file", "a,b,c\n1,2,3\n#4", comment('#'))
	file[three](p, "read-comment-quoted", "a line in quotes is no comment", "a,b,c\n1,\"\n#2\",3\n", comment('#'))
	file[three](p, "read-trim", "TrimLeadingSpace drops white space before cells", "a,b,c\n  1,\t2,\u00a0\u30003 \n", trim())
	file[three](p, "read-trim-quoted", "and keeps it inside quotes", "a,b,c\n1, \" 2\",3\n", trim())
	file[three](p, "read-trim-line", "a line of white space is a row of one cell still", "a,b,c\n  \n1,2,3\n", trim())
	file[three](p, "read-no-trim", "without it white space is text", "a,b,c\n 1, 2 ,3\n")
	file[three](p, "read-bom", "a byte order mark is part of the first name", "\ufeffa,b,c\n1,2,3\n")
	file[three](p, "read-bom-declared", "unless the program drops it", "\ufeffa,b,c\n1,2,3\n", bom())
	file[three](p, "read-bom-absent", "which it may do where there is none", "a,b,c\n1,2,3\n", bom())
	file[three](p, "read-bom-quoted", "a byte order mark makes a quoted first name a bare quote", "\ufeff\"a\",b,c\n1,2,3\n")
	file[three](p, "read-nothing", "an empty file has no rows", "")
	file[three](p, "read-header-alone", "a header alone is a file without rows", "a,b,c\n")
	file[three](p, "read-header-torn", "a header whose quote is never closed", "a,\"b,c\n1,2,3\n")
	file[three](p, "read-header-bare", "a header with a bare quote", "a,b\"b,c\n1,2,3\n")
	file[three](p, "read-nothing-no-header", "an empty file without a header has no rows", "", noHeader())
	file[three](p, "read-invalid", "text that is not valid UTF-8", "a,b,c\n1,x\xffy,3\n", finding("encoding"))
	file[three](p, "read-tabs", "tabs between cells", "a\tb\tc\n1\t2,5\t3\n", delimiter('\t'))
	file[three](p, "read-wide", "a delimiter of several bytes", "a→b→c\n1→2\u2191→\"3→\"\n", delimiter('→'))
	file[three](p, "read-nul", "NUL bytes are text", "a,b,c\n1,\x00,3\n")
	file[three](p, "read-many-cells", "a row of very many cells is refused", "a,b,c\n"+strings.Repeat(",", 5000)+"\n1,2,3\n")
}

func headers(p *probe) {
	file[three](p, "header-order", "columns stand in any order", "c,a,b\n3,1,2\n")
	file[three](p, "header-missing", "a column that is not there", "a,c\n1,3\n")
	file[optional](p, "header-missing-pointer", "a column that is not there is nil", "a\n1\n")
	file[three](p, "header-unknown", "a column that the program does not know", "a,x,b,c\n1,9,2,3\n", finding("unknown_field"))
	file[three](p, "header-unknown-ignored", "a column that the program does not know, ignored", "a,x,b,c\n1,9,2,3\n", ignoring)
	file[three](p, "header-twice", "a column that is there twice", "a,b,c,b\n1,2,3,4\n", finding("duplicate_key"))
	file[three](p, "header-twice-last", "a column that is there twice, of which the last counts", "a,b,c,b\n1,2,3,4\n", lastWins)
	file[three](p, "header-case", "names are compared exactly", "A,b,c\n1,2,3\n")
	file[three](p, "header-space", "a space belongs to a name", "a, b,c\n1,2,3\n")
	file[three](p, "header-lines", "a name of two lines", "a,\"b\n\",c\n1,2,3\n")
	file[three](p, "header-quoted-lines", "a quoted header", "\"a\",\"b\",\"c\"\r\n1,2,3\r\n")
	file[three](p, "header-empty-name", "a column without a name", "a,b,c,\n1,2,3,\n", finding("unknown_field"))
}

func cells(p *probe) {
	for _, c := range []struct{ name, text string }{{"plus", "+5"}, {"zeros", "007"}, {"minus-zero", "-0"}, {"empty", ""}, {"space", " 1"},
		{"space-last", "1 "}, {"hex", "0x10"}, {"underscore", "1_000"}, {"point", "1.0"}, {"exponent", "1e3"}, {"great", "9223372036854775808"},
		{"least", "-9223372036854775808"}, {"digits", strings.Repeat("9", 40)}, {"arabic", "\u0661"}, {"minus", "-"}, {"comma", "\"1,000\""}} {
		reads[int64](p, "int-"+c.name+"-read", "what ParseInt takes: "+c.name, c.text)
		reads[uint8](p, "uint8-"+c.name+"-read", "what ParseUint takes: "+c.name, c.text)
	}
	reads[uint8](p, "uint8-256", "a number beyond its type", "256")
	reads[int8](p, "int8-128", "a number beyond its signed type", "128")
	for _, c := range []struct{ name, text string }{{"plus", "+0.5"}, {"point-first", ".5"}, {"point-last", "5."}, {"point", "."}, {"hex", "0x1p-2"},
		{"hex-bare", "0x1"}, {"underscore", "1_0.5"}, {"underscore-point", "1_.5"}, {"underscore-exponent", "1e_5"}, {"inf", "inf"}, {"infinity", "-Infinity"},
		{"nan", "nAn"}, {"nan-signed", "-nan"}, {"beyond", "1e400"}, {"below", "1e-400"}, {"empty", ""}, {"space", " 1"}, {"exponent", "1e"}, {"many",
			"0.1000000000000000055511151231257827021181583404541015625"}, {"half-way", "9007199254740993"}, {"comma", "\"1,5\""}, {"hex-underscore", "0x_1p4"}} {
		reads[float64](p, "float-"+c.name+"-read", "what ParseFloat takes: "+c.name, c.text)
	}
	reads[float32](p, "float32-beyond", "a float beyond float32", "3.5e38")
	reads[float32](p, "float32-rounded", "a float32 is rounded once", "1.00000017881393432617187499")
	for _, text := range []string{"1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False", "tRUE", "yes", "", "on", " true"} {
		reads[bool](p, "bool-"+strings.ReplaceAll(text, " ", "space-")+"-read", "what ParseBool takes: "+text, text)
	}
	for _, c := range []struct{ name, text string }{{"hour", "2024-02-29T3:04:05Z"}, {"comma", "\"2024-02-29T03:04:05,5Z\""}, {"offset", "2024-02-29T03:04:05+24:00"},
		{"lower", "2024-02-29t03:04:05z"}, {"space", "2024-02-29 03:04:05Z"}, {"no-zone", "2024-02-29T03:04:05"}, {"leap", "2024-02-30T03:04:05Z"},
		{"nanos", "2024-02-29T03:04:05.123456789Z"}, {"more-digits", "2024-02-29T03:04:05.1234567891Z"}, {"empty", ""}, {"date", "2024-02-29"}} {
		reads[time.Time](p, "time-"+c.name+"-read", "what time.Parse takes for RFC3339Nano: "+c.name, c.text)
	}
	for _, c := range []struct{ name, text string }{{"plain", "2024-02-29 03:04:05"}, {"hour", "2024-02-29 3:04:05"}, {"fraction", "2024-02-29 03:04:05.5"},
		{"t", "2024-02-29T03:04:05"}, {"zone", "2024-02-29 03:04:05Z"}, {"date", "2024-02-29"}, {"short", "2024-02-29 03:04"}, {"empty", ""}} {
		reads[time.Time](p, "datetime-"+c.name+"-read", "what time.Parse takes for time.DateTime: "+c.name, c.text, times("date_time"), as("datetime"))
	}
	reads[time.Time](p, "date-leap-read", "what time.Parse takes for time.DateOnly", "2023-02-29", times("date_only"), as("date"))
	reads[time.Time](p, "date-short-read", "a month of one digit", "2024-2-29", times("date_only"), as("date"))
	reads[time.Time](p, "date-more-read", "a date with a time", "2024-02-29 00:00:00", times("date_only"), as("date"))
	reads[time.Time](p, "unix-float-read", "seconds with a fraction", "1.5", times("unix"), as("timestamp(9)"))
	for _, c := range []struct{ name, text string }{{"fraction", "1.5h"}, {"several", "1h2m3s4ms5us6ns"}, {"micro", "1µs"}, {"mu", "1μs"}, {"plus", "+1s"},
		{"bare", "5"}, {"zero", "0"}, {"empty", ""}, {"point", ".5s"}, {"point-last", "5.s"}, {"minus", "-1m"}, {"unit", "1d"}, {"less", "0.1ns"},
		{"beyond", "9223372036854775808ns"}, {"space", "1h 2m"}} {
		reads[time.Duration](p, "duration-"+c.name+"-read", "what ParseDuration takes: "+c.name, c.text, durations("string"))
	}
	for _, c := range []struct{ name, text string }{{"upper", "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"}, {"bare", "6ba7b8109dad11d180b400c04fd430c8"},
		{"urn", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"}, {"braces", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}"}, {"short", "6ba7b810"},
		{"letter", "6ba7b810-9dad-11d1-80b4-00c04fd430cg"}} {
		reads[uuid.UUID](p, "uuid-"+c.name+"-read", "what uuid.Parse takes: "+c.name, c.text)
	}
	for _, c := range []struct{ name, text string }{{"exponent", "1.5e3"}, {"zeros", "1.50"}, {"plus", "+1.5"}, {"point-first", ".5"}, {"point-last", "5."},
		{"empty", ""}, {"word", "NaN"}} {
		reads[decimal.Decimal](p, "decimal-"+c.name+"-read", "what decimal takes: "+c.name, c.text, as("decimal(38,9)"))
	}
	for _, c := range []struct{ name, text string }{{"plain", "AAH/"}, {"unpadded", "AAE"}, {"url", "AAH_"}, {"lines", "\"AA\nH/\""}, {"dirty", "AAF="}, {"space", "AA H/"}} {
		reads[[]byte](p, "bytes-"+c.name+"-read", "what base64 takes: "+c.name, c.text, may("required"))
	}
	reads[[]byte](p, "hex-upper-read", "hex of upper case", "0AFF", may("required"), bytesAs("hex"))
	reads[[]byte](p, "hex-odd-read", "an odd number of digits", "0AF", may("required"), bytesAs("hex"))
	reads[[3]byte](p, "array-short-read", "an array of too few bytes", "AAE=")
	reads[*big.Int](p, "big-plus-read", "what SetString takes", "+12")
	reads[*big.Int](p, "big-underscore-read", "what SetString refuses", "1_2")
	reads[Color](p, "enum-unknown-read", "an enum's text that is none", "blue", finding("range"))
	reads[*int64](p, "pointer-null-read", "nil's text in a pointer", "NULL", null("NULL"))
	reads[*int64](p, "pointer-empty-read", "an empty cell where nil has a text of its own", "", null("NULL"))
	reads[int64](p, "plain-null-read", "nil's text in what is no pointer", "NULL", null("NULL"))
	reads[*string](p, "pointer-quoted-read", "nil's text in quotes is nil still", "\"NULL\"", null("NULL"))
}
