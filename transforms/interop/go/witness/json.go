package witness

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// JSON reads a record as the service does, with encoding/json into its struct. Beyond what that refuses it refuses what
// a migration does unless told otherwise: unknown fields, and keys that occur twice.
func JSON[T any](settings Settings) func(text []byte) (any, error) {
	return func(text []byte) (any, error) {
		record := new(T)
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber() // numbers of any values are kept as they are written
		if !settings.IgnoreUnknownFields {
			decoder.DisallowUnknownFields()
		}
		if err := decoder.Decode(record); err != nil {
			return nil, err
		}
		if _, err := decoder.Token(); err != io.EOF {
			return nil, errors.New("text after the record")
		}
		if !settings.LastKeyWins {
			if err := uniqueKeys(text); err != nil {
				return nil, err
			}
		}
		return record, nil
	}
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
