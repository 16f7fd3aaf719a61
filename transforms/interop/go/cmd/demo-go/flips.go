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
	"math/bits"
	"os"
	"path/filepath"
	"sort"

	"tallystick/interop/canon"
	"tallystick/interop/contracts"
	"tallystick/interop/witness"
)

// flip is one bit of the store turned over, and what the service then reads; docs/spec/flips.md describes it.
type flip struct {
	Of     string `json:"of"`
	File   string `json:"file"`
	At     int    `json:"at"`
	Bit    int    `json:"bit"`
	Became string `json:"became"`
	*around
	*tallied
}

// around is the neighbourhood of a flip in the lines of a file: its line, the one before and the one after.
type around struct {
	From   int       `json:"from"`
	To     int       `json:"to"`
	Before []reading `json:"before"`
	After  []reading `json:"after"`
}

// reading is what the service reads of one line; without a digest it reads none.
type reading struct {
	At     int    `json:"at"`
	Key    *int64 `json:"key,omitempty"`
	Digest string `json:"digest,omitempty"`
	text   string
}

// tallied is what the service reads of a whole file.
type tallied struct {
	Count    uint64 `json:"count"`
	Sum      string `json:"sum"`
	Rejected uint64 `json:"rejected"`
}

const (
	malformed  = "malformed"
	changed    = "changed"
	kept       = "kept"
	unreadable = "unreadable"
)

// Where an edge of a compressed file is.
const head, tail = 16, 8

// flips turns over count bits of the store's lines, packed bits of its compressed files, and every bit of the edges of
// the smallest of these, each in a store that is otherwise whole. The seed alone decides where.
func flips(contractPath, path, out string, seed uint64, count, packed int) error {
	contract, err := contracts.Read(contractPath)
	if err != nil {
		return err
	}
	var stored, lines whole
	err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := filepath.Rel(path, name)
		if err != nil {
			return err
		}
		bytes, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text, err := unpacked(bytes)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		stored.add(filepath.ToSlash(file), bytes)
		lines.add(filepath.ToSlash(file), text)
		return nil
	})
	if err != nil {
		return err
	}
	to, err := os.Create(out)
	if err != nil {
		return err
	}
	defer to.Close()
	answers := bufio.NewWriter(to)
	write := json.NewEncoder(answers)
	for i, dice := 0, dice(seed); i < count; i++ {
		file, at, bit := lines.pick(&dice)
		answer := flipLine(contract, lines.bytes[file], at, bit)
		answer.Of, answer.File = "lines", lines.names[file]
		if err := write.Encode(answer); err != nil {
			return err
		}
	}
	for i, dice := 0, dice(^seed); i < packed; i++ {
		file, at, bit := stored.pick(&dice)
		answer := flipStored(contract, stored.bytes[file], lines.bytes[file], at, bit)
		answer.Of, answer.File = "stored", stored.names[file]
		if err := write.Encode(answer); err != nil {
			return err
		}
	}
	file := stored.smallest()
	size := len(stored.bytes[file])
	for bit := 0; bit < 8; bit++ {
		for at := 0; at < size; at++ {
			if at == head {
				at = size - tail
			}
			answer := flipStored(contract, stored.bytes[file], lines.bytes[file], at, bit)
			answer.Of, answer.File = "edge", stored.names[file]
			if err := write.Encode(answer); err != nil {
				return err
			}
		}
	}
	return errors.Join(answers.Flush(), to.Close())
}

func flipLine(contract *canon.Contract, text []byte, at, bit int) flip {
	from, to := neighbourhood(text, at)
	damaged := bytes.Clone(text[from:to])
	damaged[at-from] ^= 1 << bit
	answer := flip{At: at, Bit: bit, around: &around{From: from, To: to}}
	answer.Before, answer.After = readings(contract, text[from:to]), readings(contract, damaged)
	answer.Became = became(answer.Before, answer.After)
	return answer
}

// neighbourhood is where the line before that of a place begins, and where the one after it ends.
func neighbourhood(text []byte, at int) (int, int) {
	from := bytes.LastIndexByte(text[:at], '\n') + 1
	if from > 0 {
		from = bytes.LastIndexByte(text[:from-1], '\n') + 1
	}
	to := at
	for range 2 {
		if end := bytes.IndexByte(text[to:], '\n'); end >= 0 {
			to += end + 1
		} else {
			to = len(text)
		}
	}
	return from, to
}

func readings(contract *canon.Contract, text []byte) []reading {
	var all []reading
	at := 0
	for _, line := range lines(text) {
		read := reading{At: at, text: string(line)}
		at += len(line) + 1
		if record, err := canonical(contract, line); err == nil {
			var key struct {
				ID *int64 `json:"flight_id"`
			}
			if json.Unmarshal(line, &key) == nil {
				read.Key, read.Digest = key.ID, canon.Digest(record).String()
			}
		}
		all = append(all, read)
	}
	return all
}

func lines(text []byte) [][]byte {
	return bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
}

// canonical reads a line as the witness does.
func canonical(contract *canon.Contract, line []byte) ([]byte, error) {
	flight, err := witness.JSON[Flight](witness.Settings{})(line)
	if err != nil {
		return nil, err
	}
	return contract.Encode(flight)
}

// became says what a flip did: malformed if a line that it touched cannot be read, kept if the same records are read.
func became(before, after []reading) string {
	texts, digests := map[string]int{}, map[string]int{}
	for _, read := range before {
		texts[read.text]++
		digests[read.Digest]++
	}
	for _, read := range after {
		digests[read.Digest]--
		if texts[read.text]--; texts[read.text] < 0 && read.Digest == "" {
			return malformed
		}
	}
	for _, difference := range digests {
		if difference != 0 {
			return changed
		}
	}
	return kept
}

func flipStored(contract *canon.Contract, stored, text []byte, at, bit int) flip {
	damaged := bytes.Clone(stored)
	damaged[at] ^= 1 << bit
	answer := flip{At: at, Bit: bit}
	read, err := unpacked(damaged)
	switch {
	case err != nil:
		answer.Became = unreadable
		return answer
	case bytes.Equal(read, text):
		answer.Became = kept
	default:
		answer.Became = changed
	}
	var tally canon.Tally
	answer.tallied = &tallied{}
	for _, line := range lines(read) {
		if record, err := canonical(contract, line); err == nil {
			tally.Add(record)
		} else {
			answer.Rejected++
		}
	}
	answer.Count, answer.Sum = tally.Count, tally.Sum.String()
	return answer
}

func unpacked(stored []byte) ([]byte, error) {
	in, err := gzip.NewReader(bytes.NewReader(stored))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(in)
}

// whole is some files one after the other.
type whole struct {
	names []string
	bytes [][]byte
	ends  []uint64
}

func (w *whole) add(name string, bytes []byte) {
	end := uint64(len(bytes))
	if len(w.ends) > 0 {
		end += w.ends[len(w.ends)-1]
	}
	w.names, w.bytes, w.ends = append(w.names, name), append(w.bytes, bytes), append(w.ends, end)
}

// smallest is the first of the smallest files.
func (w *whole) smallest() int {
	least := 0
	for i := range w.bytes {
		if len(w.bytes[i]) < len(w.bytes[least]) {
			least = i
		}
	}
	return least
}

// pick takes a bit of them all, each as likely as any other: the file, the byte in it and the bit in that.
func (w *whole) pick(dice *dice) (int, int, int) {
	drawn := dice.below(8 * w.ends[len(w.ends)-1])
	at := drawn / 8
	file := sort.Search(len(w.ends), func(i int) bool { return w.ends[i] > at })
	if file > 0 {
		at -= w.ends[file-1]
	}
	return file, int(at), int(drawn % 8)
}

// dice is SplitMix64, which is a few lines in any language.
type dice uint64

// below draws a number below a bound.
func (d *dice) below(bound uint64) uint64 {
	drawn, _ := bits.Mul64(d.next(), bound)
	return drawn
}

func (d *dice) next() uint64 {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
