// Command demo-go is the Go service of the demonstration: it writes the service's store, and bears witness to it.
package main

import (
	"flag"
	"fmt"
	"os"

	"tallystick/interop/witness"
)

const usage = `demo-go write   --input flights.jsonl.gz --out FOLDER      write the store, a folder a day
demo-go witness --contract FILE --path FOLDER --out FILE   tally the store with encoding/json
demo-go flips   --path FOLDER --out FILE --seed N --count N --packed N
                                                           say what is read when bits are turned over
`

func main() {
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	command, arguments := os.Args[1], os.Args[2:]
	var err error
	switch command {
	case "write":
		err = writeStore(arguments)
	case "witness":
		err = bear(arguments)
	case "flips":
		err = flipBits(arguments)
	default:
		fmt.Fprintf(os.Stderr, "unknown command %q\n%s", command, usage)
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// bear tallies a store of flights.
func bear(arguments []string) error {
	settings, err := witness.Parse(arguments)
	if err != nil {
		return err
	}
	return witness.Run(settings, witness.JSON[Flight](settings))
}

func writeStore(arguments []string) error {
	flags := flag.NewFlagSet("write", flag.ExitOnError)
	input := flags.String("input", "../demo/flights.jsonl.gz", "the neutral input")
	out := flags.String("out", "../demo/go", "where to write to")
	if err := parse(flags, arguments); err != nil {
		return err
	}
	return write(*input, *out)
}

// flipBits says what is read of a store of flights in which bits are turned over.
func flipBits(arguments []string) error {
	flags := flag.NewFlagSet("flips", flag.ExitOnError)
	contract := flags.String("contract", "../../../conf/contracts/flights.yaml", "the contract")
	path := flags.String("path", "../demo/go", "the store")
	out := flags.String("out", "../demo/go.flips.jsonl", "where to write to")
	seed := flags.Uint64("seed", 1, "which bits")
	count := flags.Int("count", 1000, "how many bits of the lines")
	packed := flags.Int("packed", 200, "how many bits of the compressed files")
	if err := parse(flags, arguments); err != nil {
		return err
	}
	return flips(*contract, *path, *out, *seed, *count, *packed)
}

func parse(flags *flag.FlagSet, arguments []string) error {
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	flags.Parse(arguments)
	if flags.NArg() > 0 {
		return fmt.Errorf("unknown argument %q\n%s", flags.Arg(0), usage)
	}
	return nil
}
