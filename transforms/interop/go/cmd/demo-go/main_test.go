package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
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

func TestOracleJudges(t *testing.T) {
	file, err := os.Open(filepath.Join(storeFolder, "day=2013-02-01", "part-0.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	first, err := bufio.NewReader(text).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	first = bytes.TrimSuffix(first, []byte("\n"))
	line := string(first)
	changed := func(old, new string) string {
		if !strings.Contains(line, old) {
			t.Fatalf("%s is not in %s", old, line)
		}
		return strings.Replace(line, old, new, 1)
	}
	for _, c := range []struct{ want, mutated string }{
		{"same", line},
		{"same", changed(`"title"`, `"Title"`)},          // folded
		{"same", changed(`e+22`, `E+22`)},                // another spelling
		{"same", line + "\n"},                            // the end of the line
		{"changed", changed(`Newark`, `Oewark`)},         // text
		{"changed", changed(`.886001477`, `.886001476`)}, // a nanosecond
		{"malformed", changed(`"title"`, `"uitle"`)},     // an unknown field
		{"malformed", changed(`"title":`, `"title"`)},
		{"malformed", changed(`"arrived"`, `"crrived"`)},              // no such variant
		{"malformed", changed(`"Thai":`, `"Taml":`)},                  // a key twice
		{"malformed", line[:len(line)/2] + "\n" + line[len(line)/2:]}, // cut in two
		{"changed", line + "\n" + line},
	} {
		pair := base64.StdEncoding.EncodeToString(first) + "\t" + base64.StdEncoding.EncodeToString([]byte(c.mutated)) + "\n"
		var out bytes.Buffer
		if err := oracle(contractFile, strings.NewReader(pair), &out); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(out.String()); got != c.want {
			t.Errorf("%s, not %s: %s", got, c.want, c.mutated)
		}
	}
}
