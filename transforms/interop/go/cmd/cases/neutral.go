package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"tallystick/interop/canon"
)

// reason says that a neutral value has no Go value, and with which reason code it must be refused.
type reason struct{ code, why string }

func (r reason) Error() string { return r.code + ": " + r.why }

// goValue makes the Go value that canon encodes from a neutral value of docs/spec/cases.md.
func goValue(t *canon.Type, v any) (any, error) {
	t = t.Resolved()
	if v == nil {
		return nil, nil
	}
	switch t.Kind {
	case canon.Bool:
		return is[bool](v)
	case canon.I8, canon.I16, canon.I32, canon.I64, canon.I128, canon.U8, canon.U16, canon.U32, canon.U64, canon.U128,
		canon.BigInt, canon.DurationKind:
		return integer(v)
	case canon.F32, canon.F64:
		return float(t, v)
	case canon.DecimalKind:
		s, err := is[string](v)
		if err != nil {
			return nil, err
		}
		whole, fraction, _ := strings.Cut(s, ".")
		n, err := integer(whole + fraction)
		return canon.Decimal{Unscaled: n, Scale: int64(len(fraction))}, err
	case canon.String:
		return text(v)
	case canon.BytesKind, canon.UUIDKind:
		s, err := is[string](v)
		if err != nil {
			return nil, err
		}
		return hex.DecodeString(strings.ReplaceAll(s, "-", ""))
	case canon.DateKind:
		s, err := is[string](v)
		if err != nil {
			return nil, err
		}
		days, err := days(s)
		return canon.Date(days), err
	case canon.TimeKind:
		s, err := is[string](v)
		if err != nil {
			return nil, err
		}
		return clock(s)
	case canon.DateTime:
		s, err := is[string](v)
		if err != nil {
			return nil, err
		}
		day, rest, _ := strings.Cut(s, "T")
		days, err := days(day)
		if err != nil {
			return nil, err
		}
		nanos, err := clock(rest)
		return canon.Moment{Seconds: days*86400 + nanos/1e9, Nanos: nanos % 1e9}, err
	case canon.Timestamp:
		object, err := is[map[string]any](v)
		if err != nil {
			return nil, err
		}
		var parts [3]int64
		for i, name := range []string{"s", "ns", "offset"} {
			if object[name] == nil && name == "offset" {
				continue
			}
			if parts[i], err = strconv.ParseInt(fmt.Sprint(object[name]), 10, 64); err != nil {
				return nil, err
			}
		}
		return canon.Moment{Seconds: parts[0], Nanos: parts[1], Offset: parts[2]}, nil
	case canon.JSONKind:
		object, err := is[map[string]any](v)
		if err != nil {
			return nil, err
		}
		if object["hex"] != nil {
			s, err := text(object)
			return canon.JSON(s), err
		}
		s, err := is[string](object["text"])
		return canon.JSON(s), err
	case canon.List, canon.Tuple:
		list, err := is[[]any](v)
		if err != nil {
			return nil, err
		}
		out := make([]any, len(list))
		for i, item := range list {
			inner := t.Elem
			if t.Kind == canon.Tuple {
				if i >= len(t.Items) {
					out[i] = item
					continue
				}
				inner = t.Items[i]
			}
			if out[i], err = goValue(inner, item); err != nil {
				return nil, err
			}
		}
		return out, nil
	case canon.MapKind:
		list, err := is[[]any](v)
		if err != nil {
			return nil, err
		}
		out := canon.Map{}
		for _, item := range list {
			pair, err := is[[]any](item)
			if err != nil || len(pair) != 2 {
				return nil, fmt.Errorf("a map entry is no pair: %v", item)
			}
			key, err := goValue(t.Key, pair[0])
			if err != nil {
				return nil, err
			}
			value, err := goValue(t.Elem, pair[1])
			if err != nil {
				return nil, err
			}
			out = append(out, canon.Entry{Key: key, Value: value})
		}
		return out, nil
	case canon.StructKind:
		object, err := is[map[string]any](v)
		if err != nil {
			return nil, err
		}
		out := canon.Struct{}
		for name, inner := range object {
			out[name] = inner
		}
		for _, field := range t.Fields {
			if inner, ok := object[field.Name]; ok {
				if out[field.Name], err = goValue(field.Type, inner); err != nil {
					return nil, err
				}
			}
		}
		return out, nil
	case canon.Enum:
		return is[string](v)
	case canon.UnionKind:
		object, err := is[map[string]any](v)
		if err != nil {
			return nil, err
		}
		name, err := is[string](object["variant"])
		if err != nil {
			return nil, err
		}
		union := canon.Union{Variant: name}
		for _, variant := range t.Variants {
			if variant.Name == name && variant.Type != nil {
				union.Payload, err = goValue(variant.Type, object["payload"])
			}
		}
		return union, err
	}
	return nil, fmt.Errorf("no neutral value of a %s is known", t.Kind)
}

func is[T any](v any) (T, error) {
	typed, ok := v.(T)
	if !ok {
		return typed, fmt.Errorf("the neutral value %v is no %T", v, typed)
	}
	return typed, nil
}

func integer(v any) (*big.Int, error) {
	n, ok := new(big.Int).SetString(fmt.Sprint(v), 10)
	if !ok {
		return nil, fmt.Errorf("%v is no integer", v)
	}
	return n, nil
}

func float(t *canon.Type, v any) (float64, error) {
	if object, ok := v.(map[string]any); ok {
		bits, err := strconv.ParseUint(fmt.Sprint(object["bits"]), 16, 64)
		return math.Float64frombits(bits), err
	}
	width := 64
	if t.Kind == canon.F32 {
		width = 32
	}
	return strconv.ParseFloat(fmt.Sprint(v), width)
}

func text(v any) (string, error) {
	if object, ok := v.(map[string]any); ok {
		b, err := hex.DecodeString(fmt.Sprint(object["hex"]))
		return string(b), err
	}
	return is[string](v)
}

func days(s string) (int64, error) {
	if t, err := time.Parse("2006-01-02", s); err == nil && t.Year() >= 1 {
		return t.Unix() / 86400, nil
	}
	if regexp.MustCompile(`^-?\d{4,}-\d\d-\d\d$`).MatchString(s) {
		return 0, reason{"range", s + " is not of the years 1 to 9999"}
	}
	return 0, errors.New(s + " is no date")
}

func clock(s string) (int64, error) {
	m := regexp.MustCompile(`^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$`).FindStringSubmatch(s)
	if m == nil {
		return 0, errors.New(s + " is no time")
	}
	var n [3]int64
	for i := range n {
		n[i], _ = strconv.ParseInt(m[i+1], 10, 64)
	}
	if n[2] == 60 {
		return 0, reason{"timestamp", s + " is a leap second"}
	}
	if n[0] > 23 || n[1] > 59 || n[2] > 59 {
		return 0, reason{"range", s + " is no time of day"}
	}
	nanos, _ := strconv.ParseInt((m[4] + "000000000")[:9], 10, 64)
	return ((n[0]*60+n[1])*60+n[2])*1e9 + nanos, nil
}

func decodeJSON(data []byte) (any, error) {
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.UseNumber()
	var v any
	return v, decoder.Decode(&v)
}
