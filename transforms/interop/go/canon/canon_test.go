package canon

import (
	"database/sql"
	"encoding/hex"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"
)

const shipments = `{"contract": "shipments", "version": 3, "key": ["id"], "fields": [
	{"id": 1, "name": "id", "type": "i64"},
	{"id": 2, "name": "city", "type": "string", "presence": "nullable"},
	{"id": 3, "name": "sent", "type": "timestamp(9,offset)", "presence": "nullable", "equivalences": ["zero_time_is_null"]},
	{"id": 4, "name": "tags", "type": {"list": "string"}, "equivalences": ["null_is_empty"]},
	{"id": 5, "name": "weight", "type": "f32", "equivalences": ["narrow_to_f32", "negative_zero_is_zero"]},
	{"id": 6, "name": "note", "type": "json", "presence": "optional"},
	{"id": 300, "name": "parts", "type": {"map": {"key": "string", "value": {"struct": [{"id": 1, "name": "n", "type": "u8"}]}}}}
]}`

type part struct {
	N uint8 `json:"n"`
}

type origin struct {
	City sql.NullString `json:"city"`
}

type shipment struct {
	ID int64 `json:"id"`
	origin
	Sent   time.Time       `json:"sent"`
	Tags   []string        `json:"tags"`
	Weight float64         `json:"weight"`
	Note   any             `json:"note,omitempty"`
	Parts  map[string]part `json:"parts"`
	cache  int
	Skip   int `canon:"-"`
}

func parse(t *testing.T, text string) *Contract {
	t.Helper()
	contract, err := ParseContract([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return contract
}

func expect(t *testing.T, contract *Contract, record any, want string) {
	t.Helper()
	got, err := contract.Encode(record)
	if err != nil {
		t.Fatal(err)
	}
	if hex.EncodeToString(got) != want {
		t.Errorf("%+v is %x, not %s", record, got, want)
	}
}

func TestStructAndTreeOfValuesAreOneRecord(t *testing.T) {
	contract := parse(t, shipments)
	sent := time.Date(1969, 12, 31, 23, 59, 59, 5e8, time.FixedZone("", -3600))
	record := shipment{
		ID: 7, origin: origin{sql.NullString{String: "Ü", Valid: true}}, Sent: sent, Tags: []string{"a"},
		Weight: 0.1, Note: map[string]any{"k": 1.5}, Parts: map[string]part{"bb": {2}, "c": {1}},
	}
	const want = "a7" + "0107" + "0262c39c" + "0383190e0f1a1dcd6500390e0f" + "04816161" + "05fb3fb99999a0000000" +
		"06a1616bc482200f" + "19012ca26163a10101626262a10102"
	expect(t, contract, record, want)
	expect(t, contract, &record, want)
	expect(t, contract, Struct{
		"id": 7, "city": "Ü", "sent": Moment{3599, 5e8, -3600}, "tags": []any{"a"}, "weight": float32(0.1),
		"note": JSON(`{"k":15e-1}`), "parts": Map{{"c", Struct{"n": 1}}, {"bb", Struct{"n": big.NewInt(2)}}},
	}, want)
}

func TestEquivalencesApplyAndAreCounted(t *testing.T) {
	contract := parse(t, shipments)
	expect(t, contract, shipment{Parts: map[string]part{}, Weight: math.Copysign(0, -1)},
		"a4"+"0100"+"0480"+"05fb0000000000000000"+"19012ca0")
	for _, rule := range []string{"sent: zero_time_is_null", "tags: null_is_empty", "weight: negative_zero_is_zero"} {
		if contract.RuleCounts[rule] != 1 {
			t.Errorf("%s was counted %d times", rule, contract.RuleCounts[rule])
		}
	}
}

func TestValuesOutsideTheContractAreRefused(t *testing.T) {
	contract := parse(t, shipments)
	for want, record := range map[string]any{
		"presence: /parts: null in a required field":                      shipment{},
		"type: /id: a Go string is no integer":                            Struct{"id": "7", "city": nil, "sent": nil, "tags": nil, "weight": 0.0, "parts": Map{}},
		"unknown_field: /: the contract has no field mass":                Struct{"mass": 1},
		"range: /parts/x/n: 256 is no u8":                                 Struct{"id": 1, "city": nil, "sent": nil, "tags": nil, "weight": 0.0, "parts": Map{{"x", Struct{"n": 256}}}},
		"duplicate_key: /parts: a map key occurs twice":                   Struct{"id": 1, "city": nil, "sent": nil, "tags": nil, "weight": 0.0, "parts": Map{{"x", Struct{"n": 1}}, {"x", Struct{"n": 2}}}},
		"presence: /city: a nullable field is absent":                     Struct{"id": 1},
		"presence: /note: null in an optional field":                      Struct{"id": 1, "city": nil, "sent": nil, "tags": nil, "weight": 0.0, "note": nil},
		"malformed: /note: JSON at byte 1: the text ends":                 Struct{"id": 1, "city": nil, "sent": nil, "tags": nil, "weight": 0.0, "note": JSON("["), "parts": Map{}},
		"range: /sent: second -62135596801 is not of the years 1 to 9999": Struct{"id": 1, "city": nil, "sent": Moment{Seconds: minSecond - 1}, "tags": nil, "weight": 0.0, "parts": Map{}},
	} {
		if _, err := contract.Encode(record); err == nil || err.Error() != want {
			t.Errorf("%v: got %v, want %s", record, err, want)
		}
	}
}

func TestProblemsOfAContractAreToldTogether(t *testing.T) {
	_, err := ParseContract([]byte(`{"contract": "c", "version": 0, "key": ["a"], "fields": [
		{"id": 1, "name": "a", "type": "i63"}, {"id": 1, "name": "A", "type": "bool", "presense": "nullable"}]}`))
	for _, want := range []string{"/version: must be at least 1", `no type "i63"`, `unknown key "presense"`, "must be unique"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
	for key, want := range map[string]string{"f": "a f64 cannot be part of the key", "n": "must be required", "x": "there is no field x"} {
		_, err := ParseContract([]byte(`{"contract": "c", "version": 1, "key": ["` + key + `"], "fields": [
			{"id": 1, "name": "f", "type": "f64"}, {"id": 2, "name": "n", "type": "i8", "presence": "nullable"}]}`))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
}

func TestTalliesMerge(t *testing.T) {
	var all, first, second Tally
	for i := byte(0); i < 100; i++ {
		all.Add([]byte{i})
		if i%3 == 0 {
			first.Add([]byte{i})
		} else {
			second.Add([]byte{i})
		}
	}
	second.Merge(first)
	if second != all || all.Count != 100 {
		t.Errorf("%v and %v", second, all)
	}
	if got := (Sum{math.MaxUint64, math.MaxUint64}).Plus(Sum{0, 1}); got != (Sum{}) {
		t.Errorf("2^128-1 plus 1 is %s", got)
	}
	if got := Digest(nil).String(); got != "99aa06d3014798d86001c324468d497f" { // xxhsum -H2 of an empty file
		t.Errorf("the digest of nothing is %s", got)
	}
}

func TestDecoderNeverPanics(t *testing.T) {
	contract := parse(t, strings.ReplaceAll(shipments, "negative_zero_is_zero", "narrow_to_f32"))
	good, err := contract.Encode(shipment{ID: 7, Tags: []string{"a", "b"}, Note: "x", Parts: map[string]part{"c": {1}}})
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(good)*8; i++ {
		flipped := append([]byte(nil), good...)
		flipped[i/8] ^= 1 << (i % 8)
		record, err := contract.Decode(flipped)
		if err != nil {
			continue
		}
		if again, err := contract.Encode(record); err != nil || string(again) != string(flipped) {
			t.Errorf("%x was decoded as %v, which is %x, %v", flipped, record, again, err)
		}
	}
}

func TestWhatIsWrongInAPartOfASliceIsSaid(t *testing.T) {
	contract, err := ParseContract([]byte(shipments))
	if err != nil {
		t.Fatal(err)
	}
	for part, want := range map[string]string{
		"no":            "the contract has no field no",
		"week(sent)":    "the functions are year",
		"Day(sent)":     "the functions are year",
		"day(3, sent)":  "the functions are year",
		"day(id)":       "is a function of dates",
		"bucket(id)":    "from 1 to 999999999",
		"bucket(0, id)": "from 1 to 999999999",
		"weight":        "no slice can be made of a f32",
		"parts":         "no slice can be made of a map",
	} {
		if _, err := contract.Slicing([]string{part}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", part, err)
		}
	}
	if _, err := contract.Slicing(nil); err == nil {
		t.Error("no part is no slice")
	}
}

func TestUnitIdsHoldOnlyPlainBytes(t *testing.T) {
	for folder, want := range map[string]string{"": ".", ".": ".", "region=é u/day=1,2": "region=%C3%A9%20u/day=1%2C2"} {
		if got := UnitID(folder); got != want {
			t.Errorf("%s is %s", folder, got)
		}
	}
}

type gram int

func TestATypeIsWhatIsRegisteredForIt(t *testing.T) {
	contract, err := ParseContract([]byte(`{"contract": "c", "version": 1, "key": ["id"], "fields": [{"id": 1, "name": "id", "type": "i64"},
		{"id": 2, "name": "weight", "type": {"enum": [{"id": 0, "name": "light"}, {"id": 1, "name": "heavy"}]}, "presence": "nullable"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	Register(func(g gram) any { return map[bool]string{false: "light", true: "heavy"}[g > 1000] })
	heavy := gram(2000)
	for weight, want := range map[*gram]string{&heavy: "a201070201", nil: "a10107"} {
		record := struct {
			ID     int   `json:"id"`
			Weight *gram `json:"weight"`
		}{7, weight}
		if got, err := contract.Encode(record); err != nil || hex.EncodeToString(got) != want {
			t.Errorf("%x %v, not %s", got, err, want)
		}
	}
}
