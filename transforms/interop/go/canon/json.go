package canon

import (
	"bytes"
	"encoding/json"
	"math"
	"math/big"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// appendJSON appends a json value: its text, or what encoding/json decodes it to.
func appendJSON(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	var text string
	switch raw := v.Interface().(type) {
	case JSON:
		text = string(raw)
	case json.RawMessage:
		text = string(raw)
	default:
		return appendDecoded(dst, v, depth)
	}
	r := jsonReader{text: text}
	dst, err := r.value(dst, depth)
	if err == nil {
		if r.space(); r.at < len(r.text) {
			err = r.malformed("text after the value")
		}
	}
	return dst, err
}

func appendDecoded(dst []byte, v reflect.Value, depth int) ([]byte, error) {
	v, s := strip(v)
	if s != present {
		return append(dst, 0xF6), nil
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
		if depth > MaxDepth {
			return dst, fail("oversize", "containers nest deeper than %d", MaxDepth)
		}
	}
	switch {
	case v.Kind() == reflect.Bool:
		if v.Bool() {
			return append(dst, 0xF5), nil
		}
		return append(dst, 0xF4), nil
	case v.Kind() == reflect.String:
		if number, ok := v.Interface().(json.Number); ok {
			return appendNumber(dst, string(number))
		}
		return appendJSONText(dst, v.String())
	case v.CanInt():
		return appendInt(dst, v.Int()), nil
	case v.CanUint():
		return appendHead(dst, 0, v.Uint()), nil
	case v.CanFloat():
		f := v.Float()
		if f != f || math.IsInf(f, 0) {
			return dst, fail("range", "%v is no JSON number", f)
		}
		if f == 0 && math.Signbit(f) {
			return appendFloat(dst, f), nil
		}
		// the shortest text that reads back as this float, as JSON writers print it
		return appendNumber(dst, strconv.FormatFloat(f, 'e', -1, v.Type().Bits()))
	case v.Kind() == reflect.Slice || v.Kind() == reflect.Array:
		dst = appendHead(dst, 4, uint64(v.Len()))
		var err error
		for i := 0; i < v.Len(); i++ {
			if dst, err = appendDecoded(dst, v.Index(i), depth+1); err != nil {
				return dst, inside(strconv.Itoa(i), err)
			}
		}
		return dst, nil
	case v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String:
		var members members
		for it := v.MapRange(); it.Next(); {
			value, err := appendDecoded(nil, it.Value(), depth+1)
			if err != nil {
				return dst, inside(it.Key().String(), err)
			}
			key, err := appendJSONText(nil, it.Key().String())
			if err != nil {
				return dst, err
			}
			members = append(members, member{key, value})
		}
		return members.append(dst)
	}
	return dst, fail("type", "a Go %s is no JSON", v.Type())
}

func appendJSONText(dst []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return dst, fail("encoding", "invalid UTF-8 inside json")
	}
	return appendText(dst, s), nil
}

type member struct{ key, value []byte }

type members []member

func (m members) append(dst []byte) ([]byte, error) {
	sort.Slice(m, func(i, j int) bool { return bytes.Compare(m[i].key, m[j].key) < 0 })
	dst = appendHead(dst, 5, uint64(len(m)))
	for i, item := range m {
		if i > 0 && bytes.Equal(item.key, m[i-1].key) {
			return dst, fail("duplicate_key", "an object's key occurs twice")
		}
		dst = append(append(dst, item.key...), item.value...)
	}
	return dst, nil
}

// parseNumber takes a JSON number apart: mantissa x 10^exponent, not yet normalised.
func parseNumber(text string) (mantissa, exponent *big.Int, err error) {
	r := jsonReader{text: text}
	if r.number() != nil || r.at != len(text) {
		return nil, nil, fail("type", "%q is no number", text)
	}
	exponent = new(big.Int)
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		exponent.SetString(strings.TrimPrefix(text[i+1:], "+"), 10)
		text = text[:i]
	}
	if i := strings.IndexByte(text, '.'); i >= 0 {
		exponent.Sub(exponent, big.NewInt(int64(len(text)-i-1)))
		text = text[:i] + text[i+1:]
	}
	mantissa, _ = new(big.Int).SetString(text, 10)
	return mantissa, exponent, nil
}

func appendNumber(dst []byte, text string) ([]byte, error) {
	mantissa, exponent, err := parseNumber(text)
	if err != nil {
		return dst, err
	}
	if mantissa.Sign() == 0 {
		if text[0] == '-' {
			return appendFloat(dst, math.Copysign(0, -1)), nil
		}
		return append(dst, 0), nil
	}
	mantissa, exponent = stripZeros(mantissa, exponent)
	if exponent.Sign() >= 0 && exponent.Cmp(big.NewInt(20)) < 0 {
		n := new(big.Int).Mul(mantissa, power38[exponent.Int64()])
		distance := n
		if n.Sign() < 0 {
			distance = new(big.Int).Not(n)
		}
		if distance.IsUint64() {
			return appendBig(dst, n), nil
		}
	}
	if !exponent.IsInt64() || exponent.Int64() <= math.MinInt32 || exponent.Int64() > math.MaxInt32 {
		return dst, fail("range", "the number's exponent is beyond 32 bits")
	}
	if mantissa.BitLen() > 4096 {
		return dst, fail("range", "the number's mantissa is beyond 4096 bits")
	}
	return appendDecimal(dst, mantissa, exponent), nil
}

// jsonReader reads RFC 8259 and encodes on the way.
type jsonReader struct {
	text string
	at   int
}

func (r *jsonReader) malformed(what string) error {
	return fail("malformed", "JSON at byte %d: %s", r.at, what)
}

func (r *jsonReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.at]) >= 0 {
		r.at++
	}
}

func (r *jsonReader) take(s string) bool {
	if strings.HasPrefix(r.text[r.at:], s) {
		r.at += len(s)
		return true
	}
	return false
}

func (r *jsonReader) value(dst []byte, depth int) ([]byte, error) {
	r.space()
	switch {
	case r.at == len(r.text):
		return dst, r.malformed("the text ends")
	case r.take("null"):
		return append(dst, 0xF6), nil
	case r.take("true"):
		return append(dst, 0xF5), nil
	case r.take("false"):
		return append(dst, 0xF4), nil
	case r.text[r.at] == '"':
		s, err := r.str()
		if err != nil {
			return dst, err
		}
		return appendJSONText(dst, s)
	case (r.text[r.at] == '[' || r.text[r.at] == '{') && depth > MaxDepth:
		return dst, fail("oversize", "containers nest deeper than %d", MaxDepth)
	case r.take("["):
		return r.array(dst, depth)
	case r.take("{"):
		return r.object(dst, depth)
	}
	start := r.at
	if err := r.number(); err != nil {
		return dst, err
	}
	return appendNumber(dst, r.text[start:r.at])
}

func (r *jsonReader) array(dst []byte, depth int) ([]byte, error) {
	var items []byte
	var err error
	count := uint64(0)
	for r.space(); !r.take("]"); r.space() {
		if count > 0 && !r.take(",") {
			return dst, r.malformed("a comma or ] is missing")
		}
		if items, err = r.value(items, depth+1); err != nil {
			return dst, err
		}
		count++
	}
	return append(appendHead(dst, 4, count), items...), nil
}

func (r *jsonReader) object(dst []byte, depth int) ([]byte, error) {
	var all members
	for r.space(); !r.take("}"); r.space() {
		if len(all) > 0 {
			if !r.take(",") {
				return dst, r.malformed("a comma or } is missing")
			}
			r.space()
		}
		if r.at == len(r.text) || r.text[r.at] != '"' {
			return dst, r.malformed("a key is missing")
		}
		key, err := r.str()
		if err != nil {
			return dst, err
		}
		if r.space(); !r.take(":") {
			return dst, r.malformed("a colon is missing")
		}
		value, err := r.value(nil, depth+1)
		if err != nil {
			return dst, err
		}
		encoded, err := appendJSONText(nil, key)
		if err != nil {
			return dst, err
		}
		all = append(all, member{encoded, value})
	}
	return all.append(dst)
}

func (r *jsonReader) number() error {
	digits := func() bool {
		start := r.at
		for r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9' {
			r.at++
		}
		return r.at > start
	}
	r.take("-")
	if !r.take("0") && !digits() {
		return r.malformed("no value begins so")
	}
	if r.take(".") && !digits() {
		return r.malformed("a digit is missing")
	}
	if r.take("e") || r.take("E") {
		if !r.take("+") {
			r.take("-")
		}
		if !digits() {
			return r.malformed("a digit is missing")
		}
	}
	return nil
}

func (r *jsonReader) str() (string, error) {
	r.at++
	var out strings.Builder
	for r.at < len(r.text) {
		c := r.text[r.at]
		r.at++
		switch {
		case c == '"':
			return out.String(), nil
		case c < ' ':
			return "", r.malformed("a control character in text")
		case c != '\\':
			out.WriteByte(c)
			continue
		case r.at == len(r.text):
			return "", r.malformed("the text ends")
		}
		c = r.text[r.at]
		r.at++
		if i := strings.IndexByte(`"\/bfnrt`, c); i >= 0 {
			out.WriteByte("\"\\/\b\f\n\r\t"[i])
			continue
		}
		first, ok := r.hex(c)
		if !ok {
			return "", r.malformed("no escape is written so")
		}
		if utf16.IsSurrogate(first) {
			if r.take(`\`) && r.at < len(r.text) {
				c = r.text[r.at]
				r.at++
				second, ok := r.hex(c)
				if pair := utf16.DecodeRune(first, second); ok && pair != utf8.RuneError {
					out.WriteRune(pair)
					continue
				}
			}
			return "", fail("encoding", "JSON at byte %d: half a surrogate pair", r.at)
		}
		out.WriteRune(first)
	}
	return "", r.malformed("the text ends")
}

// hex reads the digits of a \u escape, whose u is c.
func (r *jsonReader) hex(c byte) (rune, bool) {
	if c != 'u' || r.at+4 > len(r.text) {
		return 0, false
	}
	n, err := strconv.ParseUint(r.text[r.at:r.at+4], 16, 16)
	r.at += 4
	return rune(n), err == nil
}
