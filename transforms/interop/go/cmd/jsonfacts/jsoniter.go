//go:build jsoniter

package main

import (
	"fmt"
	"math"

	jsoniter "github.com/json-iterator/go"
)

// With the tag jsoniter the facts are those of github.com/json-iterator/go in its three configurations.
func init() {
	for name, of := range map[string]struct {
		api    jsoniter.API
		config jsoniter.Config
	}{
		"compatible": {jsoniter.ConfigCompatibleWithStandardLibrary, jsoniter.Config{EscapeHTML: true, SortMapKeys: true, ValidateJsonRawMessage: true}},
		"default":    {jsoniter.ConfigDefault, jsoniter.Config{EscapeHTML: true}},
		"fastest":    {jsoniter.ConfigFastest, jsoniter.Config{MarshalFloatWith6Digits: true, ObjectFieldMustBeSimpleString: true}},
	} {
		api, config := of.api, of.config
		config.DisallowUnknownFields = true
		knowing := config.Froze()
		others["go/jsoniter@"+name] = func() {
			marshal = func(value any) (text []byte, err error) {
				defer func() {
					if p := recover(); p != nil {
						err = fmt.Errorf("panic: %v", p)
					}
				}()
				return api.Marshal(value)
			}
			unmarshal = func(text []byte, into any) (err error) {
				defer func() {
					if p := recover(); p != nil {
						err = fmt.Errorf("panic: %v", p)
					}
				}()
				return api.Unmarshal(text, into)
			}
			strict = func(text []byte, into any) error { return knowing.Unmarshal(text, into) }
			more = iterates
		}
	}
}

// few is a struct of few names in lower case, which jsoniter compares letter by letter of ASCII.
type few struct {
	K     int64  `json:"k"`
	Size  string `json:"größe" canon:"size"`
	Plain string `json:"plain"`
}

// many is one of more than ten, which it compares in lower case.
type many struct {
	K     int64  `json:"k"`
	Size  string `json:"größe" canon:"size"`
	Plain string `json:"plain"`
	A     string `json:"a"`
	B     string `json:"b"`
	C     string `json:"c"`
	D     string `json:"d"`
	E     string `json:"e"`
	F     string `json:"f"`
	G     string `json:"g"`
	H     string `json:"h"`
}

type stringed struct {
	K int64    `json:"k"`
	V *float64 `json:"v,string"`
}

// iterates states what jsoniter does by itself.
func iterates(p *probe) {
	for i, f := range []float64{0.5, 0.1, 1.0 / 3, 0.000001, 0.0000005, 0.00000049, 1e-7, 123456.789, 123456.7890123, 83886079, 83886079.5, 83886080, 83886080.25,
		1e15, 1e20, 1e21, 1e300, -0.25, -1.0 / 3, -1e-9, math.Copysign(0, -1), 2.5e-6, 0.9999999, 0.9999995, 99999.9999996, 100, 1234567.125} {
		writes(p, fmt.Sprintf("iter-f64-%d", i), fmt.Sprintf("a float64 as jsoniter writes it: %g", f), f)
		writes(p, fmt.Sprintf("iter-f32-%d", i), fmt.Sprintf("a float32 as jsoniter writes it: %g", f), float32(f))
	}
	writesRecord(p, "iter-few", "few names in lower case", few{1, "a", "b"})
	readsRecord[few](p, "iter-few-ascii", "they are read in any case of ASCII", `{"K":1,"GRößE":"a","PLAIN":"b"}`)
	readsRecord[few](p, "iter-few-wide", "and in no other", `{"k":1,"GRÖßE":"a","plain":"b"}`, finding("unknown_field"))
	readsRecord[many](p, "iter-many-wide", "of many names also beyond ASCII",
		`{"K":1,"GRÖßE":"a","PLAIN":"b","A":"","b":"","c":"","d":"","e":"","f":"","g":"","h":""}`)
	readsRecord[few](p, "iter-few-escaped", "escapes of more than ASCII in names: they are not found", `{"k":1,"gr\u00f6\u00dfe":"a","plain":"b"}`,
		finding("unknown_field"))
	readsRecord[few](p, "iter-few-escaped-ascii", "escapes of ASCII in names", `{"k":1,"größe":"a","pl\u0061in":"b"}`, lenient)
	readsRecord[few](p, "iter-unknown-great", "a number beyond float64 that is passed over", `{"k":1,"größe":"a","plain":"b","x":1e400}`, lenient)
	readsRecord[few](p, "iter-unknown-digits", "an integer of very many digits that is passed over", `{"k":1,"größe":"a","plain":"b","x":1`+zeros(400)+`}`, lenient)
	value := 1.5
	writesRecord(p, "iter-quoted", "the string option behind a pointer", stringed{1, &value})
	writesRecord(p, "iter-quoted-nil", "the string option of nil", stringed{1, nil})
	reads[map[string]int64](p, "iter-map-escaped", "escapes in the keys of a map", `{"\u0061":1,"a\tb":2}`)
	reads[map[uint8]int64](p, "iter-map-great", "a key beyond its type", `{"256":1}`)
	reads[map[int64]int64](p, "iter-map-zero", "a key of minus zero", `{"-0":1}`)
}

func zeros(count int) string {
	text := make([]byte, count)
	for i := range text {
		text[i] = '0'
	}
	return string(text)
}
