// Command gobfacts writes what the encoding/gob of the toolchain that built it does, one fact a line, with the canonical
// bytes of the values in memory. regenerate.sh builds it with several toolchains and puts the lines into
// transforms/interop/cases/go-gob.jsonl; docs/spec/go-gob-cases.md describes them.
//
// Type ids belong to a process: each fact is stated by a process of its own.
package main

import (
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"reflect"
	"sort"

	"tallystick/interop/canon"
	"tallystick/interop/describe"
	"tallystick/interop/stated"
)

const dialect = "go/encoding-gob"

// record is what most facts are about: a key, and a value of any type.
type record[V any] struct {
	K int64
	V V
}

var facts = map[string]func(){}

func fact(id string, state func()) {
	if facts[id] != nil {
		panic("twice: " + id)
	}
	facts[id] = state
}

func main() {
	all()
	if len(os.Args) == 2 && (os.Args[1] == restarted || os.Args[1] == restartedOlder) {
		restart(os.Args[1])
		return
	}
	if len(os.Args) == 2 {
		facts[os.Args[1]]()
		return
	}
	ids := make([]string, 0, len(facts))
	for id := range facts {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		child := exec.Command(os.Args[0], id)
		child.Stderr = os.Stderr
		lines, err := child.Output()
		if err != nil {
			fmt.Fprintln(os.Stderr, id, err)
			os.Exit(1)
		}
		os.Stdout.Write(lines)
	}
	fmt.Fprintf(os.Stderr, "%d facts\n", len(ids))
}

// about is what is said of a fact beyond the types of its records.
type about struct {
	say      describe.Said
	contract string // the whole contract, where a type holds itself
	ignore   bool   // unknown fields
	finding  string
	lenient  bool
	other    bool // the bytes are one of several ways to write the value
	emptied  bool // a slice is never nil: what gob does not tell apart is empty
	alias    string
}

type option func(*about)

func as(canonical string) option   { return func(a *about) { a.say.Canonical = canonical } }
func may(presence string) option   { return func(a *about) { a.say.Presence = presence } }
func rules(names string) option    { return func(a *about) { a.say.Rules = names } }
func finding(reason string) option { return func(a *about) { a.finding, a.lenient = reason, true } }
func contract(text string) option  { return func(a *about) { a.contract = text } }
func ignoring(a *about)            { a.ignore = true }
func lenient(a *about)             { a.lenient = true }
func otherwise(a *about)           { a.other = true }
func emptied(a *about)             { a.emptied = true }
func alias(name string) option     { return func(a *about) { a.alias = name } }

// when gives the option, or none.
func when(is bool, o option) option {
	if is {
		return o
	}
	return func(*about) {}
}

func options(given []option) *about {
	a := &about{}
	for _, o := range given {
		o(a)
	}
	return a
}

func (a *about) text(t reflect.Type) string {
	if a.contract != "" {
		return a.contract
	}
	return stated.Contract(t, &a.say)
}

func (a *about) parsed(t reflect.Type) *canon.Contract { return stated.Parsed(a.text(t)) }

// stream writes values as one Encoder does.
func stream(values ...any) ([]byte, error) {
	var out bytes.Buffer
	encoder := gob.NewEncoder(&out)
	names := map[string]string{}
	for _, value := range values {
		if renamed, ok := value.(renamedValue); ok {
			value = renamed.value
			names[reflect.TypeOf(value).Name()] = renamed.as
		}
		if err := encode(encoder, value); err != nil {
			return out.Bytes(), err
		}
	}
	wire := out.Bytes()
	for from, to := range names {
		wire = rename(wire, from, to)
	}
	return wire, nil
}

// rename gives types in the definitions of a stream another name.
func rename(wire []byte, from, to string) []byte {
	var all []byte
	for len(wire) > 0 {
		length, width := int(wire[0]), 1
		if wire[0] > 127 {
			width = 1 + int(-int8(wire[0]))
			length = 0
			for _, b := range wire[1:width] {
				length = length<<8 | int(b)
			}
		}
		content := wire[width : width+length]
		all = append(all, message(bytes.Replace(content, append([]byte{1, 1}, textBytes(from)...), append([]byte{1, 1}, textBytes(to)...), 1))...)
		wire = wire[width+length:]
	}
	return all
}

// encode gives gob an address, which types with a method of their pointer need.
func encode(encoder *gob.Encoder, value any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	at := reflect.New(reflect.TypeOf(value))
	at.Elem().Set(reflect.ValueOf(value))
	return encoder.Encode(at.Interface())
}

// said is what Go's reader said to one Decode.
type said = stated.Said

var errEarly = errors.New("EOF, though there are more bytes")

// read is what one Decoder says to a stream, of a value after the other, until it ends.
func read(t reflect.Type, contract *canon.Contract, bytesOf []byte, a *about) (all []said, end error) {
	from := bytes.NewReader(bytesOf)
	decoder := gob.NewDecoder(from)
	for len(all) < 100 {
		if from.Len() == 0 {
			return all, io.EOF
		}
		one := said{}
		into := reflect.New(t)
		one.Err = func() (err error) {
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("panic: %v", p)
				}
			}()
			return decoder.Decode(into.Interface())
		}()
		if one.Err == io.EOF {
			// What loops until io.EOF takes this for the end.
			return append(all, said{Err: errEarly}), errEarly
		}
		if one.Err == io.ErrUnexpectedEOF {
			return all, one.Err
		}
		if one.Err == nil {
			if a.emptied {
				empty(into.Elem())
			}
			one = stated.Read(contract, into.Interface())
		}
		all = append(all, one)
	}
	return all, fmt.Errorf("no end")
}

// empty makes nil slices empty ones.
func empty(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			if v.Field(i).CanSet() {
				empty(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := 0; i < v.Len(); i++ {
			empty(v.Index(i))
		}
	}
}

func (a *about) line(id, fact, way string, t reflect.Type, wire []byte) describe.Object {
	types := describe.Types{Whole: true}
	types.Declare(t)
	declared := types.Declared
	if a.alias != "" {
		declared = append(declared, describe.Member{Name: a.alias, Value: types.Name(t)})
	}
	line := describe.Object{}.With("id", id).With("fact", fact).With("dialect", dialect).With("direction", way).
		With("record", types.Name(t)).With("shape", declared).With("contract", json.RawMessage(a.text(t)))
	if a.ignore {
		line = line.With("options", describe.Object{{Name: "unknown_fields", Value: "ignore"}})
	}
	if a.lenient {
		line = line.With("lenient", true)
	}
	if a.finding != "" {
		line = line.With("finding", a.finding)
	}
	if a.other {
		line = line.With("other_spelling", true)
	}
	return line.With("stream", hex.EncodeToString(wire))
}

func results(all []said, end error) describe.Object {
	object := describe.Object{}.With("records", stated.Records(all))
	if end != io.EOF {
		object = object.With("end", end.Error())
	}
	return object
}

func write(line describe.Object) {
	if _, err := os.Stdout.Write(stated.Line(line)); err != nil {
		panic(err)
	}
}

// writes states what gob writes for one value of a field, and whether it reads that back as the same.
func writes[V any](id, text string, value V, given ...option) {
	writesAll(id, text, given, record[V]{1, value})
}

// writesAll states it for records one after the other in one stream.
func writesAll[R any](id, text string, given []option, values ...R) {
	fact(id, func() {
		a := options(given)
		t := typeOf[R]()
		contract := a.parsed(t)
		var encoded []said
		anys := make([]any, len(values))
		for i, value := range values {
			bytesOf, err := contract.Encode(value)
			if err != nil {
				panic(fmt.Sprintf("%s: %v", id, err))
			}
			encoded = append(encoded, said{Canonical: bytesOf})
			anys[i] = value
		}
		wire, err := stream(anys...)
		for i := 0; i < 50 && a.other; i++ {
			// Go writes maps in any order: take the least of several.
			if again, _ := stream(anys...); bytes.Compare(again, wire) < 0 {
				wire = again
			}
		}
		if err != nil {
			write(append(a.line(id, text, "encode", t, nil).With("unwritable", err.Error()), results(encoded, io.EOF)...))
			return
		}
		back, end := read(t, contract, wire, a)
		way := "both"
		if end != io.EOF || !stated.Same(encoded, back) {
			way = "encode"
		}
		if a.say.Rules != "" {
			way = "decode"
			encoded = back
		}
		write(append(a.line(id, text, way, t, wire), results(encoded, io.EOF)...))
		if way == "encode" {
			write(append(a.line(id+"-read", text+", and reading that", "decode", t, wire), results(back, end)...))
		}
	})
}

// evolves states what a program with the type R reads of what others wrote.
func evolves[R any](id, text string, given []option, values ...any) {
	fact(id, func() {
		wire, err := stream(values...)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", id, err))
		}
		reads[R](id, text, given, wire)
	})
}

// reading states what a program with the type R reads of any bytes.
func reading[R any](id, text string, wire func() []byte, given ...option) {
	fact(id, func() { reads[R](id, text, given, wire()) })
}

func reads[R any](id, text string, given []option, wire []byte) {
	a := options(given)
	t := typeOf[R]()
	back, end := read(t, a.parsed(t), wire, a)
	write(append(a.line(id, text, "decode", t, wire), results(back, end)...))
}
