package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

type ordered struct {
	K      int64  `json:"k"`
	Zebra  string `json:"zebra"`
	Apple  string `json:"apple"`
	hidden string
	Skip   string `json:"-"`
}

type Base struct {
	A int64  `json:"a"`
	B string `json:"b"`
}

type embeds struct {
	K int64 `json:"k"`
	Base
	C int64 `json:"c"`
}

type shadows struct {
	K int64 `json:"k"`
	Base
	B string `json:"b"`
}

type embedsPointer struct {
	K int64 `json:"k"`
	*Base
}

type embedsNamed struct {
	K    int64 `json:"k"`
	Base `json:"base"`
}

type nested struct {
	K int64  `json:"k"`
	V *outer `json:"v"`
}

type outer struct {
	Inner inner   `json:"inner"`
	Other *inner  `json:"other"`
	List  []inner `json:"list"`
}

type untagged struct {
	K       int64 `json:"k"`
	Name    string
	UserID  int64
	Omitted string `json:",omitempty" c:"||null_is_zero"`
}

func structs(p *probe) {
	writesRecord(p, "struct-order", "fields are written in their order, hidden ones not at all", ordered{K: 1, Zebra: "z", Apple: "a", hidden: "h", Skip: "s"})
	writesRecord(p, "struct-untagged", "without a tag a field has its Go name", untagged{1, "n", 5, ""})
	writesRecord(p, "embed", "the fields of an embedded struct are those of the outer one", embeds{1, Base{2, "b"}, 3})
	writesRecord(p, "embed-shadow", "of one name the shallowest field counts", shadows{1, Base{2, "hidden"}, "shown"})
	writesRecord(p, "embed-pointer", "an embedded pointer", embedsPointer{1, &Base{2, "b"}})
	writesRecord(p, "embed-named", "an embedded struct with a name is a field", embedsNamed{1, Base{2, "b"}})
	writesRecord(p, "nested", "structs in structs", nested{1, &outer{inner{1}, nil, []inner{{2}}}})
	writesRecord(p, "nested-nil", "a nil struct", nested{1, nil})
	readsRecord[embeds](p, "embed-read-order", "fields are read in any order", `{"c":3,"b":"b","k":1,"a":2}`)
	readsRecord[embeds](p, "embed-read-unknown", "an unknown field is dropped", `{"k":1,"a":2,"b":"b","c":3,"d":{"x":[1,"}"]}}`)
	readsRecord[embedsPointer](p, "embed-pointer-read-none", "an embedded pointer stays nil when no field is there", `{"k":1}`, finding("presence"))
	readsRecord[record[inner]](p, "struct-read-text", "text where a struct must be: what an embedded time.Time writes", `{"k":1,"v":"2023-11-14T22:13:20Z"}`)
	readsRecord[record[inner]](p, "struct-read-null", "null leaves a struct as it was", `{"k":1,"v":null}`, finding("presence"))
	readsRecord[record[inner]](p, "struct-read-array", "an array where a struct must be", `{"k":1,"v":[1]}`)
	readsRecord[record[inner]](p, "struct-read-empty", "an object without the field", `{"k":1,"v":{}}`, finding("presence"))
	readsRecord[record[inner]](p, "struct-read-unknown", "an unknown field deep inside", `{"k":1,"v":{"x":1,"y":2}}`)
	readsRecord[record[inner]](p, "struct-read-dash", "a field that is not there at all", `{"k":1,"v":{"x":1},"-":2}`)
}

type folds struct {
	K    int64  `json:"k"`
	Sea  string `json:"sea"`
	User string `json:"userID"`
	Mass string `json:"masse"`
	I    string `json:"id"`
	Uml  string `json:"größe" canon:"size"`
	Gr   string `json:"σ" canon:"sigma"`
}

type near struct {
	K     int64 `json:"k"`
	Lower int64 `json:"name"`
	Upper int64 `json:"NAME" canon:"upper"`
}

func folding(p *probe) {
	line := func(k, sea, user, masse, id, size, sigma string) string {
		return fmt.Sprintf(`{%q:1,%q:"a",%q:"b",%q:"c",%q:"d",%q:"e",%q:"f"}`, k, sea, user, masse, id, size, sigma)
	}
	for _, f := range []struct{ id, fact, text string }{
		{"exact", "exact names", line("k", "sea", "userID", "masse", "id", "größe", "σ")},
		{"upper", "names in upper case", line("K", "SEA", "USERID", "MASSE", "ID", "GRÖSSE", "σ")},
		{"upper-sharp", "names in upper case, capital sharp s", line("K", "SEA", "USERID", "MASSE", "ID", "GRÖẞE", "Σ")},
		{"camel", "userId for userID", line("k", "Sea", "userId", "Masse", "Id", "Größe", "σ")},
		{"kelvin", "the Kelvin sign for k", line("\u212a", "sea", "userID", "masse", "id", "größe", "σ")},
		{"long-s", "the long s for s", line("k", "\u017fea", "u\u017ferID", "ma\u017f\u017fe", "id", "größe", "σ")},
		{"final-sigma", "the final sigma", line("k", "sea", "userID", "masse", "id", "größe", "ς")},
		{"dotless", "the dotless i is not i", line("k", "sea", "userID", "masse", "\u0131d", "größe", "σ")},
		{"dotted", "the dotted capital I is not i", line("k", "sea", "userID", "masse", "\u0130D", "größe", "σ")},
		{"double-s", "ss is not sharp s", line("k", "sea", "userID", "maße", "id", "größe", "σ")},
		{"decomposed", "a decomposed umlaut is not the umlaut", line("k", "sea", "userID", "masse", "id", "gro\u0308ße", "σ")},
		{"escaped", "an escaped name is that name", `{"\u006b":1,"s\u0065a":"a","userID":"b","masse":"c","id":"d","gr\u00f6\u00dfe":"e","\u03c3":"f"}`},
		{"underscore", "user_id is not userID", line("k", "sea", "user_id", "masse", "id", "größe", "σ")},
		{"space", "a space in a name counts", line("k", "sea ", "userID", "masse", "id", "größe", "σ")},
		{"full-width", "full-width letters are others", line("k", "ｓｅａ", "userID", "masse", "id", "größe", "σ")},
	} {
		readsRecord[folds](p, "fold-"+f.id, "reading names: "+f.fact, f.text, may(""))
	}
	readsRecord[near](p, "fold-prefers-exact", "an exact name is preferred to one that differs in case", `{"k":1,"NAME":2,"name":3}`)
	readsRecord[near](p, "fold-first", "without an exact name the first field that folds alike", `{"k":1,"Name":2,"NAME":3}`, lenient)
	reads[map[string]int64](p, "fold-no-map", "map keys are not folded", `{"a":1,"A":2}`)
}

func duplicates(p *probe) {
	again := finding("duplicate_key")
	readsRecord[record[int64]](p, "twice-scalar", "of two scalars the last counts", `{"k":1,"v":1,"v":2}`, again)
	readsRecord[record[int64]](p, "twice-folded", "v and V are one field", `{"k":1,"v":1,"V":2}`, again)
	readsRecord[record[int64]](p, "twice-escaped", "v and its escape are one field", `{"k":1,"v":1,"\u0076":2}`, again)
	readsRecord[record[int64]](p, "twice-null", "null after a scalar leaves it", `{"k":1,"v":1,"v":null}`, again)
	readsRecord[record[*int64]](p, "twice-pointer-null", "null after a pointer makes it nil", `{"k":1,"v":1,"v":null}`, again)
	readsRecord[nested](p, "twice-struct", "two structs are merged", `{"k":1,"v":{"inner":{"x":1},"list":[{"x":5}]},"v":{"other":{"x":2}}}`, again)
	readsRecord[record[map[string]int64]](p, "twice-map", "two maps are merged", `{"k":1,"v":{"a":1,"b":1},"v":{"b":2}}`, again)
	readsRecord[record[[]int64]](p, "twice-slice", "of two slices the last counts", `{"k":1,"v":[1,2,3],"v":[9]}`, again)
	readsRecord[record[[]*outer]](p, "twice-slice-leak", "elements of a slice are used again", `{"k":1,"v":[{"inner":{"x":1},"list":null,"other":null}],"v":[{"inner":{"x":2}}]}`, again)
	readsRecord[record[any]](p, "twice-any", "an interface is replaced", `{"k":1,"v":{"a":1},"v":{"b":2}}`, again)
	readsRecord[record[map[string]int64]](p, "twice-map-key", "a key twice in a map", `{"k":1,"v":{"a":1,"a":2}}`, again)
	readsRecord[record[any]](p, "twice-in-any", "a key twice inside an interface", `{"k":1,"v":{"a":1,"a":2}}`, again)
	readsRecord[record[json.RawMessage]](p, "twice-in-raw", "a key twice inside a RawMessage", `{"k":1,"v":{"a":1,"a":2}}`, again)
	readsRecord[record[int64]](p, "twice-unknown", "an unknown key twice", `{"k":1,"v":1,"x":1,"x":2}`, again)
	readsRecord[record[map[string]int64]](p, "twice-invalid", "two invalid keys are one", "{\"k\":1,\"v\":{\"\xff\":1,\"\xfe\":2}}", again)
	readsRecord[record[[3]int64]](p, "twice-array", "of two arrays the last counts", `{"k":1,"v":[1,2,3],"v":[9]}`, again)
}

func libraries(p *probe) {
	power := new(big.Int).Lsh(big.NewInt(1), 100)
	writes(p, "big", "a big.Int is a bare number", power)
	writes(p, "big-negative", "a negative big.Int", new(big.Int).Neg(power))
	writes(p, "big-zero", "a big.Int of zero", new(big.Int))
	writes(p, "big-nil", "a nil big.Int is null", (*big.Int)(nil))
	writes(p, "big-list", "big.Ints in a list", []*big.Int{power, nil})
	writes(p, "big-1000", "a big.Int of a thousand digits", new(big.Int).Exp(big.NewInt(7), big.NewInt(1180), nil))
	for _, f := range [][3]string{
		{"text", `"123"`, "a number as text"}, {"exponent", "1e3", "an exponent"}, {"point", "1.0", "a point"}, {"hex", `"0x10"`, "hexadecimal text"},
		{"minus-zero", "-0", "minus zero"}, {"null", "null", "null"}, {"bool", "true", "a bool"}, {"array", "[1]", "an array"}, {"empty", `""`, "empty text"},
	} {
		reads[*big.Int](p, "big-read-"+f[0], "reading a big.Int: "+f[2], f[1])
	}
	for id, s := range map[string]string{
		"point": "1.50", "exponent": "1E+05", "empty": "", "big": "123456789012345678901234567890", "minus-zero": "-0", "tiny": "1e-400",
	} {
		n := json.Number(s)
		if s == "" {
			continue
		}
		writes(p, "number-"+id, "a json.Number keeps its text: "+s, n, oneWay)
	}
	writes(p, "number-bigint", "a json.Number as bigint", json.Number("123456789012345678901234567890"), as("bigint"), oneWay)
	writes(p, "number-decimal", "a json.Number as decimal", json.Number("1.50"), as("decimal(9,2)"), oneWay)
	writes(p, "number-f64", "a json.Number as f64", json.Number("0.1"), as("f64"), oneWay)
	writes(p, "number-i64", "a json.Number as i64", json.Number("42"), as("i64"), oneWay)
	reads[json.Number](p, "number-read-text", "a number as text into a json.Number", `"123"`, lenient)
	reads[json.Number](p, "number-read-word", "a word into a json.Number", `"abc"`)
	reads[json.Number](p, "number-read-empty", "empty text into a json.Number", `""`)
	reads[json.Number](p, "number-read-vast", "a vast exponent", `1e999999999`)
	reads[json.Number](p, "number-read-decimal-fine", "too many digits for the decimal", `1.239`, as("decimal(5,2)"))
	reads[json.Number](p, "number-read-i64-point", "1.0 as i64 through a json.Number", `1.0`, as("i64"), lenient)
	reads[json.Number](p, "number-read-i64-half", "0.5 as i64 through a json.Number", `0.5`, as("i64"), lenient)
	writes(p, "raw", "a RawMessage is compacted and escaped", json.RawMessage(" { \"a\" : [ 1.0 , \"<\u2028\" ] } "), oneWay)
	writes(p, "raw-nil", "a nil RawMessage is null", json.RawMessage(nil))
	writes(p, "raw-null", "a RawMessage of null", json.RawMessage("null"))
	writes(p, "raw-number", "a RawMessage keeps a number's text", json.RawMessage("1.50e+03"), oneWay)
	reads[json.RawMessage](p, "raw-read", "a RawMessage keeps every number exactly", `{"b":9007199254740993,"a":[1e400,-0,1.0,0.1000000000000000055511151231257827]}`)
	reads[json.RawMessage](p, "raw-read-bad", "a RawMessage must be JSON", `{"b":01}`)
	text := func(s string, valid bool) sql.NullString { return sql.NullString{String: s, Valid: valid} }
	writes(p, "sql-string", "a valid sql.NullString", text("<x>", true))
	writes(p, "sql-string-empty", "a valid and empty sql.NullString", text("", true))
	writes(p, "sql-string-null", "an invalid sql.NullString", text("", false))
	writes(p, "sql-string-leftover", "an invalid sql.NullString with text", text("rest", false), oneWay)
	writes(p, "sql-int64", "a valid sql.NullInt64", sql.NullInt64{Int64: math.MinInt64, Valid: true})
	writes(p, "sql-int64-null", "an invalid sql.NullInt64", sql.NullInt64{})
	writes(p, "sql-int32", "a valid sql.NullInt32", sql.NullInt32{Int32: 5, Valid: true})
	writes(p, "sql-int16", "a valid sql.NullInt16", sql.NullInt16{Int16: -5, Valid: true})
	writes(p, "sql-float", "a valid sql.NullFloat64", sql.NullFloat64{Float64: 1e21, Valid: true})
	writes(p, "sql-bool", "a valid sql.NullBool", sql.NullBool{Bool: false, Valid: true})
	writes(p, "sql-bool-null", "an invalid sql.NullBool", sql.NullBool{})
	writes(p, "sql-time", "a valid sql.NullTime", sql.NullTime{Time: time.Unix(1700000000, 5).UTC(), Valid: true})
	writes(p, "sql-time-null", "an invalid sql.NullTime", sql.NullTime{})
	writes(p, "sql-list", "sql.NullStrings in a list", []sql.NullString{text("a", true), {}})
	for _, f := range [][3]string{
		{"bare", `"x"`, "bare text"}, {"null", "null", "null"}, {"folded", `{"string":"x","valid":true}`, "names in lower case"},
		{"no-valid", `{"String":"x"}`, "Valid missing"}, {"no-text", `{"Valid":true}`, "String missing"}, {"empty", `{}`, "an empty object"},
		{"unknown", `{"String":"x","Valid":true,"Extra":1}`, "an unknown member"}, {"twice", `{"String":"x","Valid":true,"String":"y"}`, "a member twice"},
		{"null-text", `{"String":null,"Valid":true}`, "null for the text"}, {"text-valid", `{"String":"x","Valid":"true"}`, "text for Valid"},
	} {
		reads[sql.NullString](p, "sql-read-"+f[0], "reading a sql.NullString: "+f[2], f[1], lenient)
	}
	id := uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
	writes(p, "uuid", "a uuid is text", id)
	writes(p, "uuid-zero", "the zero uuid", uuid.UUID{})
	writes(p, "uuid-array", "16 bytes as uuid", [16]byte(id), as("uuid"))
	writes(p, "uuid-text", "a uuid kept as text", id.String(), as("string"))
	for _, f := range [][3]string{
		{"upper", `"6BA7B810-9DAD-11D1-80B4-00C04FD430C8"`, "upper case"}, {"urn", `"urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"`, "a URN"},
		{"braces", `"{6ba7b810-9dad-11d1-80b4-00c04fd430c8}"`, "braces"}, {"plain", `"6ba7b8109dad11d180b400c04fd430c8"`, "no hyphens"},
		{"short", `"6ba7b810-9dad-11d1-80b4-00c04fd430c"`, "too short"}, {"empty", `""`, "empty text"}, {"hex", `"6ba7b810-9dad-11d1-80b4-00c04fd430cg"`, "no hexadecimal digit"},
		{"number", `5`, "a number"}, {"spaces", `"6ba7b810 9dad 11d1 80b4 00c04fd430c8"`, "spaces for hyphens"},
	} {
		reads[uuid.UUID](p, "uuid-read-"+f[0], "reading a uuid: "+f[2], f[1])
	}
	for name, s := range map[string]string{"half": "1.5", "trailing": "1.50", "negative": "-0.05", "hundred": "100", "zero": "0", "long": "12345678901234567890.123456789"} {
		writes(p, "decimal-"+name, "a decimal.Decimal is quoted: "+s, decimal.RequireFromString(s))
	}
	for _, f := range [][3]string{
		{"bare", "1.5", "a bare number"}, {"exponent", `"1e3"`, "an exponent"}, {"bare-exponent", `1e-3`, "a bare exponent"}, {"fine", `"0.0000000001"`, "too many digits after the point"},
		{"over", `"1e30"`, "too many digits before the point"}, {"word", `"x"`, "a word"}, {"empty", `""`, "empty text"}, {"space", `" 1"`, "a space"}, {"plus", `"+1"`, "a plus sign"},
		{"nan", `"NaN"`, "NaN"}, {"point", `"1."`, "a point at the end"}, {"no-whole", `".5"`, "no digit before the point"},
	} {
		reads[decimal.Decimal](p, "decimal-read-"+f[0], "reading a decimal.Decimal: "+f[2], f[1])
	}
	reads[decimal.Decimal](p, "decimal-read-null", "null leaves a decimal.Decimal as it was", "null", finding("presence"))
}

func anything(p *probe) {
	for _, f := range []struct {
		id, fact string
		v        any
	}{
		{"nil", "nil is null", nil}, {"true", "a bool", true}, {"text", "text", "<ä>"}, {"float", "a float64", 1.5}, {"whole", "a whole float64 has no point", 3.0},
		{"big-float", "a float64 of 2^53", 9007199254740992.0}, {"exponent", "a float64 with exponent", 1e21}, {"list", "a list", []any{nil, "x", 1.0, []any{}}},
		{"map", "a map is sorted", map[string]any{"b": nil, "a": map[string]any{"z": 1.0, "y": "&"}}}, {"int", "an integer keeps its digits", int64(9007199254740993)},
	} {
		writes(p, "any-"+f.id, "an interface that holds "+f.fact, f.v)
	}
	reads[any](p, "any-read-2p53", "9007199254740993 through an interface loses a digit", "9007199254740993", lenient)
	reads[any](p, "any-read-id", "a snowflake id through an interface", "5703048835891311297", lenient)
	reads[any](p, "any-read-digits", "digits beyond float64 through an interface", "0.1000000000000000055511151231257827", lenient)
	reads[any](p, "any-read-over", "1e400 through an interface", "1e400")
	reads[any](p, "any-read-under", "1e-400 through an interface", "1e-400", lenient)
	reads[any](p, "any-read-point", "1.0 and 1 are one number", "[1.0,1,1e0,10e-1]")
	reads[any](p, "any-read-minus-zero", "-0 through an interface", "-0")
	reads[any](p, "any-read-nested", "a document", `{"b":[1,2.5,{"c":null}],"a":"x","":true}`)
	reads[any](p, "any-read-surrogate", "half a pair through an interface", `"\ud800"`, lenient)
	for _, depth := range []int{100, 998, 999, 1000, 9998, 9999, 10000, 20000} {
		text := strings.Repeat("[", depth) + strings.Repeat("]", depth)
		if depth <= 1000 || depth > 10000 || p.era == 22 { // vast texts once
			reads[json.RawMessage](p, fmt.Sprintf("depth-raw-%d", depth), fmt.Sprintf("%d arrays in a record, as RawMessage", depth), text)
		}
		if depth <= 1000 {
			reads[any](p, fmt.Sprintf("depth-any-%d", depth), fmt.Sprintf("%d arrays in a record, as interface", depth), text)
		}
	}
}

func framing(p *probe) {
	for _, f := range [][3]string{
		{"space", " \t\r\n{ \"k\" : 1 ,\n\"v\" : 2 }\r\n ", "white space before, between and after"}, {"vertical-tab", "\v{\"k\":1,\"v\":2}", "a vertical tab"},
		{"form-feed", "{\"k\":1,\f\"v\":2}", "a form feed"}, {"nbsp", "{\"k\":1,\u00a0\"v\":2}", "a no-break space"}, {"bom", "\ufeff{\"k\":1,\"v\":2}", "a byte order mark"},
		{"nul", "{\"k\":1,\"v\":2}\x00", "a NUL after the record"}, {"nul-before", "\x00{\"k\":1,\"v\":2}", "a NUL before the record"}, {"garbage", `{"k":1,"v":2} x`, "text after the record"},
		{"two", `{"k":1,"v":2}{"k":1,"v":3}`, "two records"}, {"empty", "", "nothing"}, {"blank", "  ", "white space alone"}, {"comma", `{"k":1,"v":2,}`, "a comma too many"},
		{"comment", `{"k":1,/**/"v":2}`, "a comment"}, {"cut", `{"k":1,"v":`, "a record that is cut off"}, {"cut-number", `{"k":1,"v":2`, "a record that is cut off after a number"},
		{"array", `[{"k":1,"v":2}]`, "an array of records"}, {"text", `"x"`, "text"}, {"number", "1", "a number"}, {"single", `{'k':1,'v':2}`, "single quotes"}, {"close", `{"k":1,"v":2}}`, "a brace too many"},
		{"semicolon", `{"k"=1,"v":2}`, "an equals sign"}, {"true-cut", `{"k":1,"v":tru}`, "a literal that is cut off"}, {"null-case", `{"k":1,"v":NULL}`, "NULL in upper case"},
		{"cr", "{\"k\":1,\r\"v\":2}", "a lone carriage return"},
	} {
		readsRecord[record[int64]](p, "frame-"+f[0], "reading a record: "+f[2], f[1])
	}
	readsRecord[record[int64]](p, "frame-null", "null for the record leaves it as it was", "null", finding("presence"))
}
