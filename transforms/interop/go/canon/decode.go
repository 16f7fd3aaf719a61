package canon

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"unicode/utf8"
)

// Decode reads the canonical bytes of a record and refuses every other spelling of it.
func (c *Contract) Decode(record []byte) (Struct, error) {
	if len(record) > c.MaxRecordBytes {
		return nil, fail("oversize", "%d bytes, more than %d", len(record), c.MaxRecordBytes)
	}
	v, err := DecodeType(c.Record, record)
	if err != nil {
		return nil, err
	}
	return v.(Struct), nil
}

// DecodeType reads the encoding of one value of a type. It returns what EncodeType takes: *big.Int for every integer,
// float64, Decimal, string, []byte, Date, time of day as int64, Moment, JSON, []any, Map, Struct, Union.
func DecodeType(t *Type, data []byte) (any, error) {
	d := &decoder{data: data}
	v, err := d.value(t, 1)
	if err == nil && d.at < len(data) {
		err = d.malformed("bytes after the value")
	}
	if err != nil {
		return nil, err
	}
	return v, nil
}

type decoder struct {
	data []byte
	at   int
}

func (d *decoder) malformed(what string) error {
	return fail("malformed", "byte %d: %s", d.at, what)
}

// head reads a head: of major type 7 the argument is that of the simple value or float.
func (d *decoder) head() (major byte, n uint64, err error) {
	if d.at >= len(d.data) {
		return 0, 0, d.malformed("the bytes end")
	}
	first := d.data[d.at]
	major, info := first>>5, first&31
	if info < 24 {
		d.at++
		return major, uint64(info), nil
	}
	if info > 27 {
		return 0, 0, d.malformed("a reserved head or an indefinite length")
	}
	width := 1 << (info - 24)
	if len(d.data)-d.at-1 < width {
		return 0, 0, d.malformed("the bytes end within a head")
	}
	var word [8]byte
	copy(word[8-width:], d.data[d.at+1:])
	n = binary.BigEndian.Uint64(word[:])
	least := map[int]uint64{1: 24, 2: 1 << 8, 4: 1 << 16, 8: 1 << 32}[width]
	switch {
	case major != 7 && n < least:
		return 0, 0, d.malformed("a head that is not the shortest")
	case major == 7 && width == 1 && n < 32:
		return 0, 0, d.malformed("a simple value in two bytes")
	case major == 7 && (width == 2 || width == 4):
		return 0, 0, d.malformed("a float that is not in eight bytes")
	}
	d.at += 1 + width
	return major, n, nil
}

func (d *decoder) wrong(t *Type) error {
	return fail("type", "byte %d: no %s begins so", d.at, t.Kind)
}

// want reads a head of one major type.
func (d *decoder) want(t *Type, major byte) (uint64, error) {
	start := d.at
	found, n, err := d.head()
	if err == nil && found != major {
		d.at = start
		err = d.wrong(t)
	}
	return n, err
}

func (d *decoder) take(n uint64) ([]byte, error) {
	if n > uint64(len(d.data)-d.at) {
		return nil, d.malformed("the bytes end within a text or byte string")
	}
	b := d.data[d.at : d.at+int(n)]
	d.at += int(n)
	return b, nil
}

// items reads the head of an array or map and sees that its items, of one byte at least, can be there.
func (d *decoder) items(t *Type, major byte, each uint64) (int, error) {
	n, err := d.want(t, major)
	if err == nil && n > uint64(len(d.data)-d.at)/each {
		err = d.malformed("more items than bytes")
	}
	return int(n), err
}

func (d *decoder) isNull() bool { return d.at < len(d.data) && d.data[d.at] == 0xF6 }

// integer reads major type 0 or 1 or a bignum of at most 4,096 bits. outside says how a bignum beyond them is refused.
func (d *decoder) integer(t *Type) (*big.Int, error) {
	start := d.at
	major, n, err := d.head()
	if err != nil {
		return nil, err
	}
	v := new(big.Int).SetUint64(n)
	switch {
	case major == 0:
		return v, nil
	case major == 1:
		return v.Not(v), nil
	case major != 6 || n != 2 && n != 3:
		d.at = start
		return nil, d.wrong(t)
	}
	length, err := d.want(t, 2)
	if err != nil {
		return nil, d.malformed("no bignum is written so")
	}
	magnitude, err := d.take(length)
	if err != nil {
		return nil, err
	}
	if len(magnitude) <= 8 || magnitude[0] == 0 {
		return nil, d.malformed("a bignum that is needless or begins with a zero")
	}
	if v.SetBytes(magnitude); n == 3 {
		v.Not(v)
	}
	return v, nil
}

func (d *decoder) value(t *Type, depth int) (any, error) {
	t = t.Resolved()
	if d.isNull() && t.Kind != JSONKind {
		return nil, fail("presence", "byte %d: null where a %s must be", d.at, t.Kind)
	}
	switch t.Kind {
	case List, MapKind, StructKind, Tuple, UnionKind:
		if depth > MaxDepth {
			return nil, fail("oversize", "byte %d: containers nest deeper than %d", d.at, MaxDepth)
		}
	}
	switch t.Kind {
	case Bool:
		n, err := d.want(t, 7)
		if err == nil && n != 20 && n != 21 {
			err = d.wrong(t)
		}
		return n == 21, err
	case I8, I16, I32, I64, I128, U8, U16, U32, U64, U128, BigInt, DurationKind:
		v, err := d.integer(t)
		if err != nil {
			return nil, err
		}
		_, err = EncodeType(t, v) // for its range
		return v, err
	case F32, F64:
		return d.float(t)
	case DecimalKind:
		mantissa, exponent, err := d.decimal(t)
		if err != nil {
			return nil, err
		}
		if !exponent.IsInt64() || exponent.Int64() == math.MinInt64 {
			return nil, fail("range", "byte %d: exponent %s", d.at, exponent)
		}
		v := Decimal{mantissa, -exponent.Int64()}
		_, err = appendFixed(nil, t, v)
		return v, err
	case String:
		return d.text(t)
	case BytesKind:
		n, err := d.want(t, 2)
		if err != nil {
			return nil, err
		}
		return d.take(n)
	case UUIDKind:
		if n, err := d.want(t, 6); err != nil || n != 37 {
			return nil, orElse(err, d.wrong(t))
		}
		n, err := d.want(t, 2)
		if err != nil || n != 16 {
			return nil, d.malformed("no uuid is written so")
		}
		return d.take(n)
	case DateKind:
		n, err := d.small(t)
		if err == nil {
			_, err = EncodeType(t, Date(n))
		}
		return Date(n), err
	case TimeKind:
		n, err := d.small(t)
		if err == nil {
			_, err = EncodeType(t, n)
		}
		return n, err
	case DateTime, Timestamp:
		return d.moment(t)
	case JSONKind:
		var out bytes.Buffer
		err := d.json(t, &out, depth)
		return JSON(out.String()), err
	case List:
		n, err := d.items(t, 4, 1)
		if err != nil {
			return nil, err
		}
		list := []any{}
		for i := 0; i < n; i++ {
			v, err := d.inner(t, depth)
			if err != nil {
				return nil, inside(strconv.Itoa(i), err)
			}
			list = append(list, v)
		}
		return list, nil
	case MapKind:
		return d.entries(t, depth)
	case StructKind:
		return d.fields(t, depth)
	case Tuple:
		n, err := d.items(t, 4, 1)
		if err != nil {
			return nil, err
		}
		if n != len(t.Items) {
			return nil, d.malformed(fmt.Sprintf("a tuple of %d, not %d", n, len(t.Items)))
		}
		list := make([]any, n)
		for i, item := range t.Items {
			if list[i], err = d.value(item, depth+1); err != nil {
				return nil, inside(strconv.Itoa(i), err)
			}
		}
		return list, nil
	case Enum:
		id, err := d.small(t)
		if err != nil {
			return nil, err
		}
		n := uint64(id) // a negative id is beyond all ids
		for _, variant := range t.Variants {
			if variant.ID == n {
				return variant.Name, nil
			}
		}
		return nil, fail("range", "the enum has no variant %d", id)
	case UnionKind:
		return d.union(t, depth)
	}
	panic("no such kind")
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

func (d *decoder) float(t *Type) (any, error) {
	if d.at < len(d.data) && d.data[d.at] != 0xFB {
		if _, _, err := d.head(); err != nil {
			return nil, err
		}
		return nil, d.wrong(t)
	}
	_, bits, err := d.head()
	if err != nil {
		return nil, err
	}
	f := math.Float64frombits(bits)
	if f != f && bits != 0x7FF8000000000000 {
		return nil, d.malformed("another NaN than the one")
	}
	if t.Kind == F32 && f == f && float64(float32(f)) != f {
		return nil, fail("precision", "byte %d: %v is no f32", d.at, f)
	}
	return f, nil
}

func (d *decoder) decimal(t *Type) (mantissa, exponent *big.Int, err error) {
	start := d.at
	if n, err := d.want(t, 6); err != nil || n != 4 {
		d.at = start
		return nil, nil, orElse(err, d.wrong(t))
	}
	if n, err := d.want(t, 4); err != nil || n != 2 {
		return nil, nil, d.malformed("tag 4 is over an array of two")
	}
	at := d.at
	if exponent, err = d.integer(t); err != nil || d.data[at]>>5 > 1 {
		return nil, nil, d.malformed("the exponent is no integer of 64 bits")
	}
	if mantissa, err = d.integer(t); err != nil {
		return nil, nil, d.malformed("the mantissa is no integer")
	}
	if mantissa.Sign() == 0 && exponent.Sign() != 0 ||
		mantissa.Sign() != 0 && new(big.Int).Rem(mantissa, ten).Sign() == 0 {
		return nil, nil, d.malformed("a mantissa that ten divides, or a zero with an exponent")
	}
	return mantissa, exponent, nil
}

func (d *decoder) text(t *Type) (any, error) {
	start := d.at
	major, n, err := d.head()
	if err != nil {
		return nil, err
	}
	tagged := major == 6 && n == 1413565529
	if tagged {
		if n, err = d.want(t, 2); err != nil {
			return nil, d.malformed("the tag of invalid text is over bytes")
		}
	} else if major != 3 {
		d.at = start
		return nil, d.wrong(t)
	}
	b, err := d.take(n)
	switch {
	case err != nil:
		return nil, err
	case tagged && utf8.Valid(b):
		return nil, d.malformed("valid text under the tag of invalid text")
	case !tagged && !utf8.Valid(b):
		return nil, fail("encoding", "byte %d: invalid UTF-8", d.at)
	}
	return string(b), nil
}

// small reads an integer that may be out of range; what 64 bits do not hold certainly is.
func (d *decoder) small(t *Type) (int64, error) {
	n, err := d.integer(t)
	if err != nil {
		return 0, err
	}
	if !n.IsInt64() {
		return 0, fail("range", "byte %d: %s", d.at, n)
	}
	return n.Int64(), nil
}

func (d *decoder) moment(t *Type) (any, error) {
	n, err := d.items(t, 4, 1)
	if err != nil {
		return nil, err
	}
	parts := make([]int64, 2, 3)
	if t.Offset {
		parts = parts[:3]
	}
	if n != len(parts) {
		return nil, d.malformed(fmt.Sprintf("%d parts, not %d", n, len(parts)))
	}
	for i := range parts {
		if d.at < len(d.data) && d.data[d.at]>>5 > 1 && d.data[d.at]>>5 != 6 {
			return nil, d.malformed("a part that is no integer")
		}
		if parts[i], err = d.small(t); err != nil {
			return nil, err
		}
	}
	m := Moment{Seconds: parts[0], Nanos: parts[1]}
	if t.Offset {
		m.Offset = parts[2]
	}
	_, err = appendMoment(nil, t, m)
	return m, err
}

func (d *decoder) inner(t *Type, depth int) (any, error) {
	if t.Nullable && t.Elem.Resolved().Kind != JSONKind && d.isNull() {
		d.at++
		return nil, nil
	}
	return d.value(t.Elem, depth+1)
}

// ascending sees that keys are in order and none is twice.
func (d *decoder) ascending(previous, key []byte) error {
	switch order := bytes.Compare(previous, key); {
	case previous == nil || order < 0:
		return nil
	case order == 0:
		return fail("duplicate_key", "byte %d: a key occurs twice", d.at)
	}
	return d.malformed("keys are out of order")
}

func (d *decoder) entries(t *Type, depth int) (any, error) {
	n, err := d.items(t, 5, 2)
	if err != nil {
		return nil, err
	}
	entries := Map{}
	var previous []byte
	for i := 0; i < n; i++ {
		start := d.at
		key, err := d.value(t.Key, depth+1)
		if err != nil {
			return nil, inside("(key)", err)
		}
		encoded := d.data[start:d.at]
		if err := d.ascending(previous, encoded); err != nil {
			return nil, err
		}
		previous = encoded
		value, err := d.inner(t, depth)
		if err != nil {
			return nil, inside("(value)", err)
		}
		entries = append(entries, Entry{key, value})
	}
	return entries, nil
}

func (d *decoder) fields(t *Type, depth int) (any, error) {
	n, err := d.items(t, 5, 2)
	if err != nil {
		return nil, err
	}
	out := Struct{}
	var previous []byte
	for i := 0; i < n; i++ {
		start := d.at
		major, id, err := d.head()
		if err != nil {
			return nil, err
		}
		key := d.data[start:d.at]
		if major != 0 || bytes.Compare(previous, key) >= 0 {
			return nil, d.malformed("a field id that is no unsigned integer, or not in order")
		}
		previous = key
		var field *Field
		for _, candidate := range t.Fields {
			if candidate.ID == id {
				field = candidate
			}
		}
		if field == nil {
			return nil, fail("unknown_field", "byte %d: there is no field %d", d.at, id)
		}
		if d.isNull() && field.Presence == Tristate {
			d.at++
			out[field.Name] = nil
			continue
		}
		if d.isNull() && field.Presence == Nullable {
			return nil, inside(field.Name, fail("presence", "byte %d: null has no entry in a nullable field", d.at))
		}
		if out[field.Name], err = d.value(field.Type, depth+1); err != nil {
			return nil, inside(field.Name, err)
		}
	}
	for _, field := range t.Fields {
		if _, ok := out[field.Name]; ok {
			continue
		}
		switch field.Presence {
		case Required:
			return nil, fail("presence", "byte %d: the required field %s has no entry", d.at, field.Name)
		case Nullable:
			out[field.Name] = nil
		}
	}
	return out, nil
}

func (d *decoder) union(t *Type, depth int) (any, error) {
	n, err := d.items(t, 4, 1)
	if err != nil {
		return nil, err
	}
	if n != 1 && n != 2 {
		return nil, d.malformed(fmt.Sprintf("a union of %d parts", n))
	}
	id, err := d.want(t, 0)
	if err != nil {
		return nil, err
	}
	for _, variant := range t.Variants {
		if variant.ID != id {
			continue
		}
		u := Union{Variant: variant.Name}
		if (variant.Type != nil) != (n == 2) {
			return nil, d.malformed(fmt.Sprintf("%s with %d parts", variant.Name, n))
		}
		if variant.Type != nil {
			if u.Payload, err = d.value(variant.Type, depth+1); err != nil {
				return nil, inside(variant.Name, err)
			}
		}
		return u, nil
	}
	return nil, fail("range", "the union has no alternative %d", id)
}

// json writes the JSON text of what is there.
func (d *decoder) json(t *Type, out *bytes.Buffer, depth int) error {
	start := d.at
	major, n, err := d.head()
	if err != nil {
		return err
	}
	switch major {
	case 0, 1, 6:
		d.at = start
		return d.jsonNumber(t, out, major, n)
	case 3:
		d.at = start
		return d.jsonText(t, out)
	case 4, 5:
		if depth > MaxDepth {
			return fail("oversize", "byte %d: containers nest deeper than %d", d.at, MaxDepth)
		}
		if n > uint64(len(d.data)-d.at) {
			return d.malformed("more items than bytes")
		}
	case 7:
		switch {
		case d.data[start] == 0xFB:
			if n != 1<<63 {
				return d.malformed("a float other than -0.0")
			}
			out.WriteString("-0.0")
		case n >= 20 && n <= 22:
			out.WriteString([]string{"false", "true", "null"}[n-20])
		default:
			return d.wrong(t)
		}
		return nil
	default:
		return d.wrong(t)
	}
	out.WriteByte("[{"[major-4])
	var previous []byte
	for i := uint64(0); i < n; i++ {
		if i > 0 {
			out.WriteByte(',')
		}
		if major == 5 {
			start := d.at
			if err := d.jsonText(t, out); err != nil {
				return err
			}
			if err := d.ascending(previous, d.data[start:d.at]); err != nil {
				return err
			}
			previous = d.data[start:d.at]
			out.WriteByte(':')
		}
		if err := d.json(t, out, depth+1); err != nil {
			return err
		}
	}
	out.WriteByte("]}"[major-4])
	return nil
}

func (d *decoder) jsonText(t *Type, out *bytes.Buffer) error {
	n, err := d.want(t, 3)
	if err != nil {
		return err
	}
	b, err := d.take(n)
	if err != nil {
		return err
	}
	if !utf8.Valid(b) {
		return fail("encoding", "byte %d: invalid UTF-8", d.at)
	}
	text, err := json.Marshal(string(b))
	out.Write(text)
	return err
}

func (d *decoder) jsonNumber(t *Type, out *bytes.Buffer, major byte, tag uint64) error {
	if major < 2 {
		n, err := d.integer(t)
		if err == nil {
			out.WriteString(n.String())
		}
		return err
	}
	if tag == 2 || tag == 3 {
		return d.malformed("an integer beyond 64 bits without tag 4")
	}
	start := d.at
	mantissa, exponent, err := d.decimal(t)
	if err != nil {
		return err
	}
	text := mantissa.String() + "e" + exponent.String()
	again, err := appendNumber(nil, text)
	if err != nil {
		return err
	}
	if !bytes.Equal(again, d.data[start:d.at]) {
		return d.malformed("a number that is not written so")
	}
	out.WriteString(text)
	return nil
}
