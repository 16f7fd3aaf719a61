// Package describe says what a Go struct is: its shape in a migration file, and a contract for it.
package describe

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// Object is a JSON object whose members are written in order.
type Object []Member

type Member struct {
	Name  string
	Value any
}

// With is the object with one more member.
func (o Object) With(name string, value any) Object { return append(o, Member{name, value}) }

func (o Object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, '"'), m.Name...), '"', ':')
		value, err := json.Marshal(m.Value)
		if err != nil {
			return nil, err
		}
		out = append(out, value...)
	}
	return append(out, '}'), nil
}

// Constants is implemented by string types of which only some values mean anything.
type Constants interface{ CanonicalConstants() []string }

var library = map[reflect.Type]struct{ shape, canonical string }{
	reflect.TypeOf(time.Time{}):        {"time.Time", `"timestamp(9,offset)"`},
	reflect.TypeOf(time.Duration(0)):   {"time.Duration", `"duration"`},
	reflect.TypeOf(big.Int{}):          {"big.Int", `"bigint"`},
	reflect.TypeOf(big.Float{}):        {"big.Float", `"f64"`},
	reflect.TypeOf(big.Rat{}):          {"big.Rat", `"decimal(38,18)"`},
	reflect.TypeOf(json.Number("")):    {"json.Number", `"json"`},
	reflect.TypeOf(json.RawMessage{}):  {"json.RawMessage", `"json"`},
	reflect.TypeOf(uuid.UUID{}):        {"uuid.UUID", `"uuid"`},
	reflect.TypeOf(decimal.Decimal{}):  {"decimal.Decimal", `"decimal(38,9)"`},
	reflect.TypeOf(sql.NullString{}):   {"sql.NullString", `"string"`},
	reflect.TypeOf(sql.NullInt64{}):    {"sql.NullInt64", `"i64"`},
	reflect.TypeOf(sql.NullInt32{}):    {"sql.NullInt32", `"i32"`},
	reflect.TypeOf(sql.NullInt16{}):    {"sql.NullInt16", `"i16"`},
	reflect.TypeOf(sql.NullFloat64{}):  {"sql.NullFloat64", `"f64"`},
	reflect.TypeOf(sql.NullBool{}):     {"sql.NullBool", `"bool"`},
	reflect.TypeOf(sql.NullTime{}):     {"sql.NullTime", `"timestamp(9,offset)"`},
	reflect.TypeOf([]byte{}):           {"[]byte", `"bytes"`},
	reflect.TypeOf((*any)(nil)).Elem(): {"any", `"json"`},
}

var plain = map[reflect.Kind]struct{ shape, canonical string }{
	reflect.Bool: {"bool", `"bool"`}, reflect.String: {"string", `"string"`},
	reflect.Int: {"int", `"i64"`}, reflect.Int8: {"int8", `"i8"`}, reflect.Int16: {"int16", `"i16"`},
	reflect.Int32: {"int32", `"i32"`}, reflect.Int64: {"int64", `"i64"`},
	reflect.Uint: {"uint", `"u64"`}, reflect.Uint8: {"uint8", `"u8"`}, reflect.Uint16: {"uint16", `"u16"`},
	reflect.Uint32: {"uint32", `"u32"`}, reflect.Uint64: {"uint64", `"u64"`},
	reflect.Float32: {"float32", `"f32"`}, reflect.Float64: {"float64", `"f64"`},
}

// Alternative is a type that an interface may hold: its name in the contract, the one it is registered under, the type that
// describes it, and the type itself where that is another.
type Alternative struct {
	Name, Registered string
	Type, Go         reflect.Type
}

// Unions are the interfaces that are unions, with all that they may hold. To be filled before anything is described.
var Unions = map[reflect.Type][]Alternative{}

// Types collects the declared types of a shape. Whole says that a type keeps the name that Go gives it, whatever it is.
type Types struct {
	Declared Object
	Whole    bool
}

func (ts *Types) Name(t reflect.Type) string {
	if name := t.Name(); ts.Whole || !strings.HasPrefix(name, "record[") {
		return name
	}
	return "T"
}

// expression is the type as a migration file writes it.
func (ts *Types) expression(t reflect.Type) string {
	if known, ok := library[t]; ok {
		return known.shape
	}
	if alternatives, ok := Unions[t]; ok {
		ts.union(t, alternatives)
		return t.Name()
	}
	switch t.Kind() {
	case reflect.Ptr:
		return "*" + ts.expression(t.Elem())
	case reflect.Slice:
		return "[]" + ts.expression(t.Elem())
	case reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return fmt.Sprintf("[%d]byte", t.Len())
		}
		return fmt.Sprintf("[%d]%s", t.Len(), ts.expression(t.Elem()))
	case reflect.Map:
		return "map[" + ts.expression(t.Key()) + "]" + ts.expression(t.Elem())
	case reflect.Struct:
		ts.Declare(t)
		return ts.Name(t)
	case reflect.String:
		if c, ok := reflect.Zero(t).Interface().(Constants); ok {
			values := Object{}
			for _, value := range c.CanonicalConstants() {
				values = append(values, Member{value, value})
			}
			ts.add(t.Name(), Object{{"enum", Object{{"of", "string"}, {"values", values}}}})
			return t.Name()
		}
	}
	return plain[t.Kind()].shape
}

func (ts *Types) union(t reflect.Type, alternatives []Alternative) {
	at := len(ts.Declared)
	ts.add(t.Name(), nil)
	if len(ts.Declared) == at {
		return
	}
	variants := []Object{}
	for _, a := range alternatives {
		variants = append(variants, Object{{"name", a.Name}, {"rename", a.Registered}, {"type", ts.expression(a.Type)}})
	}
	ts.Declared[at].Value = Object{{"enum", variants}}
}

func (ts *Types) add(name string, declared Object) {
	for _, known := range ts.Declared {
		if known.Name == name {
			return
		}
	}
	ts.Declared = append(ts.Declared, Member{name, declared})
}

func (ts *Types) Declare(t reflect.Type) {
	at := len(ts.Declared)
	ts.add(ts.Name(t), nil)
	if len(ts.Declared) == at {
		return
	}
	fields := []Object{}
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		name, options := tagOf(field)
		if name == "-" || field.PkgPath != "" && !field.Anonymous {
			continue
		}
		described := Object{{"name", name}, {"type", ts.expression(field.Type)}}
		for _, option := range []string{"omitempty", "omitzero", "string"} {
			if strings.Contains(options, ","+option) {
				described = append(described, Member{option, true})
			}
		}
		if embedded(field) {
			described = append(described, Member{"embed", true})
		}
		fields = append(fields, described)
	}
	ts.Declared[at].Value = Object{{"struct", fields}}
}

func tagOf(field reflect.StructField) (name, options string) {
	tag := field.Tag.Get("json")
	name = tag
	if i := strings.IndexByte(tag, ','); i >= 0 {
		name, options = tag[:i], tag[i:]
	}
	if name == "" {
		name = field.Name
	}
	return name, options
}

func embedded(field reflect.StructField) bool {
	t := field.Type
	if t.Kind() == reflect.Ptr {
		t = t.Elem()
	}
	return field.Anonymous && !strings.Contains(field.Tag.Get("json"), field.Name) && field.Tag.Get("json") == "" &&
		t.Kind() == reflect.Struct
}

// canonicalType is the contract's type for a Go type, as JSON.
func canonicalType(t reflect.Type) string {
	if known, ok := library[t]; ok {
		return known.canonical
	}
	if alternatives, ok := Unions[t]; ok {
		variants := []string{}
		for i, a := range alternatives {
			variants = append(variants, fmt.Sprintf(`{"id":%d,"name":%q,"type":%s}`, i, a.Name, canonicalType(a.Type)))
		}
		return `{"union":[` + strings.Join(variants, ",") + `]}`
	}
	nullable := ""
	switch t.Kind() {
	case reflect.Ptr:
		return canonicalType(t.Elem())
	case reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return `"bytes"`
		}
		fallthrough
	case reflect.Slice:
		if nilable(t.Elem()) {
			nullable = `,"nullable":true`
		}
		return `{"list":` + canonicalType(t.Elem()) + nullable + `}`
	case reflect.Map:
		if nilable(t.Elem()) {
			nullable = `,"nullable":true`
		}
		return `{"map":{"key":` + canonicalType(t.Key()) + `,"value":` + canonicalType(t.Elem()) + nullable + `}}`
	case reflect.Struct:
		fields, _ := Fields(t, nil)
		return `{"struct":` + fields + `}`
	case reflect.String:
		if c, ok := reflect.Zero(t).Interface().(Constants); ok {
			variants := []string{}
			for i, value := range c.CanonicalConstants() {
				variants = append(variants, fmt.Sprintf(`{"id":%d,"name":%q}`, i, value))
			}
			return `{"enum":[` + strings.Join(variants, ",") + `]}`
		}
	}
	return plain[t.Kind()].canonical
}

func nilable(t reflect.Type) bool {
	switch {
	case Unions[t] != nil:
		return true
	case t.Kind() == reflect.Interface || t == reflect.TypeOf(json.RawMessage{}):
		return false // JSON's own null
	case t.Kind() == reflect.Ptr || t.Kind() == reflect.Slice || t.Kind() == reflect.Map:
		return true
	}
	return t.PkgPath() == "database/sql"
}

// Fields is the contract's fields of a struct. A tag `c:"type|presence|equivalences"` overrides what follows
// from the Go type; say does so for the field v.
func Fields(t reflect.Type, say *Said) (string, []string) {
	var fields, names []string
	var visit func(t reflect.Type)
	seen := map[string]bool{}
	visit = func(t reflect.Type) {
		var inner []reflect.Type
		for i := 0; i < t.NumField(); i++ {
			field := t.Field(i)
			name, _ := tagOf(field)
			if other := field.Tag.Get("canon"); other != "" {
				name = other
			}
			if embedded(field) {
				if field.Type.Kind() == reflect.Ptr {
					inner = append(inner, field.Type.Elem())
				} else {
					inner = append(inner, field.Type)
				}
				continue
			}
			override := strings.Split(field.Tag.Get("c")+"||", "|")
			if seen[name] || name == "-" || override[0] == "none" || field.PkgPath != "" {
				continue
			}
			seen[name] = true
			s := Said{override[0], override[1], override[2]}
			if say != nil && (name == "v" || name == "V") {
				s = *say
			}
			if s.Canonical == "" {
				s.Canonical = canonicalType(field.Type)
			} else if s.Canonical[0] != '{' {
				s.Canonical = `"` + s.Canonical + `"`
			}
			if s.Presence == "" && nilable(field.Type) {
				s.Presence = "nullable"
			}
			text := fmt.Sprintf(`{"id":%d,"name":%q,"type":%s`, len(fields)+1, name, s.Canonical)
			if s.Presence != "" {
				text += fmt.Sprintf(`,"presence":%q`, s.Presence)
			}
			if s.Rules != "" {
				text += `,"equivalences":["` + strings.Join(strings.Split(s.Rules, ","), `","`) + `"]`
			}
			fields = append(fields, text+"}")
			names = append(names, name)
		}
		for _, t := range inner {
			visit(t)
		}
	}
	visit(t)
	return "[" + strings.Join(fields, ",") + "]", names
}

// Said is what else is said about the contract's field v beyond what follows from its Go type.
type Said struct{ Canonical, Presence, Rules string }

// Mapping is the mapping of fields whose wire name is no name of a contract: by canonical name.
func Mapping(t reflect.Type) Object {
	mapping := Object{}
	for i := 0; i < t.NumField(); i++ {
		if canonical := t.Field(i).Tag.Get("canon"); canonical != "" {
			wire, _ := tagOf(t.Field(i))
			mapping = append(mapping, Member{canonical, wire})
		}
	}
	return mapping
}
