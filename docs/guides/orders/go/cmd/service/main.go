// Command service writes the journal of the old service: orders in folders by region and day, as it did for years.
//
//	go run ./cmd/service ../data/go
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"example.com/orders/orders"
)

var zones = map[string]*time.Location{
	"eu": time.FixedZone("CET", 3600), "us": time.FixedZone("EST", -5*3600), "in": time.FixedZone("IST", 5*3600+1800),
}

func order(i int, region string, day time.Time) orders.Order {
	created := day.Add(time.Duration(i)*37*time.Minute + time.Duration(i*i)*time.Microsecond).In(zones[region])
	o := orders.Order{
		ID:      1<<60 + uint64(i), // more than a double holds
		Ref:     uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "order %d", i)),
		Audit:   orders.Audit{CreatedAt: created},
		Status:  orders.Status(i % 4),
		Channel: []orders.Channel{orders.Web, orders.Phone}[i%2],
		Weight:  float32(i) * 0.1,
		Window:  time.Duration(i%5) * 30 * time.Minute,
		Due:     day.AddDate(0, 0, 3).Format("2006-01-02"),
		Gift:    i%7 == 0,
		Seal:    []byte{byte(i), 0xFF, byte(i * 7)},
		Extra:   json.RawMessage(fmt.Sprintf(`{"shop":%d,"score":%d.50,"tags":["a",null]}`, 9007199254740993+int64(i), i)),
	}
	switch i % 3 {
	case 0:
		o.Payment.Means = orders.Cash{}
	case 1:
		o.Payment.Means = orders.Card{Last4: fmt.Sprintf("%04d", i), Months: uint8(i % 2 * 12)}
	default:
		o.Payment.Means = orders.Transfer{IBAN: fmt.Sprintf("DE%020d", i)}
	}
	if i%5 > 0 {
		o.Customer = &orders.Customer{Name: fmt.Sprintf("Zoë №%d", i)}
		if i%2 == 0 {
			o.Customer.Emails = []string{fmt.Sprintf("zoe+%d@example.com", i)}
		}
	}
	if o.Status != orders.Open {
		o.PaidAt = created.Add(time.Hour).UTC()
		updated := o.PaidAt.Add(time.Nanosecond)
		o.UpdatedAt = &updated
	}
	for n := 0; n < i%4; n++ {
		price := decimal.New(int64(1999+100*n+i), -2)
		o.Lines = append(o.Lines, orders.Line{SKU: fmt.Sprintf("A-%d", n), Count: uint32(n + 1), Price: price})
		o.Total = o.Total.Add(price.Mul(decimal.NewFromInt(int64(n + 1))))
		o.Baskets = append(o.Baskets, []string{fmt.Sprintf("b%d", n), ""})
		if n == 2 {
			o.Rebates = map[int32]decimal.Decimal{int32(n): decimal.RequireFromString("0.5"), -1: decimal.New(1, -3)}
		}
	}
	if i%11 == 0 {
		note := "<leave at the door>\u2028"
		o.Note = &note
	}
	return o
}

func main() {
	root := os.Args[1]
	i := 0
	for _, region := range []string{"eu", "in", "us"} {
		for d := 0; d < 4; d++ {
			day := time.Date(2024, 2, 27+d, 6, 0, 0, 0, time.UTC)
			folder := filepath.Join(root, "region="+region, day.Format("2006-01-02"))
			check(os.MkdirAll(folder, 0o755))
			file, err := os.Create(filepath.Join(folder, "orders.jsonl"))
			check(err)
			journal := json.NewEncoder(file)
			for range 25 {
				check(journal.Encode(order(i, region, day)))
				i++
			}
			check(file.Close())
		}
	}
	fmt.Println(i, "orders in", root)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
