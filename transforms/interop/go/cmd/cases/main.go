// Command cases holds this module's canonical form against the vectors of transforms/interop/cases/canonical.json, and
// those against an ordinary CBOR library. It prints a line per failure and exits with 1 if there is any.
package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"tallystick/interop/canon"
)

// vector is one case; docs/spec/cases.md describes it.
type vector struct {
	ID        string          `json:"id"`
	Fact      string          `json:"fact"`
	Type      json.RawMessage `json:"type"`
	Types     map[string]any  `json:"types"`
	Contract  json.RawMessage `json:"contract"`
	Value     json.RawMessage `json:"value"`
	Bytes     *string         `json:"bytes"`
	Accept    bool            `json:"accept"`
	Expect    *string         `json:"expect"`
	Digest    string          `json:"digest"`
	Key       *string         `json:"key"`
	KeyDigest string          `json:"key_digest"`
	Slices    []slice         `json:"slices"`
	Reject    string          `json:"reject"`
}

type slice struct {
	By    []string `json:"by"`
	Slice string   `json:"slice"`
}

func main() {
	path := "../cases/canonical.json"
	if len(os.Args) > 1 {
		path = os.Args[1]
	}
	count, failures, err := check(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, failure := range failures {
		fmt.Println(failure)
	}
	fmt.Printf("%d cases, %d failures\n", count, len(failures))
	if len(failures) > 0 {
		os.Exit(1)
	}
}

func check(path string) (count int, failures []string, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var vectors []vector
	if err := decoder.Decode(&vectors); err != nil {
		return 0, nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(vectors) == 0 {
		return 0, nil, fmt.Errorf("%s: no cases", path)
	}
	for _, v := range vectors {
		if err := v.check(); err != nil {
			failures = append(failures, fmt.Sprintf("%s (%s): %v", v.ID, v.Fact, err))
		}
	}
	return len(vectors), failures, nil
}

func (v vector) check() error {
	t, contract, err := v.subject()
	if err != nil {
		return err
	}
	var encoded []byte
	var value any
	switch {
	case v.Bytes != nil:
		if encoded, err = hex.DecodeString(*v.Bytes); err != nil {
			return err
		}
		_, err = canon.DecodeType(t, encoded)
	case v.Value != nil:
		var neutral any
		if neutral, err = decodeJSON(v.Value); err != nil {
			return err
		}
		if value, err = goValue(t, neutral); err != nil && !errors.As(err, new(reason)) {
			return err
		}
		if err == nil && contract != nil {
			encoded, err = contract.Encode(value)
		} else if err == nil {
			encoded, err = canon.EncodeType(t, value)
		}
	default:
		return errors.New("the case has neither value nor bytes")
	}
	if v.Reject != "" {
		return rejected(v.Reject, encoded, err)
	}
	if err != nil {
		return fmt.Errorf("refused: %w", err)
	}
	if digest := canon.Digest(encoded).String(); v.Digest != "" && digest != v.Digest {
		return fmt.Errorf("the digest of %x is %s, not %s", encoded, digest, v.Digest)
	}
	if v.Bytes != nil {
		if !v.Accept {
			return errors.New("the case says neither accept nor reject")
		}
		return nil
	}
	if v.Expect == nil {
		return errors.New("the case expects nothing")
	}
	if got := hex.EncodeToString(encoded); got != *v.Expect {
		return fmt.Errorf("encoded as %s, not %s", got, *v.Expect)
	}
	if v.Key != nil {
		key, err := contract.EncodeKey(value)
		if err != nil {
			return fmt.Errorf("key: %w", err)
		}
		if got := hex.EncodeToString(key); got != *v.Key || canon.Digest(key).String() != v.KeyDigest {
			return fmt.Errorf("the key is %s with digest %s, not %s with %s", got, canon.Digest(key), *v.Key, v.KeyDigest)
		}
	}
	for _, slice := range v.Slices {
		slicing, err := contract.Slicing(slice.By)
		if err != nil {
			return err
		}
		if got, err := slicing.Of(encoded); err != nil || got != slice.Slice {
			return fmt.Errorf("the slice by %v is %s (%v), not %s", slice.By, got, err, slice.Slice)
		}
	}
	if err := sameByLibrary(t, encoded, value); err != nil {
		return fmt.Errorf("ordinary CBOR library: %w", err)
	}
	return sameDecoded(t, contract, encoded)
}

// sameDecoded holds this module's own decoder against its encoder.
func sameDecoded(t *canon.Type, contract *canon.Contract, encoded []byte) error {
	value, err := canon.DecodeType(t, encoded)
	if err != nil {
		return fmt.Errorf("decoder: %w", err)
	}
	again, err := canon.EncodeType(t, value)
	if err != nil || !bytes.Equal(again, encoded) {
		return fmt.Errorf("decoded and encoded again: %x, %v", again, err)
	}
	return nil
}

func (v vector) subject() (*canon.Type, *canon.Contract, error) {
	if v.Contract != nil {
		contract, err := canon.ParseContract(v.Contract)
		if err != nil {
			return nil, nil, err
		}
		return contract.Record, contract, nil
	}
	t, err := canon.ParseType(v.Type, v.Types)
	return t, nil, err
}

func rejected(want string, encoded []byte, err error) error {
	var refusal *canon.Error
	var before reason
	switch {
	case err == nil:
		return fmt.Errorf("accepted as %x, must be refused as %s", encoded, want)
	case errors.As(err, &refusal) && refusal.Reason == want, errors.As(err, &before) && before.code == want:
		return nil
	}
	return fmt.Errorf("refused, but not as %s: %w", want, err)
}
