package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/structpb"

	"tallystick/interop/canon"
)

type object map[string]any

// subject is a message with a contract for it.
type subject struct {
	message  protoreflect.MessageType
	contract object
	mapping  map[string]string
	parsed   *canon.Contract
}

var subjects = map[protoreflect.FullName]*subject{}

func subjectOf(t protoreflect.MessageType) *subject {
	name := t.Descriptor().FullName()
	if known := subjects[name]; known != nil {
		return known
	}
	s := &subject{message: t, mapping: map[string]string{}}
	types := object{}
	fields := s.fields(t.Descriptor(), types, "")
	s.contract = object{"contract": "fact", "version": 1, "key": []string{"k"}, "fields": fields}
	if len(types) > 0 {
		s.contract["types"] = types
	}
	text, err := json.Marshal(s.contract)
	if err != nil {
		panic(err)
	}
	if s.parsed, err = canon.ParseContract(text); err != nil {
		panic(string(text) + ": " + err.Error())
	}
	subjects[name] = s
	return s
}

// canonicalName is the name as a contract may have it.
func canonicalName(name protoreflect.Name) string {
	return strings.ReplaceAll(strings.TrimLeft(string(name), "_"), "__", "_")
}

func (s *subject) fields(d protoreflect.MessageDescriptor, types object, prefix string) []object {
	fields := []object{}
	add := func(id protoreflect.FieldNumber, name protoreflect.Name, canonicalType any, has bool) {
		field := object{"id": id, "name": canonicalName(name), "type": canonicalType}
		if has {
			field["presence"] = "optional"
		}
		// Of all that a message holds only a Value can be null.
		if f := d.Fields().ByName(name); f != nil && f.Message() != nil && f.Message().FullName() == "google.protobuf.Value" && has {
			field["presence"] = "tristate"
		}
		if canonicalName(name) != string(name) {
			s.mapping[prefix+canonicalName(name)] = string(name)
		}
		fields = append(fields, field)
	}
	oneofs := map[protoreflect.Name]bool{}
	for i := 0; i < d.Fields().Len(); i++ {
		f := d.Fields().Get(i)
		oneof := f.ContainingOneof()
		switch {
		case oneof != nil && !oneof.IsSynthetic():
			if oneofs[oneof.Name()] {
				continue
			}
			oneofs[oneof.Name()] = true
			var alternatives []object
			for j := 0; j < oneof.Fields().Len(); j++ {
				member := oneof.Fields().Get(j)
				alternative := object{"id": member.Number(), "name": string(member.Name())}
				if !isEmpty(member) {
					alternative["type"] = s.value(member, types)
				}
				alternatives = append(alternatives, alternative)
			}
			add(f.Number(), oneof.Name(), object{"union": alternatives}, true)
		case f.IsMap():
			add(f.Number(), f.Name(), object{"map": object{"key": s.value(f.MapKey(), types), "value": s.value(f.MapValue(), types)}}, false)
		case f.IsList():
			add(f.Number(), f.Name(), object{"list": s.value(f, types)}, false)
		default:
			add(f.Number(), f.Name(), s.value(f, types), f.HasPresence() && f.Cardinality() != protoreflect.Required)
		}
	}
	return fields
}

func isEmpty(f protoreflect.FieldDescriptor) bool {
	return f.Message() != nil && f.Message().FullName() == "google.protobuf.Empty"
}

func isWrapper(d protoreflect.MessageDescriptor) bool {
	return d.ParentFile().Path() == "google/protobuf/wrappers.proto"
}

func (s *subject) value(f protoreflect.FieldDescriptor, types object) any {
	switch f.Kind() {
	case protoreflect.BoolKind:
		return "bool"
	case protoreflect.EnumKind:
		name := string(f.Enum().Name())
		types[name] = object{"enum": variants(f.Enum())}
		return object{"ref": name}
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return "i32"
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return "i64"
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return "u32"
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return "u64"
	case protoreflect.FloatKind:
		return "f32"
	case protoreflect.DoubleKind:
		return "f64"
	case protoreflect.StringKind:
		return "string"
	case protoreflect.BytesKind:
		return "bytes"
	}
	d := f.Message()
	switch d.FullName() {
	case "google.protobuf.Timestamp":
		return "timestamp(9)"
	case "google.protobuf.Duration":
		return "duration"
	case "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue":
		return "json"
	}
	if isWrapper(d) {
		return s.value(d.Fields().Get(0), types)
	}
	name := string(d.Name())
	if types[name] == nil {
		types[name] = true
		types[name] = object{"struct": s.fields(d, types, name+".")}
	}
	return object{"ref": name}
}

func variants(d protoreflect.EnumDescriptor) []object {
	var all []object
	seen := map[protoreflect.EnumNumber]bool{}
	for i := 0; i < d.Values().Len(); i++ {
		v := d.Values().Get(i)
		if seen[v.Number()] {
			continue
		}
		seen[v.Number()] = true
		id := int(v.Number())
		if id < 0 {
			id = 1000 - id
		}
		all = append(all, object{"id": id, "name": string(v.Name())})
	}
	return all
}

// outside says that the contract has no such value, and under which reason code.
type outside struct{ reason string }

func (o outside) Error() string { return o.reason }

// canonical is the message as the contract has it.
func (s *subject) canonical(m protoreflect.Message) ([]byte, error) {
	value, err := structOf(m)
	if err != nil {
		return nil, err
	}
	encoded, err := s.parsed.Encode(value)
	if refused, ok := err.(*canon.Error); ok {
		return nil, outside{refused.Reason}
	}
	return encoded, err
}

func structOf(m protoreflect.Message) (canon.Struct, error) {
	result := canon.Struct{}
	d := m.Descriptor()
	for i := 0; i < d.Fields().Len(); i++ {
		f := d.Fields().Get(i)
		name := canonicalName(f.Name())
		oneof := f.ContainingOneof()
		var value any
		var err error
		switch {
		case oneof != nil && !oneof.IsSynthetic():
			if !m.Has(f) {
				continue
			}
			name = canonicalName(oneof.Name())
			var payload any
			if !isEmpty(f) {
				payload, err = valueOf(f, m.Get(f))
			}
			value = canon.Union{Variant: string(f.Name()), Payload: payload}
		case f.IsMap():
			entries := canon.Map{}
			m.Get(f).Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
				var key, held any
				if key, err = valueOf(f.MapKey(), k.Value()); err == nil {
					held, err = valueOf(f.MapValue(), v)
				}
				entries = append(entries, canon.Entry{Key: key, Value: held})
				return err == nil
			})
			value = entries
		case f.IsList():
			list := []any{}
			for j := 0; j < m.Get(f).List().Len() && err == nil; j++ {
				var element any
				element, err = valueOf(f, m.Get(f).List().Get(j))
				list = append(list, element)
			}
			value = list
		case f.HasPresence() && !m.Has(f):
			continue
		default:
			value, err = valueOf(f, m.Get(f))
		}
		if err != nil {
			return nil, err
		}
		result[name] = value
	}
	return result, nil
}

func valueOf(f protoreflect.FieldDescriptor, v protoreflect.Value) (any, error) {
	switch f.Kind() {
	case protoreflect.EnumKind:
		known := f.Enum().Values().ByNumber(v.Enum())
		if known == nil {
			return nil, outside{"range"}
		}
		return string(known.Name()), nil
	case protoreflect.StringKind:
		if !utf8.ValidString(v.String()) {
			return nil, outside{"encoding"}
		}
	case protoreflect.BytesKind:
		return append([]byte{}, v.Bytes()...), nil
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return messageOf(v.Message())
	}
	return v.Interface(), nil
}

func messageOf(m protoreflect.Message) (any, error) {
	number := func(i int) int64 { return m.Get(m.Descriptor().Fields().Get(i)).Int() }
	switch m.Descriptor().FullName() {
	case "google.protobuf.Timestamp":
		if number(1) < 0 || number(1) > 999_999_999 {
			return nil, outside{"range"}
		}
		return canon.Moment{Seconds: number(0), Nanos: number(1)}, nil
	case "google.protobuf.Duration":
		seconds, nanos := number(0), number(1)
		if nanos <= -1_000_000_000 || nanos >= 1_000_000_000 || seconds > 0 && nanos < 0 || seconds < 0 && nanos > 0 {
			return nil, outside{"range"}
		}
		all := new(big.Int).Mul(big.NewInt(seconds), big.NewInt(1_000_000_000))
		return all.Add(all, big.NewInt(nanos)), nil
	case "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue":
		text, err := jsonOf(m.Interface())
		return canon.JSON(text), err
	}
	if isWrapper(m.Descriptor()) {
		f := m.Descriptor().Fields().Get(0)
		return valueOf(f, m.Get(f))
	}
	return structOf(m)
}

// jsonOf is the JSON that a Struct, Value or ListValue stands for.
func jsonOf(m any) (string, error) {
	switch m := m.(type) {
	case *structpb.Struct:
		parts := []string{}
		for name, value := range m.GetFields() {
			text, err := jsonOf(value)
			if err != nil {
				return "", err
			}
			quoted, _ := json.Marshal(name)
			parts = append(parts, string(quoted)+":"+text)
		}
		return "{" + strings.Join(parts, ",") + "}", nil
	case *structpb.ListValue:
		parts := []string{}
		for _, value := range m.GetValues() {
			text, err := jsonOf(value)
			if err != nil {
				return "", err
			}
			parts = append(parts, text)
		}
		return "[" + strings.Join(parts, ",") + "]", nil
	case *structpb.Value:
		switch kind := m.GetKind().(type) {
		case *structpb.Value_NullValue:
			return "null", nil
		case *structpb.Value_BoolValue:
			return strconv.FormatBool(kind.BoolValue), nil
		case *structpb.Value_StringValue:
			quoted, err := json.Marshal(kind.StringValue)
			return string(quoted), err
		case *structpb.Value_NumberValue:
			text := strconv.FormatFloat(kind.NumberValue, 'g', -1, 64)
			if strings.ContainsAny(text, "NI") {
				return "", outside{"lossy_source"}
			}
			return text, nil
		case *structpb.Value_StructValue:
			return jsonOf(kind.StructValue)
		case *structpb.Value_ListValue:
			return jsonOf(kind.ListValue)
		}
		return "", outside{"lossy_source"}
	}
	return "", fmt.Errorf("no JSON in %T", m)
}

// hasUnknown says whether there are fields, anywhere, that the message does not declare.
func hasUnknown(m protoreflect.Message) bool {
	if len(m.GetUnknown()) > 0 {
		return true
	}
	found := false
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsExtension():
			found = true
		case f.IsMap():
			if f.MapValue().Message() != nil {
				v.Map().Range(func(_ protoreflect.MapKey, held protoreflect.Value) bool {
					found = found || hasUnknown(held.Message())
					return true
				})
			}
		case f.Message() != nil && f.IsList():
			for i := 0; i < v.List().Len(); i++ {
				found = found || hasUnknown(v.List().Get(i).Message())
			}
		case f.Message() != nil:
			found = found || hasUnknown(v.Message())
		}
		return !found
	})
	return found
}
