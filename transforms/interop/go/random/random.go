// Package random makes values of Go types: the edges of each type by counter, so that all occur early and often, else at random.
package random

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"tallystick/interop/describe"
)

// Generator makes values: every other one of a list of edges, by counter, so that all occur early, else at random.
type Generator struct {
	// Gob leaves out what gob cannot write, or tell apart, among elements: nil pointers, nil maps and empty slices that are
	// not nil; and times that it refuses or that its reader changes.
	Gob    bool
	random *rand.Rand
	edges  map[reflect.Type]int // how many edges of a type were given
}

// New is a generator whose values depend on nothing but the seed.
func New(seed uint64) *Generator {
	return &Generator{random: rand.New(rand.NewPCG(seed, 0x7461_6c6c_79)), edges: map[reflect.Type]int{}}
}

// Value puts a value into v, a struct. Containers nest at most depth deep.
func (g *Generator) Value(v reflect.Value, depth int) { g.fill(v, reflect.StructField{}, depth) }

// edge gives the next of the edges of a type, or says that it is time for something random.
func edge[V any](g *Generator, t reflect.Type, edges []V) (V, bool) {
	n := g.edges[t]
	g.edges[t]++
	if n%2 == 1 && n/2 >= len(edges) {
		var none V
		return none, false
	}
	if n/2 >= len(edges) && g.random.IntN(3) > 0 {
		var none V
		return none, false
	}
	return edges[n/2%len(edges)], true
}

var (
	floats64 = []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 1e-6, 9.999999e-7, 1e-7, 1e20, 999999999999999900000, 1e21, -1e21, 1e22,
		5e-324, 2.2250738585072014e-308, math.MaxFloat64, -math.MaxFloat64, 1 << 53, 1<<53 + 2, 1.0 / 3, 1e15, 1e16, 1e17, 123456.789, 1e-5}
	floats32 = []float32{0, float32(math.Copysign(0, -1)), 1, 0.1, 1e-6, 9.999999e-7, 1e-7, 1e20, 1e21, 1.1e21, math.MaxFloat32,
		math.SmallestNonzeroFloat32, 1 << 24, 16777217, 28.04, 1.1754944e-38, -3.4e38, 1e13, 1e12}
	texts = []string{"", "plain", `"\/`, "<script>&</script>", "\u2028\u2029", "\x00\x01\b\f\n\r\t\x1f\x7f", "äöüß", "😀", "\U0010ffff",
		"\ufffd\ufeff\uffff", "u\u0308", "null", " ", "\u200d", "日本語", strings.Repeat("x", 300)}
	moments = []time.Time{{}, time.Unix(0, 0).UTC(), time.Unix(1700000000, 1).UTC(), time.Unix(1700000000, 12e7).UTC(), time.Unix(-1, 999999999).UTC(),
		time.Unix(1700000000, 5e8).In(time.FixedZone("", 19800)), time.Unix(1700000000, 0).In(time.FixedZone("", -12600)),
		time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC), time.Time{}.Add(1), time.Unix(1700000000, 123456000).In(time.FixedZone("", 86340)),
		time.Unix(1700000000, 0).In(time.FixedZone("", -86340)), time.Unix(1700000000, 0).In(time.FixedZone("", 0)), time.Date(1582, 10, 10, 0, 0, 0, 0, time.UTC),
		time.Date(1900, 2, 28, 23, 59, 59, 1e6, time.UTC)}
	documents = []string{"null", "true", `"<x>"`, "0", "-0", "1.5", "1e+21", "1e-7", "[]", "{}", `[1,[2,{"a":null}]]`, `{"b":1,"a":{"":[false]}}`, `"\u2028ä"`, "100", "9007199254740992"}
	numbers   = []string{"0", "-1", "1.5", "123456789012345678901234567890", "0.1", "1e+30", "-12.75", "42"}
	decimals  = []string{"0", "1", "-0.05", "1.5", "100", "9999999999.99", "-9999999999.99", "0.01", "12345.6"}
)

// fill puts a value into v. depth bounds nesting.
func (g *Generator) fill(v reflect.Value, field reflect.StructField, depth int) {
	t := v.Type()
	switch p := v.Addr().Interface().(type) {
	case *time.Time:
		*p = g.moment()
		if strings.HasPrefix(field.Tag.Get("c"), "datetime") {
			*p = p.UTC() // a local clock is written as if UTC
		} else if strings.HasPrefix(field.Tag.Get("c"), "timestamp(9)") {
			*p = p.UTC()
		}
		return
	case *time.Duration:
		e, ok := edge(g, t, []time.Duration{0, 1, -1, time.Second, math.MaxInt64, math.MinInt64, time.Hour})
		if !ok {
			e = time.Duration(g.random.Int64()) >> g.random.IntN(60)
		}
		*p = e
		return
	case *uuid.UUID:
		for i := range p {
			p[i] = byte(g.random.Uint32())
		}
		if g.edges[t]++; g.edges[t]%20 == 3 {
			*p = uuid.UUID{}
		}
		return
	case *decimal.Decimal:
		e, ok := edge(g, t, decimals)
		if ok {
			*p = decimal.RequireFromString(e)
		} else {
			*p = decimal.New(g.random.Int64N(1e10)-5e9, -int32(g.random.IntN(3)))
		}
		return
	case *json.Number:
		if strings.HasPrefix(field.Tag.Get("c"), "bigint") {
			*p = json.Number(g.big().String())
		} else {
			*p = json.Number(numbers[g.random.IntN(len(numbers))])
		}
		return
	case *json.RawMessage:
		e, ok := edge(g, t, documents)
		if !ok {
			text, err := json.Marshal(g.document(3))
			if err != nil {
				panic(err)
			}
			e = string(text)
		}
		*p = json.RawMessage(e)
		return
	case *any:
		if g.Gob {
			*p = g.held()
			return
		}
		if err := json.Unmarshal([]byte(documents[g.random.IntN(len(documents))]), p); err != nil {
			panic(err)
		}
		if g.random.IntN(2) == 0 {
			*p = g.document(3)
		}
		return
	case *map[string]any:
		*p = map[string]any{g.text(): g.document(2), g.text(): g.document(2)}
		return
	case **big.Int:
		if g.random.IntN(8) > 0 {
			*p = g.big()
		}
		return
	case *sql.NullString:
		*p = sql.NullString{String: g.text(), Valid: true}
		if g.random.IntN(3) == 0 {
			*p = sql.NullString{}
		}
		return
	case describe.Constants:
		constants := p.CanonicalConstants()
		v.SetString(constants[g.random.IntN(len(constants))])
		return
	}
	if alternatives := describe.Unions[t]; alternatives != nil {
		g.union(v, alternatives, depth)
		return
	}
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(g.random.IntN(2) == 0)
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int:
		bits := uint(t.Bits())
		low := int64(-1) << (bits - 1)
		e, ok := edge(g, t, []int64{0, 1, -1, low, ^low, 23, 24, 255 & ^low, low + 1})
		if !ok {
			e = int64(g.random.Uint64()) >> (64 - bits) >> g.random.IntN(int(bits))
		}
		v.SetInt(e)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uint:
		bits := uint(t.Bits())
		e, ok := edge(g, t, []uint64{0, 1, math.MaxUint64 >> (64 - bits), 23, 24, 127})
		if !ok {
			e = g.random.Uint64() >> (64 - bits) >> g.random.IntN(int(bits))
		}
		v.SetUint(e)
	case reflect.Float32:
		e, ok := edge(g, t, floats32)
		for !ok {
			e = math.Float32frombits(g.random.Uint32())
			ok = !math.IsNaN(float64(e)) && !math.IsInf(float64(e), 0)
		}
		v.SetFloat(float64(e))
	case reflect.Float64:
		v.SetFloat(g.float())
	case reflect.String:
		v.SetString(g.text())
	case reflect.Ptr:
		if n := g.edges[t]; depth > 0 && n%3 != 0 {
			v.Set(reflect.New(t.Elem()))
			g.fill(v.Elem(), reflect.StructField{}, depth-1)
		}
		g.edges[t]++
	case reflect.Slice:
		n := g.edges[t]
		g.edges[t]++
		if n%4 == 0 {
			return // nil
		}
		length := 0
		if n%4 > 1 && depth > 0 {
			length = 1 + g.random.IntN(4)
		}
		v.Set(reflect.MakeSlice(t, length, length))
		for i := 0; i < length; i++ {
			g.element(v.Index(i), depth-1)
		}
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			g.element(v.Index(i), depth-1)
		}
	case reflect.Map:
		n := g.edges[t]
		g.edges[t]++
		if n%4 == 0 {
			return // nil
		}
		v.Set(reflect.MakeMap(t))
		for i := 0; n%4 > 1 && depth > 0 && i < 3; i++ {
			key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
			g.fill(key, reflect.StructField{}, 0)
			g.element(value, depth-1)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		valid := v.FieldByName("Valid")
		if t.PkgPath() == "database/sql" && g.random.IntN(3) == 0 {
			return // null
		}
		for i := 0; i < t.NumField(); i++ {
			if t.Field(i).IsExported() {
				g.fill(v.Field(i), t.Field(i), depth)
			}
		}
		if t.PkgPath() == "database/sql" {
			valid.SetBool(true)
		}
	default:
		panic(fmt.Sprintf("no values of %s are known", t))
	}
}

// element puts a value into an element of a slice, array or map.
func (g *Generator) element(v reflect.Value, depth int) {
	g.fill(v, reflect.StructField{}, depth)
	if !g.Gob {
		return
	}
	switch {
	case v.Kind() == reflect.Ptr && v.IsNil():
		v.Set(reflect.New(v.Type().Elem()))
	case v.Kind() == reflect.Map && v.IsNil():
		v.Set(reflect.MakeMap(v.Type()))
	case v.Kind() == reflect.Slice && v.Len() == 0:
		v.SetZero()
	}
}

// union puts one of the alternatives, or nothing, into an interface.
func (g *Generator) union(v reflect.Value, alternatives []describe.Alternative, depth int) {
	n := g.edges[v.Type()]
	g.edges[v.Type()]++
	if n%(len(alternatives)+1) == 0 {
		return
	}
	inside := reflect.New(alternatives[n%(len(alternatives)+1)-1].Go)
	if depth > 0 {
		g.fill(inside.Elem(), reflect.StructField{}, depth-1)
	}
	if inside.Type().Implements(v.Type()) && !inside.Elem().Type().Implements(v.Type()) {
		v.Set(inside)
	} else {
		v.Set(inside.Elem())
	}
}

func (g *Generator) float() float64 {
	e, ok := edge(g, reflect.TypeOf(0.0), floats64)
	for !ok {
		e = math.Float64frombits(g.random.Uint64())
		if g.random.IntN(2) == 0 {
			e = float64(g.random.Int64N(1e9)) / 1e4
		}
		ok = !math.IsNaN(e) && !math.IsInf(e, 0)
	}
	return e
}

func (g *Generator) text() string {
	if e, ok := edge(g, reflect.TypeOf(""), texts); ok {
		return e
	}
	out := make([]rune, g.random.IntN(12))
	for i := range out {
		switch g.random.IntN(4) {
		case 0:
			out[i] = rune(g.random.IntN(0x80))
		case 1:
			out[i] = rune(g.random.IntN(0x800))
		case 2:
			out[i] = rune(g.random.IntN(0xd800))
		default:
			out[i] = rune(0xe000 + g.random.IntN(0x110000-0xe000))
		}
	}
	return string(out)
}

func (g *Generator) moment() time.Time {
	if e, ok := edge(g, reflect.TypeOf(time.Time{}), moments); ok {
		return e
	}
	nanos := []int64{0, 1e8, 12e7, 123e6, 123456e3, 123456789}[g.random.IntN(6)]
	at := time.Unix(g.random.Int64N(315537897600-2*86400)-62135596800+86400, nanos)
	minutes := g.random.IntN(2*1439+1) - 1439
	if g.Gob && minutes == -1 {
		minutes = 0 // gob refuses this one
	}
	return at.In(time.FixedZone("", minutes*60))
}

func (g *Generator) big() *big.Int {
	n := new(big.Int).SetUint64(g.random.Uint64())
	n.Lsh(n, uint(g.random.IntN(200))).Rsh(n, uint(g.random.IntN(64)))
	if g.random.IntN(2) == 0 {
		n.Neg(n)
	}
	return n
}

// held is what an any of a program may hold that keeps it in gob.
func (g *Generator) held() any {
	e, ok := edge(g, reflect.TypeOf((*any)(nil)).Elem(), []any{nil, true, false, 0, 1, -1, math.MaxInt64, math.MinInt64, uint64(math.MaxUint64), 0.1, 1.5,
		math.Copysign(0, -1), 5e-324, 1e21, 1e-7, float32(0.1), int8(-5), uint16(7), "", "ü", []int{1, 2}, []string{"a", ""}, map[string]any{},
		map[string]any{"a": []any{nil, map[string]any{"b": 1}}}})
	if !ok {
		e = g.document(3)
	}
	return e
}

// document is what encoding/json makes of any JSON.
func (g *Generator) document(depth int) any {
	switch n := g.random.IntN(8); {
	case n == 0:
		return nil
	case n == 1:
		return g.random.IntN(2) == 0
	case n == 2:
		return g.float()
	case n == 3 || depth == 0:
		return g.text()
	case n < 6:
		length := g.random.IntN(4)
		if g.Gob && length == 0 {
			length = 1 // an empty list in an any is read as nil
		}
		list := make([]any, length)
		for i := range list {
			list[i] = g.document(depth - 1)
		}
		return list
	}
	object := map[string]any{}
	for i := g.random.IntN(4); i > 0; i-- {
		object[g.text()] = g.document(depth - 1)
	}
	return object
}
