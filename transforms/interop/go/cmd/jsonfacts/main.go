// Command jsonfacts writes what the encoding/json of the toolchain that built it does, one fact a line, with the
// canonical bytes of the value in memory. regenerate.sh builds it with toolchains of every era and puts the lines into
// transforms/interop/cases/go-json.jsonl; docs/spec/go-json-cases.md describes them.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"unicode/utf8"

	"tallystick/interop/canon"
	"tallystick/interop/describe"
	"tallystick/interop/stated"
)

// record is what most facts are about: a key, and a value of any type.
type record[V any] struct {
	K int64 `json:"k"`
	V V     `json:"v"`
}

// probe writes the facts of one dialect.
type probe struct {
	dialect string
	era     int // the minor version of Go that the dialect begins with
	lines   stated.Lines
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "jsonfacts DIALECT ERA")
		os.Exit(2)
	}
	p := &probe{dialect: os.Args[1], lines: stated.Lines{}}
	fmt.Sscan(os.Args[2], &p.era)
	if choose := others[p.dialect]; choose != nil {
		choose()
	} else {
		others = nil
	}
	facts(p)
	more(p)
	out := bufio.NewWriter(os.Stdout)
	err := p.lines.Write(out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Fprintf(os.Stderr, "%s: %d facts\n", p.dialect, len(p.lines))
}

// option says more of a fact.
type option func(*line)

type line struct {
	id, fact string
	say      describe.Said
	finding  string
	lenient  bool
	wire     []byte
	refused  bool
	unwrit   bool
	problem  string
	encoded  []byte
	way      string
	read     bool
	other    bool
}

func as(canonical string) option { return func(l *line) { l.say.Canonical = canonical } }
func may(presence string) option { return func(l *line) { l.say.Presence = presence } }
func rules(names string) option  { return func(l *line) { l.say.Rules = names } }

// oneWay says that the canonical bytes do not determine what is written.
func oneWay(l *line)               { l.read = true }
func lenient(l *line)              { l.lenient = true }
func finding(reason string) option { return func(l *line) { l.finding, l.lenient = reason, true } }

// writes states what encoding/json writes for a value, and whether it reads that back as the same.
func writes[V any](p *probe, id, fact string, value V, options ...option) {
	writesRecord(p, id, fact, record[V]{1, value}, options...)
}

func writesRecord[R any](p *probe, id, fact string, value R, options ...option) {
	l := line{id: id, fact: fact, way: "both"}
	for _, o := range options {
		o(&l)
	}
	contract := contractOf[R](l.say)
	encoded, err := contract.Encode(value)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", id, err))
	}
	l.encoded = encoded
	if l.wire, l.other, err = written(value); err != nil {
		l.unwrit = true
		l.way = "encode"
		p.write(l, description[R](l.say))
		return
	}
	back, problem := read[R](contract, l.wire)
	if l.read || l.say.Rules != "" {
		l.way = "decode"
		l.encoded = back
		if problem != nil {
			l.refuse(problem)
		}
		p.write(l, description[R](l.say))
		return
	}
	if problem != nil || !bytes.Equal(back, encoded) {
		l.way = "encode" // what is written says something else, or nothing: see the line of the other way
		p.write(l, description[R](l.say))
		l.id, l.fact, l.way, l.lenient = id+"-read", fact+", and reading that", "decode", true
		l.encoded = back
		if problem != nil {
			l.encoded = nil
			l.refuse(problem)
		}
	}
	p.write(l, description[R](l.say))
}

// reads states what encoding/json reads from the text of a value.
func reads[V any](p *probe, id, fact, text string, options ...option) {
	readsRecord[record[V]](p, id, fact, `{"k":1,"v":`+text+`}`, options...)
}

func readsRecord[R any](p *probe, id, fact, text string, options ...option) {
	l := line{id: id, fact: fact, way: "decode", wire: []byte(text)}
	for _, o := range options {
		o(&l)
	}
	contract := contractOf[R](l.say)
	encoded, problem := read[R](contract, l.wire)
	l.encoded = encoded
	if problem != nil {
		l.refuse(problem)
	}
	p.write(l, description[R](l.say))
}

func (l *line) refuse(problem error) {
	l.encoded = nil
	var outside *canon.Error
	if errors.As(problem, &outside) {
		l.problem = outside.Reason
		return
	}
	l.refused = true
}

// marshal and unmarshal are those of the library that is asked: another one registers itself in others, by the dialect's name.
var (
	marshal   = json.Marshal
	unmarshal = func(text []byte, into any) error { return json.Unmarshal(text, into) }
	// strict refuses fields that it does not know.
	strict = func(text []byte, into any) error {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(into); err != io.EOF {
			return err
		}
		return nil
	}
	// more states what only that library does.
	more   = func(*probe) {}
	others = map[string]func(){}
)

// written is what the library writes; of several ways in which it writes a value, the least.
func written(value any) (least []byte, other bool, err error) {
	if least, err = marshal(value); err != nil || len(others) == 0 {
		return least, false, err
	}
	for i := 0; i < 100 || other && i < 20000; i++ {
		again, err := marshal(value)
		if err != nil {
			return nil, false, err
		}
		if c := bytes.Compare(again, least); c != 0 {
			other = true
			if c < 0 {
				least = again
			}
		}
	}
	return least, other, nil
}

// read decodes as json.Unmarshal does and encodes what that gives.
func read[R any](contract *canon.Contract, text []byte) ([]byte, error) {
	var value R
	if err := unmarshal(text, &value); err != nil {
		return nil, err
	}
	unknown = strict(text, new(R)) != nil
	return contract.Encode(value)
}

// unknown is whether the text that was read last has a field that the record does not have.
var unknown bool

// description is what a line says about the record's types.
func description[R any](say describe.Said) describe.Object {
	t := reflect.TypeOf((*R)(nil)).Elem()
	var ts describe.Types
	ts.Declare(t)
	about := describe.Object{}.With("record", ts.Name(t)).With("shape", ts.Declared).
		With("contract", json.RawMessage(contractText[R](say)))
	if mapping := describe.Mapping(t); len(mapping) > 0 {
		about = about.With("mapping", mapping)
	}
	return about
}

func contractText[R any](say describe.Said) string {
	return stated.Contract(reflect.TypeOf((*R)(nil)).Elem(), &say)
}

func contractOf[R any](say describe.Said) *canon.Contract {
	return stated.Parsed(contractText[R](say))
}

func (p *probe) write(l line, about describe.Object) {
	out := describe.Object{}.With("id", l.id).With("fact", l.fact).With("dialect", p.dialect)
	out = append(out, about...).With("direction", l.way)
	switch {
	case l.unwrit:
		out = out.With("unwritable", true)
	case utf8.Valid(l.wire):
		out = out.With("wire", string(l.wire))
	default:
		out = out.With("wire_hex", hex.EncodeToString(l.wire))
	}
	switch {
	case l.refused:
		out = out.With("reject", true)
	case l.problem != "":
		out = out.With("outside", l.problem)
	default:
		out = out.With("canonical", hex.EncodeToString(l.encoded))
	}
	if l.way == "decode" && unknown && !l.refused && l.finding == "" {
		l.finding, l.lenient = "unknown_field", true
	}
	if l.lenient && !l.refused {
		out = out.With("lenient", true)
	}
	if l.other {
		out = out.With("other_spelling", true)
	}
	if l.finding != "" && !l.refused {
		out = out.With("finding", l.finding)
	}
	p.lines.Add(l.id, out)
}
