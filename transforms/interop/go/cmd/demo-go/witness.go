package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"tallystick/interop/canon"
	"tallystick/interop/contracts"
)

// statement is what a witness says; docs/spec/witness.md describes it.
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

// witness tallies the store in path per folder.
func witness(contractPath, path, out string) error {
	contract, err := contracts.Read(contractPath)
	if err != nil {
		return err
	}
	said := statement{Side: "source", Contract: contract.Name, Version: contract.Version}
	files := map[string][]string{}
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !strings.HasPrefix(entry.Name(), "_") && !strings.HasPrefix(entry.Name(), ".") {
			unit, err := filepath.Rel(path, filepath.Dir(name))
			if err != nil {
				return err
			}
			files[filepath.ToSlash(unit)] = append(files[filepath.ToSlash(unit)], name)
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%s: there are no files", path)
	}
	for unit, names := range files {
		var tally canon.Tally
		rejected := uint64(0)
		for _, name := range names {
			err := eachLine(name, func(text []byte) {
				if record, err := canonical(contract, text); err == nil {
					tally.Add(record)
				} else {
					rejected++
					fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
				}
			})
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		said.Slices = append(said.Slices, slice{unit, tally.Count, tally.Sum.String(), rejected})
	}
	sort.Slice(said.Slices, func(i, j int) bool { return said.Slices[i].Slice < said.Slices[j].Slice })
	text, err := json.MarshalIndent(said, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(text, '\n'), 0o644)
}

// eachLine reads a file, gzip if its name ends so, to its end. Lines end with a line feed.
func eachLine(name string, take func([]byte)) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			return err
		}
	}
	lines := bufio.NewReaderSize(in, 1<<20)
	for {
		text, err := lines.ReadBytes('\n')
		if len(text) > 0 {
			take(bytes.TrimSuffix(text, []byte("\n")))
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// canonical reads a line as the service does, into its struct, and encodes that. Beyond what encoding/json refuses it
// refuses what Tallystick does by default: unknown fields and keys that occur twice.
func canonical(contract *canon.Contract, text []byte) ([]byte, error) {
	var record Flight
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	decoder.UseNumber() // the payload's numbers are kept as they are written
	if err := decoder.Decode(&record); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("text after the record")
	}
	if err := uniqueKeys(text); err != nil {
		return nil, err
	}
	return contract.Encode(&record)
}

// uniqueKeys refuses JSON, known to be well-formed, in which an object has a key twice, however the keys are escaped.
func uniqueKeys(text []byte) error {
	var objects [][]string // the keys of the objects that are open; nil for an array
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{':
			objects = append(objects, make([]string, 0, 32))
		case '[':
			objects = append(objects, nil)
		case '}', ']':
			objects = objects[:len(objects)-1]
		case '"':
			start := i
			for i++; text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
			next := i + 1
			for next < len(text) && strings.IndexByte(" \t\r\n", text[next]) >= 0 {
				next++
			}
			if next == len(text) || text[next] != ':' {
				continue
			}
			key := string(text[start+1 : i])
			if !plain(text[start+1 : i]) {
				if err := json.Unmarshal(text[start:i+1], &key); err != nil {
					return err
				}
			}
			top := len(objects) - 1
			for _, other := range objects[top] {
				if key == other {
					return fmt.Errorf("the key %q occurs twice", key)
				}
			}
			objects[top] = append(objects[top], key)
		}
	}
	return nil
}

func plain(text []byte) bool {
	for _, c := range text {
		if c == '\\' || c >= 0x80 {
			return false
		}
	}
	return true
}
