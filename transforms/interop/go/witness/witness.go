package witness

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"time"

	"tallystick/interop/canon"
	"tallystick/interop/contracts"
)

// statement is what a witness says.
type statement struct {
	Side     string  `json:"side"`
	Contract string  `json:"contract"`
	Version  int     `json:"version"`
	Slices   []slice `json:"slices"`
}

type slice struct {
	Slice    string `json:"slice"`
	Count    uint64 `json:"count"`
	Sum      string `json:"sum"`
	Rejected uint64 `json:"rejected"`
}

// Main is the main function of a witness whose records are JSON that encoding/json reads into a T. It never returns.
func Main[T any]() {
	settings, err := Parse(os.Args[1:])
	if err == nil {
		err = Run(settings, JSON[T](settings))
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "witness: %v\n", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// Run tallies the store and writes the statement, whole or not at all. decode makes of a record's bytes the value that
// the contract's fields are taken from, or says why it cannot.
func Run(settings Settings, decode func(text []byte) (any, error)) error {
	return run(settings, func(f file, take func(any, error)) error {
		return settings.eachLine(f, func(text []byte) {
			if text == nil {
				take(nil, errors.New("oversize: the line is longer than a record may be"))
				return
			}
			take(decode(text))
		})
	})
}

// RunFiles is Run for files that are no lines: read shows each record of a file, or why there is none, until the file ends.
func RunFiles(settings Settings, read func(in io.Reader, take func(record any, err error)) error) error {
	return run(settings, func(f file, take func(any, error)) error {
		opened, err := os.Open(f.path)
		if err != nil {
			return err
		}
		defer opened.Close()
		in, err := settings.decompressed(f, opened)
		if err != nil {
			return err
		}
		return read(in, take)
	})
}

func run(settings Settings, each func(f file, take func(any, error)) error) error {
	contract, err := contracts.Read(settings.Contract)
	if err != nil {
		return err
	}
	if settings.MaxRecordBytes <= 0 {
		settings.MaxRecordBytes = contract.MaxRecordBytes
	}
	contract.MaxRecordBytes = settings.MaxRecordBytes
	var slicing *canon.Slicing
	if len(settings.Slices) > 0 {
		if slicing, err = contract.Slicing(settings.Slices); err != nil {
			return err
		}
	}
	files, err := settings.list()
	if err != nil {
		return err
	}
	tallies := newTallies(files)
	for _, f := range files {
		unit := canon.UnitID(f.unit)
		err := each(f, func(value any, err error) {
			name, record := unit, []byte(nil)
			if err == nil {
				record, err = contract.Encode(value)
			}
			if err == nil && slicing != nil {
				name, err = slicing.Of(record)
			}
			if err == nil {
				tallies.add(name, record)
				return
			}
			if slicing != nil {
				name = "unit:" + unit
			}
			tallies.reject(name, f.path, err)
		})
		if err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
		tallies.read(f)
	}
	return tallies.write(settings, contract)
}

// tallies is what was read so far.
type tallies struct {
	slices    map[string]*counted
	total     int
	bytes     int64
	done      int
	doneBytes int64
	rejected  uint64
	started   time.Time
	said      time.Time
}

type counted struct {
	tally    canon.Tally
	rejected uint64
}

// mostSaid is of how many rejected records the reason is printed.
const mostSaid = 20

func newTallies(files []file) *tallies {
	t := &tallies{slices: map[string]*counted{}, total: len(files), started: time.Now(), said: time.Now()}
	for _, f := range files {
		t.bytes += f.size
	}
	return t
}

func (t *tallies) slice(name string) *counted {
	if t.slices[name] == nil {
		t.slices[name] = &counted{}
	}
	return t.slices[name]
}

func (t *tallies) add(name string, record []byte) { t.slice(name).tally.Add(record) }

func (t *tallies) reject(name, path string, why error) {
	t.slice(name).rejected++
	if t.rejected++; t.rejected <= mostSaid {
		fmt.Fprintf(os.Stderr, "%s: %v\n", path, why)
	}
}

// read notes that a file was read to its end, and says now and then how far it is.
func (t *tallies) read(f file) {
	t.done++
	t.doneBytes += f.size
	if now := time.Now(); now.Sub(t.said) >= 10*time.Second && t.doneBytes > 0 {
		t.said = now
		spent := now.Sub(t.started).Seconds()
		fmt.Fprintf(os.Stderr, "%d of %d files, %.1f MB/s, %.0f s left\n",
			t.done, t.total, float64(t.doneBytes)/1e6/spent, spent*float64(t.bytes-t.doneBytes)/float64(t.doneBytes))
	}
}

func (t *tallies) write(settings Settings, contract *canon.Contract) error {
	if t.rejected > mostSaid {
		fmt.Fprintf(os.Stderr, "and %d more records were rejected\n", t.rejected-mostSaid)
	}
	said := statement{Side: settings.Side, Contract: contract.Name, Version: contract.Version, Slices: []slice{}}
	for name, c := range t.slices {
		said.Slices = append(said.Slices, slice{name, c.tally.Count, c.tally.Sum.String(), c.rejected})
	}
	sort.Slice(said.Slices, func(i, j int) bool { return said.Slices[i].Slice < said.Slices[j].Slice })
	text, err := json.MarshalIndent(said, "", "  ")
	if err != nil {
		return err
	}
	unfinished, err := os.CreateTemp(filepath.Dir(settings.Out), "."+filepath.Base(settings.Out)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(unfinished.Name())
	if err := unfinished.Chmod(0o644); err != nil {
		return err
	}
	if _, err := io.WriteString(unfinished, string(text)+"\n"); err != nil {
		return err
	}
	if err := unfinished.Close(); err != nil {
		return err
	}
	return os.Rename(unfinished.Name(), settings.Out)
}
