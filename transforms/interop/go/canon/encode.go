package canon

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// MaxDepth is how deep containers may nest, the record itself being the first.
const MaxDepth = 1000

// Error says why a value has no canonical form. Reason is one of the project's reason codes.
type Error struct{ Reason, Path, Message string }

func (e *Error) Error() string {
	path := e.Path
	if path == "" {
		path = "/"
	}
	return e.Reason + ": " + path + ": " + e.Message
}

func fail(reason, format string, args ...any) error {
	return &Error{Reason: reason, Message: fmt.Sprintf(format, args...)}
}

func inside(step string, err error) error {
	if e, ok := err.(*Error); ok {
		return &Error{Reason: e.Reason, Path: "/" + step + e.Path, Message: e.Message}
	}
	return err
}

// Encode returns the canonical bytes of a record.
func (c *Contract) Encode(record any) ([]byte, error) { return c.Append(nil, record) }

// Append appends the canonical bytes of a record.
func (c *Contract) Append(dst []byte, record any) ([]byte, error) {
	start := len(dst)
	e := encoder{rules: c.RuleCounts}
	dst, err := e.value(dst, c.Record, reflect.ValueOf(record), 1)
	if err == nil && len(dst)-start > c.MaxRecordBytes {
		err = fail("oversize", "%d bytes, more than %d", len(dst)-start, c.MaxRecordBytes)
	}
	return dst, err
}

// EncodeKey returns the bytes that the key digest is made of: the array of the key fields' encodings.
func (c *Contract) EncodeKey(record any) ([]byte, error) {
	e := encoder{rules: map[string]int64{}}
	dst := appendHead(nil, 4, uint64(len(c.Key)))
	fields := e.fieldsOf(reflect.ValueOf(record))
	for _, field := range c.Key {
		v, err := fields(field.Name)
		if err != nil {
			return nil, err
		}
		v, state, err := e.settle(field, v)
		if err == nil && state != present {
			err = fail("key_null", "the key has no value")
		}
		if err == nil {
			dst, err = e.value(dst, field.Type, v, 2)
		}
		if err != nil {
			return nil, inside(field.Name, err)
		}
	}
	return dst, nil
}

// EncodeType returns the encoding of one value of a type.
func EncodeType(t *Type, v any) ([]byte, error) {
	e := encoder{rules: map[string]int64{}}
	return e.value(nil, t, reflect.ValueOf(v), 1)
}

type encoder struct {
	rules map[string]int64
}

func (e *encoder) applied(field *Field, rule string) bool {
	if field.Equivalences[rule] {
		e.rules[field.Name+": "+rule]++
		return true
	}
	return false
}

func appendHead(dst []byte, major byte, n uint64) []byte {
	major <<= 5
	switch {
	case n < 24:
		return append(dst, major|byte(n))
	case n <= math.MaxUint8:
		return append(dst, major|24, byte(n))
	case n <= math.MaxUint16:
		return append(dst, major|25, byte(n>>8), byte(n))
	case n <= math.MaxUint32:
		return append(dst, major|26, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	dst = append(dst, major|27, 0, 0, 0, 0, 0, 0, 0, 0)
	binary.BigEndian.PutUint64(dst[len(dst)-8:], n)
	return dst
}

func appendInt(dst []byte, n int64) []byte {
	if n < 0 {
		return appendHead(dst, 1, uint64(^n))
	}
	return appendHead(dst, 0, uint64(n))
}

func appendBig(dst []byte, n *big.Int) []byte {
	major := byte(0)
	if n.Sign() < 0 {
		major = 1
		n = new(big.Int).Not(n) // -1-n
	}
	if n.IsUint64() {
		return appendHead(dst, major, n.Uint64())
	}
	magnitude := n.Bytes()
	dst = appendHead(dst, 6, uint64(2+major))
	dst = appendHead(dst, 2, uint64(len(magnitude)))
	return append(dst, magnitude...)
}

func appendFloat(dst []byte, f float64) []byte {
	bits := math.Float64bits(f)
	if f != f {
		bits = 0x7FF8000000000000
	}
	dst = append(dst, 0xFB, 0, 0, 0, 0, 0, 0, 0, 0)
	binary.BigEndian.PutUint64(dst[len(dst)-8:], bits)
	return dst
}

// appendDecimal appends mantissa x 10^exponent; it divides the mantissa by ten while that leaves no rest.
func appendDecimal(dst []byte, mantissa *big.Int, exponent *big.Int) []byte {
	if mantissa.Sign() == 0 {
		return append(dst, 0xC4, 0x82, 0, 0)
	}
	mantissa, exponent = stripZeros(mantissa, exponent)
	dst = append(dst, 0xC4, 0x82)
	dst = appendBig(dst, exponent)
	return appendBig(dst, mantissa)
}

func stripZeros(mantissa, exponent *big.Int) (*big.Int, *big.Int) {
	m, x, rest := new(big.Int).Set(mantissa), new(big.Int).Set(exponent), new(big.Int)
	quotient := new(big.Int)
	for m.Sign() != 0 {
		if quotient.QuoRem(m, ten, rest); rest.Sign() != 0 {
			break
		}
		m.Set(quotient)
		x.Add(x, one)
	}
	return m, x
}

func appendText(dst []byte, s string) []byte {
	if utf8.ValidString(s) {
		dst = appendHead(dst, 3, uint64(len(s)))
	} else {
		dst = appendHead(dst, 6, 1413565529)
		dst = appendHead(dst, 2, uint64(len(s)))
	}
	return append(dst, s...)
}

type state int

const (
	present state = iota
	isNull
	isAbsent
)

var (
	bigIntType = reflect.TypeOf(big.Int{})
	timeType   = reflect.TypeOf(time.Time{})
	rawType    = reflect.TypeOf(json.RawMessage{})
)

// strip takes pointers, interfaces, sql.Null wrappers and Valuers off a value.
func strip(v reflect.Value) (reflect.Value, state) {
	for {
		if !v.IsValid() {
			return v, isNull
		}
		if v.CanInterface() && v.Kind() != reflect.Interface {
			if v.Kind() == reflect.Ptr && v.IsNil() {
				return v, isNull
			}
			if value, ok := registered[v.Type()]; ok {
				v = reflect.ValueOf(value(v))
				continue
			}
			switch inner := v.Interface().(type) {
			case absent:
				return v, isAbsent
			case Valuer:
				v = reflect.ValueOf(inner.CanonicalValue())
				continue
			case sql.NullString:
				return reflect.ValueOf(inner.String), validity(inner.Valid)
			case sql.NullInt64:
				return reflect.ValueOf(inner.Int64), validity(inner.Valid)
			case sql.NullInt32:
				return reflect.ValueOf(inner.Int32), validity(inner.Valid)
			case sql.NullInt16:
				return reflect.ValueOf(inner.Int16), validity(inner.Valid)
			case sql.NullByte:
				return reflect.ValueOf(inner.Byte), validity(inner.Valid)
			case sql.NullFloat64:
				return reflect.ValueOf(inner.Float64), validity(inner.Valid)
			case sql.NullBool:
				return reflect.ValueOf(inner.Bool), validity(inner.Valid)
			case sql.NullTime:
				return reflect.ValueOf(inner.Time), validity(inner.Valid)
			}
		}
		switch v.Kind() {
		case reflect.Ptr, reflect.Interface:
			if v.IsNil() {
				return v, isNull
			}
			v = v.Elem()
		case reflect.Slice, reflect.Map:
			if v.IsNil() {
				return v, isNull
			}
			return v, present
		default:
			return v, present
		}
	}
}

func validity(valid bool) state {
	if valid {
		return present
	}
	return isNull
}

// settle applies a field's equivalences and checks its presence.
func (e *encoder) settle(field *Field, v reflect.Value) (reflect.Value, state, error) {
	t := field.Type.Resolved()
	typed := v.IsValid() // the nil of a Struct is not
	writesNull := typed && (v.Kind() == reflect.Interface || v.Type() == rawType)
	v, s := strip(v)
	if t.Kind == JSONKind {
		ownNull := field.Presence == Nullable || field.Presence == Tristate
		switch {
		case s == isNull && field.Presence == Required && writesNull:
			return reflect.ValueOf(JSON("null")), present, nil
		case s == present && ownNull && isJSONNull(v):
			s = isNull
		}
	}
	if len(field.Equivalences) > 0 {
		v, s = e.equivalent(field, t, v, s)
	}
	switch {
	case s == isNull && field.Presence == Optional && typed:
		s = isAbsent // a nil of a Go struct: its one no-value
	case s == isNull && field.Presence == Optional:
		return v, s, fail("presence", "null in an optional field")
	case s == isNull && field.Presence == Required:
		return v, s, fail("presence", "null in a required field")
	case s == isAbsent && field.Presence == Required:
		return v, s, fail("presence", "a required field is absent")
	case s == isAbsent && field.Presence == Nullable:
		return v, s, fail("presence", "a nullable field is absent")
	}
	return v, s, nil
}

func isJSONNull(v reflect.Value) bool {
	switch text := v.Interface().(type) {
	case JSON:
		return strings.Trim(string(text), " \t\r\n") == "null"
	case json.RawMessage:
		return strings.Trim(string(text), " \t\r\n") == "null"
	}
	return false
}

func (e *encoder) equivalent(field *Field, t *Type, v reflect.Value, s state) (reflect.Value, state) {
	if s != present {
		if field.Presence == Required {
			switch {
			case t.Kind == String || t.Kind == BytesKind:
				if e.applied(field, "null_is_empty") || t.Kind == String && e.applied(field, "null_is_zero") {
					return reflect.ValueOf(""), present
				}
			case t.Kind == List && e.applied(field, "null_is_empty"):
				return reflect.ValueOf([]any{}), present
			case t.Kind == MapKind && e.applied(field, "null_is_empty"):
				return reflect.ValueOf(Map{}), present
			case t.Kind == Bool && e.applied(field, "null_is_zero"):
				return reflect.ValueOf(false), present
			case t.Kind <= DecimalKind && e.applied(field, "null_is_zero"):
				return reflect.ValueOf(0), present
			}
			return v, s
		}
		if s == isAbsent && field.Presence == Nullable && e.applied(field, "null_is_absent") {
			return v, isNull
		}
		if s == isNull && field.Presence == Optional && e.applied(field, "null_is_absent") {
			return v, isAbsent
		}
		return v, s
	}
	noValue := isNull
	if field.Presence == Optional {
		noValue = isAbsent
	}
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map:
		if v.Len() == 0 && (field.Equivalences["empty_is_null"] || t.Kind == String && field.Equivalences["zero_is_null"]) {
			if !e.applied(field, "empty_is_null") {
				e.applied(field, "zero_is_null")
			}
			return v, noValue
		}
	}
	if field.Equivalences["zero_is_null"] && t.Kind <= DecimalKind && isZero(v) && e.applied(field, "zero_is_null") {
		return v, noValue
	}
	if t.Kind == Timestamp || t.Kind == DateTime {
		if m, ok := momentOf(v); ok {
			seconds := m.Seconds
			if t.Kind == DateTime {
				seconds += m.Offset
			}
			if seconds == minSecond && m.Nanos == 0 && e.applied(field, "zero_time_is_null") {
				return v, noValue
			}
			step := stepOf(t)
			if rest := m.Nanos % step; rest != 0 && e.applied(field, "truncate_timestamp") {
				m.Nanos -= rest
				return reflect.ValueOf(m), present
			}
		}
	}
	if t.Kind == F32 || t.Kind == F64 {
		if f, err := floatOf(v, 64); err == nil {
			if t.Kind == F32 && float64(float32(f)) != f && f == f && e.applied(field, "narrow_to_f32") {
				f = float64(float32(f))
				v = reflect.ValueOf(f)
			}
			if f == 0 && math.Signbit(f) && e.applied(field, "negative_zero_is_zero") {
				return reflect.ValueOf(0.0), present
			}
		}
	}
	return v, present
}

func isZero(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String: // a json.Number, since text is dealt with before
		r, ok := new(big.Rat).SetString(v.String())
		return ok && r.Sign() == 0
	case reflect.Struct:
		if d, ok := decimalOf(v); ok {
			return d.Unscaled.Sign() == 0
		}
		if n, err := integerOf(v); err == nil {
			return n.Sign() == 0
		}
		return false
	case reflect.Float32, reflect.Float64:
		return v.Float() == 0
	}
	return v.IsZero()
}

func (e *encoder) value(dst []byte, t *Type, v reflect.Value, depth int) ([]byte, error) {
	t = t.Resolved()
	v, s := strip(v)
	if s != present {
		if t.Kind == JSONKind && s == isNull {
			return append(dst, 0xF6), nil
		}
		return dst, fail("presence", "no value where a %s must be", t.Kind)
	}
	switch t.Kind {
	case List, MapKind, StructKind, Tuple, UnionKind:
		if depth > MaxDepth {
			return dst, fail("oversize", "containers nest deeper than %d", MaxDepth)
		}
	}
	switch t.Kind {
	case Bool:
		if v.Kind() != reflect.Bool {
			return dst, mismatch(t, v)
		}
		if v.Bool() {
			return append(dst, 0xF5), nil
		}
		return append(dst, 0xF4), nil
	case I8, I16, I32, I64, I128, U8, U16, U32, U64, U128, BigInt:
		return appendInteger(dst, t, v)
	case F32, F64:
		f, err := floatOf(v, map[Kind]int{F32: 32, F64: 64}[t.Kind])
		if err != nil {
			return dst, err
		}
		if t.Kind == F32 && f == f && float64(float32(f)) != f {
			return dst, fail("precision", "%v is no f32", f)
		}
		return appendFloat(dst, f), nil
	case DecimalKind:
		d, ok := decimalOf(v)
		if !ok {
			return dst, mismatch(t, v)
		}
		return appendFixed(dst, t, d)
	case String:
		if v.Kind() != reflect.String {
			return dst, mismatch(t, v)
		}
		return appendText(dst, v.String()), nil
	case BytesKind:
		b, ok := bytesOf(v)
		if !ok {
			return dst, mismatch(t, v)
		}
		return append(appendHead(dst, 2, uint64(len(b))), b...), nil
	case UUIDKind:
		b, ok := bytesOf(v)
		if !ok || len(b) != 16 {
			return dst, mismatch(t, v)
		}
		return append(append(dst, 0xD8, 37, 0x50), b...), nil
	case DateKind:
		days, ok := daysOf(v)
		if !ok {
			return dst, mismatch(t, v)
		}
		if days < minSecond/86400 || days > maxSecond/86400 {
			return dst, fail("range", "day %d is not of the years 1 to 9999", days)
		}
		return appendInt(dst, days), nil
	case TimeKind:
		if !v.CanInt() {
			return dst, mismatch(t, v)
		}
		if n := v.Int(); n < 0 || n >= 86400e9 {
			return dst, fail("range", "%d ns is no time of day", n)
		}
		return appendInt(dst, v.Int()), nil
	case DateTime, Timestamp:
		m, ok := momentOf(v)
		if !ok {
			return dst, mismatch(t, v)
		}
		return appendMoment(dst, t, m)
	case DurationKind:
		n, err := integerOf(v)
		if err != nil {
			return dst, err
		}
		if n.CmpAbs(maxNanos) >= 0 {
			return dst, fail("range", "%s ns is too long a duration", n)
		}
		return appendBig(dst, n), nil
	case JSONKind:
		return appendJSON(dst, v, depth)
	case List:
		return e.list(dst, t, v, depth)
	case MapKind:
		return e.entries(dst, t, v, depth)
	case StructKind:
		return e.fields(dst, t, v, depth)
	case Tuple:
		if v.Kind() != reflect.Slice && v.Kind() != reflect.Array || v.Len() != len(t.Items) {
			return dst, mismatch(t, v)
		}
		dst = appendHead(dst, 4, uint64(len(t.Items)))
		var err error
		for i, item := range t.Items {
			if dst, err = e.value(dst, item, v.Index(i), depth+1); err != nil {
				return dst, inside(strconv.Itoa(i), err)
			}
		}
		return dst, nil
	case Enum:
		if v.Kind() != reflect.String {
			return dst, mismatch(t, v)
		}
		for _, variant := range t.Variants {
			if variant.Name == v.String() {
				return appendHead(dst, 0, variant.ID), nil
			}
		}
		return dst, fail("range", "the enum has no variant %q", v.String())
	case UnionKind:
		u, ok := v.Interface().(Union)
		if !ok {
			return dst, mismatch(t, v)
		}
		for _, variant := range t.Variants {
			if variant.Name != u.Variant {
				continue
			}
			if variant.Type == nil {
				return appendHead(append(dst, 0x81), 0, variant.ID), nil
			}
			dst, err := e.value(appendHead(append(dst, 0x82), 0, variant.ID), variant.Type, reflect.ValueOf(u.Payload), depth+1)
			if err != nil {
				err = inside(variant.Name, err)
			}
			return dst, err
		}
		return dst, fail("range", "the union has no alternative %q", u.Variant)
	}
	panic("no such kind")
}

func mismatch(t *Type, v reflect.Value) error {
	return fail("type", "a Go %s cannot be a %s", v.Type(), t.Kind)
}

func appendInteger(dst []byte, t *Type, v reflect.Value) ([]byte, error) {
	if v.CanInt() && (t.Kind == I64 || t.Kind == BigInt) {
		return appendInt(dst, v.Int()), nil
	}
	n, err := integerOf(v)
	if err != nil {
		return dst, err
	}
	if t.Kind == BigInt {
		if n.BitLen() > 4096 {
			return dst, fail("range", "%d bits of magnitude, more than 4096", n.BitLen())
		}
	} else if limit := limits[t.Kind]; n.Cmp(limit[0]) < 0 || n.Cmp(limit[1]) > 0 {
		return dst, fail("range", "%s is no %s", n, t.Kind)
	}
	return appendBig(dst, n), nil
}

func integerOf(v reflect.Value) (*big.Int, error) {
	switch {
	case v.CanInt():
		return big.NewInt(v.Int()), nil
	case v.CanUint():
		return new(big.Int).SetUint64(v.Uint()), nil
	case v.Type() == bigIntType:
		n := v.Interface().(big.Int)
		return &n, nil
	case v.Kind() == reflect.String:
		if number, ok := v.Interface().(json.Number); ok {
			mantissa, exponent, err := parseNumber(string(number))
			if err != nil {
				return nil, err
			}
			if mantissa, exponent = stripZeros(mantissa, exponent); mantissa.Sign() == 0 {
				return mantissa, nil
			}
			if exponent.Sign() >= 0 && exponent.IsInt64() && exponent.Int64() <= 1300 {
				return mantissa.Mul(mantissa, new(big.Int).Exp(ten, exponent, nil)), nil
			}
			return nil, fail("range", "%s is no integer in range", number)
		}
	}
	return nil, fail("type", "a Go %s is no integer", v.Type())
}

func floatOf(v reflect.Value, bits int) (float64, error) {
	switch {
	case v.CanFloat():
		return v.Float(), nil
	case v.Kind() == reflect.String:
		if number, ok := v.Interface().(json.Number); ok {
			f, err := strconv.ParseFloat(string(number), bits)
			if err != nil {
				return 0, fail("range", "%s is no float", number)
			}
			return f, nil
		}
	case v.CanInt() && v.Int() == 0: // the zero of null_is_zero
		return 0, nil
	}
	return 0, fail("type", "a Go %s is no float", v.Type())
}

func decimalOf(v reflect.Value) (Decimal, bool) {
	switch d := v.Interface().(type) {
	case Decimal:
		return d, true
	case interface {
		Coefficient() *big.Int
		Exponent() int32
	}:
		return Decimal{d.Coefficient(), -int64(d.Exponent())}, true
	case json.Number:
		mantissa, exponent, err := parseNumber(string(d))
		if err != nil || !exponent.IsInt64() {
			return Decimal{}, false
		}
		return Decimal{mantissa, -exponent.Int64()}, true
	}
	if n, err := integerOf(v); err == nil {
		return Decimal{n, 0}, true
	}
	return Decimal{}, false
}

func appendFixed(dst []byte, t *Type, d Decimal) ([]byte, error) {
	mantissa, exponent := stripZeros(d.Unscaled, big.NewInt(-d.Scale))
	if mantissa.Sign() != 0 {
		lift := new(big.Int).Add(exponent, big.NewInt(int64(t.Scale))) // zeros to append to be at the type's scale
		if lift.Sign() < 0 {
			return dst, fail("precision", "more than %d digits after the point", t.Scale)
		}
		if lift.Cmp(big.NewInt(38)) > 0 ||
			new(big.Int).Mul(mantissa, power38[lift.Int64()]).CmpAbs(power38[t.Precision]) >= 0 {
			return dst, fail("range", "more than %d digits at scale %d", t.Precision, t.Scale)
		}
	}
	return appendDecimal(dst, mantissa, exponent), nil
}

func bytesOf(v reflect.Value) ([]byte, bool) {
	switch {
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		return v.Bytes(), true
	case v.Kind() == reflect.Array && v.Type().Elem().Kind() == reflect.Uint8:
		b := make([]byte, v.Len())
		reflect.Copy(reflect.ValueOf(b), v)
		return b, true
	case v.Kind() == reflect.String && v.Len() == 0: // the empty of null_is_empty
		return nil, true
	}
	return nil, false
}

const (
	minSecond = -62135596800 // 0001-01-01T00:00:00
	maxSecond = 253402300799 // 9999-12-31T23:59:59
)

func daysOf(v reflect.Value) (int64, bool) {
	switch d := v.Interface().(type) {
	case Date:
		return int64(d), true
	case time.Time:
		_, offset := d.Zone()
		local := d.Unix() + int64(offset)
		return local / 86400, local%86400 == 0 && d.Nanosecond() == 0 // exact, so truncation is floor
	}
	if v.Kind() == reflect.String {
		day, err := time.Parse("2006-01-02", v.String())
		return day.Unix() / 86400, err == nil
	}
	return 0, false
}

func momentOf(v reflect.Value) (Moment, bool) {
	switch m := v.Interface().(type) {
	case Moment:
		return m, true
	case time.Time:
		return MomentOf(m), true
	}
	return Moment{}, false
}

func stepOf(t *Type) int64 {
	if t.Kind == DateTime {
		return 1
	}
	step := int64(1)
	for i := t.Precision; i < 9; i++ {
		step *= 10
	}
	return step
}

func appendMoment(dst []byte, t *Type, m Moment) ([]byte, error) {
	seconds := m.Seconds
	if t.Kind == DateTime {
		seconds += m.Offset
	}
	switch {
	case seconds < minSecond || seconds > maxSecond:
		return dst, fail("range", "second %d is not of the years 1 to 9999", seconds)
	case m.Nanos < 0 || m.Nanos > 999999999:
		return dst, fail("range", "%d nanoseconds of a second", m.Nanos)
	case m.Nanos%stepOf(t) != 0:
		return dst, fail("precision", "more than %d digits of the second's fraction", t.Precision)
	case t.Offset && (m.Offset < -86399 || m.Offset > 86399):
		return dst, fail("range", "an offset of %d seconds", m.Offset)
	}
	if t.Offset {
		dst = append(dst, 0x83)
	} else {
		dst = append(dst, 0x82)
	}
	dst = appendInt(appendInt(dst, seconds), m.Nanos)
	if t.Offset {
		dst = appendInt(dst, m.Offset)
	}
	return dst, nil
}

func (e *encoder) list(dst []byte, t *Type, v reflect.Value, depth int) ([]byte, error) {
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Array {
		return dst, mismatch(t, v)
	}
	dst = appendHead(dst, 4, uint64(v.Len()))
	for i := 0; i < v.Len(); i++ {
		var err error
		if dst, err = e.inner(dst, t, v.Index(i), depth); err != nil {
			return dst, inside(strconv.Itoa(i), err)
		}
	}
	return dst, nil
}

// inner encodes an element of a list or a value of a map.
func (e *encoder) inner(dst []byte, t *Type, v reflect.Value, depth int) ([]byte, error) {
	if t.Nullable {
		if _, s := strip(v); s == isNull {
			return append(dst, 0xF6), nil
		}
	}
	return e.value(dst, t.Elem, v, depth+1)
}

func (e *encoder) entries(dst []byte, t *Type, v reflect.Value, depth int) ([]byte, error) {
	type pair struct{ key, value []byte }
	var pairs []pair
	add := func(key, value reflect.Value) error {
		k, err := e.value(nil, t.Key, key, depth+1)
		if err != nil {
			return inside("(key)", err)
		}
		item, err := e.inner(nil, t, value, depth)
		pairs = append(pairs, pair{k, item})
		if err != nil {
			return inside(fmt.Sprint(key), err)
		}
		return nil
	}
	if entries, ok := v.Interface().(Map); ok {
		for _, entry := range entries {
			if err := add(reflect.ValueOf(entry.Key), reflect.ValueOf(entry.Value)); err != nil {
				return dst, err
			}
		}
	} else if v.Kind() == reflect.Map {
		for it := v.MapRange(); it.Next(); {
			if err := add(it.Key(), it.Value()); err != nil {
				return dst, err
			}
		}
	} else {
		return dst, mismatch(t, v)
	}
	sort.Slice(pairs, func(i, j int) bool { return bytes.Compare(pairs[i].key, pairs[j].key) < 0 })
	dst = appendHead(dst, 5, uint64(len(pairs)))
	for i, p := range pairs {
		if i > 0 && bytes.Equal(p.key, pairs[i-1].key) {
			return dst, fail("duplicate_key", "a map key occurs twice")
		}
		dst = append(append(dst, p.key...), p.value...)
	}
	return dst, nil
}

func (e *encoder) fields(dst []byte, t *Type, v reflect.Value, depth int) ([]byte, error) {
	if err := e.known(t, v); err != nil {
		return dst, err
	}
	fieldOf := e.fieldsOf(v)
	type entry struct {
		field *Field
		value reflect.Value
		state state
	}
	entries := make([]entry, 0, len(t.Fields))
	for _, field := range t.Fields {
		inner, err := fieldOf(field.Name)
		if err != nil {
			return dst, err
		}
		inner, s, err := e.settle(field, inner)
		if err != nil {
			return dst, inside(field.Name, err)
		}
		if s == present || s == isNull && field.Presence == Tristate {
			entries = append(entries, entry{field, inner, s})
		}
	}
	dst = appendHead(dst, 5, uint64(len(entries)))
	for _, entry := range entries {
		dst = appendHead(dst, 0, entry.field.ID)
		if entry.state == isNull {
			dst = append(dst, 0xF6)
			continue
		}
		var err error
		if dst, err = e.value(dst, entry.field.Type, entry.value, depth+1); err != nil {
			return dst, inside(entry.field.Name, err)
		}
	}
	return dst, nil
}

// known reports fields of the value that the type does not have.
func (e *encoder) known(t *Type, v reflect.Value) error {
	var names []string
	if s, ok := v.Interface().(Struct); ok {
		for name := range s {
			names = append(names, name)
		}
		sort.Strings(names)
	} else if v.Kind() == reflect.Struct {
		if t.knows[v.Type()] {
			return nil
		}
		names = planOf(v.Type()).names
	} else {
		return mismatch(t, v)
	}
	for _, name := range names {
		if t.byName[name] == nil {
			return fail("unknown_field", "the contract has no field %s", name)
		}
	}
	if v.Type() != reflect.TypeOf(Struct{}) {
		t.knows[v.Type()] = true
	}
	return nil
}

// fieldsOf finds fields by their canonical name; what is not there is Absent.
func (e *encoder) fieldsOf(v reflect.Value) func(string) (reflect.Value, error) {
	for v.Kind() == reflect.Ptr && !v.IsNil() {
		v = v.Elem()
	}
	if s, ok := v.Interface().(Struct); ok {
		return func(name string) (reflect.Value, error) {
			if inner, ok := s[name]; ok {
				return reflect.ValueOf(inner), nil
			}
			return reflect.ValueOf(Absent), nil
		}
	}
	if v.Kind() != reflect.Struct {
		return func(string) (reflect.Value, error) { return v, fail("type", "a Go %s is no struct", v.Type()) }
	}
	plan := planOf(v.Type())
	return func(name string) (reflect.Value, error) {
		if index, ok := plan.index[name]; ok {
			inner, err := v.FieldByIndexErr(index)
			if err != nil { // inside an embedded pointer that is nil
				return reflect.ValueOf(Absent), nil
			}
			return inner, nil
		}
		return reflect.ValueOf(Absent), nil
	}
}

type structPlan struct {
	names []string
	index map[string][]int
}

var plans sync.Map

func planOf(t reflect.Type) *structPlan {
	if plan, ok := plans.Load(t); ok {
		return plan.(*structPlan)
	}
	plan := &structPlan{index: map[string][]int{}}
	tagged, ties := map[string]bool{}, map[string]bool{}
	// Of one name the shallowest field counts, of equally shallow ones the tagged one, of several none.
	type level struct {
		t     reflect.Type
		index []int
	}
	seen := map[reflect.Type]bool{}
	for levels := []level{{t, nil}}; len(levels) > 0; {
		var next []level
		here := map[string]bool{}
		for _, l := range levels {
			if seen[l.t] {
				continue
			}
			for i := 0; i < l.t.NumField(); i++ {
				field := l.t.Field(i)
				index := append(append([]int(nil), l.index...), i)
				name := field.Tag.Get("canon")
				if name == "" {
					name = strings.Split(field.Tag.Get("json"), ",")[0]
				}
				if field.Anonymous && name == "" && embeds(field.Type) {
					inner := field.Type
					if inner.Kind() == reflect.Ptr {
						inner = inner.Elem()
					}
					next = append(next, level{inner, index})
					continue
				}
				if name == "-" || field.PkgPath != "" {
					continue
				}
				isTagged := name != ""
				if !isTagged {
					name = field.Name
				}
				switch {
				case plan.index[name] == nil && !ties[name]:
					plan.names = append(plan.names, name)
				case !here[name] || tagged[name] && !isTagged:
					continue
				case tagged[name] == isTagged:
					plan.index[name], ties[name] = nil, true
					continue
				}
				plan.index[name], tagged[name], here[name] = index, isTagged, true
			}
		}
		for _, l := range levels {
			seen[l.t] = true
		}
		levels = next
	}
	names := plan.names[:0]
	for _, name := range plan.names {
		if plan.index[name] != nil {
			names = append(names, name)
		} else {
			delete(plan.index, name)
		}
	}
	plan.names = names
	plans.Store(t, plan)
	return plan
}

func embeds(t reflect.Type) bool {
	if t.Kind() == reflect.Ptr {
		t = t.Elem()
	}
	return t.Kind() == reflect.Struct && t != timeType
}
