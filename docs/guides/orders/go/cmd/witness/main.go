// Command witness tells what the journal of the old service amounts to, by encoding/json and the service's own types.
package main

import (
	"tallystick/interop/canon"
	"tallystick/interop/witness"

	"example.com/orders/orders"
)

var statuses = map[orders.Status]string{
	orders.Open: "open", orders.Paid: "paid", orders.Shipped: "shipped", orders.Returned: "returned",
}

func main() {
	canon.Register(func(s orders.Status) any { return statuses[s] })
	canon.Register(func(p orders.Payment) any {
		switch means := p.Means.(type) {
		case orders.Card:
			return canon.Union{Variant: "card", Payload: means}
		case orders.Transfer:
			return canon.Union{Variant: "transfer", Payload: means}
		}
		return canon.Union{Variant: "cash"}
	})
	witness.Main[orders.Order]()
}
