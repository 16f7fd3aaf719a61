// Command demo-go is the Go service of the demonstration: it writes the service's store, and bears witness to it.
package main

import (
	"flag"
	"fmt"
	"os"
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
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	input := flags.String("input", "../demo/flights.jsonl.gz", "the neutral input")
	contract := flags.String("contract", "../../../conf/contracts/flights.yaml", "the contract")
	path := flags.String("path", "../demo/go", "the store")
	out := flags.String("out", "", "where to write to")
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	flags.Parse(os.Args[2:])
	if flags.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "unknown argument %q\n%s", flags.Arg(0), usage)
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "write":
		err = write(*input, orElse(*out, "../demo/go"))
	case "witness":
		err = witness(*contract, *path, orElse(*out, "witness-go.json"))
	case "oracle":
		err = oracle(*contract, os.Stdin, os.Stdout)
	default:
		fmt.Fprintf(os.Stderr, "unknown command %q\n%s", os.Args[1], usage)
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func orElse(value, other string) string {
	if value == "" {
		return other
	}
	return value
}
