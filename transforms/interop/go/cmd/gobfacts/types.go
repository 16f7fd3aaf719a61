package main

import (
	"encoding/gob"
	"math/big"
	"reflect"
	"time"

	"github.com/google/uuid"

	"tallystick/interop/canon"
	"tallystick/interop/describe"
)

// Color is an enum of text.
type Color string

func (Color) CanonicalConstants() []string { return []string{"red", "green", "dark blue"} }

// Point is a struct of two numbers.
type Point struct {
	X int64
	Y float64
}

// Line is a struct of structs.
type Line struct {
	From, To Point
	Via      *Point
}

// Base is embedded.
type Base struct {
	Note  string
	Count int32
}

// Node holds itself.
type Node struct {
	K    int64
	Next *Node
}

// Tree holds itself in a slice.
type Tree struct {
	K    int64
	Kids []Tree
}

const nodeContract = `{"contract":"fact","version":1,"key":["K"],"types":{"Node":{"struct":[{"id":1,"name":"K","type":"i64"},` +
	`{"id":2,"name":"Next","type":{"ref":"Node"},"presence":"nullable"}]}},"fields":[{"id":1,"name":"K","type":"i64"},` +
	`{"id":2,"name":"Next","type":{"ref":"Node"},"presence":"nullable"}]}`

const treeContract = `{"contract":"fact","version":1,"key":["K"],"types":{"Tree":{"struct":[{"id":1,"name":"K","type":"i64"},` +
	`{"id":2,"name":"Kids","type":{"list":{"ref":"Tree"}}}]}},"fields":[{"id":1,"name":"K","type":"i64"},` +
	`{"id":2,"name":"Kids","type":{"list":{"ref":"Tree"}}}]}`

// UUIDText is a UUID that the program keeps as text.
type UUIDText string

// Shape is an interface with registered types.
type Shape interface{ Area() float64 }

// Circle is registered by value.
type Circle struct{ R float64 }

// Square is registered behind a pointer.
type Square struct {
	Side  int64
	Label *string
}

// Meters is registered, and no struct.
type Meters float64

// Path is registered, and a slice.
type Path []Point

// Group is registered, and holds what it is one of.
type Group struct{ Name, Inner string }

func (Circle) Area() float64  { return 0 }
func (*Square) Area() float64 { return 0 }
func (Meters) Area() float64  { return 0 }
func (Path) Area() float64    { return 0 }
func (Group) Area() float64   { return 0 }

// Payload is another interface, for what is inside of an interface.
type Payload interface{ Kind() string }

// Note is registered.
type Note struct{ Text string }

// Wrap holds an interface inside of an interface.
type Wrap struct {
	Title string
	Shape Shape
	After int64
}

func (Note) Kind() string { return "note" }
func (Wrap) Kind() string { return "wrap" }

type (
	circle Circle
	square Square
	group  Group
	note   Note
	wrap   Wrap
)

func init() {
	gob.Register(Circle{})
	gob.Register(&Square{})
	gob.RegisterName("meters", Meters(0))
	gob.Register(Path{})
	gob.Register(Group{})
	gob.Register(Note{})
	gob.Register(Wrap{})
	gob.Register(Point{}) // of no union
	gob.Register([]any{})
	gob.Register(map[string]any{})
	gob.Register(map[int64]string{})
	gob.Register(time.Time{})
	gob.Register(Color(""))

	canon.Register(func(v *big.Float) any {
		f, accuracy := v.Float64()
		if accuracy != big.Exact {
			panic(v.String() + " is no float64")
		}
		return f
	})
	canon.Register(func(v *big.Rat) any {
		digits := int64(0)
		for r := new(big.Rat).Set(v); !r.IsInt(); digits++ {
			r.Mul(r, big.NewRat(10, 1))
		}
		unscaled := new(big.Rat).Mul(v, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(digits), nil)))
		return canon.Decimal{Unscaled: unscaled.Num(), Scale: digits}
	})
	canon.Register(func(v UUIDText) any { return uuid.MustParse(string(v)) })
	canon.Register(func(v Circle) any { return canon.Union{Variant: "Circle", Payload: circle(v)} })
	canon.Register(func(v *Square) any { return canon.Union{Variant: "Square", Payload: square(*v)} })
	canon.Register(func(v Meters) any { return canon.Union{Variant: "Meters", Payload: float64(v)} })
	canon.Register(func(v Path) any { return canon.Union{Variant: "Path", Payload: []Point(v)} })
	canon.Register(func(v Group) any { return canon.Union{Variant: "Group", Payload: group(v)} })
	canon.Register(func(v Note) any { return canon.Union{Variant: "Note", Payload: note(v)} })
	canon.Register(func(v Wrap) any { return canon.Union{Variant: "Wrap", Payload: wrap(v)} })

	describe.Unions[typeOf[Shape]()] = []describe.Alternative{
		{Name: "Circle", Registered: registered(Circle{}), Type: typeOf[Circle]()},
		{Name: "Square", Registered: "*" + registered(Square{}), Type: typeOf[Square]()},
		{Name: "Meters", Registered: "meters", Type: typeOf[float64]()},
		{Name: "Path", Registered: registered(Path{}), Type: typeOf[[]Point]()},
		{Name: "Group", Registered: registered(Group{}), Type: typeOf[Group]()},
	}
	describe.Unions[typeOf[Payload]()] = []describe.Alternative{
		{Name: "Note", Registered: registered(Note{}), Type: typeOf[Note]()},
		{Name: "Wrap", Registered: registered(Wrap{}), Type: typeOf[Wrap]()},
	}
}

// registered is the name that gob.Register gives.
func registered(value any) string {
	t := reflect.TypeOf(value)
	if t.PkgPath() == "main" {
		return "main." + t.Name()
	}
	return t.PkgPath() + "." + t.Name()
}

func pointer[V any](value V) *V { return &value }

func rational(text string) *big.Rat {
	r, _ := new(big.Rat).SetString(text)
	return r
}

func number(text string) *big.Int {
	n, _ := new(big.Int).SetString(text, 10)
	return n
}
