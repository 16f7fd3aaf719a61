// Command roundtrip is an oracle for what others read and write of encoding/json: it writes random records of test types
// with their canonical bytes, and reads records into the same types.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"reflect"

	"tallystick/interop/canon"
	"tallystick/interop/describe"
	"tallystick/interop/random"
)

const usage = `roundtrip describe                                  the record types: shape and contract of each, as JSON
roundtrip generate --type T [--seed N] [--count K]  random records: canonical bytes in hexadecimal, a tab, the record
roundtrip read --type T                             records from standard input, one a line: canonical bytes in
                                                    hexadecimal, or "reject: " and why
`

var records = map[string]reflect.Type{
	"Scalars": reflect.TypeOf(Scalars{}), "Times": reflect.TypeOf(Times{}), "Nothings": reflect.TypeOf(Nothings{}),
	"Collections": reflect.TypeOf(Collections{}), "Nested": reflect.TypeOf(Nested{}), "Libraries": reflect.TypeOf(Libraries{}),
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	name := flags.String("type", "", "the record type")
	seed := flags.Uint64("seed", 1, "of the random numbers")
	count := flags.Int("count", 1000, "how many records")
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	flags.Parse(os.Args[2:])
	t := records[*name]
	var err error
	switch {
	case os.Args[1] == "describe":
		err = describe.All(os.Stdout, records, contractText)
	case t == nil:
		err = fmt.Errorf("there is no type %q; see roundtrip describe", *name)
	case os.Args[1] == "generate":
		err = generate(t, *seed, *count, os.Stdout)
	case os.Args[1] == "read":
		err = read(t, os.Stdin, os.Stdout)
	default:
		err = fmt.Errorf("unknown command %q\n%s", os.Args[1], usage)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func contractText(t reflect.Type) string {
	fields, _ := describe.Fields(t, nil)
	return fmt.Sprintf(`{"contract":%q,"version":1,"key":["id"],"fields":%s}`, t.Name(), fields)
}

func contractOf(t reflect.Type) *canon.Contract {
	contract, err := canon.ParseContract([]byte(contractText(t)))
	if err != nil {
		panic(err)
	}
	return contract
}

func generate(t reflect.Type, seed uint64, count int, to io.Writer) error {
	out := bufio.NewWriter(to)
	contract := contractOf(t)
	g := random.New(seed)
	for i := 0; i < count; i++ {
		record := reflect.New(t)
		g.Value(record.Elem(), 4)
		encoded, err := contract.Encode(record.Interface())
		if err != nil {
			return fmt.Errorf("record %d: %w: %+v", i, err, record.Interface())
		}
		text, err := json.Marshal(record.Interface())
		if err != nil {
			return fmt.Errorf("record %d: %w", i, err)
		}
		if back, err := canonical(t, contract, text); err != nil || !bytes.Equal(back, encoded) {
			return fmt.Errorf("record %d: %s means %x in memory, read it is %x, %v", i, text, encoded, back, err)
		}
		fmt.Fprintf(out, "%x\t%s\n", encoded, text)
	}
	return out.Flush()
}

// canonical reads a record as a careful service does, without unknown fields and with nothing after it.
func canonical(t reflect.Type, contract *canon.Contract, text []byte) ([]byte, error) {
	record := reflect.New(t)
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(record.Interface()); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("text after the record")
	}
	return contract.Encode(record.Interface())
}

func read(t reflect.Type, in io.Reader, to io.Writer) error {
	out := bufio.NewWriter(to)
	contract := contractOf(t)
	lines := bufio.NewReaderSize(in, 1<<20)
	for {
		text, err := lines.ReadBytes('\n')
		if len(text) > 0 {
			if encoded, problem := canonical(t, contract, bytes.TrimSuffix(text, []byte("\n"))); problem != nil {
				fmt.Fprintf(out, "reject: %v\n", problem)
			} else {
				fmt.Fprintln(out, hex.EncodeToString(encoded))
			}
		}
		if err == io.EOF {
			return out.Flush()
		}
		if err != nil {
			return err
		}
	}
}
