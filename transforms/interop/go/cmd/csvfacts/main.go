// Command csvfacts writes what the encoding/csv of the toolchain that built it does, one fact a line, with the canonical
// bytes of the values in memory. regenerate.sh puts the lines into transforms/interop/cases/go-csv.jsonl;
// docs/spec/csv-cases.md describes them.
package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"

	"tallystick/interop/canon"
	"tallystick/interop/csvtext"
	"tallystick/interop/describe"
	"tallystick/interop/stated"
)

const dialect = "go/encoding-csv"

// record is what most facts are about: a key, and a value of any type.
type record[V any] struct {
	K int64 `json:"k"`
	V V     `json:"v"`
}

type probe struct{ lines stated.Lines }

func main() {
	p := &probe{lines: stated.Lines{}}
	all(p)
	if err := p.lines.Write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Fprintf(os.Stderr, "%d facts\n", len(p.lines))
}

// about is what is said of a fact beyond the types of its records.
type about struct {
	say      describe.Said
	csv      csvtext.Options
	options  describe.Object
	ignore   bool
	last     bool
	finding  string
	stricter bool
}

type option func(*about)

func as(canonical string) option { return func(a *about) { a.say.Canonical = canonical } }
func may(presence string) option { return func(a *about) { a.say.Presence = presence } }
func rules(names string) option  { return func(a *about) { a.say.Rules = names } }
func ignoring(a *about)          { a.ignore = true }
func lastWins(a *about)          { a.last = true }

// finding says that ours finds what Go takes without a word.
func finding(reason string) option { return func(a *about) { a.finding, a.stricter = reason, true } }

func set(name string, value any, apply func(*csvtext.Options)) option {
	return func(a *about) {
		a.options = a.options.With(name, value)
		apply(&a.csv)
	}
}

func noHeader() option { return set("header", false, func(o *csvtext.Options) { o.NoHeader = true }) }
func delimiter(r rune) option {
	return set("delimiter", string(r), func(o *csvtext.Options) { o.Delimiter = r })
}
func comment(r rune) option {
	return set("comment", string(r), func(o *csvtext.Options) { o.Comment = r })
}
func null(text string) option {
	return set("null", text, func(o *csvtext.Options) { o.Null = text })
}
func crlf() option {
	return set("line_ending", "crlf", func(o *csvtext.Options) { o.CRLF = true })
}
func bom() option      { return set("bom", true, func(o *csvtext.Options) { o.BOM = true }) }
func flexible() option { return set("flexible", true, func(o *csvtext.Options) { o.Flexible = true }) }
func lazy() option     { return set("lazy_quotes", true, func(o *csvtext.Options) { o.Lazy = true }) }
func trim() option {
	return set("trim_leading_space", true, func(o *csvtext.Options) { o.Trim = true })
}
func bools(word string) option {
	return set("bools", word, func(o *csvtext.Options) { o.Bools = word })
}
func floats(word string) option {
	return set("floats", word, func(o *csvtext.Options) { o.Floats = word })
}
func times(word string) option {
	return set("times", word, func(o *csvtext.Options) { o.Times = word })
}
func bytesAs(word string) option {
	return set("bytes", word, func(o *csvtext.Options) { o.Bytes = word })
}
func durations(word string) option {
	return set("durations", word, func(o *csvtext.Options) { o.Durations = word })
}

func (a *about) text(t reflect.Type) string { return stated.Contract(t, &a.say) }

func (a *about) parsed(t reflect.Type) *canon.Contract { return stated.Parsed(a.text(t)) }

// said is what Go said to one Read.
type said = stated.Said

// read is what a program reads of a file, row after row; end is why there is no first one.
func (a *about) read(t reflect.Type, wire []byte) (all []said, end error) {
	contract := a.parsed(t)
	reader, err := a.csv.Reader(t, bytes.NewReader(wire))
	if err != nil {
		return nil, err
	}
	for len(all) < 100 {
		value, err := reader.Read()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			all = append(all, said{Err: err})
		} else {
			all = append(all, stated.Read(contract, value))
		}
	}
	return all, errors.New("no end")
}

func (p *probe) write(id, fact, way string, t reflect.Type, a *about, wire []byte, all []said, end error) {
	types := describe.Types{}
	types.Declare(t)
	line := describe.Object{}.With("id", id).With("fact", fact).With("dialect", dialect).With("direction", way).
		With("record", types.Name(t)).With("shape", types.Declared).With("contract", json.RawMessage(a.text(t)))
	if len(a.options) > 0 {
		line = line.With("options", a.options)
	}
	if mapping := describe.Mapping(t); len(mapping) > 0 {
		line = line.With("mapping", mapping)
	}
	if a.ignore {
		line = line.With("unknown_fields", "ignore")
	}
	if a.last {
		line = line.With("duplicate_keys", "last-wins")
	}
	if a.stricter {
		line = line.With("finding", a.finding)
	}
	line = line.With("stream", hex.EncodeToString(wire)).With("records", stated.Records(all))
	if end != nil {
		line = line.With("end", end.Error())
	}
	p.lines.Add(id, line)
}

func made(given []option) *about {
	a := &about{}
	for _, o := range given {
		o(a)
	}
	return a
}

// writes states what Go writes for one value of a field, and whether it reads that back as the same.
func writes[V any](p *probe, id, fact string, value V, given ...option) {
	writesAll(p, id, fact, given, record[V]{1, value})
}

// writesAll states it for records one after the other in one file.
func writesAll[R any](p *probe, id, fact string, given []option, values ...R) {
	a := made(given)
	t := reflect.TypeOf((*R)(nil)).Elem()
	contract := a.parsed(t)
	var encoded []said
	anys := make([]any, len(values))
	for i, value := range values {
		canonical, err := contract.Encode(value)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", id, err))
		}
		encoded = append(encoded, said{Canonical: canonical})
		anys[i] = value
	}
	wire, err := a.csv.Write(anys...)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", id, err))
	}
	back, end := a.read(t, wire)
	way := "both"
	if a.say.Rules != "" {
		way, encoded = "decode", back
	} else if end != nil || !stated.Same(encoded, back) {
		way = "encode"
	}
	p.write(id, fact, way, t, a, wire, encoded, nil)
	if way == "encode" {
		p.write(id+"-read", fact+", and reading that", "decode", t, a, wire, back, end)
	}
}

// reads states what a program reads of a cell v, in a row behind the key and the header.
func reads[V any](p *probe, id, fact, cell string, given ...option) {
	file[record[V]](p, id, fact, "k,v\n1,"+cell+"\n", given...)
}

// file states what a program reads of a whole file.
func file[R any](p *probe, id, fact, text string, given ...option) {
	a := made(given)
	t := reflect.TypeOf((*R)(nil)).Elem()
	back, end := a.read(t, []byte(text))
	p.write(id, fact, "decode", t, a, []byte(text), back, end)
}
