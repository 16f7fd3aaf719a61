package canon

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// Kind is what a canonical type is.
type Kind int

// The kinds of canonical types, in the order of the specification.
const (
	Bool Kind = iota
	I8
	I16
	I32
	I64
	I128
	U8
	U16
	U32
	U64
	U128
	BigInt
	F32
	F64
	DecimalKind
	String
	BytesKind
	UUIDKind
	DateKind
	TimeKind
	DateTime
	Timestamp
	DurationKind
	JSONKind
	List
	MapKind
	StructKind
	Tuple
	Enum
	UnionKind
	Ref
)

var words = map[string]Kind{
	"bool": Bool, "i8": I8, "i16": I16, "i32": I32, "i64": I64, "i128": I128,
	"u8": U8, "u16": U16, "u32": U32, "u64": U64, "u128": U128, "bigint": BigInt,
	"f32": F32, "f64": F64, "string": String, "bytes": BytesKind, "uuid": UUIDKind, "date": DateKind,
	"time": TimeKind, "datetime": DateTime, "duration": DurationKind, "json": JSONKind,
}

var kindNames = func() map[Kind]string {
	names := map[Kind]string{
		DecimalKind: "decimal", Timestamp: "timestamp", List: "list", MapKind: "map", StructKind: "struct",
		Tuple: "tuple", Enum: "enum", UnionKind: "union", Ref: "ref",
	}
	for word, kind := range words {
		names[kind] = word
	}
	return names
}()

func (k Kind) String() string { return kindNames[k] }

// Presence says which of value, null and absent a field may be.
type Presence int

const (
	Required Presence = iota
	Nullable
	Optional
	Tristate
)

var presences = map[string]Presence{"required": Required, "nullable": Nullable, "optional": Optional, "tristate": Tristate}

// Type is a canonical type. Which fields are set follows from Kind.
type Type struct {
	Kind      Kind
	Precision int      // decimal: digits; timestamp: digits of the second's fraction
	Scale     int      // decimal
	Offset    bool     // timestamp: whether the offset is kept
	Nullable  bool     // list: elements may be null; map: values may be null
	Elem      *Type    // list: the element; map: the value
	Key       *Type    // map
	Fields    []*Field // struct, in the order of their ids
	Items     []*Type  // tuple
	Variants  []Variant
	Name      string // ref: the declared name
	target    *Type  // ref: what it stands for
	byName    map[string]*Field
	knows     map[reflect.Type]bool // Go structs all of whose fields the struct has
}

// Variant is a variant of an enum, or an alternative of a union; Type is nil where there is no payload.
type Variant struct {
	ID   uint64
	Name string
	Type *Type
}

// Field is a field of a struct.
type Field struct {
	ID           uint64
	Name         string
	Type         *Type
	Presence     Presence
	Equivalences map[string]bool
}

// Contract is the canonical schema of a dataset. It is not for concurrent use.
type Contract struct {
	Name    string
	Version int
	Key     []*Field
	Record  *Type // the record, a struct
	// MaxRecordBytes bounds the encoding of one record.
	MaxRecordBytes int
	// RuleCounts says how often each declared equivalence applied, by "field: equivalence".
	RuleCounts map[string]int64
}

// Resolved is the type that a ref stands for, or the type itself.
func (t *Type) Resolved() *Type {
	for t.Kind == Ref {
		t = t.target
	}
	return t
}

// ParseContract reads a contract in its JSON form.
func ParseContract(data []byte) (*Contract, error) {
	document, err := decodeDocument(data)
	if err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	return ContractOf(document)
}

// ContractOf reads a contract from a decoded document: maps, lists, strings, numbers and booleans.
func ContractOf(document any) (*Contract, error) {
	p := &parser{}
	contract := p.contract(document)
	if len(p.problems) > 0 {
		return nil, fmt.Errorf("contract: %s", strings.Join(p.problems, "; "))
	}
	return contract, nil
}

// ParseType reads one type in its JSON form, with the types it may refer to.
func ParseType(data []byte, types map[string]any) (*Type, error) {
	document, err := decodeDocument(data)
	if err != nil {
		return nil, fmt.Errorf("type: %w", err)
	}
	p := &parser{}
	p.declare(types)
	t := p.typeOf("type", document)
	p.resolve()
	if len(p.problems) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(p.problems, "; "))
	}
	return t, nil
}

func decodeDocument(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var document any
	if err := decoder.Decode(&document); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("text after the end of the document")
	}
	return document, nil
}

type parser struct {
	problems []string
	types    map[string]*Type
	refs     []*Type
}

func (p *parser) problem(path, format string, args ...any) {
	p.problems = append(p.problems, path+": "+fmt.Sprintf(format, args...))
}

func (p *parser) object(path string, v any, known ...string) map[string]any {
	object, ok := v.(map[string]any)
	if !ok {
		p.problem(path, "must be an object, not %v", v)
		return map[string]any{}
	}
	for name := range object {
		if !contains(known, name) {
			p.problem(path, "unknown key %q; known are %s", name, strings.Join(known, ", "))
		}
	}
	return object
}

func contains(list []string, s string) bool {
	for _, item := range list {
		if item == s {
			return true
		}
	}
	return false
}

func (p *parser) array(path string, v any) []any {
	list, ok := v.([]any)
	if !ok {
		p.problem(path, "must be a list")
	}
	return list
}

func (p *parser) text(path string, v any) string {
	s, ok := v.(string)
	if !ok {
		p.problem(path, "must be text, not %v", v)
	}
	return s
}

func (p *parser) id(path string, v any, least int64) uint64 {
	var n int64
	switch v := v.(type) {
	case json.Number:
		parsed, err := v.Int64()
		if err != nil {
			p.problem(path, "must be an integer, not %v", v)
		}
		n = parsed
	case int:
		n = int64(v)
	default:
		p.problem(path, "must be an integer, not %v", v)
		return uint64(least)
	}
	if n < least {
		p.problem(path, "must be at least %d", least)
	}
	return uint64(n)
}

func (p *parser) truth(path string, v any) bool {
	b, ok := v.(bool)
	if v != nil && !ok {
		p.problem(path, "must be true or false, not %v", v)
	}
	return b
}

func (p *parser) contract(document any) *Contract {
	object := p.object("/", document, "contract", "version", "key", "types", "fields", "max_record_bytes", "description")
	contract := &Contract{MaxRecordBytes: 16 << 20, RuleCounts: map[string]int64{}}
	contract.Name = p.text("/contract", object["contract"])
	contract.Version = int(p.id("/version", object["version"], 1))
	types, _ := object["types"].(map[string]any)
	p.declare(types)
	contract.Record = &Type{Kind: StructKind}
	p.fields("/fields", contract.Record, object["fields"])
	p.resolve()
	if len(p.problems) > 0 {
		return contract
	}
	key := p.array("/key", object["key"])
	if len(key) == 0 {
		p.problem("/key", "names no field")
	}
	for i, name := range key {
		path := fmt.Sprintf("/key/%d", i)
		field := contract.Record.byName[p.text(path, name)]
		switch {
		case field == nil:
			p.problem(path, "there is no field %v", name)
		case field.Presence != Required:
			p.problem(path, "field %s must be required", field.Name)
		case !keyable(field.Type):
			p.problem(path, "a %s cannot be part of the key", field.Type.Resolved().Kind)
		default:
			contract.Key = append(contract.Key, field)
		}
	}
	return contract
}

func (p *parser) declare(types map[string]any) {
	p.types = map[string]*Type{}
	names := make([]string, 0, len(types))
	for name := range types {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		p.types[name] = p.typeOf("/types/"+name, types[name])
	}
}

func (p *parser) resolve() {
	for _, ref := range p.refs {
		ref.target = p.types[ref.Name]
		if ref.target == nil {
			p.problem("/types", "there is no type %s", ref.Name)
			ref.target = &Type{Kind: Bool}
		}
	}
	for _, ref := range p.refs {
		seen := map[*Type]bool{}
		for t := ref; t.Kind == Ref; t = t.target {
			if seen[t] {
				p.problem("/types", "%s stands only for itself", ref.Name)
				t.target = &Type{Kind: Bool}
			}
			seen[t] = true
		}
	}
}

func keyable(t *Type) bool {
	switch t.Resolved().Kind {
	case F32, F64, List, MapKind, StructKind, Tuple, UnionKind, JSONKind:
		return false
	}
	return true
}

var (
	decimalWord   = regexp.MustCompile(`^decimal\( *([0-9]+) *, *([0-9]+) *\)$`)
	timestampWord = regexp.MustCompile(`^timestamp\( *([0-9])( *, *offset)? *\)$`)
	fieldName     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
)

func (p *parser) typeOf(path string, v any) *Type {
	if word, ok := v.(string); ok {
		if kind, ok := words[word]; ok {
			return &Type{Kind: kind}
		}
		if m := decimalWord.FindStringSubmatch(word); m != nil {
			precision, _ := strconv.Atoi(m[1])
			scale, _ := strconv.Atoi(m[2])
			if precision < 1 || precision > 38 || scale > precision {
				p.problem(path, "%s: precision is 1 to 38, scale at most the precision", word)
			}
			return &Type{Kind: DecimalKind, Precision: precision, Scale: scale}
		}
		if m := timestampWord.FindStringSubmatch(word); m != nil {
			return &Type{Kind: Timestamp, Precision: int(m[1][0] - '0'), Offset: m[2] != ""}
		}
		p.problem(path, "there is no type %q", word)
		return &Type{Kind: Bool}
	}
	object := p.object(path, v, "list", "map", "struct", "tuple", "enum", "union", "ref", "nullable")
	nullable := p.truth(path+"/nullable", object["nullable"])
	switch {
	case object["list"] != nil:
		return &Type{Kind: List, Nullable: nullable, Elem: p.typeOf(path+"/list", object["list"])}
	case object["map"] != nil:
		inner := p.object(path+"/map", object["map"], "key", "value", "nullable")
		nullable = nullable || p.truth(path+"/map/nullable", inner["nullable"])
		t := &Type{Kind: MapKind, Nullable: nullable}
		t.Key = p.typeOf(path+"/map/key", inner["key"])
		t.Elem = p.typeOf(path+"/map/value", inner["value"])
		if t.Key.Kind != Ref && !keyable(t.Key) {
			p.problem(path+"/map/key", "a %s cannot be a map key", t.Key.Kind)
		}
		return t
	case object["struct"] != nil:
		t := &Type{Kind: StructKind}
		p.fields(path+"/struct", t, object["struct"])
		return t
	case object["tuple"] != nil:
		t := &Type{Kind: Tuple}
		for i, item := range p.array(path+"/tuple", object["tuple"]) {
			t.Items = append(t.Items, p.typeOf(fmt.Sprintf("%s/tuple/%d", path, i), item))
		}
		return t
	case object["enum"] != nil:
		return &Type{Kind: Enum, Variants: p.variants(path+"/enum", object["enum"], false)}
	case object["union"] != nil:
		return &Type{Kind: UnionKind, Variants: p.variants(path+"/union", object["union"], true)}
	case object["ref"] != nil:
		t := &Type{Kind: Ref, Name: p.text(path+"/ref", object["ref"])}
		p.refs = append(p.refs, t)
		return t
	}
	p.problem(path, "names no type")
	return &Type{Kind: Bool}
}

func (p *parser) variants(path string, v any, payload bool) []Variant {
	var variants []Variant
	ids, names := map[uint64]bool{}, map[string]bool{}
	for i, item := range p.array(path, v) {
		at := fmt.Sprintf("%s/%d", path, i)
		known := []string{"id", "name"}
		if payload {
			known = append(known, "type")
		}
		object := p.object(at, item, known...)
		variant := Variant{ID: p.id(at+"/id", object["id"], 0), Name: p.text(at+"/name", object["name"])}
		if object["type"] != nil {
			variant.Type = p.typeOf(at+"/type", object["type"])
		}
		if ids[variant.ID] || names[variant.Name] {
			p.problem(at, "id and name must be unique")
		}
		ids[variant.ID], names[variant.Name] = true, true
		variants = append(variants, variant)
	}
	return variants
}

func (p *parser) fields(path string, t *Type, v any) {
	t.byName, t.knows = map[string]*Field{}, map[reflect.Type]bool{}
	folded, ids := map[string]bool{}, map[uint64]bool{}
	for i, item := range p.array(path, v) {
		at := fmt.Sprintf("%s/%d", path, i)
		object := p.object(at, item, "id", "name", "type", "presence", "equivalences", "description")
		field := &Field{ID: p.id(at+"/id", object["id"], 1), Name: p.text(at+"/name", object["name"])}
		field.Type = p.typeOf(at+"/type", object["type"])
		if word := object["presence"]; word != nil {
			presence, ok := presences[p.text(at+"/presence", word)]
			if !ok {
				p.problem(at+"/presence", "there is no presence %v", word)
			}
			field.Presence = presence
		}
		if list := object["equivalences"]; list != nil {
			field.Equivalences = map[string]bool{}
			for _, name := range p.array(at+"/equivalences", list) {
				if !contains(equivalences, p.text(at+"/equivalences", name)) {
					p.problem(at+"/equivalences", "there is no equivalence %v", name)
					continue
				}
				field.Equivalences[name.(string)] = true
			}
		}
		if !fieldName.MatchString(field.Name) || strings.Contains(field.Name, "__") {
			p.problem(at+"/name", "%q is no field name", field.Name)
		}
		if folded[strings.ToLower(field.Name)] || ids[field.ID] {
			p.problem(at, "id and name must be unique")
		}
		folded[strings.ToLower(field.Name)], ids[field.ID] = true, true
		t.byName[field.Name] = field
		t.Fields = append(t.Fields, field)
	}
	sort.Slice(t.Fields, func(i, j int) bool { return t.Fields[i].ID < t.Fields[j].ID })
}

var equivalences = []string{
	"null_is_absent", "empty_is_null", "null_is_empty", "zero_time_is_null", "null_is_zero", "zero_is_null",
	"negative_zero_is_zero", "narrow_to_f32", "truncate_timestamp",
}

var (
	one      = big.NewInt(1)
	ten      = big.NewInt(10)
	limits   = map[Kind][2]*big.Int{}
	power38  [39]*big.Int
	maxNanos = new(big.Int).Exp(ten, big.NewInt(29), nil) // durations are below this in magnitude
)

func init() {
	for _, width := range []struct {
		signed, unsigned Kind
		bits             uint
	}{{I8, U8, 8}, {I16, U16, 16}, {I32, U32, 32}, {I64, U64, 64}, {I128, U128, 128}} {
		half := new(big.Int).Lsh(one, width.bits-1)
		limits[width.signed] = [2]*big.Int{new(big.Int).Neg(half), new(big.Int).Sub(half, one)}
		limits[width.unsigned] = [2]*big.Int{new(big.Int), new(big.Int).Sub(new(big.Int).Lsh(one, width.bits), one)}
	}
	for i := range power38 {
		power38[i] = new(big.Int).Exp(ten, big.NewInt(int64(i)), nil)
	}
}
