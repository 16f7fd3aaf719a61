package main

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"tallystick/interop/canon"
)

// ordinary is a CBOR library as users have one: it must find in every expected encoding the value of the case.
var ordinary = func() cbor.DecMode {
	mode, err := cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		MaxNestedLevels:  65535,
		MaxArrayElements: 1 << 24,
		MaxMapPairs:      1 << 24,
		IntDec:           cbor.IntDecConvertNone,
		BigIntDec:        cbor.BigIntDecodePointer,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return mode
}()

// rawKey lets a Go map hold any encoded key.
type rawKey string

func (k *rawKey) UnmarshalCBOR(data []byte) error {
	*k = rawKey(data)
	return nil
}

// sameByLibrary compares what the library reads with the value, a result of goValue.
func sameByLibrary(t *canon.Type, encoded []byte, v any) error {
	t = t.Resolved()
	if v == nil {
		if !bytes.Equal(encoded, []byte{0xF6}) {
			return fmt.Errorf("%x is not null", encoded)
		}
		return nil
	}
	differ := func(read any) error { return fmt.Errorf("%s: the library reads %v, not %v", t.Kind, read, v) }
	switch v := v.(type) {
	case bool:
		var read bool
		if err := ordinary.Unmarshal(encoded, &read); err != nil || read != v {
			return differ(read)
		}
	case *big.Int:
		var read big.Int
		if err := ordinary.Unmarshal(encoded, &read); err != nil || read.Cmp(v) != 0 {
			return differ(&read)
		}
	case float64:
		var read float64
		if err := ordinary.Unmarshal(encoded, &read); err != nil || encoded[0] != 0xFB {
			return differ(read)
		}
		if math.Float64bits(read) != math.Float64bits(v) && (read == read || v == v) {
			return differ(read)
		}
	case canon.Decimal:
		var read cbor.Tag
		if err := ordinary.Unmarshal(encoded, &read); err != nil {
			return err
		}
		text, err := numberText(read)
		if err != nil {
			return err
		}
		if said := scientific(v.Unscaled.String(), fmt.Sprint(-v.Scale)); text != said {
			return differ(text)
		}
	case string:
		return sameText(t, encoded, v)
	case []byte:
		if t.Kind == canon.UUIDKind {
			var tag cbor.RawTag
			if err := ordinary.Unmarshal(encoded, &tag); err != nil || tag.Number != 37 {
				return fmt.Errorf("%x is no uuid", encoded)
			}
			encoded = tag.Content
		}
		var read []byte
		if err := ordinary.Unmarshal(encoded, &read); err != nil || !bytes.Equal(read, v) {
			return differ(read)
		}
	case canon.Date:
		var read int64
		if err := ordinary.Unmarshal(encoded, &read); err != nil || read != int64(v) {
			return differ(read)
		}
	case int64:
		var read int64
		if err := ordinary.Unmarshal(encoded, &read); err != nil || read != v {
			return differ(read)
		}
	case canon.Moment:
		var read []int64
		if err := ordinary.Unmarshal(encoded, &read); err != nil {
			return err
		}
		said := []int64{v.Seconds, v.Nanos}
		if t.Offset {
			said = append(said, v.Offset)
		}
		if fmt.Sprint(read) != fmt.Sprint(said) {
			return differ(read)
		}
	case canon.JSON:
		var read any
		if err := ordinary.Unmarshal(encoded, &read); err != nil {
			return err
		}
		said, err := decodeJSON([]byte(v))
		if err != nil {
			return err
		}
		return sameJSON(read, said)
	case []any:
		var read []cbor.RawMessage
		if err := ordinary.Unmarshal(encoded, &read); err != nil || len(read) != len(v) {
			return differ(read)
		}
		for i := range v {
			inner := t.Elem
			if t.Kind == canon.Tuple {
				inner = t.Items[i]
			}
			if err := sameByLibrary(inner, read[i], v[i]); err != nil {
				return fmt.Errorf("%d: %w", i, err)
			}
		}
	case canon.Map:
		var read map[rawKey]cbor.RawMessage
		if err := ordinary.Unmarshal(encoded, &read); err != nil || len(read) != len(v) {
			return differ(read)
		}
	entries:
		for _, entry := range v {
			for key, value := range read {
				if sameByLibrary(t.Key, []byte(key), entry.Key) == nil {
					if err := sameByLibrary(t.Elem, value, entry.Value); err != nil {
						return err
					}
					continue entries
				}
			}
			return fmt.Errorf("the library reads no key %v", entry.Key)
		}
	case canon.Struct:
		var read map[uint64]cbor.RawMessage
		if err := ordinary.Unmarshal(encoded, &read); err != nil {
			return err
		}
		for _, field := range t.Fields {
			inner, there := v[field.Name]
			if text, ok := inner.(canon.JSON); ok && strings.TrimSpace(string(text)) == "null" && field.Presence == canon.Nullable {
				inner = nil // the json null is the field's null
			}
			if inner == nil && field.Presence != canon.Tristate {
				there = false
			}
			value, found := read[field.ID]
			delete(read, field.ID)
			if found != there {
				return fmt.Errorf("%s: the library reads an entry: %v, there must be one: %v", field.Name, found, there)
			}
			if found {
				if err := sameByLibrary(field.Type, value, inner); err != nil {
					return fmt.Errorf("%s: %w", field.Name, err)
				}
			}
		}
		if len(read) > 0 {
			return differ(read)
		}
	case canon.Union:
		var read []cbor.RawMessage
		if err := ordinary.Unmarshal(encoded, &read); err != nil {
			return err
		}
		for _, variant := range t.Variants {
			if variant.Name != v.Variant {
				continue
			}
			length := 1
			if variant.Type != nil {
				length = 2
			}
			var id uint64
			if err := ordinary.Unmarshal(read[0], &id); err != nil || id != variant.ID || len(read) != length {
				return differ(read)
			}
			if variant.Type != nil {
				return sameByLibrary(variant.Type, read[1], v.Payload)
			}
		}
	default:
		return fmt.Errorf("no comparison for %T", v)
	}
	return nil
}

func sameText(t *canon.Type, encoded []byte, v string) error {
	if t.Kind == canon.Enum {
		var id uint64
		err := ordinary.Unmarshal(encoded, &id)
		for _, variant := range t.Variants {
			if variant.Name == v && variant.ID == id && err == nil {
				return nil
			}
		}
		return fmt.Errorf("%x is not the variant %s", encoded, v)
	}
	var tag cbor.RawTag
	if ordinary.Unmarshal(encoded, &tag) == nil && tag.Number == 1413565529 {
		var read []byte
		if err := ordinary.Unmarshal(tag.Content, &read); err != nil || string(read) != v {
			return fmt.Errorf("the library reads %x, not %x", read, v)
		}
		return nil
	}
	var read string
	if err := ordinary.Unmarshal(encoded, &read); err != nil || read != v {
		return fmt.Errorf("the library reads %q, not %q", read, v)
	}
	return nil
}

// numberText is the value of a json or decimal number as digits, an e and an exponent, the digits not ending in zero.
func numberText(read any) (string, error) {
	switch n := read.(type) {
	case uint64, int64:
		return scientific(fmt.Sprint(n), "0"), nil
	case *big.Int:
		return scientific(n.String(), "0"), nil
	case float64:
		if n == 0 && math.Signbit(n) {
			return "-0", nil
		}
	case cbor.Tag:
		if parts, ok := n.Content.([]any); ok && n.Number == 4 && len(parts) == 2 {
			return scientific(fmt.Sprint(parts[1]), fmt.Sprint(parts[0])), nil
		}
	}
	return "", fmt.Errorf("%v is no number", read)
}

func scientific(digits, exponent string) string {
	x, _ := new(big.Int).SetString(exponent, 10)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	digits = strings.TrimLeft(digits, "0")
	stripped := strings.TrimRight(digits, "0")
	if stripped == "" {
		return "0"
	}
	x.Add(x, big.NewInt(int64(len(digits)-len(stripped))))
	return sign + stripped + "e" + x.String()
}

func jsonNumberText(text string) string {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if exponent == "" {
		exponent = "0"
	}
	x, _ := new(big.Int).SetString(strings.TrimPrefix(exponent, "+"), 10)
	number := scientific(whole+fraction, x.Sub(x, big.NewInt(int64(len(fraction)))).String())
	if number == "0" && strings.HasPrefix(text, "-") {
		return "-0"
	}
	return number
}

func sameJSON(read, said any) error {
	differ := fmt.Errorf("the library reads %v, not %v", read, said)
	switch s := said.(type) {
	case nil:
		if read != nil {
			return differ
		}
	case bool, string:
		if read != s {
			return differ
		}
	case []any:
		list, ok := read.([]any)
		if !ok || len(list) != len(s) {
			return differ
		}
		for i := range s {
			if err := sameJSON(list[i], s[i]); err != nil {
				return err
			}
		}
	case map[string]any:
		object, ok := read.(map[any]any)
		if !ok || len(object) != len(s) {
			return differ
		}
		for key, inner := range s {
			value, ok := object[key]
			if !ok {
				return differ
			}
			if err := sameJSON(value, inner); err != nil {
				return err
			}
		}
	default: // json.Number
		text, err := numberText(read)
		if err != nil {
			return err
		}
		if text != jsonNumberText(fmt.Sprint(s)) {
			return differ
		}
	}
	return nil
}
