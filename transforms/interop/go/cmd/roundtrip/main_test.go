package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestRecordsSurviveTheirText(t *testing.T) {
	for name, record := range records {
		var pairs, again bytes.Buffer
		if err := generate(record, 7, 2000, &pairs); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var expected, texts strings.Builder
		for _, line := range strings.Split(strings.TrimSuffix(pairs.String(), "\n"), "\n") {
			encoded, text, ok := strings.Cut(line, "\t")
			if !ok || strings.ContainsAny(text, "\t\n") {
				t.Fatalf("%s: %q is no pair", name, line)
			}
			expected.WriteString(encoded + "\n")
			texts.WriteString(text + "\n")
		}
		if err := read(record, strings.NewReader(texts.String()), &again); err != nil {
			t.Fatal(err)
		}
		if again.String() != expected.String() {
			t.Errorf("%s: what is read is not what was written", name)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	var out bytes.Buffer
	in := `{"id":1}` + "\n" + `{"id":"x"}` + "\n" + `{"id":1,"other":2}` + "\n" + `{"id":1} {}` + "\n"
	if err := read(records["Scalars"], strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		if !strings.HasPrefix(line, "reject: ") {
			t.Errorf("line %d: %s", i, line)
		}
	}
}
