package main

import (
	"bytes"
	"encoding/gob"
	"math/big"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// T is the record of what changes and of what is refused. Older and newer programs have other types of that name.
type T struct {
	K int64
	A string
	B int32
}

func streams() {
	writesAll("stream-two", "a type is defined once in a stream", nil, Simple{1, "a"}, Simple{2, "b"}, Simple{3, ""})
	fact("stream-empty", func() { reads[Simple]("stream-empty", "a stream without a value", nil, nil) })
	reading[Simple]("stream-types", "values of other types among the records", func() []byte {
		wire, err := stream(Simple{1, "a"}, Point{1, 2}, Simple{2, "b"}, "text", int64(5), []string{"x"}, Simple{3, "c"}, Node{1, nil})
		must(err)
		return wire
	}, finding("type"))
	reading[Simple]("stream-other-first", "a header of another type before the records", func() []byte {
		wire, err := stream(Header{3, "flights"}, Simple{1, "a"})
		must(err)
		return wire
	}, finding("type"))
	reading[Simple]("stream-other-interface", "a value of another type that holds an interface, whose types later records need", func() []byte {
		wire, err := stream(record[Shape]{1, Path{{1, 1}}}, Simple{1, "a"})
		must(err)
		return wire
	}, finding("type"))
	fact("stream-restarted", func() {
		// One Decoder does not read this; a program that knows makes a new one where the stream begins again.
		var wire []byte
		a := options(nil)
		a.finding = ""
		contract := a.parsed(typeOf[Simple]())
		var all []said
		for _, part := range [][]any{{Simple{1, "a"}, Simple{2, "b"}}, {Simple{3, "c"}}} {
			more, err := stream(part...)
			must(err)
			back, _ := read(typeOf[Simple](), contract, more, a)
			all = append(all, back...)
			wire = append(wire, more...)
		}
		one, _ := read(typeOf[Simple](), contract, wire, a)
		for _, said := range one {
			if said.Err != nil {
				write(append(a.line("stream-restarted", "streams one after the other, read by a Decoder each; one Decoder says: "+said.Err.Error(),
					"decode", typeOf[Simple](), wire), results(all, eof)...))
				return
			}
		}
		panic("one Decoder reads it")
	})
	fact("stream-restarted-other-ids", func() {
		first, err := stream(Simple{1, "a"}, Simple{2, "b"})
		must(err)
		// In the other process the first id is that of Header.
		third, err := exec.Command(os.Args[0], restarted).Output()
		must(err)
		a := options(nil)
		contract := a.parsed(typeOf[Simple]())
		all, _ := read(typeOf[Simple](), contract, first, a)
		all = append(all, said{Err: errOther})
		encoded, err := contract.Encode(Simple{3, "c"})
		must(err)
		all = append(all, said{Canonical: encoded})
		a.finding, a.lenient = "type", true
		write(append(a.line("stream-restarted-other-ids", "a stream that begins again with a value of another type", "decode", typeOf[Simple](),
			append(first, third...)), results(all, eof)...))
	})
	fact("stream-restarted-evolved", func() {
		// In both processes the first id is that of T, which is another type in each.
		first, err := exec.Command(os.Args[0], restartedOlder).Output()
		must(err)
		second, err := stream(T{3, "a", 4}, T{5, "b", 6})
		must(err)
		a := options(nil)
		contract := a.parsed(typeOf[T]())
		all, _ := read(typeOf[T](), contract, first, a)
		more, _ := read(typeOf[T](), contract, second, a)
		write(append(a.line("stream-restarted-evolved", "a stream that begins again with a newer type under the id of the older one", "decode", typeOf[T](),
			append(first, second...)), results(append(all, more...), eof)...))
	})
	reading[Simple]("stream-alias", "a record whose type had another name", func() []byte {
		wire, err := stream(Former{1, "a"})
		must(err)
		return wire
	}, alias("Former"))
	reading[Simple]("stream-renamed", "a record whose type had another name, of which nothing is declared", func() []byte {
		wire, err := stream(Former{1, "a"})
		must(err)
		return wire
	}, finding("type"))
	reading[Simple]("stream-unnamed", "a record of a type without a name", func() []byte {
		wire, err := stream(struct {
			K int64
			V string
		}{1, "a"})
		must(err)
		return wire
	})
	reading[Simple]("stream-interface-value", "a record sent as what an interface holds", func() []byte {
		var value any = Circle{1}
		var out bytes.Buffer
		must(gob.NewEncoder(&out).Encode(&value))
		return out.Bytes()
	}, finding("type"))
}

// Simple is a record, Former is what it was called, Header is another type.
type (
	Simple struct {
		K int64
		V string
	}
	Former Simple
	Header struct {
		Count int64
		Name  string
	}
)

const restarted, restartedOlder = "--restarted", "--restarted-older"

// older is the record T of an earlier program.
func older() any {
	type T struct {
		B int64
		K int16
	}
	return T{2, 1}
}

func restart(which string) {
	values := []any{Header{7, "h"}, Simple{3, "c"}}
	if which == restartedOlder {
		values = []any{older(), older()}
	}
	wire, err := stream(values...)
	must(err)
	os.Stdout.Write(wire)
}

func evolution() {
	one := func(v any) []any { return []any{v} }
	evolves[T]("evolve-same", "the same fields", nil, one(func() any {
		type T struct {
			K int64
			A string
			B int32
		}
		return T{1, "a", 2}
	}())...)
	evolves[T]("evolve-order", "fields in another order", nil, one(func() any {
		type T struct {
			B int32
			A string
			K int64
		}
		return T{2, "a", 1}
	}())...)
	evolves[T]("evolve-added", "a field that the older program did not have is zero", nil, one(func() any {
		type T struct{ K int64 }
		return T{1}
	}())...)
	removed := func() any {
		type T struct {
			K int64
			A string
			B int32
			C []Point
			D map[string]Shape
		}
		return T{1, "a", 2, []Point{{1, 2}}, map[string]Shape{"c": Path{{1, 2}}}}
	}
	evolves[T]("evolve-removed", "fields that the newer program does not have", []option{finding("unknown_field")}, removed())
	fact("evolve-removed-ignored", func() {
		wire, err := stream(removed(), T{5, "b", 6})
		must(err)
		// Go loses the place where an interface that it passes over holds a new type: state what the values are.
		a := options([]option{ignoring})
		contract := a.parsed(typeOf[T]())
		one, err := contract.Encode(T{1, "a", 2})
		must(err)
		two, err := contract.Encode(T{5, "b", 6})
		must(err)
		write(append(a.line("evolve-removed-ignored", "fields that the newer program does not have, ignored", "decode", typeOf[T](), wire),
			results([]said{{Canonical: one}, {Canonical: two}}, eof)...))
	})
	evolves[T]("evolve-removed-zero", "a field that the newer program does not have, and that is zero, is not on the wire", nil, one(func() any {
		type T struct {
			K int64
			A string
			B int32
			C string
		}
		return T{1, "a", 2, ""}
	}())...)
	evolves[T]("evolve-wider", "an int64 that fits int32", nil, one(func() any {
		type T struct {
			K int64
			A string
			B int64
		}
		return T{1, "a", 2}
	}())...)
	evolves[T]("evolve-narrower", "an int8 read as int32", nil, one(func() any {
		type T struct {
			K int16
			A string
			B int8
		}
		return T{1, "a", -2}
	}())...)
	evolves[T]("evolve-too-wide", "an int64 that does not fit int32", []option{finding("range")}, one(func() any {
		type T struct {
			K int64
			A string
			B int64
		}
		return T{1, "a", 1 << 31}
	}())...)
	evolves[T]("evolve-pointer", "pointers read as values, and nil as zero", nil, func() any {
		type T struct {
			K *int64
			A *string
			B *int32
		}
		return T{pointer(int64(1)), nil, pointer(int32(2))}
	}())
	type Pointers struct {
		K int64
		A *string
		B *int32
	}
	evolves[Pointers]("evolve-value-to-pointer", "values read as pointers, and zero as nil", nil, func() any {
		type Pointers struct {
			K int64
			A string
			B int32
		}
		return Pointers{1, "", 2}
	}())
	evolves[T]("evolve-none", "no field in common", []option{finding("type")}, one(func() any {
		type T struct{ X, Y int64 }
		return T{1, 2}
	}())...)
	evolves[T]("evolve-none-zero", "no field in common, and all zero", []option{finding("type")}, one(func() any {
		type T struct{ X, Y int64 }
		return T{}
	}())...)
	type Embeds struct {
		K int64
		Base
	}
	evolves[Embeds]("evolve-promoted", "a field that moved into an embedded struct is found there", nil, func() any {
		type Embeds struct {
			K     int64
			Note  string
			Count int32
		}
		return Embeds{1, "n", 2}
	}())
	evolves[Embeds]("evolve-unpromoted", "an embedded struct that was not there is zero", nil, func() any {
		type Embeds struct{ K int64 }
		return Embeds{1}
	}())
	type Nest struct {
		K int64
		P Point
		L []int64          `c:"|required"`
		M map[string]int64 `c:"|required|null_is_empty"`
		A [2]int64
		T time.Time
		U uuid.UUID
		D decimal.Decimal
		N *big.Int
		Q *Point
	}
	evolves[Nest]("evolve-zeros", "what the older program did not have, of every kind", []option{emptied}, func() any {
		type Nest struct{ K int64 }
		return Nest{1}
	}())
	evolves[record[Point]]("evolve-nested-fewer", "a nested struct with fewer fields", nil, renamed[record[Point]](func() any {
		type P struct{ X int64 }
		return record[P]{1, P{5}}
	}()))
	evolves[record[Point]]("evolve-nested-more", "a nested struct with more fields", []option{finding("unknown_field")}, renamed[record[Point]](func() any {
		type P struct {
			X int64
			Y float64
			Z string
		}
		return record[P]{1, P{5, 6, "z"}}
	}()))
	evolves[record[float32]]("evolve-float-narrower", "a float64 read as float32 is rounded", []option{finding("precision")}, renamed[record[float32]](record[float64]{1, 0.1}))
	evolves[record[float32]]("evolve-float-exact", "a float64 that is a float32", nil, renamed[record[float32]](record[float64]{1, 0.5}))
	evolves[record[float32]]("evolve-float-beyond", "a float64 beyond float32", nil, renamed[record[float32]](record[float64]{1, 1e300}))
	evolves[record[float64]]("evolve-float-wider", "a float32 read as float64", nil, renamed[record[float64]](record[float32]{1, 0.25}))
	evolves[record[[]int8]]("evolve-slice-narrower", "elements that do not fit", nil, renamed[record[[]int8]](record[[]int64]{1, []int64{1, 300}}))
	evolves[record[*Point]]("evolve-depth", "a struct read behind a pointer", nil, renamed[record[*Point]](record[Point]{1, Point{}}))
	evolves[record[Point]]("evolve-undepth", "a nil pointer read as a struct", nil, renamed[record[Point]](record[*Point]{1, nil}))
	fact("evolve-within", func() {
		older := func() any {
			type T struct {
				A string
				K int64
			}
			return T{"a", 1}
		}
		wire, err := stream(older(), T{2, "b", 3}, older())
		must(err)
		reads[T]("evolve-within", "two types of one name in one stream", nil, wire)
	})
}

func refusals() {
	mismatch[int64, uint64]("int-uint")
	mismatch[uint64, int64]("uint-int")
	mismatch[int64, float64]("int-float")
	mismatch[float64, int64]("float-int")
	mismatch[string, []byte]("string-bytes")
	mismatch[[]byte, string]("bytes-string")
	mismatch[bool, int64]("bool-int")
	mismatch[int64, bool]("int-bool")
	mismatch[string, int64]("string-int")
	mismatch[[]int64, [2]int64]("slice-array")
	mismatch[[2]int64, []int64]("array-slice")
	mismatch[[3]int64, [2]int64]("array-length")
	mismatch[[]int64, []string]("slice-element")
	mismatch[[]int64, int64]("slice-scalar")
	mismatch[Point, int64]("struct-int")
	mismatch[int64, Point]("int-struct")
	mismatch[map[string]int64, map[int64]int64]("map-key")
	mismatch[map[string]int64, map[string]string]("map-value")
	mismatch[map[string]int64, []int64]("map-slice")
	mismatch[time.Time, string]("time-string")
	mismatch[string, time.Time]("string-time")
	mismatch[time.Time, uuid.UUID]("time-uuid")
	mismatch[uuid.UUID, string]("uuid-string")
	mismatch[uuid.UUID, [16]byte]("uuid-array")
	mismatch[int64, *big.Int]("int-big")
	mismatch[decimal.Decimal, float64]("decimal-float")
	mismatch[complex128, float64]("complex-float")
	mismatch[Shape, Point]("interface-struct")
	mismatch[Point, time.Time]("struct-time")
	mismatch[[]byte, []int64]("bytes-slice")
	mismatch[[]uint16, []byte]("slice-bytes")
	// A type that encodes itself tells only which method it has: what is in it is the declared type's.
	mismatch[time.Time, decimal.Decimal]("time-decimal")
	mismatch[time.Time, *big.Int]("time-big")
	mismatch[*big.Int, time.Time]("big-time")
	mismatch[*big.Rat, *big.Int]("rat-big")
	mismatch[*big.Rat, string]("rat-string")
	fact("refuse-rat-third", func() {
		wire, err := stream(record[*big.Rat]{1, big.NewRat(1, 3)})
		must(err)
		// Go reads it; no decimal is it.
		a := options([]option{finding("precision")})
		write(append(a.line("refuse-rat-third", "a big.Rat of 1/3", "decode", typeOf[record[*big.Rat]](), wire), results([]said{{Outside: "precision"}}, eof)...))
	})
	fact("refuse-float-precise", func() {
		wire, err := stream(record[*big.Float]{1, new(big.Float).SetPrec(100).Quo(big.NewFloat(1), big.NewFloat(3))})
		must(err)
		a := options([]option{finding("precision")})
		write(append(a.line("refuse-float-precise", "a big.Float of more digits than an f64", "decode", typeOf[record[*big.Float]](), wire),
			results([]said{{Outside: "precision"}}, eof)...))
	})
}

// mismatch states that a field of one type is not read as another, set or not.
func mismatch[From, To any](id string) {
	fact("refuse-"+id, func() {
		var zero From
		set := sample[From]()
		wire, err := stream(renamed[record[To]](record[From]{1, set}), renamed[record[To]](record[From]{2, zero}))
		if err != nil {
			wire, err = stream(renamed[record[To]](record[From]{1, set}))
		}
		must(err)
		reads[record[To]]("refuse-"+id, "a "+name[From]()+" where the program has a "+name[To](), []option{lenient}, wire)
	})
}

func name[V any]() string { return strings.ReplaceAll(typeOf[V]().String(), "main.", "") }
