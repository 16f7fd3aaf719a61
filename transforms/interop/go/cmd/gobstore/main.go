// Command gobstore is a service that keeps its payments in files of gob, as it was written in three versions. Each start of
// it is a process and a stream of its own; a start that finds a file appends to it. regenerate.sh writes the store.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// start is one run of the service: which version, and which payments it wrote into which file.
type start struct {
	file        string
	version     int
	from, count int
}

var starts = []start{
	{"day=2024-03-01/a.gob", 1, 1, 40},
	{"day=2024-03-01/b.gob", 1, 41, 30},
	{"day=2024-03-01/b.gob", 1, 71, 1},
	{"day=2024-03-02/a.gob", 1, 101, 20},
	{"day=2024-03-02/a.gob", 2, 121, 30},
	{"day=2024-03-02/a.gob", 2, 151, 25},
	{"day=2024-03-02/b.gob.gz", 2, 201, 40},
	{"day=2024-03-03/a.gob", 2, 301, 10},
	{"day=2024-03-03/a.gob", 3, 311, 60},
	{"day=2024-03-03/b.gob", 3, 401, 50},
}

func main() {
	if len(os.Args) == 5 && os.Args[1] == "stream" {
		must(stream(os.Stdout, number(2), number(3), number(4)))
		return
	}
	if len(os.Args) > 2 && os.Args[1] == "witness" {
		must(testify(os.Args[2:]))
		return
	}
	if len(os.Args) != 3 || os.Args[1] != "store" {
		fmt.Fprintln(os.Stderr, "gobstore store FOLDER    writes the store into FOLDER, and what it holds to standard output, as JSON\n"+
			"gobstore witness FLAGS    states what a store amounts to: docs/spec/witness.md")
		os.Exit(2)
	}
	for _, s := range starts {
		wire, err := exec.Command(os.Args[0], "stream", strconv.Itoa(s.version), strconv.Itoa(s.from), strconv.Itoa(s.count)).Output()
		must(err)
		must(appendTo(filepath.Join(os.Args[2], s.file), wire))
		out := json.NewEncoder(os.Stdout)
		for id := s.from; id < s.from+s.count; id++ {
			must(out.Encode(neutral(s.file, reads(payment(int64(id)), s.version))))
		}
	}
}

func number(argument int) int {
	n, err := strconv.Atoi(os.Args[argument])
	must(err)
	return n
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func appendTo(path string, wire []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	var to io.WriteCloser = file
	if strings.HasSuffix(path, ".gz") {
		to = gzip.NewWriter(file)
		defer to.Close()
	}
	_, err = to.Write(wire)
	return err
}

func register() {
	gob.Register(Card{})
	gob.Register(&Transfer{})
	gob.RegisterName("vouchers", Vouchers{})
}

func stream(to io.Writer, version, from, count int) error {
	register()
	out := bufio.NewWriter(to)
	encoder := gob.NewEncoder(out)
	for id := from; id < from+count; id++ {
		p := payment(int64(id))
		var err error
		switch version {
		case 1:
			err = encoder.Encode(first(p))
		case 2:
			err = encoder.Encode(second(p))
		default:
			err = encoder.Encode(&p)
		}
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

// Payment is what the service keeps today.
type Payment struct {
	ID     int64           `json:"id"`
	Ref    uuid.UUID       `json:"ref"`
	At     time.Time       `json:"at"`
	Amount decimal.Decimal `json:"amount"`
	Rate   float64         `json:"rate"`
	Note   *string         `json:"note"`
	Tags   []string        `json:"tags"`
	Kind   Kind            `json:"kind"`
	Origin
	Method  Method           `json:"method"`
	Parts   []Method         `json:"parts"`
	Limits  map[string]int64 `json:"limits"`
	Balance *big.Int         `json:"balance"`
}

// Kind is a constant; the older payments are all ordinary.
type Kind int8

// Origin is embedded since the third version.
type Origin struct {
	Created time.Time `json:"created"`
	By      string    `json:"by"`
}

// Method is how something was paid.
type Method interface{ Means() string }

// Card is registered by value, Transfer behind a pointer, Vouchers under a name of its own.
type (
	Card struct {
		Last4  string `json:"last4"`
		Months uint8  `json:"months"`
	}
	Transfer struct {
		IBAN string `json:"iban"`
	}
	Vouchers []string
)

func (Card) Means() string      { return "card" }
func (*Transfer) Means() string { return "transfer" }
func (Vouchers) Means() string  { return "vouchers" }

// first is the payment as the first version had it.
func first(p any) any {
	now := p.(Payment)
	type Payment struct {
		ID     int32
		Ref    uuid.UUID
		At     time.Time
		Amount decimal.Decimal
		Note   *string
	}
	return Payment{int32(now.ID), now.Ref, now.At, now.Amount, now.Note}
}

// second has more fields, in another order.
func second(p any) any {
	now := p.(Payment)
	type Payment struct {
		Kind   Kind
		Tags   []string
		ID     int64
		At     *time.Time
		Ref    uuid.UUID
		Amount decimal.Decimal
		Rate   float32
		Note   *string
	}
	return Payment{now.Kind, now.Tags, now.ID, &now.At, now.Ref, now.Amount, float32(now.Rate), now.Note}
}

// reads is what today's program reads of what a version wrote.
func reads(p Payment, version int) Payment {
	older := Payment{ID: p.ID, Ref: p.Ref, At: p.At, Amount: p.Amount, Note: p.Note}
	if version == 1 {
		return older
	}
	if version == 2 {
		older.Kind, older.Tags, older.Rate = p.Kind, p.Tags, p.Rate
		return older
	}
	return p
}

func payment(id int64) Payment {
	r := rand.New(rand.NewPCG(uint64(id), 20240301))
	zones := []*time.Location{time.UTC, time.FixedZone("", 3600), time.FixedZone("", 19800), time.FixedZone("", -12600)}
	at := time.Unix(1709251200+id*977, int64(r.IntN(1e9))).In(zones[id%4])
	p := Payment{
		ID: id, At: at, Amount: decimal.New(r.Int64N(1e9)-5e8, -int32(r.IntN(5))), Rate: float64(r.IntN(64)) / 8, Kind: Kind(id % 3),
		Origin: Origin{Created: at.Add(-time.Hour).UTC(), By: []string{"", "web", "büro"}[id%3]},
	}
	for i := range p.Ref {
		p.Ref[i] = byte(r.Uint32())
	}
	if id%3 > 0 {
		note := fmt.Sprintf("note %d: \"ö\" <%c>", id, rune(0x1F600+id%50))
		p.Note = &note
	}
	for i := int64(0); i < id%4; i++ {
		p.Tags = append(p.Tags, fmt.Sprintf("tag-%d", (id+i)%7))
	}
	p.Method = method(id)
	for i := int64(0); i < id%3; i++ {
		if m := method(id + i + 1); m != nil {
			p.Parts = append(p.Parts, m)
		}
	}
	if id%5 > 0 {
		p.Limits = map[string]int64{}
		// One entry at most: Go writes maps in any order.
		switch id % 5 {
		case 2:
			p.Limits["none"] = 0
		case 3, 4:
			p.Limits["day"] = id * 1000
		}
	}
	if id%4 > 0 {
		p.Balance = new(big.Int).Mul(big.NewInt(id-350), new(big.Int).Lsh(big.NewInt(3), uint(id%90)))
	}
	return p
}

func method(id int64) Method {
	switch id % 5 {
	case 0:
		return nil
	case 1, 2:
		return Card{fmt.Sprintf("%04d", id), uint8(id % 13)}
	case 3:
		return &Transfer{fmt.Sprintf("DE%020d", id)}
	}
	return Vouchers{"v1", fmt.Sprint(id)}
}

// neutral is a payment in JSON that favours no program.
func neutral(file string, p Payment) any {
	balance := ""
	if p.Balance != nil {
		balance = p.Balance.String()
	}
	created := ""
	if !p.Created.IsZero() {
		created = p.Created.Format(time.RFC3339Nano)
	}
	return map[string]any{
		"file": file, "id": p.ID, "ref": p.Ref, "at": p.At.Format(time.RFC3339Nano), "amount": p.Amount.String(), "rate": p.Rate, "note": p.Note,
		"tags": append([]string{}, p.Tags...), "kind": p.Kind, "created": created, "by": p.By, "method": told(p.Method), "parts": parts(p.Parts),
		"limits": p.Limits, "balance": balance,
	}
}

func parts(all []Method) []any {
	list := []any{}
	for _, m := range all {
		list = append(list, told(m))
	}
	return list
}

func told(m Method) any {
	switch m := m.(type) {
	case Card:
		return map[string]any{"last4": m.Last4, "months": m.Months}
	case *Transfer:
		return map[string]any{"iban": m.IBAN}
	case Vouchers:
		return map[string]any{"vouchers": []string(m)}
	}
	return nil
}
