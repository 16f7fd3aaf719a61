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
demo-go oracle  --contract FILE                            judge pairs of lines from standard input
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
		err = run(command, arguments, func(input, out, _ string) error { return write(input, out) })
	case "witness":
		err = bear(arguments)
	case "oracle":
		err = run(command, arguments, func(_, _, contract string) error { return oracle(contract, os.Stdin, os.Stdout) })
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

func run(command string, arguments []string, do func(input, out, contract string) error) error {
	flags := flag.NewFlagSet(command, flag.ExitOnError)
	input := flags.String("input", "../demo/flights.jsonl.gz", "the neutral input")
	out := flags.String("out", "../demo/go", "where to write to")
	contract := flags.String("contract", "../../../conf/contracts/flights.yaml", "the contract")
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	flags.Parse(arguments)
	if flags.NArg() > 0 {
		return fmt.Errorf("unknown argument %q\n%s", flags.Arg(0), usage)
	}
	return do(*input, *out, *contract)
}
