// Package contracts reads contract files.
package contracts

import (
	"fmt"
	"os"

	"gopkg.in/yaml.v3"

	"tallystick/interop/canon"
)

// Read reads a contract file, YAML or JSON.
func Read(path string) (*canon.Contract, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var document any
	if err := yaml.Unmarshal(data, &document); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	contract, err := canon.ContractOf(document)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return contract, nil
}
