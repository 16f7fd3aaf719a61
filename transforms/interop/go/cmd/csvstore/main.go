// Command csvstore is a service that keeps its orders in files of CSV, whose columns changed their order once, and tells
// them line by line as encoding/json writes them. regenerate.sh of ../csvstore runs it.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"tallystick/interop/csvtext"
)

// Order is an order as it stands in the files of today.
type Order struct {
	ID     int64           `json:"id"`
	Ref    uuid.UUID       `json:"ref"`
	At     time.Time       `json:"at"`
	Amount decimal.Decimal `json:"amount"`
	Rate   float64         `json:"rate"`
	Weight *float32        `json:"weight"`
	Note   *string         `json:"note"`
	Buyer  string          `json:"buyer"`
	Status string          `json:"status"`
	Paid   bool            `json:"paid"`
}

// formerOrder is the same with the columns in the order of before.
type formerOrder struct {
	ID     int64           `json:"id"`
	Status string          `json:"status"`
	Paid   bool            `json:"paid"`
	At     time.Time       `json:"at"`
	Buyer  string          `json:"buyer"`
	Note   *string         `json:"note"`
	Weight *float32        `json:"weight"`
	Rate   float64         `json:"rate"`
	Amount decimal.Decimal `json:"amount"`
	Ref    uuid.UUID       `json:"ref"`
}

var buyers = []string{"Ada", "Grace \"Amazing\" Hopper", "O'Neil, Ann", " leading", "trailing ", "Łukasz", "a;b", "#7", "two\nlines", `back\slash`, "1e5", "-"}
var notes = []string{"urgent", "call before:\n- door 3\n- \"back\" yard\n", "a, b", "0", "NULL", "\u00a0"}

func order(id int64) Order {
	o := Order{ID: id, At: time.Date(2024, 3, 1+int(id/100), int(id%24), int(id%60), 0, int(id%7)*1000, time.FixedZone("", int(id%5-2)*3600)),
		Amount: decimal.New(id*997-5000, -int32(id%4)), Rate: float64(id) / 7, Buyer: buyers[id%int64(len(buyers))],
		Status: []string{"open", "shipped", "given back"}[id%3], Paid: id%2 == 0}
	for i := range o.Ref {
		o.Ref[i] = byte(int64(i)*31 + id*7)
	}
	if id%3 != 0 {
		note := notes[id%int64(len(notes))]
		o.Note = &note
	}
	if id%4 != 0 {
		weight := float32(id) * 0.1
		o.Weight = &weight
	}
	return o
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "csvstore FOLDER    writes the store into FOLDER, and what it holds to standard output, as JSON")
		os.Exit(2)
	}
	out := json.NewEncoder(os.Stdout)
	for file, of := range map[string]struct {
		from, count int64
		former      bool
	}{"day=2024-03-01/a.csv": {0, 50, true}, "day=2024-03-01/b.csv": {50, 50, false}, "day=2024-03-02/a.csv": {100, 100, false},
		"day=2024-03-03/a.csv": {200, 60, false}} {
		var records []any
		for id := of.from; id < of.from+of.count; id++ {
			o := order(id)
			if of.former {
				records = append(records, former(o))
			} else {
				records = append(records, o)
			}
		}
		wire, err := csvtext.Options{Null: `\N`, Delimiter: ';', Comment: '#'}.Write(records...)
		must(err)
		path := filepath.Join(os.Args[1], file)
		must(os.MkdirAll(filepath.Dir(path), 0o755))
		must(os.WriteFile(path, append([]byte("# orders\n"), wire...), 0o644))
	}
	for id := int64(0); id < 260; id++ {
		must(out.Encode(order(id)))
	}
}

func former(o Order) formerOrder {
	from, to := reflect.ValueOf(o), reflect.New(reflect.TypeOf(formerOrder{})).Elem()
	for i := 0; i < from.NumField(); i++ {
		to.FieldByName(from.Type().Field(i).Name).Set(from.Field(i))
	}
	return to.Interface().(formerOrder)
}
