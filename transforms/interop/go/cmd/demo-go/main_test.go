package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tallystick/interop/contracts"
)

const (
	contractFile = "../../../../../conf/contracts/flights.yaml"
	storeFolder  = "../../../demo/go"
)

type slice struct {
	Slice    string
	Count    uint64
	Sum      string
	Rejected uint64
}

func read(t *testing.T, file string) []slice {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var said struct{ Slices []slice }
	if err := json.Unmarshal(text, &said); err != nil {
		t.Fatal(err)
	}
	return said.Slices
}

// Two days, of which one has records that cannot be read, are enough here; .ci/run compares the whole store.
func TestWitnessSaysOfTheStoreWhatIsCommitted(t *testing.T) {
	committed := map[string]slice{}
	said := read(t, "../../../demo/go.witness.json")
	records, rejected := uint64(0), uint64(0)
	for _, s := range said {
		committed[s.Slice] = s
		records += s.Count
		rejected += s.Rejected
	}
	if len(said) != 110 || records+rejected != 101658 || rejected != 25 {
		t.Errorf("%d slices, %d records, %d rejected", len(said), records, rejected)
	}
	some, out := t.TempDir(), filepath.Join(t.TempDir(), "witness.json")
	for _, day := range []string{"day=2013-02-01", "day=2013-02-05"} {
		folder, err := filepath.Abs(filepath.Join(storeFolder, day))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(some, day), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(folder, "part-0.json.gz"), filepath.Join(some, day, "part-0.json.gz")); err != nil {
			t.Fatal(err)
		}
	}
	if err := bear([]string{"--contract", contractFile, "--path", some, "--out", out}); err != nil {
		t.Fatal(err)
	}
	for _, s := range read(t, out) {
		if s != committed[s.Slice] {
			t.Errorf("%v, committed is %v", s, committed[s.Slice])
		}
	}
	if committed["day=2013-02-05"].Rejected == 0 {
		t.Error("the day that should have a record that cannot be read has none")
	}
}

func TestWhatBecomesOfALine(t *testing.T) {
	contract, err := contracts.Read(contractFile)
	if err != nil {
		t.Fatal(err)
	}
	line := strings.SplitN(string(text(t, "day=2013-02-01")), "\n", 2)[0]
	changing := func(old, new string) string {
		if !strings.Contains(line, old) {
			t.Fatalf("%s is not in %s", old, line)
		}
		return strings.Replace(line, old, new, 1)
	}
	before := readings(contract, []byte(line))
	for _, c := range []struct{ want, mutated string }{
		{kept, line},
		{kept, changing(`"title"`, `"Title"`)},          // folded
		{kept, changing(`e+22`, `E+22`)},                // another spelling
		{kept, line + "\n"},                             // the end of the line
		{changed, changing(`Newark`, `Oewark`)},         // text
		{changed, changing(`Newark`, "Ne\xf7ark")},      // text that is none: U+FFFD
		{changed, changing(`.886001477`, `.886001476`)}, // a nanosecond
		{malformed, changing(`"title"`, `"uitle"`)},     // an unknown field
		{malformed, changing(`"title":`, `"title"`)},    //
		{malformed, changing(`"arrived"`, `"crrived"`)}, // no such variant
		{malformed, changing(`"Thai":`, `"Taml":`)},     // a key twice
		{malformed, changing(`"title"`, "\n\"title\"")}, // cut in two
		{changed, line + "\n" + line},
	} {
		if got := became(before, readings(contract, []byte(c.mutated))); got != c.want {
			t.Errorf("%s, not %s: %s", got, c.want, c.mutated)
		}
	}
}

func TestALineIsFlippedBesideItsNeighbours(t *testing.T) {
	contract, err := contracts.Read(contractFile)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfterN(text(t, "day=2013-02-01"), []byte("\n"), 6)[:5]
	all := bytes.Join(lines, nil)
	third := len(lines[0]) + len(lines[1])
	for _, c := range []struct {
		at, bit, from, to int
		became            string
		after             []bool
	}{
		{third, 0, len(lines[0]), third + len(lines[2]) + len(lines[3]), malformed, []bool{true, false, true}},
		// A line feed that is none any more makes one line of two; the line after them is not here.
		{third + len(lines[2]) - 1, 5, len(lines[0]), third + len(lines[2]) + len(lines[3]), malformed, []bool{true, false}},
		{0, 1, 0, third, malformed, []bool{false, true}},
		{len(all) - 1, 0, len(all) - len(lines[4]) - len(lines[3]), len(all), malformed, []bool{true, false}},
	} {
		got := flipLine(contract, all, c.at, c.bit)
		if got.From != c.from || got.To != c.to || got.Became != c.became || len(got.After) != len(c.after) {
			t.Errorf("%+v: %+v", c, got)
			continue
		}
		for i, read := range got.After {
			if (read.Digest != "") != c.after[i] || (read.Key != nil) != c.after[i] {
				t.Errorf("%+v: line %d is %+v", c, i, read)
			}
		}
		for i, read := range got.Before {
			if read.Digest == "" || got.From+read.At >= got.To {
				t.Errorf("%+v: line %d was %+v", c, i, read)
			}
		}
	}
}

func TestACompressedFileIsFlipped(t *testing.T) {
	contract, err := contracts.Read(contractFile)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := os.ReadFile(filepath.Join(storeFolder, "day=2013-02-09", "part-0.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at     int
		became string
	}{
		{0, unreadable},               // the magic number
		{4, kept},                     // the time of modification
		{len(stored) / 2, unreadable}, //
		{len(stored) - 8, unreadable}, // the checksum
		{len(stored) - 1, unreadable}, // the length
	} {
		got := flipStored(contract, stored, text(t, "day=2013-02-09"), c.at, 0)
		if got.Became != c.became {
			t.Errorf("byte %d: %+v", c.at, got)
		}
		if got.tallied != nil && got.Count != 684 {
			t.Errorf("%+v", *got.tallied)
		}
	}
}

// Every bit is as likely as any other, and the first and the last can be drawn.
func TestDiceAreFair(t *testing.T) {
	var two whole
	two.add("a", make([]byte, 1))
	two.add("b", make([]byte, 2))
	drawn := map[[3]int]int{}
	for i, dice := 0, dice(1); i < 24000; i++ {
		file, at, bit := two.pick(&dice)
		drawn[[3]int{file, at, bit}]++
	}
	for place, times := range drawn {
		if times < 850 || times > 1150 {
			t.Errorf("%v: %d times", place, times)
		}
	}
	if len(drawn) != 24 {
		t.Errorf("%d of 24 bits", len(drawn))
	}
	// The published first numbers of SplitMix64 with the seed 1234567, here and in Rust.
	published := dice(1234567)
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423} {
		if got := published.next(); got != want {
			t.Errorf("%d, not %d", got, want)
		}
	}
}

func text(t *testing.T, day string) []byte {
	t.Helper()
	stored, err := os.ReadFile(filepath.Join(storeFolder, day, "part-0.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	return must(unpacked(stored))
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
