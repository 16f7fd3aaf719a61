// Package stated is how commands that ask a library state what it said: one fact a line, with the canonical bytes of the
// values in memory.
package stated

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"sort"

	"tallystick/interop/canon"
	"tallystick/interop/describe"
)

// Contract is the contract of records of a type.
func Contract(t reflect.Type, say *describe.Said) string {
	fields, names := describe.Fields(t, say)
	return fmt.Sprintf(`{"contract":"fact","version":1,"key":[%q],"fields":%s}`, names[0], fields)
}

// Parsed is a contract that cannot be wrong.
func Parsed(text string) *canon.Contract {
	parsed, err := canon.ParseContract([]byte(text))
	if err != nil {
		panic(text + ": " + err.Error())
	}
	return parsed
}

// Said is what a library said to one read: a value, an error, or a value that the contract does not admit, and why.
type Said struct {
	Canonical []byte
	Err       error
	Outside   string
}

// Read is a value that was read.
func Read(contract *canon.Contract, value any) Said {
	canonical, err := contract.Encode(value)
	var outside *canon.Error
	if errors.As(err, &outside) {
		return Said{Outside: outside.Reason}
	}
	return Said{Canonical: canonical, Err: err}
}

// Records are what was said, as a line has it.
func Records(all []Said) []describe.Object {
	records := []describe.Object{}
	for _, one := range all {
		switch {
		case one.Err != nil:
			records = append(records, describe.Object{}.With("reject", one.Err.Error()))
		case one.Outside != "":
			records = append(records, describe.Object{}.With("outside", one.Outside))
		default:
			records = append(records, describe.Object{}.With("canonical", hex.EncodeToString(one.Canonical)))
		}
	}
	return records
}

// Same is whether the values that were written were read back.
func Same(encoded, back []Said) bool {
	if len(encoded) != len(back) {
		return false
	}
	for i := range back {
		if back[i].Err != nil || back[i].Outside != "" || !bytes.Equal(back[i].Canonical, encoded[i].Canonical) {
			return false
		}
	}
	return true
}

// Line is a fact as a line.
func Line(fact describe.Object) []byte {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(fact); err != nil {
		panic(err)
	}
	return line.Bytes()
}

// Lines are facts by their ids.
type Lines map[string][]byte

// Add adds a fact, whose id must be new.
func (l Lines) Add(id string, fact describe.Object) {
	if l[id] != nil {
		panic("twice: " + id)
	}
	l[id] = Line(fact)
}

// Write writes them in the order of their ids.
func (l Lines) Write(to io.Writer) error {
	ids := make([]string, 0, len(l))
	for id := range l {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		if _, err := to.Write(l[id]); err != nil {
			return err
		}
	}
	return nil
}
