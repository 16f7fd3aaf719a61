package describe

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"sort"
)

// All writes what a program's records are, each with its shape and its contract, as one JSON object by name.
func All(out io.Writer, records map[string]reflect.Type, contract func(reflect.Type) string) error {
	var names []string
	for name := range records {
		names = append(names, name)
	}
	sort.Strings(names)
	all := Object{}
	for _, name := range names {
		var types Types
		types.Declare(records[name])
		all = all.With(name, Object{}.With("record", name).With("shape", types.Declared).
			With("contract", json.RawMessage(contract(records[name]))))
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", text)
	return err
}
