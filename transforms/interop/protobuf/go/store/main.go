// Command store writes the same 300 things twice: as messages of Protobuf, each behind its length as protodelim puts it,
// and as lines of encoding/json, from structs of its own.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"time"

	"google.golang.org/protobuf/encoding/protodelim"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"tallystick/interop/protobuf/thingspb"
)

type place struct {
	Latitude  float32 `json:"latitude"`
	Longitude float32 `json:"longitude"`
}

type firm struct {
	Name   string `json:"name"`
	Number uint32 `json:"number"`
}

// owner has one of the two.
type owner struct {
	Person *string `json:"person,omitempty"`
	Firm   *firm   `json:"firm,omitempty"`
}

type thing struct {
	ID     int64            `json:"id"`
	Name   string           `json:"name"`
	Price  float64          `json:"price"`
	Made   *time.Time       `json:"made,omitempty"`
	Tags   []string         `json:"tags"`
	Stock  map[string]int64 `json:"stock"`
	Weight *uint64          `json:"weight,omitempty"`
	Code   []byte           `json:"code"`
	State  string           `json:"state"`
	Place  *place           `json:"place,omitempty"`
	Former []place          `json:"former"`
	Owner  *owner           `json:"owner,omitempty"`
}

var names = []string{"Zoë", "→ 東京", "", "a\nb", "<&>", "Straße"}

func made(r *rand.Rand, i int) thing {
	t := thing{
		ID: int64(i) * 1_000_003 * int64(1-i%2*2), Name: names[r.Intn(len(names))] + fmt.Sprint(r.Intn(50)),
		Price: float64(r.Intn(100_000)) / 100, Tags: []string{}, Stock: map[string]int64{}, Code: []byte{},
		State: thingspb.State_name[int32(r.Intn(3))], Former: []place{},
	}
	if i%7 != 0 {
		at := time.Unix(r.Int63n(4_000_000_000)-1_000_000_000, r.Int63n(1_000_000_000)).UTC()
		t.Made = &at
	}
	for range r.Intn(4) {
		t.Tags = append(t.Tags, names[r.Intn(len(names))])
		t.Stock[fmt.Sprint("s", r.Intn(9))] = r.Int63() - 1<<62
		t.Former = append(t.Former, place{r.Float32()*180 - 90, r.Float32() * 180})
	}
	if i%3 != 0 {
		weight := r.Uint64() >> (r.Intn(8) * 8)
		t.Weight = &weight
	}
	if i%5 != 0 {
		t.Place = &place{r.Float32() * 90, -r.Float32()}
		t.Code = binaryOf(r)
	}
	switch i % 4 {
	case 1:
		name := names[r.Intn(len(names))]
		t.Owner = &owner{Person: &name}
	case 2:
		t.Owner = &owner{Firm: &firm{names[r.Intn(len(names))], r.Uint32()}}
	}
	return t
}

func binaryOf(r *rand.Rand) []byte {
	code := make([]byte, r.Intn(6))
	r.Read(code)
	return code
}

func (p place) message() *thingspb.Place {
	return &thingspb.Place{Latitude: p.Latitude, Longitude: p.Longitude}
}

func (t thing) message() *thingspb.Thing {
	m := &thingspb.Thing{
		Id: t.ID, Name: t.Name, Price: t.Price, Tags: t.Tags, Stock: t.Stock, Weight: t.Weight, Code: t.Code,
		State: thingspb.State(thingspb.State_value[t.State]),
	}
	if t.Made != nil {
		m.Made = timestamppb.New(*t.Made)
	}
	if t.Place != nil {
		m.Place = t.Place.message()
	}
	switch {
	case t.Owner == nil:
	case t.Owner.Person != nil:
		m.Owner = &thingspb.Thing_Person{Person: *t.Owner.Person}
	default:
		m.Owner = &thingspb.Thing_Firm{Firm: &thingspb.Firm{Name: t.Owner.Firm.Name, Number: t.Owner.Firm.Number}}
	}
	for _, p := range t.Former {
		m.Former = append(m.Former, p.message())
	}
	return m
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func create(folder string, day int, name string) *os.File {
	path := filepath.Join(folder, fmt.Sprintf("day=2024-03-0%d", day))
	must(os.MkdirAll(path, 0o755))
	file, err := os.Create(filepath.Join(path, name))
	must(err)
	return file
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: store PROTOBUF-FOLDER JSON-FOLDER")
		os.Exit(2)
	}
	r := rand.New(rand.NewSource(3))
	delimited := protodelim.MarshalOptions{MarshalOptions: proto.MarshalOptions{Deterministic: true}}
	for day := 1; day <= 3; day++ {
		messages := create(os.Args[1], day, "things.pb")
		lines := create(os.Args[2], day, "things.jsonl")
		out, text := bufio.NewWriter(messages), bufio.NewWriter(lines)
		encoder := json.NewEncoder(text)
		for i := range 100 {
			t := made(r, day*100+i)
			_, err := delimited.MarshalTo(out, t.message())
			must(err)
			must(encoder.Encode(t))
		}
		must(out.Flush())
		must(text.Flush())
		must(messages.Close())
		must(lines.Close())
	}
}
