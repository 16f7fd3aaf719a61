package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"runtime"
	"sort"
)

// store writes records into day=YYYY-MM-DD/part-0.json.gz, those of one destination together: gzip sees 32 KiB only.
// No name, time or system is in the bytes.
type store struct {
	root    string
	day     string
	lines   []placed
	all     hash.Hash
	records int
	days    int
}

type placed struct {
	dest string
	text []byte
}

func (s *store) add(day, dest string, text []byte) error {
	if day < s.day {
		return fmt.Errorf("a record of %s after those of %s: the input is not sorted", day, s.day)
	}
	if day > s.day {
		if err := s.flush(); err != nil {
			return err
		}
		s.day = day
	}
	s.lines = append(s.lines, placed{dest, append(text, '\n')})
	return nil
}

func (s *store) flush() error {
	if len(s.lines) == 0 {
		return nil
	}
	folder := filepath.Join(s.root, "day="+s.day)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(folder, "part-0.json.gz"))
	if err != nil {
		return err
	}
	defer file.Close()
	packed, err := gzip.NewWriterLevel(file, gzip.BestCompression)
	if err != nil {
		return err
	}
	sort.SliceStable(s.lines, func(i, j int) bool { return s.lines[i].dest < s.lines[j].dest })
	for _, line := range s.lines {
		s.all.Write(line.text)
		if _, err := packed.Write(line.text); err != nil {
			return err
		}
	}
	s.records += len(s.lines)
	s.days++
	s.lines = nil
	if err := packed.Close(); err != nil {
		return err
	}
	return file.Close()
}

// finish writes the last day and writes the manifest beside the store.
func (s *store) finish() error {
	if err := s.flush(); err != nil {
		return err
	}
	manifest, err := json.MarshalIndent(map[string]any{
		"go": runtime.Version(), "records": s.records, "days": s.days, "sha256_of_lines": fmt.Sprintf("%x", s.all.Sum(nil)),
	}, "", "  ")
	if err != nil {
		return err
	}
	fmt.Println(string(manifest))
	return os.WriteFile(s.root+".manifest.json", append(manifest, '\n'), 0o644)
}
