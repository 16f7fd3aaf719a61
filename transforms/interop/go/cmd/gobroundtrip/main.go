// Command gobroundtrip is an oracle for what others read and write of encoding/gob: it writes streams of random records with
// their canonical bytes, and reads streams into the same types. With bench it tells how fast encoding/gob itself reads.
package main

import (
	"bufio"
	"encoding/gob"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime"
	"syscall"

	"tallystick/interop/canon"
	"tallystick/interop/describe"
	"tallystick/interop/random"
)

const usage = `gobroundtrip describe                                          the record types: shape and contract of each, as JSON
gobroundtrip generate --type T --file F [--seed N] [--count K] random records: one stream in F, canonical bytes in
                                                               hexadecimal, one a line, to standard output
gobroundtrip read --type T --file F                            the records that one Decoder reads: canonical bytes in
                                                               hexadecimal, or "reject: " and why
gobroundtrip bench --type T --file F                           how fast one Decoder reads F: nanoseconds of processor time, again
                                                               for each line on standard input
`

func main() {
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	register()
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	name := flags.String("type", "", "the record type")
	file := flags.String("file", "", "the stream")
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
		err = fmt.Errorf("there is no type %q; see gobroundtrip describe", *name)
	case os.Args[1] == "generate":
		err = generate(t, *seed, *count, *file, os.Stdout)
	case os.Args[1] == "read":
		err = read(t, *file, os.Stdout)
	case os.Args[1] == "bench":
		err = bench(t, *file)
	default:
		err = fmt.Errorf("unknown command %q\n%s", os.Args[1], usage)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func contractText(t reflect.Type) string {
	if t == reflect.TypeFor[Chain]() {
		return chainContract
	}
	fields, names := describe.Fields(t, nil)
	return fmt.Sprintf(`{"contract":%q,"version":1,"key":[%q],"fields":%s}`, t.Name(), names[0], fields)
}

func contractOf(t reflect.Type) *canon.Contract {
	contract, err := canon.ParseContract([]byte(contractText(t)))
	if err != nil {
		panic(contractText(t) + ": " + err.Error())
	}
	return contract
}

func generate(t reflect.Type, seed uint64, count int, file string, to io.Writer) error {
	stream, err := os.Create(file)
	if err != nil {
		return err
	}
	defer stream.Close()
	wire := bufio.NewWriter(stream)
	encoder := gob.NewEncoder(wire)
	out := bufio.NewWriter(to)
	contract := contractOf(t)
	g := random.New(seed)
	g.Gob = true
	for i := 0; i < count; i++ {
		record := reflect.New(t)
		g.Value(record.Elem(), 4)
		then, read := older(record.Interface(), i)
		encoded, err := contract.Encode(read)
		if err != nil {
			return fmt.Errorf("record %d: %w: %+v", i, err, read)
		}
		if err := encoder.Encode(then); err != nil {
			return fmt.Errorf("record %d: %w: %+v", i, err, then)
		}
		fmt.Fprintf(out, "%x\n", encoded)
	}
	if err := wire.Flush(); err != nil {
		return err
	}
	return out.Flush()
}

func read(t reflect.Type, file string, to io.Writer) error {
	stream, err := os.Open(file)
	if err != nil {
		return err
	}
	defer stream.Close()
	decoder := gob.NewDecoder(bufio.NewReader(stream))
	contract := contractOf(t)
	out := bufio.NewWriter(to)
	for {
		record := reflect.New(t)
		err := decoder.Decode(record.Interface())
		if err == io.EOF {
			return out.Flush()
		}
		var encoded []byte
		if err == nil {
			encoded, err = contract.Encode(record.Interface())
		}
		if err != nil {
			fmt.Fprintf(out, "reject: %v\n", err)
			return out.Flush()
		}
		fmt.Fprintln(out, hex.EncodeToString(encoded))
	}
}

// bench reads the whole stream for each line that comes.
func bench(t reflect.Type, file string) error {
	runtime.LockOSThread()
	runtime.GOMAXPROCS(1)
	whole, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		before := processorTime()
		decoder := gob.NewDecoder(&reader{whole, 0})
		count := 0
		for {
			record := reflect.New(t)
			if err := decoder.Decode(record.Interface()); err == io.EOF {
				break
			} else if err != nil {
				return err
			}
			count++
		}
		fmt.Println(processorTime()-before, count)
	}
	return lines.Err()
}

// reader spares the Decoder a buffer of its own.
type reader struct {
	bytes []byte
	at    int
}

func (r *reader) Read(p []byte) (int, error) {
	if r.at == len(r.bytes) {
		return 0, io.EOF
	}
	n := copy(p, r.bytes[r.at:])
	r.at += n
	return n, nil
}

func (r *reader) ReadByte() (byte, error) {
	if r.at == len(r.bytes) {
		return 0, io.EOF
	}
	r.at++
	return r.bytes[r.at-1], nil
}

// processorTime is that of the whole process, its garbage collector included.
func processorTime() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}
