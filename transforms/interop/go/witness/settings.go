// Package witness tallies a side's store with the library that wrote it: docs/spec/witness.md. A witness of one's own is
//
//	func main() { witness.Main[orders.Order]() }
//
// where Order is the service's own struct. `tallystick witness` starts it with the flags of Settings.
package witness

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// Settings say what is read, and how; docs/spec/witness.md describes each flag.
type Settings struct {
	Side        string // source or target
	Contract    string
	Path        string
	Out         string
	Units       string   // a template as day={day}; empty: each folder that directly holds files
	Include     string   // a pattern of file names; empty: all that begin with neither . nor _
	Compression string   // auto, none, gzip or zstd
	Slices      []string // parts of a slice; empty: slices are units

	BOM                 bool
	IgnoreUnknownFields bool
	LastKeyWins         bool
	MaxRecordBytes      int
}

// Parse reads settings from the flags of a command line.
func Parse(args []string) (Settings, error) {
	var s Settings
	var unknown, duplicates string
	flags := flag.NewFlagSet("witness", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&s.Side, "side", "source", "source or target")
	flags.StringVar(&s.Contract, "contract", "", "the contract, YAML or JSON")
	flags.StringVar(&s.Path, "path", "", "the side's folder")
	flags.StringVar(&s.Out, "out", "", "where the statement goes")
	flags.StringVar(&s.Units, "units", "", "which folders are units, as in day={day}")
	flags.StringVar(&s.Include, "include", "", "which files are data, as in *.json.gz")
	flags.StringVar(&s.Compression, "compression", "auto", "auto, none, gzip or zstd")
	flags.Func("slice-by", "a part of a slice, as in day(departed); may be repeated", func(part string) error {
		s.Slices = append(s.Slices, part)
		return nil
	})
	flags.BoolVar(&s.BOM, "bom", false, "files may begin with a byte order mark")
	flags.StringVar(&unknown, "unknown-fields", "finding", "finding or ignore")
	flags.StringVar(&duplicates, "duplicate-keys", "quarantine", "quarantine or last-wins")
	flags.IntVar(&s.MaxRecordBytes, "max-record-bytes", 16<<20, "longer records are rejected")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			var text strings.Builder
			flags.SetOutput(&text)
			flags.PrintDefaults()
			return s, fmt.Errorf("a witness takes\n%s", text.String())
		}
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("unknown argument %q", flags.Arg(0))
	}
	for name, value := range map[string]string{"contract": s.Contract, "path": s.Path, "out": s.Out} {
		if value == "" {
			return s, fmt.Errorf("--%s is missing", name)
		}
	}
	s.IgnoreUnknownFields, s.LastKeyWins = unknown == "ignore", duplicates == "last-wins"
	return s, errors.Join(
		oneOf("side", s.Side, "source", "target"),
		oneOf("compression", s.Compression, "auto", "none", "gzip", "zstd"),
		oneOf("unknown-fields", unknown, "finding", "ignore"),
		oneOf("duplicate-keys", duplicates, "quarantine", "last-wins"))
}

func oneOf(name, value string, known ...string) error {
	for _, word := range known {
		if value == word {
			return nil
		}
	}
	return fmt.Errorf("--%s is one of %s, not %s", name, strings.Join(known, ", "), value)
}
