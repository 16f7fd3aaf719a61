package witness

import (
	"bytes"
	"compress/gzip"
	"encoding/gob"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"tallystick/interop/canon"
)

const contract = `contract: orders
version: 2
key: [id]
fields:
  - {id: 1, name: id, type: i64}
  - {id: 2, name: placed, type: date}
  - {id: 3, name: note, type: json, presence: optional}
`

type order struct {
	ID     int64  `json:"id"`
	Placed string `json:"placed"`
	Note   any    `json:"note,omitempty"`
}

func gzipped(text string) string {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write([]byte(text))
	w.Close()
	return out.String()
}

func zstded(text string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(text), nil))
}

// store writes files by path, and a contract beside them; the flags that name them.
func store(t *testing.T, files map[string]string) (flags []string, out string) {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		at := filepath.Join(root, "data", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "contract.yaml"), []byte(contract), 0o644); err != nil {
		t.Fatal(err)
	}
	out = filepath.Join(root, "out.json")
	return []string{"--contract", filepath.Join(root, "contract.yaml"), "--path", filepath.Join(root, "data"), "--out", out}, out
}

func bear(flags ...string) error {
	settings, err := Parse(flags)
	if err != nil {
		return err
	}
	return Run(settings, JSON[order](settings))
}

// said is what the statement says, as `slice count rejected`, and the sums by slice.
func said(t *testing.T, out string) (lines []string, sums map[string]string) {
	t.Helper()
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var s statement
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	if s.Contract != "orders" || s.Version != 2 {
		t.Errorf("the statement is of %s %d", s.Contract, s.Version)
	}
	sums = map[string]string{}
	for _, slice := range s.Slices {
		sums[slice.Slice] = slice.Sum
		lines = append(lines, slice.Slice+" "+string(rune('0'+slice.Count))+" "+string(rune('0'+slice.Rejected)))
	}
	return lines, sums
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const (
	one   = `{"id":1,"placed":"2024-02-29"}` + "\n"
	two   = `{"id":2,"placed":"2024-02-29"}` + "\n"
	three = `{"id":3,"placed":"2024-03-01"}` + "\n"
)

func TestUnitsAreTheFoldersThatHoldFiles(t *testing.T) {
	flags, out := store(t, map[string]string{
		"a.json": one, "day=1/x/b.json": two, "day=1/c.json.gz": gzipped(one) + gzipped(three), "day é/d.json.zst": zstded(three),
		"_temporary/e.json": "no data", ".hidden/f.json": "no data", "day=1/_g": "no data", "_day=2/h": two,
	})
	if err := bear(flags...); err != nil {
		t.Fatal(err)
	}
	lines, sums := said(t, out)
	same(t, lines, ". 1 0", "_day=2 1 0", "day%20%C3%A9 1 0", "day=1 2 0", "day=1/x 1 0")
	if sums["_day=2"] != sums["day=1/x"] || sums["."] == sums["_day=2"] {
		t.Errorf("the sums are %v", sums)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".out*")); len(left) > 0 {
		t.Errorf("%v were left", left)
	}
}

func TestUnitsFollowTheLayout(t *testing.T) {
	flags, out := store(t, map[string]string{"eu/day=1/a.json": one, "eu/day=1/deep/b.json": two, "us/day=1/c.json": three})
	if err := bear(append(flags, "--units", "{region}/day={day}", "--include", "{a,b,c}.js*")...); err != nil {
		t.Fatal(err)
	}
	lines, _ := said(t, out)
	same(t, lines, "eu/day=1 2 0", "us/day=1 1 0")
	if err := bear(append(flags, "--units", "day={day}")...); err == nil || !strings.Contains(err.Error(), "outside the units layout") {
		t.Errorf("got %v", err)
	}
	if err := bear(append(flags, "--units", "day={day")...); err == nil || !strings.Contains(err.Error(), "no units layout") {
		t.Errorf("got %v", err)
	}
}

func TestSlicesAreFunctionsOfTheRecord(t *testing.T) {
	flags, out := store(t, map[string]string{"a/a.json": one + three, "b/b.json": two + "{}\n" + "nonsense"})
	if err := bear(append(flags, "--slice-by", "month(placed)", "--slice-by", "bucket(1, id)")...); err != nil {
		t.Fatal(err)
	}
	lines, _ := said(t, out)
	same(t, lines, "month(placed)=2024-02/bucket(1,id)=0 2 0", "month(placed)=2024-03/bucket(1,id)=0 1 0", "unit:b 0 2")
	if err := bear(append(flags, "--slice-by", "hour(placed)")...); err == nil || !strings.Contains(err.Error(), "a date has no hour") {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsRefusedIsCounted(t *testing.T) {
	long := `{"id":7,"placed":"2024-01-01","note":"` + strings.Repeat("x", 100) + `"}`
	flags, out := store(t, map[string]string{"a.json": "\xEF\xBB\xBF" + one + `{"id":4,"placed":"2024-01-01","extra":1}` + "\n\n" +
		`{"id":5,"id":5,"placed":"2024-01-01"}` + "\n" + `{"id":6,"placed":"2024-01-01","note":{"a":1,"\u0061":2}}` + "\n" + two + two[:len(two)-1] + " 1\n" + long})
	for _, c := range []struct {
		want  string
		flags []string
	}{
		{". 2 6", nil}, // the mark, the extra field, the empty line, both duplicates, the text after
		{". 3 5", []string{"--bom"}},
		{". 3 5", []string{"--unknown-fields", "ignore"}},
		{". 4 4", []string{"--duplicate-keys", "last-wins"}},
		{". 1 7", []string{"--max-record-bytes", "100"}},
	} {
		if err := bear(append(flags, c.flags...)...); err != nil {
			t.Fatal(err)
		}
		lines, _ := said(t, out)
		same(t, lines, c.want)
	}
}

func TestOnlyAStoreThatIsReadToItsEndHasAStatement(t *testing.T) {
	packed := gzipped(one + two + three)
	for name, content := range map[string]string{
		"a.json.gz": packed[:len(packed)-9], "b.json.gz": packed + "x", "c.json.zst": zstded(one)[:12], "d.json.zst": "", "e.json.gz": "",
	} {
		flags, out := store(t, map[string]string{"0.json": one, name: content})
		if err := bear(flags...); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: a statement was written", name)
		}
	}
	flags, _ := store(t, map[string]string{"_a.json": one})
	if err := bear(flags...); err == nil || !strings.Contains(err.Error(), "there are no files") {
		t.Errorf("got %v", err)
	}
	if err := bear("--contract", flags[1], "--path", "s3a://bucket/orders", "--out", "x"); err == nil || !strings.Contains(err.Error(), "local folders only") {
		t.Errorf("got %v", err)
	}
}

func TestALineIsAsLongAsARecordMayBe(t *testing.T) {
	s := Settings{MaxRecordBytes: 3 << 20}
	whole, over := strings.Repeat("x", 3<<20), strings.Repeat("y", 3<<20+1)
	at := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(at, []byte(whole+"\n"+over+"\nz\n"+whole), 0o644); err != nil {
		t.Fatal(err)
	}
	var lengths []int
	err := s.eachLine(file{path: at}, func(line []byte) {
		if line == nil {
			lengths = append(lengths, -1)
		} else {
			lengths = append(lengths, len(line))
		}
	})
	if err != nil || len(lengths) != 4 || lengths[0] != 3<<20 || lengths[1] != -1 || lengths[2] != 1 || lengths[3] != 3<<20 {
		t.Errorf("%v %v", lengths, err)
	}
}

func TestWrongFlagsAreSaid(t *testing.T) {
	flags, _ := store(t, map[string]string{"a.json": one})
	for want, more := range map[string][]string{
		"--side is one of source, target, not left": {"--side", "left"},
		"--compression is one of":                   {"--compression", "lz4"},
		"unknown argument":                          {"more"},
		"flag provided but not defined: -slices":    {"--slices", "x"},
		"--out is missing":                          {"--out", ""},
		"unknown key":                               {"--contract", bad(t)},
	} {
		if err := bear(append(flags, more...)...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, not %s", err, want)
		}
	}
}

func bad(t *testing.T) string {
	at := filepath.Join(t.TempDir(), "bad.yaml")
	if err := os.WriteFile(at, []byte(contract+"more: 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return at
}

// A record may come from anything, not only from JSON.
func TestADecoderOfOnesOwn(t *testing.T) {
	flags, out := store(t, map[string]string{"a.csv": "1;2024-02-29\n2;2024-02-29\n"})
	settings, err := Parse(flags)
	if err != nil {
		t.Fatal(err)
	}
	err = Run(settings, func(text []byte) (any, error) {
		id, placed, _ := strings.Cut(string(text), ";")
		return canon.Struct{"id": json.Number(id), "placed": placed}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	lines, _ := said(t, out)
	same(t, lines, ". 2 0")
}

func TestGobOfAServiceThatRestarted(t *testing.T) {
	type record struct {
		ID   int64
		Name string
	}
	var file bytes.Buffer
	for start := int64(0); start < 3; start++ {
		encoder := gob.NewEncoder(&file)
		for id := start * 10; id < start*10+2; id++ {
			if err := encoder.Encode(record{id, "x"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	read := func(bytesOf []byte, s Settings) (ids []int64, err error) {
		err = Gob[record](s)(bytes.NewReader(bytesOf), func(value any, err error) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, value.(*record).ID)
		})
		return ids, err
	}
	whole := file.Bytes()
	ids, err := read(whole, Settings{IgnoreUnknownFields: true})
	if err != nil || !reflect.DeepEqual(ids, []int64{0, 1, 10, 11, 20, 21}) {
		t.Errorf("read %v, %v", ids, err)
	}
	if ids, err = read(whole[:len(whole)-3], Settings{IgnoreUnknownFields: true}); err != io.ErrUnexpectedEOF || len(ids) != 5 {
		t.Errorf("of a file that ends too early read %v, %v", ids, err)
	}
	if _, err = read(whole, Settings{}); err == nil {
		t.Error("unknown fields are passed over though they are to be findings")
	}
}
