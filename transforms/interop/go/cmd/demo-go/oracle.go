package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"

	"tallystick/interop/canon"
	"tallystick/interop/contracts"
	"tallystick/interop/witness"
)

// oracle reads pairs of texts, both in base64 with a tab between, one pair a line: what was written, and what became of
// it. For each it says what the real decoder makes of the second: malformed, changed or same. A text may be several
// records with line feeds between them; one that is malformed makes the text so.
func oracle(contractPath string, in io.Reader, out io.Writer) error {
	contract, err := contracts.Read(contractPath)
	if err != nil {
		return err
	}
	pairs := bufio.NewReaderSize(in, 1<<20)
	answers := bufio.NewWriter(out)
	for number := 1; ; number++ {
		pair, err := pairs.ReadBytes('\n')
		if len(pair) > 0 {
			answer, err := judge(contract, bytes.TrimSuffix(pair, []byte("\n")))
			if err != nil {
				return fmt.Errorf("pair %d: %w", number, err)
			}
			fmt.Fprintln(answers, answer)
		}
		if err == io.EOF {
			return answers.Flush()
		}
		if err != nil {
			return err
		}
	}
}

func judge(contract *canon.Contract, pair []byte) (string, error) {
	texts := bytes.Split(pair, []byte("\t"))
	if len(texts) != 2 {
		return "", errors.New("not two texts")
	}
	var tallies [2]canon.Tally
	var malformed [2]error
	decode := witness.JSON[Flight](witness.Settings{})
	for i, encoded := range texts {
		text, err := base64.StdEncoding.DecodeString(string(encoded))
		if err != nil {
			return "", err
		}
		for _, line := range bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) {
			flight, err := decode(line)
			if err != nil {
				malformed[i] = err
				break
			}
			record, err := contract.Encode(flight)
			if err != nil {
				malformed[i] = err
				break
			}
			tallies[i].Add(record)
		}
	}
	switch {
	case malformed[1] != nil:
		fmt.Fprintln(os.Stderr, malformed[1])
		return "malformed", nil
	case malformed[0] != nil || tallies[0] != tallies[1]:
		return "changed", nil
	}
	return "same", nil
}
