package main

import (
	"io"

	"tallystick/interop/canon"
	"tallystick/interop/witness"
)

type (
	card     Card
	transfer Transfer
)

// testify reads a store with encoding/gob into today's struct and states its tallies.
func testify(flags []string) error {
	register()
	canon.Register(func(k Kind) any { return []string{"ordinary", "refund", "fee"}[k] })
	canon.Register(func(v Card) any { return canon.Union{Variant: "Card", Payload: card(v)} })
	canon.Register(func(v *Transfer) any { return canon.Union{Variant: "Transfer", Payload: transfer(*v)} })
	canon.Register(func(v Vouchers) any { return canon.Union{Variant: "Vouchers", Payload: []string(v)} })
	settings, err := witness.Parse(flags)
	if err != nil {
		return err
	}
	read := witness.Gob[Payment](settings)
	return witness.RunFiles(settings, func(in io.Reader, take func(any, error)) error {
		return read(in, func(record any, err error) {
			if p, ok := record.(*Payment); ok && err == nil {
				// To the service a nil slice and an empty one are the same, and gob tells no difference.
				p.Tags = append([]string{}, p.Tags...)
				p.Parts = append([]Method{}, p.Parts...)
			}
			take(record, err)
		})
	})
}
