package main

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	v3 "tallystick/interop/protobuf/factspb"
	v2 "tallystick/interop/protobuf/factspb2"
)

func messages() []proto.Message {
	return []proto.Message{
		&v3.Scalars{}, &v3.Optionals{}, &v3.Lists{}, &v3.Maps{}, &v3.Choice{}, &v3.TwoChoices{}, &v3.Known{}, &v3.Loose{}, &v3.Whatever{},
		&v3.Names{}, &v3.Numbers{}, &v2.Old{}, &v2.Groups{}, &v2.Plain{},
	}
}

// edges are values of each kind worth trying, the default first.
func edges(f protoreflect.FieldDescriptor) []protoreflect.Value {
	var all []any
	switch f.Kind() {
	case protoreflect.BoolKind:
		all = []any{false, true}
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		all = []any{int32(0), int32(1), int32(-1), int32(127), int32(128), int32(math.MaxInt32), int32(math.MinInt32)}
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		all = []any{int64(0), int64(1), int64(-1), int64(1) << 53, int64(math.MaxInt64), int64(math.MinInt64)}
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		all = []any{uint32(0), uint32(1), uint32(300), uint32(math.MaxUint32)}
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		all = []any{uint64(0), uint64(1), uint64(1) << 63, uint64(math.MaxUint64)}
	case protoreflect.FloatKind:
		all = []any{float32(0), float32(1.5), float32(0.1), float32(math.Copysign(0, -1)), float32(math.Inf(1)), float32(math.MaxFloat32), float32(math.SmallestNonzeroFloat32), math.Float32frombits(0x7FC00000)}
	case protoreflect.DoubleKind:
		all = []any{0.0, 1.5, 0.1, math.Copysign(0, -1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64, math.Float64frombits(0x7FF8 << 48), 1e21, 1e-7}
	case protoreflect.StringKind:
		all = []any{"", "a", "ü€😀", "\x00", "<&>\u2028\"\\\n", strings.Repeat("x", 200)}
	case protoreflect.BytesKind:
		all = []any{[]byte{}, []byte{0}, []byte{0xFF, 0xFE}, bytes.Repeat([]byte{7}, 200)}
	case protoreflect.EnumKind:
		for i := 0; i < f.Enum().Values().Len(); i++ {
			all = append(all, f.Enum().Values().Get(i).Number())
		}
	}
	var values []protoreflect.Value
	for _, v := range all {
		values = append(values, protoreflect.ValueOf(v))
	}
	return values
}

func shown(v protoreflect.Value) string {
	text := fmt.Sprintf("%q", fmt.Sprint(v.Interface()))
	if len(text) > 40 {
		text = text[:40] + "..."
	}
	return text
}

// each makes messages with one field set, for every field and every value worth trying.
func each(state func(id, fact string, m proto.Message)) {
	for _, like := range []proto.Message{&v3.Scalars{}, &v3.Optionals{}, &v3.Lists{}, &v3.Maps{}} {
		d := like.ProtoReflect().Descriptor()
		for i := 1; i < d.Fields().Len(); i++ {
			f := d.Fields().Get(i)
			fresh := func() protoreflect.Message {
				m := like.ProtoReflect().New()
				m.Set(d.Fields().Get(0), protoreflect.ValueOfInt32(7))
				return m
			}
			kind := f.Kind().String()
			switch {
			case f.IsMap():
				keys, values := edges(f.MapKey()), edges(f.MapValue())
				if f.MapValue().Message() != nil {
					values = nil
					for _, inner := range []*v3.Inner{{}, {A: 1, B: "b", C: []int32{1, 2}}, {Next: &v3.Inner{}}} {
						values = append(values, protoreflect.ValueOfMessage(inner.ProtoReflect()))
					}
				}
				kind = f.MapKey().Kind().String() + " to " + f.MapValue().Kind().String()
				m := fresh()
				state(string(f.Name())+"-none", "an empty map of "+kind, m.Interface())
				for j := range max(len(keys), len(values)) {
					m = fresh()
					k, v := keys[j%len(keys)], values[j%len(values)]
					m.Mutable(f).Map().Set(k.MapKey(), v)
					name := shown(v)
					if f.MapValue().Message() != nil {
						name = fmt.Sprint("message ", j)
					}
					state(fmt.Sprint(f.Name(), "-", j), "a map of "+kind+" with the entry "+shown(k)+" "+name, m.Interface())
				}
				m = fresh()
				for j := range keys {
					m.Mutable(f).Map().Set(keys[j].MapKey(), values[j%len(values)])
				}
				state(string(f.Name())+"-all", "a map of "+kind+" with many entries, in the order of their keys", m.Interface())
			case f.IsList():
				if f.Message() != nil {
					continue
				}
				m := fresh()
				state(string(f.Name())+"-none", "no "+kind+" in a repeated field", m.Interface())
				m.Mutable(f).List().Append(edges(f)[0])
				state(string(f.Name())+"-default", "a default "+kind+" in a repeated field is written", m.Interface())
				for _, v := range edges(f) {
					m.Mutable(f).List().Append(v)
				}
				state(string(f.Name())+"-all", "all kinds of "+kind+" in a repeated field", m.Interface())
			case f.Message() != nil:
				continue
			default:
				how := "a " + kind
				if f.HasPresence() {
					how = "an optional " + kind
					state(string(f.Name())+"-none", how+" that is not there", fresh().Interface())
				}
				for j, v := range edges(f) {
					m := fresh()
					m.Set(f, v)
					state(fmt.Sprint(f.Name(), "-", j), how+" "+shown(v), m.Interface())
				}
			}
		}
	}
}

// made are messages that are written alike in both forms.
func made(state func(id, fact string, m proto.Message)) {
	inner := &v3.Inner{A: 1, B: "b", C: []int32{1, 2, 3}, Next: &v3.Inner{A: 2, Next: &v3.Inner{}}}
	state("inner-empty", "an optional message that is empty is there", &v3.Optionals{K: 1, OInner: &v3.Inner{}})
	state("inner-deep", "messages in messages in messages", &v3.Optionals{K: 1, OInner: inner})
	state("inners", "repeated messages, an empty one among them", &v3.Lists{K: 1, RInner: []*v3.Inner{inner, {}, {B: "x"}}})
	state("all-fields", "a message whose fields are written in the order of their numbers", &v3.Numbers{K: 1, Fifteen: 15, Sixteen: 16, Second: 2, Wide: 2048, Most: "most"})
	state("long-message", "a message of more than 127 bytes has a length of two", &v3.Optionals{K: 1, OInner: &v3.Inner{B: strings.Repeat("y", 300)}})
	state("longer-message", "a message of more than 16383 bytes has a length of three", &v3.Optionals{K: 1, OInner: &v3.Inner{Next: &v3.Inner{C: []int32{1}, B: strings.Repeat("z", 128)}}})
	state("two-choices", "oneofs among fields", &v3.TwoChoices{K: 1, First: &v3.TwoChoices_Y{Y: "y"}, Middle: 2, Second: &v3.TwoChoices_Z{Z: 3}, Last: 9})
	state("choice-none", "a oneof none of whose members is set", &v3.Choice{K: 1, After: "a"})
	for i, c := range []*v3.Choice{
		{Choice: &v3.Choice_Number{Number: 5}}, {Choice: &v3.Choice_Number{}}, {Choice: &v3.Choice_Text{Text: "t"}}, {Choice: &v3.Choice_Text{}},
		{Choice: &v3.Choice_Raw{Raw: []byte{1}}}, {Choice: &v3.Choice_Raw{}}, {Choice: &v3.Choice_Inner{Inner: inner}}, {Choice: &v3.Choice_Inner{Inner: &v3.Inner{}}},
		{Choice: &v3.Choice_Color{Color: v3.Color_BLUE}}, {Choice: &v3.Choice_Color{}}, {Choice: &v3.Choice_Flag{}}, {Choice: &v3.Choice_Nothing{Nothing: &emptypb.Empty{}}},
		{Choice: &v3.Choice_Real{Real: math.Copysign(0, -1)}},
	} {
		c.K, c.After = 1, "after"
		state(fmt.Sprint("choice-", i), fmt.Sprintf("a oneof whose member is %T, number %d of those tried", c.Choice, i), c)
	}
	state("names", "fields of odd names", &v3.Names{K: 1, UserId: 2, HTTPCode: 3, XUnder: 4, A1B2: 5, Given: 6, Double_Under: 7})
	for i, at := range []time.Time{
		time.Unix(0, 0), time.Unix(1, 500_000_000), time.Unix(-1, 999_999_999), time.Date(2024, 2, 29, 23, 59, 59, 123_456_789, time.UTC),
		time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC), time.Date(2000, 1, 1, 0, 0, 0, 1_000, time.UTC),
		time.Date(2000, 1, 1, 0, 0, 0, 120_000_000, time.UTC),
	} {
		state(fmt.Sprint("time-", i), "the Timestamp "+at.UTC().Format(time.RFC3339Nano), &v3.Known{K: 1, Time: timestamppb.New(at)})
	}
	for i, d := range []time.Duration{0, 1, -1, time.Second, -time.Second - 1, 90 * time.Minute, math.MaxInt64, math.MinInt64, 1500 * time.Millisecond, 1_000} {
		state(fmt.Sprint("duration-", i), "the Duration "+d.String(), &v3.Known{K: 1, Duration: durationpb.New(d)})
	}
	state("duration-long", "the longest Duration", &v3.Known{K: 1, Duration: &durationpb.Duration{Seconds: 315576000000, Nanos: 999_999_999}})
	state("duration-back", "the longest Duration backwards", &v3.Known{K: 1, Duration: &durationpb.Duration{Seconds: -315576000000, Nanos: -999_999_999}})
	state("times", "repeated Timestamps", &v3.Known{K: 1, Times: []*timestamppb.Timestamp{{}, {Seconds: 1}, {Nanos: 1}}})
	state("wrappers-default", "wrappers of defaults are there", &v3.Known{K: 1, WDouble: wrapperspb.Double(0), WFloat: wrapperspb.Float(0), WInt64: wrapperspb.Int64(0), WUint64: wrapperspb.UInt64(0), WInt32: wrapperspb.Int32(0), WUint32: wrapperspb.UInt32(0), WBool: wrapperspb.Bool(false), WString: wrapperspb.String(""), WBytes: wrapperspb.Bytes(nil)})
	state("wrappers", "wrappers of values", &v3.Known{K: 1, WDouble: wrapperspb.Double(1.5), WFloat: wrapperspb.Float(2.5), WInt64: wrapperspb.Int64(-3), WUint64: wrapperspb.UInt64(math.MaxUint64), WInt32: wrapperspb.Int32(-5), WUint32: wrapperspb.UInt32(6), WBool: wrapperspb.Bool(true), WString: wrapperspb.String("s"), WBytes: wrapperspb.Bytes([]byte{9})})
	loose, err := structpb.NewStruct(map[string]any{"a": 1.0, "b": []any{nil, true, "x", 0.1, map[string]any{}}, "": map[string]any{"deep": -1e300}})
	if err != nil {
		panic(err)
	}
	state("struct", "a Struct is JSON", &v3.Loose{K: 1, Struct: loose})
	state("struct-empty", "an empty Struct", &v3.Loose{K: 1, Struct: &structpb.Struct{}})
	state("list", "a ListValue is JSON", &v3.Loose{K: 1, List: loose.Fields["b"].GetListValue()})
	state("list-empty", "an empty ListValue", &v3.Loose{K: 1, List: &structpb.ListValue{}})
	for i, v := range []*structpb.Value{structpb.NewNullValue(), structpb.NewBoolValue(true), structpb.NewBoolValue(false), structpb.NewNumberValue(0), structpb.NewNumberValue(math.Copysign(0, -1)), structpb.NewNumberValue(9007199254740993), structpb.NewNumberValue(1e300), structpb.NewNumberValue(0.1), structpb.NewStringValue(""), structpb.NewStringValue("ü"), structpb.NewStructValue(loose), structpb.NewListValue(loose.Fields["b"].GetListValue())} {
		state(fmt.Sprint("value-", i), fmt.Sprintf("a Value that is JSON: %T, number %d of those tried", v.Kind, i), &v3.Loose{K: 1, Value: v})
	}
	state("old", "required and optional fields of proto2", &v2.Old{K: proto.Int32(0), Name: proto.String(""), Number: proto.Int32(0), WithDefault: proto.Int32(42), Text: proto.String(""), Unpacked: []int32{1, 2}, Packed: []int32{3, 4}, Shade: v2.Shade_DARK.Enum(), Sub: &v2.Sub{A: proto.Int32(1)}, Shades: []v2.Shade{v2.Shade_LIGHT, v2.Shade_DARK}})
	state("old-least", "a field of proto2 that has a default and is not there has no value", &v2.Old{K: proto.Int32(1), Name: proto.String("n")})
	state("groups", "groups in groups, and repeated", &v2.Groups{K: proto.Int32(1), One: &v2.Groups_One{A: proto.Int32(1), B: proto.String("b"), Deeper: &v2.Groups_One_Deeper{C: proto.Int32(3)}}, Many: []*v2.Groups_Many{{D: proto.Int32(1)}, {}, {D: proto.Int32(3)}}, After: proto.Int32(5)})
	state("groups-empty", "a group that is empty is there", &v2.Groups{K: proto.Int32(1), One: &v2.Groups_One{}})
}

func binaryFacts() {
	each(both)
	made(both)
	wrapped, err := anypb.New(&v3.Inner{A: 1, B: "b"})
	if err != nil {
		panic(err)
	}
	both("any", "an Any is a name of a type and bytes", &v3.Whatever{K: 1, Any: wrapped})
	both("any-empty", "an Any of nothing", &v3.Whatever{K: 1, Any: &anypb.Any{}})
	both("duration-beyond", "a Duration of more seconds than are valid is written", &v3.Known{K: 1, Duration: &durationpb.Duration{Seconds: math.MaxInt64}})

	k := protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), 7)
	after := func(more ...byte) []byte { return append(bytes.Clone(k), more...) }
	tag := func(n protowire.Number, t protowire.Type) []byte { return protowire.AppendTag(nil, n, t) }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	sized := func(b []byte) []byte { return protowire.AppendBytes(nil, b) }
	num := func(v uint64) []byte { return protowire.AppendVarint(nil, v) }

	reads("nothing", "no bytes are a message of defaults", &v3.Scalars{}, nil)
	reads("order", "fields come in any order", &v3.Scalars{}, join(tag(9, 0), num(1), tag(6, 0), num(5), k))
	reads("twice", "of a field that comes twice the last counts", &v3.Scalars{}, join(k, tag(6, 0), num(5), tag(6, 0), num(6)))
	reads("twice-default", "the last counts, though it is the default", &v3.Scalars{}, join(k, tag(6, 0), num(5), tag(6, 0), num(0)))
	reads("twice-text", "of a text that comes twice the last counts", &v3.Scalars{}, join(k, tag(10, 2), sized([]byte("one")), tag(10, 2), sized([]byte("two"))))
	reads("twice-optional", "of an optional field that comes twice the last counts", &v3.Optionals{}, join(k, tag(6, 0), num(5), tag(6, 0), num(0)))
	merged := join(k, tag(18, 2), sized(join(tag(1, 0), num(1), tag(3, 2), sized([]byte{1}))), tag(18, 2), sized(join(tag(2, 2), sized([]byte("b")), tag(3, 2), sized([]byte{2}))))
	reads("merge", "a message that comes twice is merged: fields of both, lists one after the other", &v3.Optionals{}, merged)
	reads("merge-deep", "messages in messages that come twice are merged", &v3.Optionals{}, join(k, tag(18, 2), sized(join(tag(4, 2), sized(join(tag(1, 0), num(1))))), tag(18, 2), sized(join(tag(4, 2), sized(join(tag(2, 2), sized([]byte("x"))))))))
	reads("merge-default", "merging a message keeps what the second does not name", &v3.Optionals{}, join(k, tag(18, 2), sized(join(tag(1, 0), num(5))), tag(18, 2), sized(nil)))
	reads("merge-wrapper", "a wrapper that comes twice is merged", &v3.Known{}, join(k, tag(9, 2), sized(join(tag(1, 0), num(5))), tag(9, 2), sized(nil)))
	reads("merge-time", "a Timestamp that comes twice is merged", &v3.Known{}, join(k, tag(2, 2), sized(join(tag(1, 0), num(5))), tag(2, 2), sized(join(tag(2, 0), num(9)))))
	reads("merge-duration", "a Duration that comes twice is merged", &v3.Known{}, join(k, tag(3, 2), sized(join(tag(1, 0), num(5))), tag(3, 2), sized(join(tag(2, 0), num(9)))))
	reads("merge-group", "a group that comes twice is merged", &v2.Groups{}, join(k, tag(2, 3), tag(1, 0), num(1), tag(2, 4), tag(2, 3), tag(2, 2), sized([]byte("b")), tag(2, 4)))
	reads("merge-oneof", "the message in a oneof that comes twice is merged", &v3.Choice{}, join(k, tag(5, 2), sized(join(tag(1, 0), num(1))), tag(5, 2), sized(join(tag(2, 2), sized([]byte("b"))))))
	reads("oneof-last", "of several members of a oneof the last is set", &v3.Choice{}, join(k, tag(2, 0), num(1), tag(3, 2), sized([]byte("t"))))
	reads("oneof-back", "a message in a oneof that another member came after begins anew", &v3.Choice{}, join(k, tag(5, 2), sized(join(tag(1, 0), num(1))), tag(2, 0), num(1), tag(5, 2), sized(join(tag(2, 2), sized([]byte("b"))))))
	reads("oneof-empty-field", "an unknown field in the Empty of a oneof", &v3.Choice{}, join(k, tag(8, 2), sized(join(tag(1, 0), num(1)))))

	for _, f := range []struct {
		name   string
		number protowire.Number
		kind   protowire.Type
		one    []byte
	}{{"int32", 6, 0, num(5)}, {"bool", 9, 0, num(1)}, {"double", 2, 1, make([]byte, 8)}, {"fixed32", 8, 5, []byte{1, 0, 0, 0}}, {"enum", 17, 0, num(1)}, {"sint64", 16, 0, num(3)}} {
		reads("unpacked-"+f.name, "a packed field of "+f.name+" written unpacked", &v3.Lists{}, join(k, tag(f.number, f.kind), f.one, tag(f.number, f.kind), f.one))
		reads("mixed-"+f.name, "a field of "+f.name+" written packed and unpacked by turns", &v3.Lists{}, join(k, tag(f.number, 2), sized(join(f.one, f.one)), tag(f.number, f.kind), f.one, tag(f.number, 2), sized(f.one)))
		reads("packed-empty-"+f.name, "a packed field of "+f.name+" that holds nothing", &v3.Lists{}, join(k, tag(f.number, 2), sized(nil)))
		reads("packed-cut-"+f.name, "a packed field of "+f.name+" whose last value is cut", &v3.Lists{}, join(k, tag(f.number, 2), sized(join(f.one, []byte{0x80}))))
		reads("packed-singular-"+f.name, "a singular field of "+f.name+" written packed", &v3.Scalars{}, join(k, tag(f.number, 2), sized(join(f.one, f.one))))
	}
	reads("packed-declared-unpacked", "a field declared unpacked that is written packed", &v3.Lists{}, join(k, tag(19, 2), sized([]byte{1, 2})))
	reads("apart", "the elements of a repeated field need not stand together", &v3.Lists{}, join(k, tag(10, 2), sized([]byte("a")), tag(9, 0), num(1), tag(10, 2), sized([]byte("b"))))

	for i, b := range [][]byte{{0x80, 0}, {0x81, 0x80, 0}, {0x85, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0}, {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1}, {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2}, {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F}, {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0}, {0xFF, 0xFF, 0xFF, 0xFF, 0x1F}, {0xFF, 0xFF, 0xFF, 0xFF, 0x0F}} {
		for _, n := range []protowire.Number{4, 5, 6, 9, 12, 15, 16, 17} {
			d := (&v3.Scalars{}).ProtoReflect().Descriptor().Fields().ByNumber(n)
			reads(fmt.Sprint("varint-", i, "-", d.Name()), fmt.Sprintf("the varint % x in a %s", b, d.Kind()), &v3.Scalars{}, join(k, tag(n, 0), b))
		}
	}
	reads("tag-wide", "a tag written in more bytes than it needs", &v3.Scalars{}, after(0xB0, 0x80, 0, 5))
	reads("length-wide", "a length written in more bytes than it needs", &v3.Scalars{}, after(0x52, 0x81, 0, 'a'))
	reads("tag-beyond", "a tag of more than 32 bits", &v3.Scalars{}, after(0xB0, 0x80, 0x80, 0x80, 0x10, 5))
	reads("tag-beyond-far", "a tag of 64 bits", &v3.Scalars{}, after(0xF8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 5))

	for t := range 8 {
		reads(fmt.Sprint("unknown-", t), fmt.Sprintf("an unknown field of the wire type %d", t), &v3.Scalars{}, join(k, num(uint64(100<<3|t)), []byte{1, 0, 0, 0, 0, 0, 0, 0}))
		reads(fmt.Sprint("zero-", t), fmt.Sprintf("a field of number 0 and the wire type %d", t), &v3.Scalars{}, join(k, num(uint64(t)), []byte{1, 0, 0, 0, 0, 0, 0, 0}))
		reads(fmt.Sprint("other-int32-", t), fmt.Sprintf("an int32 written with the wire type %d", t), &v3.Scalars{}, join(k, num(uint64(6<<3|t)), []byte{1, 0, 0, 0, 0, 0, 0, 0}))
		reads(fmt.Sprint("other-string-", t), fmt.Sprintf("a string written with the wire type %d", t), &v3.Scalars{}, join(k, num(uint64(10<<3|t)), []byte{1, '0', '0', '0', '0', '0', '0', '0'}))
		reads(fmt.Sprint("other-message-", t), fmt.Sprintf("a message written with the wire type %d", t), &v3.Optionals{}, join(k, num(uint64(18<<3|t)), []byte{0, 8, 1}))
	}
	reads("unknown-group", "an unknown group with groups in it", &v3.Scalars{}, join(k, tag(100, 3), tag(1, 3), tag(5, 0), num(1), tag(1, 4), tag(2, 2), sized([]byte("x")), tag(100, 4)))
	reads("unknown-group-open", "an unknown group that does not end", &v3.Scalars{}, join(k, tag(100, 3), tag(1, 0), num(1)))
	reads("unknown-group-other", "an unknown group that ends as another", &v3.Scalars{}, join(k, tag(100, 3), tag(101, 4)))
	reads("unknown-group-crossed", "unknown groups that end crosswise", &v3.Scalars{}, join(k, tag(100, 3), tag(101, 3), tag(100, 4), tag(101, 4)))
	reads("group-end", "the end of a group that did not begin", &v3.Scalars{}, join(k, tag(100, 4)))
	reads("group-end-known", "the end of a group that has the number of a field", &v3.Scalars{}, join(k, tag(6, 4)))
	reads("group-open", "a group that does not end", &v2.Groups{}, join(k, tag(2, 3), tag(1, 0), num(1)))
	reads("group-other", "a group that ends as another", &v2.Groups{}, join(k, tag(2, 3), tag(4, 4)))
	reads("group-unknown-field", "an unknown field in a group", &v2.Groups{}, join(k, tag(2, 3), tag(9, 0), num(1), tag(2, 4)))
	reads("group-as-message", "a group written as a message", &v2.Groups{}, join(k, tag(2, 2), sized(join(tag(1, 0), num(1)))))
	reads("message-unknown-field", "an unknown field in a message", &v3.Optionals{}, join(k, tag(18, 2), sized(join(tag(99, 0), num(1)))))
	reads("time-unknown-field", "an unknown field in a Timestamp", &v3.Known{}, join(k, tag(2, 2), sized(join(tag(99, 0), num(1)))))
	reads("wrapper-unknown-field", "an unknown field in a wrapper", &v3.Known{}, join(k, tag(9, 2), sized(join(tag(99, 0), num(1)))))
	reads("extension", "an extension of proto2", &v2.Old{}, join(k, tag(2, 2), sized(nil), tag(100, 0), num(5)))
	reads("message-beyond", "a message that reaches beyond its end", &v3.Optionals{}, join(k, tag(18, 2), num(3), tag(1, 0), num(1)))
	reads("message-in-beyond", "a field in a message that reaches beyond the message", &v3.Optionals{}, join(k, tag(18, 2), sized(join(tag(2, 2), num(5), []byte("ab"))), []byte("abc")))
	reads("length-huge", "a length of 64 bits", &v3.Scalars{}, join(k, tag(10, 2), num(math.MaxUint64)))
	reads("length-32", "a length of 2 GiB", &v3.Scalars{}, join(k, tag(11, 2), num(1<<31)))
	reads("packed-huge", "a packed field of a length of 64 bits", &v3.Lists{}, join(k, tag(6, 2), num(math.MaxUint64)))
	reads("fixed-cut", "a double of seven bytes", &v3.Scalars{}, join(k, tag(2, 1), make([]byte, 7)))

	reads("utf8", "a string of proto3 that is not UTF-8", &v3.Scalars{}, join(k, tag(10, 2), sized([]byte{0xFF})))
	reads("utf8-surrogate", "a surrogate in a string of proto3", &v3.Scalars{}, join(k, tag(10, 2), sized([]byte{0xED, 0xA0, 0x80})))
	reads("utf8-list", "a repeated string of proto3 that is not UTF-8", &v3.Lists{}, join(k, tag(10, 2), sized([]byte{0xC0, 0x80})))
	reads("utf8-key", "a key of a map that is not UTF-8", &v3.Maps{}, join(k, tag(2, 2), sized(join(tag(1, 2), sized([]byte{0xFF})))))
	reads("utf8-oneof", "a string in a oneof that is not UTF-8", &v3.Choice{}, join(k, tag(3, 2), sized([]byte{0xFF})))
	reads("utf8-wrapper", "a string in a wrapper that is not UTF-8", &v3.Known{}, join(k, tag(12, 2), sized(join(tag(1, 2), sized([]byte{0xFF})))))
	reads("utf8-old", "a string of proto2 that is not UTF-8", &v2.Old{}, join(k, tag(2, 2), sized([]byte{0xFF})))

	reads("enum-unknown", "a number that an enum of proto3 does not have", &v3.Scalars{}, join(k, tag(17, 0), num(99)))
	reads("enum-unknown-list", "a number that an enum does not have, among others", &v3.Lists{}, join(k, tag(17, 2), sized([]byte{1, 99})))
	reads("enum-unknown-old", "a number that an enum of proto2 does not have", &v2.Old{}, join(k, tag(2, 2), sized(nil), tag(8, 0), num(99)))
	reads("enum-unknown-old-list", "a number that an enum of proto2 does not have, in a repeated field", &v2.Old{}, join(k, tag(2, 2), sized(nil), tag(10, 0), num(1), tag(10, 0), num(99)))
	reads("enum-wide", "an enum's number of more than 32 bits", &v3.Scalars{}, join(k, tag(17, 0), num(1<<32+1)))

	reads("required-missing", "a message without a required field", &v2.Old{}, k)
	reads("required-missing-in", "a message in which a message lacks a required field", &v2.Old{}, join(k, tag(2, 2), sized(nil), tag(9, 2), sized(nil)))
	reads("required-nothing", "no bytes are no message that has required fields", &v2.Plain{}, nil)

	entry := func(number protowire.Number, parts ...[]byte) []byte {
		return join(tag(number, 2), sized(join(parts...)))
	}
	text := func(n protowire.Number, s string) []byte { return join(tag(n, 2), sized([]byte(s))) }
	reads("map-no-key", "an entry of a map without a key has the default one", &v3.Maps{}, join(k, entry(2, text(2, "v"))))
	reads("map-no-value", "an entry of a map without a value has the default one", &v3.Maps{}, join(k, entry(2, text(1, "a"))))
	reads("map-nothing", "an entry of a map of nothing", &v3.Maps{}, join(k, entry(2)))
	reads("map-nothing-message", "an entry of a map of nothing whose value is a message", &v3.Maps{}, join(k, entry(14)))
	reads("map-back", "an entry of a map whose value comes before its key", &v3.Maps{}, join(k, entry(2, text(2, "v"), text(1, "a"))))
	reads("map-key-twice", "an entry of a map with two keys", &v3.Maps{}, join(k, entry(2, text(1, "a"), text(2, "v"), text(1, "b"))))
	reads("map-value-merged", "an entry of a map whose message comes twice", &v3.Maps{}, join(k, entry(14, text(1, "a"), join(tag(2, 2), sized(join(tag(1, 0), num(1)))), join(tag(2, 2), sized(text(2, "b"))))))
	reported("unknown_field", "map-unknown-field", "an unknown field in an entry of a map", &v3.Maps{}, join(k, entry(2, text(1, "a"), tag(3, 0), num(1), text(2, "v"))))
	reported("unknown_field", "map-other-wire", "a value of a map of another wire type", &v3.Maps{}, join(k, entry(2, text(1, "a"), tag(2, 0), num(1))))
	reads("map-unpacked", "an entry of a map written as a number", &v3.Maps{}, join(k, tag(2, 0), num(1)))
	reads("map-bool-wide", "a bool key of a map that is neither 0 nor 1", &v3.Maps{}, join(k, entry(13, tag(1, 0), num(2), text(2, "v"))))
	reported("duplicate_key", "map-duplicate", "a map's key that comes twice: the last counts", &v3.Maps{}, join(k, entry(2, text(1, "a"), text(2, "1")), entry(2, text(1, "b"), text(2, "2")), entry(2, text(1, "a"), text(2, "3"))))
	reported("duplicate_key", "map-duplicate-wide", "a map's key that comes twice in other bytes", &v3.Maps{}, join(k, entry(3, tag(1, 0), num(1), tag(2, 0), num(1)), entry(3, tag(1, 0), []byte{0x81, 0}, tag(2, 0), num(2))))
	reported("duplicate_key", "map-duplicate-message", "a map's key that comes twice: its messages are not merged", &v3.Maps{}, join(k, entry(14, text(1, "a"), join(tag(2, 2), sized(join(tag(1, 0), num(1))))), entry(14, text(1, "a"), join(tag(2, 2), sized(text(2, "b"))))))
	reads("map-enum-unknown", "a value of a map that the enum does not have", &v3.Maps{}, join(k, entry(15, text(1, "a"), tag(2, 0), num(99))))

	reads("time-nanos", "a Timestamp with a second of nanoseconds", &v3.Known{}, join(k, tag(2, 2), sized(join(tag(2, 0), num(1_000_000_000)))))
	reads("time-nanos-negative", "a Timestamp with negative nanoseconds", &v3.Known{}, join(k, tag(2, 2), sized(join(tag(2, 0), num(math.MaxUint64)))))
	reads("time-beyond", "a Timestamp after the year 9999", &v3.Known{}, join(k, tag(2, 2), sized(join(tag(1, 0), num(253402300800)))))
	reads("time-before", "a Timestamp before the year 1", &v3.Known{}, join(k, tag(2, 2), sized(join(tag(1, 0), num(uint64(1<<64-62135596801))))))
	reads("duration-signs", "a Duration of two signs", &v3.Known{}, join(k, tag(3, 2), sized(join(tag(1, 0), num(1), tag(2, 0), num(math.MaxUint64)))))
	reads("nan-double", "a NaN of other bits is NaN", &v3.Scalars{}, join(k, tag(2, 1), protowire.AppendFixed64(nil, 0xFFF8_0000_0000_0001)))
	reads("nan-float", "a signalling NaN is NaN", &v3.Scalars{}, join(k, tag(3, 5), protowire.AppendFixed32(nil, 0x7F80_0001)))
	reads("value-unset", "a Value that is nothing", &v3.Loose{}, join(k, tag(3, 2), sized(nil)))
	reads("value-unset-in", "a Value that is nothing in a list", &v3.Loose{}, join(k, tag(4, 2), sized(join(tag(1, 2), sized(nil)))))
	reads("value-nan", "a Value that is NaN", &v3.Loose{}, join(k, tag(3, 2), sized(join(tag(2, 1), protowire.AppendFixed64(nil, math.Float64bits(math.NaN()))))))
	reads("value-utf8", "a Value that is a text, not of UTF-8", &v3.Loose{}, join(k, tag(3, 2), sized(join(tag(3, 2), sized([]byte{0xFF})))))
	reads("value-last", "a Value that is two things: the last counts", &v3.Loose{}, join(k, tag(3, 2), sized(join(tag(4, 0), num(1), text(3, "x")))))
	reported("duplicate_key", "struct-duplicate", "a Struct with a name twice: the last counts", &v3.Loose{}, join(k, tag(2, 2), sized(join(entry(1, text(1, "a"), tag(2, 2), sized(join(tag(4, 0), num(1)))), entry(1, text(1, "a"), tag(2, 2), sized(text(3, "x")))))))
	reads("struct-merged", "a Struct that comes twice is merged", &v3.Loose{}, join(k, tag(2, 2), sized(entry(1, text(1, "a"), tag(2, 2), sized(join(tag(4, 0), num(1))))), tag(2, 2), sized(entry(1, text(1, "b"), tag(2, 2), sized(text(3, "x"))))))
	reads("list-value-merged", "a ListValue that comes twice is merged", &v3.Loose{}, join(k, tag(4, 2), sized(join(tag(1, 2), sized(text(3, "x")))), tag(4, 2), sized(join(tag(1, 2), sized(text(3, "y"))))))

	for _, depth := range []int{10, 90, 99, 100, 101, 102} {
		reads(fmt.Sprint("depth-", depth), fmt.Sprintf("%d messages inside of each other", depth), &v3.Optionals{}, nested(k, depth))
		reads(fmt.Sprint("depth-group-", depth), fmt.Sprintf("%d unknown groups inside of each other", depth), &v3.Scalars{}, join(k, bytes.Repeat(tag(100, 3), depth), bytes.Repeat(tag(100, 4), depth)))
	}
	reads("depth-group-bomb", "20,000 groups that begin", &v3.Scalars{}, join(k, bytes.Repeat(tag(100, 3), 20_000)))

	notWritten("write-utf8", "a string of proto3 that is not UTF-8 is not written", &v3.Scalars{FString: "\xFF"})
	notWritten("write-required", "a message without a required field is not written", &v2.Old{K: proto.Int32(1)})
}

// nested is a message in which that many are inside of each other.
func nested(k []byte, depth int) []byte {
	var inner []byte
	for i := range depth {
		number := protowire.Number(4)
		if i == depth-1 {
			number = 18
		}
		inner = protowire.AppendBytes(protowire.AppendTag(nil, number, protowire.BytesType), inner)
	}
	return append(bytes.Clone(k), inner...)
}
