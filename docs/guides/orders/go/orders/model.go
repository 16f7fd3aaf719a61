// Package orders is the record of an order service, as such services grow.
package orders

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// Order is one line of the service's journal.
type Order struct {
	ID       uint64                    `json:"id,string"`
	Ref      uuid.UUID                 `json:"ref"`
	Audit                              // embedded: its fields are the order's
	Customer *Customer                 `json:"customer"` // nil for a guest
	Status   Status                    `json:"status"`
	Channel  Channel                   `json:"channel"`
	Payment  Payment                   `json:"payment"`
	Lines    []Line                    `json:"lines"`
	Total    decimal.Decimal           `canon:"total"`            // whoever wrote this forgot the json tag
	Rebates  map[int32]decimal.Decimal `json:"rebates,omitempty"` // by the number of the line
	Baskets  [][]string                `json:"baskets"`
	Weight   float32                   `json:"weight_kg"`
	Window   time.Duration             `json:"delivery_window"`
	Due      string                    `json:"due"`     // a day
	PaidAt   time.Time                 `json:"paid_at"` // the zero time until it is paid
	Gift     bool                      `json:"gift,omitempty"`
	Note     *string                   `json:"note,omitempty"`
	Seal     []byte                    `json:"seal"`
	Extra    json.RawMessage           `json:"extra"` // what the shop's plug-ins wrote
}

// Audit is part of every record of the company.
type Audit struct {
	CreatedAt time.Time  `json:"created_at"` // on the shop's clock
	UpdatedAt *time.Time `json:"updated_at,omitempty"`
}

// Customer is who ordered.
type Customer struct {
	Name   string   `json:"name"`
	Emails []string `json:"emails,omitempty"`
}

// Line is an article, how often, and at what price.
type Line struct {
	SKU   string          `json:"sku"`
	Count uint32          `json:"count"`
	Price decimal.Decimal `json:"price"`
}

// Status is written as a number.
type Status int

// The statuses, in an order that must not change.
const (
	Open Status = iota
	Paid
	Shipped
	Returned
)

// Channel is written as a word.
type Channel string

// The channels.
const (
	Web   Channel = "web"
	Phone Channel = "phone"
)

// Payment is one of Cash, Card and Transfer.
type Payment struct{ Means any }

// Cash is paid at the door.
type Cash struct{}

// Card is a credit card.
type Card struct {
	Last4  string `json:"last4"`
	Months uint8  `json:"months,omitempty"` // of instalments
}

// Transfer is a bank transfer.
type Transfer struct {
	IBAN string `json:"iban"`
}

// MarshalJSON writes the fields of the means with its kind in front.
func (p Payment) MarshalJSON() ([]byte, error) {
	switch means := p.Means.(type) {
	case Cash:
		return json.Marshal(struct {
			Kind string `json:"kind"`
		}{"cash"})
	case Card:
		return json.Marshal(struct {
			Kind string `json:"kind"`
			Card
		}{"card", means})
	case Transfer:
		return json.Marshal(struct {
			Kind string `json:"kind"`
			Transfer
		}{"transfer", means})
	}
	return nil, fmt.Errorf("no means of payment: %T", p.Means)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (p *Payment) UnmarshalJSON(text []byte) error {
	var tag struct{ Kind string }
	if err := json.Unmarshal(text, &tag); err != nil {
		return err
	}
	switch tag.Kind {
	case "cash":
		p.Means = Cash{}
		return nil
	case "card":
		var card Card
		err := json.Unmarshal(text, &card)
		p.Means = card
		return err
	case "transfer":
		var transfer Transfer
		err := json.Unmarshal(text, &transfer)
		p.Means = transfer
		return err
	}
	return fmt.Errorf("no means of payment: %q", tag.Kind)
}
