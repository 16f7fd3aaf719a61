// Command facts writes what google.golang.org/protobuf does, one fact a line, with the canonical bytes of the messages in
// memory. docs/spec/protobuf-cases.md describes the lines.
package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"regexp"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"tallystick/interop/canon"
)

const (
	binary = "go/protobuf"
	text   = "go/protojson"
)

var ids = map[string]bool{}

func main() {
	if len(os.Args) == 3 && os.Args[1] == "contracts" {
		contracts(os.Args[2])
		return
	}
	binaryFacts()
	fmt.Fprintf(os.Stderr, "%d lines\n", len(ids))
}

// line writes a fact.
func line(dialect, id, fact string, s *subject, direction string, rest object) {
	if ids[dialect+id] {
		panic("twice: " + id)
	}
	ids[dialect+id] = true
	all := object{
		"id": id, "fact": fact, "dialect": dialect, "direction": direction,
		"record": s.message.Descriptor().FullName(),
	}
	for name, value := range rest {
		all[name] = value
	}
	out, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(append(out, '\n'))
}

// reader reads a message in one of the two forms.
type reader func(s *subject, wire []byte) (protoreflect.Message, error)

func readBinary(s *subject, wire []byte) (protoreflect.Message, error) {
	m := s.message.New()
	return m, proto.Unmarshal(wire, m.Interface())
}

func readText(s *subject, wire []byte) (protoreflect.Message, error) {
	m := s.message.New()
	return m, protojson.Unmarshal(wire, m.Interface())
}

// both states that a message is written so, and read again as the same.
func both(id, fact string, m proto.Message) {
	s := subjectOf(m.ProtoReflect().Type())
	wire, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		panic(id + ": " + err.Error())
	}
	back, err := readBinary(s, wire)
	if err != nil {
		panic(id + ": " + err.Error())
	}
	canonical, err := s.canonical(back)
	if err != nil {
		panic(id + ": " + err.Error())
	}
	if before, err := s.canonical(m.ProtoReflect()); err != nil || !bytes.Equal(before, canonical) {
		panic(fmt.Sprint(id, ": another message is read than was written: ", err))
	}
	rest := object{"wire": hex.EncodeToString(wire), "canonical": hex.EncodeToString(canonical)}
	variations(s, wire, readBinary, rest)
	line(binary, id, fact, s, "both", rest)
}

// variations states what becomes of the bytes when they are cut anywhere, and when any one bit of them is another: a '-'
// where they are refused, an 'f' where the contract has no such value, a '+' where they are read; with a digest of all
// that is read.
func variations(s *subject, wire []byte, read reader, rest object) {
	var cuts, flips variation
	for length := range wire {
		cuts.add(s, wire[:length], read)
	}
	for bit := range len(wire) * 8 {
		flipped := bytes.Clone(wire)
		flipped[bit/8] ^= 1 << (bit % 8)
		flips.add(s, flipped, read)
	}
	rest["cuts"], rest["cuts_read"] = string(cuts.marks), cuts.tally.Sum.String()
	rest["flips"], rest["flips_read"] = string(flips.marks), flips.tally.Sum.String()
}

type variation struct {
	marks []byte
	tally canon.Tally
}

func (v *variation) add(s *subject, wire []byte, read reader) {
	m, err := read(s, wire)
	if err != nil {
		v.marks = append(v.marks, '-')
		return
	}
	canonical, err := s.canonical(m)
	if err != nil {
		v.marks = append(v.marks, 'f')
		return
	}
	v.marks = append(v.marks, '+')
	v.tally.Add(canonical)
}

// reads states what is made of bytes that the library itself would not write.
func reads(id, fact string, like proto.Message, wire []byte) {
	decoded(binary, id, fact, like, wire, readBinary, object{"wire": hex.EncodeToString(wire)})
}

// reported is as reads, for what the library drops without a word and ours reports under that reason.
func reported(reason, id, fact string, like proto.Message, wire []byte) {
	decoded(binary, id, fact, like, wire, readBinary, object{"wire": hex.EncodeToString(wire), "finding": reason})
}

func decoded(dialect, id, fact string, like proto.Message, wire []byte, read reader, rest object) {
	s := subjectOf(like.ProtoReflect().Type())
	m, err := read(s, wire)
	if err != nil {
		rest["reject"], rest["said"] = true, said(err)
		line(dialect, id, fact, s, "decode", rest)
		return
	}
	canonical, err := s.canonical(m)
	if refused, ok := err.(outside); ok {
		rest["finding"] = refused.reason
		line(dialect, id, fact, s, "decode", rest)
		return
	}
	if err != nil {
		panic(id + ": " + err.Error())
	}
	rest["canonical"] = hex.EncodeToString(canonical)
	if hasUnknown(m) {
		rest["finding"] = "unknown_field"
	}
	line(dialect, id, fact, s, "decode", rest)
}

var unstable = regexp.MustCompile(`[\x{a0} ]+`)

// said is what the library says, without the spaces that it puts in at random.
func said(err error) string { return unstable.ReplaceAllString(err.Error(), " ") }

// notWritten states that the library refuses to write a message.
func notWritten(id, fact string, m proto.Message) {
	if _, err := proto.Marshal(m); err == nil {
		panic(id + ": it is written")
	} else {
		s := subjectOf(m.ProtoReflect().Type())
		canonical, outside := s.canonical(m.ProtoReflect())
		rest := object{"said": said(err)}
		if outside == nil {
			rest["canonical"] = hex.EncodeToString(canonical)
		}
		line(binary, id, fact, s, "encode", rest)
	}
}

// bothText states that a message is written so in JSON but for white space, which is another in each build.
func bothText(id, fact string, m proto.Message) {
	s := subjectOf(m.ProtoReflect().Type())
	wire, err := protojson.Marshal(m)
	if err != nil {
		panic(id + ": " + err.Error())
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, wire); err != nil {
		panic(id + ": " + err.Error())
	}
	back, err := readText(s, compact.Bytes())
	if err != nil {
		panic(id + ": " + err.Error())
	}
	canonical, err := s.canonical(back)
	if err != nil {
		panic(id + ": " + err.Error())
	}
	rest := object{"text": compact.String(), "canonical": hex.EncodeToString(canonical)}
	if before, err := s.canonical(m.ProtoReflect()); err != nil || !bytes.Equal(before, canonical) {
		rest["before"] = hex.EncodeToString(before)
		line(text, id, fact, s, "decode", rest)
		return
	}
	line(text, id, fact, s, "both", rest)
}

// readsText states what is made of a JSON text.
func readsText(id, fact string, like proto.Message, wire string) {
	decoded(text, id, fact, like, []byte(wire), readText, object{"text": wire})
}

// contracts writes the contract of every message that facts are about, with what of it is named otherwise.
func contracts(path string) {
	all := object{}
	for _, m := range messages() {
		s := subjectOf(m.ProtoReflect().Type())
		all[string(s.message.Descriptor().FullName())] = object{"contract": s.contract, "mapping": s.mapping}
	}
	out, err := json.MarshalIndent(all, "", " ")
	if err == nil {
		err = os.WriteFile(path, append(out, '\n'), 0o644)
	}
	if err != nil {
		panic(err)
	}
}
