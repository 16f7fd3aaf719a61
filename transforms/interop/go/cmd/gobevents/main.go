// Command gobevents is a service that keeps everything that happens in one log of gob: orders, in two versions of their type,
// and payments. Each start of it is a process and a stream of its own. regenerate.sh writes the store.
package main

import (
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

type Order struct {
	ID       int64
	Customer string
	Cents    int64
	At       Place
}

// Place is in every type: a stream defines it once, with the first of them.
type Place struct{ City string }

// OrderV2 names the currency, and counts in more than cents.
type OrderV2 struct {
	Version  uint8
	ID       int64
	Buyer    *string
	Amount   int64
	Currency *string
	At       Place
}

type Payment struct {
	ID    int64
	Order int64
	Card  bool
	At    Place
	Extra any
}

// Note is what an interface of a payment may hold: its definition stands in the middle of the stream.
type Note struct{ Text string }

// start is one run of the service: what it wrote first, which decides what ids its stream gives to types.
type start struct {
	file         string
	from, count  int
	paymentFirst bool
}

var starts = []start{
	{"day=2024-03-01/events.gob", 1, 20, false},
	{"day=2024-03-01/events.gob", 21, 10, true},
	{"day=2024-03-02/events.gob", 101, 15, true},
	{"day=2024-03-03/events.gob", 201, 4, false},
}

func main() {
	if len(os.Args) == 5 && os.Args[1] == "stream" {
		stream(os.Stdout, number(2), number(3), os.Args[4] == "true")
		return
	}
	if len(os.Args) != 3 || os.Args[1] != "store" {
		fmt.Fprintln(os.Stderr, "gobevents store FOLDER    writes into FOLDER the log, and as JSON the orders and the payments in it")
		os.Exit(2)
	}
	folder := os.Args[2]
	for _, s := range starts {
		wire, err := exec.Command(os.Args[0], "stream", strconv.Itoa(s.from), strconv.Itoa(s.count), strconv.FormatBool(s.paymentFirst)).Output()
		must(err)
		appendTo(filepath.Join(folder, "go", s.file), wire)
		day := filepath.Dir(s.file)
		for id := s.from; id < s.from+s.count; id++ {
			what, value := event(id, s.paymentFirst)
			line, err := json.Marshal(value)
			must(err)
			appendTo(filepath.Join(folder, what, day, what+".jsonl"), append(line, '\n'))
		}
	}
}

// event is what happened: as the program that comes after would write it.
func event(id int, paymentFirst bool) (string, any) {
	switch of(id, paymentFirst) {
	case payment:
		return "payments", map[string]any{"id": id, "order": id - 1, "card": id%2 == 0, "city": city(id)}
	case second:
		order := map[string]any{"id": id, "customer": nil, "cents": 0, "currency": currency(id), "city": city(id)}
		if id%3 != 0 {
			order["customer"] = customer(id)
		}
		if id%7 != 0 {
			order["cents"] = id * 100
		}
		return "orders", order
	default:
		return "orders", map[string]any{"id": id, "customer": customer(id), "cents": id * 100, "currency": nil, "city": city(id)}
	}
}

func stream(out io.Writer, from, count int, paymentFirst bool) {
	gob.Register(Note{})
	encoder := gob.NewEncoder(out)
	for id := from; id < from+count; id++ {
		switch of(id, paymentFirst) {
		case payment:
			value := Payment{ID: int64(id), Order: int64(id - 1), Card: id%2 == 0, At: Place{city(id)}}
			if id%5 == 0 {
				value.Extra = Note{Text: "paid late"}
			}
			must(encoder.Encode(value))
		case second:
			paidIn := currency(id)
			value := OrderV2{Version: 2, ID: int64(id), Currency: &paidIn, At: Place{city(id)}}
			if id%3 != 0 {
				name := customer(id)
				value.Buyer = &name
			}
			if id%7 != 0 {
				value.Amount = int64(id * 100)
			}
			must(encoder.Encode(value))
		default:
			must(encoder.Encode(Order{ID: int64(id), Customer: customer(id), Cents: int64(id * 100), At: Place{city(id)}}))
		}
	}
}

const (
	first = iota
	second
	payment
)

func of(id int, paymentFirst bool) int {
	turn := id
	if paymentFirst {
		turn++
	}
	return []int{first, payment, second}[(turn-1)%3]
}

func customer(id int) string { return "customer " + strconv.Itoa(id) }

func city(id int) string { return []string{"Bern", "Basel", "Chur"}[id%3] }

func currency(id int) string { return []string{"EUR", "CHF"}[id%2] }

func number(argument int) int {
	n, err := strconv.Atoi(os.Args[argument])
	must(err)
	return n
}

func appendTo(path string, bytes []byte) {
	must(os.MkdirAll(filepath.Dir(path), 0o755))
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	must(err)
	_, err = file.Write(bytes)
	must(err)
	must(file.Close())
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
