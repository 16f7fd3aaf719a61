package main

import (
	"database/sql"
	"encoding/gob"
	"math/big"
	"reflect"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"tallystick/interop/canon"
	"tallystick/interop/describe"
)

// The records of the round trips. A tag `c` says what the contract says beyond what follows from the Go type: where gob
// leaves out two values alike, it says that they mean the same.

// Scalars has every scalar.
type Scalars struct {
	ID      int64
	Bool    bool
	Int8    int8
	Int16   int16
	Int32   int32
	Int64   int64
	Int     int
	Uint8   uint8
	Uint16  uint16
	Uint32  uint32
	Uint64  uint64
	Uint    uint
	Float32 float32 `c:"||negative_zero_is_zero"`
	Float64 float64 `c:"||negative_zero_is_zero"`
	Wide    float32 `c:"f64||negative_zero_is_zero"`
	Text    string
	Rune    rune
	Bytes   []byte `c:"||empty_is_null"`
	Four    [4]byte
	Color   Color
	Digits  int64 `c:"decimal(19,0)"`
}

// Color is an enum of text.
type Color string

func (Color) CanonicalConstants() []string { return []string{"red", "green", "dark blue"} }

// Times has everything of time.
type Times struct {
	ID       uuid.UUID
	At       time.Time
	UTC      time.Time  `c:"timestamp(9)"`
	Maybe    *time.Time // a pointer to the zero time is sent
	Zero     time.Time  `c:"timestamp(9,offset)|nullable|zero_time_is_null"`
	Null     sql.NullTime
	Duration time.Duration
	List     []time.Time  `c:"|required|null_is_empty"`
	Pointers []*time.Time `c:"|nullable|empty_is_null"`
	Local    time.Time    `c:"datetime"`
}

// Nothings has every way to have no value.
type Nothings struct {
	ID     int64
	Bool   *bool    `c:"||zero_is_null"`
	Int    *int64   `c:"||zero_is_null"`
	Uint   *uint16  `c:"|optional|zero_is_null"`
	Float  *float64 `c:"||zero_is_null"`
	Text   *string  `c:"||zero_is_null"`
	Deep   **int64  `c:"||zero_is_null"`
	Bytes  []byte   `c:"||empty_is_null"`
	List   []int32  `c:"||empty_is_null"`
	Filled []string `c:"|required|null_is_empty"`
	Map    map[string]int64
	Maybe  map[int8]bool `c:"|optional"`
	Struct *Point
	UUID   *uuid.UUID
	Time   *time.Time `c:"|optional"`
	String sql.NullString
	Int64  sql.NullInt64
	Int32  sql.NullInt32 `c:"|optional"`
	Int16  sql.NullInt16
	Real   sql.NullFloat64 `c:"||negative_zero_is_zero"`
	Truth  sql.NullBool
}

// Point is a struct of two floats.
type Point struct {
	X float64 `c:"||negative_zero_is_zero"`
	Y float32 `c:"||negative_zero_is_zero"`
}

// Lists has slices and arrays of everything.
type Lists struct {
	ID      string
	Bools   []bool    `c:"||empty_is_null"`
	Ints    []int64   `c:"||empty_is_null"`
	Floats  []float64 `c:"||empty_is_null"`
	Singles []float32 `c:"||empty_is_null"`
	Texts   []string  `c:"||empty_is_null"`
	Raws    [][]byte  `c:"||empty_is_null"`
	Lists   [][]int16 `c:"||empty_is_null"`
	Points  []Point   `c:"||empty_is_null"`
	Behind  []*Point  `c:"||empty_is_null"`
	Numbers []*int64  `c:"||empty_is_null"`
	Array   [3]int16
	Pairs   [2]Point
	Names   [2]string
	Tuple   [2]uint32 `c:"{\"tuple\":[\"u32\",\"u32\"]}"`
	Colors  []Color   `c:"||empty_is_null"`
}

// Maps has maps of everything.
type Maps struct {
	ID      uint32
	Plain   map[string]string
	ByInt   map[int64]Point
	ByUint8 map[uint8]string
	ByUUID  map[uuid.UUID]bool
	ByColor map[Color]int32
	ByBool  map[bool]float64
	ByArray map[[2]byte]int64
	Lists   map[string][]float64
	Maps    map[string]map[string]int64
	Behind  map[string]*Point
	Times   map[string]time.Time
	Bigs    map[string]*big.Int
}

// Base is embedded.
type Base struct {
	Created time.Time
	Note    string
}

// Audit is embedded behind a pointer in none of them.
type Audit struct {
	By   *string `c:"||zero_is_null"`
	Edit int64
}

// Nested has structs in structs.
type Nested struct {
	ID int64
	Base
	Audit
	Point Point
	Deep  *Level
	Named Base
	Map   map[string]Level
	After bool
}

// Level is deep inside.
type Level struct {
	Name   string
	Points []*Point `c:"||empty_is_null"`
	More   []Leaf   `c:"|required|null_is_empty"`
}

// Leaf is deeper still.
type Leaf struct {
	At    time.Time
	Value *big.Int
}

// Libraries has the types of libraries.
type Libraries struct {
	ID       uuid.UUID
	Big      *big.Int
	Decimal  decimal.Decimal
	Money    decimal.Decimal   `c:"decimal(12,2)"`
	Maybe    *decimal.Decimal  `c:"decimal(12,2)|nullable"`
	IDs      []uuid.UUID       `c:"||empty_is_null"`
	Bigs     []*big.Int        `c:"||empty_is_null"`
	Decimals []decimal.Decimal `c:"||empty_is_null"`
	Elapsed  time.Duration
	Sixteen  [16]byte `c:"uuid"`
}

// Chain holds itself behind a pointer and in a slice.
type Chain struct {
	ID   int64
	Text string
	Next *Chain
	Kids []Chain
}

const chainFields = `[{"id":1,"name":"ID","type":"i64"},{"id":2,"name":"Text","type":"string"},` +
	`{"id":3,"name":"Next","type":{"ref":"Chain"},"presence":"nullable"},` +
	`{"id":4,"name":"Kids","type":{"list":{"ref":"Chain"}},"presence":"nullable","equivalences":["empty_is_null"]}]`

const chainContract = `{"contract":"Chain","version":1,"key":["ID"],"types":{"Chain":{"struct":` + chainFields + `}},"fields":` + chainFields + `}`

// Shape is an interface with registered types.
type Shape interface{ Area() float64 }

// Circle is registered by value.
type Circle struct {
	R float64 `c:"||negative_zero_is_zero"`
}

// Square is registered behind a pointer.
type Square struct {
	Side  int64
	Label *string `c:"||zero_is_null"`
}

// Meters is registered, and no struct.
type Meters float64

// Path is registered, and a slice.
type Path []Point

func (Circle) Area() float64  { return 0 }
func (*Square) Area() float64 { return 0 }
func (Meters) Area() float64  { return 0 }
func (Path) Area() float64    { return 0 }

// Payload is an interface for what is inside of an interface.
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
	note   Note
	wrap   Wrap
)

// Drawings has interfaces.
type Drawings struct {
	ID     int64
	One    Shape
	Two    Shape   `c:"|optional"`
	Many   []Shape `c:"||empty_is_null"`
	ByName map[string]Shape
	Fixed  [2]Shape
	Last   string
}

// Envelopes has interfaces inside of interfaces.
type Envelopes struct {
	ID     int64
	Before string
	First  Payload
	Many   []Payload `c:"||empty_is_null"`
	After  *Point
}

// Anything has what is JSON in a contract.
type Anything struct {
	ID     int64
	Any    any
	Maybe  any            `c:"json|nullable"`
	Absent any            `c:"json|optional"`
	Map    map[string]any `c:"json|nullable"`
	List   []any          `c:"||empty_is_null"`
	Maps   map[string]any // a map of JSON
	After  string
}

// Wide has many fields, of which most are often zero.
type Wide struct {
	ID                                     int64
	A, B, C, D, E, F, G, H, I, J, K, L     int32
	M, N, O, P, Q, R, S, T, U, V, W, X     string
	A1, B1, C1, D1, E1, F1, G1, H1, I1, J1 bool
	K1, L1, M1, N1, O1, P1, Q1, R1, S1, T1 uint16
	Last                                   time.Time
}

// Evolved is what a program reads today; its store was written by three of its versions.
type Evolved struct {
	ID    int64
	Name  string
	Count int64
	Tags  []string `c:"||empty_is_null"`
	Base
	Where *Point
	Price decimal.Decimal
}

func register() {
	gob.Register(Circle{})
	gob.Register(&Square{})
	gob.RegisterName("meters", Meters(0))
	gob.Register(Path{})
	gob.Register(Note{})
	gob.Register(Wrap{})
	gob.Register([]any{})
	gob.Register(map[string]any{})

	canon.Register(func(v Circle) any { return canon.Union{Variant: "Circle", Payload: circle(v)} })
	canon.Register(func(v *Square) any { return canon.Union{Variant: "Square", Payload: square(*v)} })
	canon.Register(func(v Meters) any { return canon.Union{Variant: "Meters", Payload: float64(v)} })
	canon.Register(func(v Path) any { return canon.Union{Variant: "Path", Payload: append([]Point{}, v...)} })
	canon.Register(func(v Note) any { return canon.Union{Variant: "Note", Payload: note(v)} })
	canon.Register(func(v Wrap) any { return canon.Union{Variant: "Wrap", Payload: wrap(v)} })

	describe.Unions[reflect.TypeFor[Shape]()] = []describe.Alternative{
		{Name: "Circle", Registered: "main.Circle", Type: reflect.TypeFor[Circle](), Go: reflect.TypeFor[Circle]()},
		{Name: "Square", Registered: "*main.Square", Type: reflect.TypeFor[Square](), Go: reflect.TypeFor[Square]()},
		{Name: "Meters", Registered: "meters", Type: reflect.TypeFor[float64](), Go: reflect.TypeFor[Meters]()},
		{Name: "Path", Registered: "main.Path", Type: reflect.TypeFor[[]Point](), Go: reflect.TypeFor[Path]()},
	}
	describe.Unions[reflect.TypeFor[Payload]()] = []describe.Alternative{
		{Name: "Note", Registered: "main.Note", Type: reflect.TypeFor[Note](), Go: reflect.TypeFor[Note]()},
		{Name: "Wrap", Registered: "main.Wrap", Type: reflect.TypeFor[Wrap](), Go: reflect.TypeFor[Wrap]()},
	}
}

var records = map[string]reflect.Type{
	"Scalars": reflect.TypeFor[Scalars](), "Times": reflect.TypeFor[Times](), "Nothings": reflect.TypeFor[Nothings](),
	"Lists": reflect.TypeFor[Lists](), "Maps": reflect.TypeFor[Maps](), "Nested": reflect.TypeFor[Nested](),
	"Libraries": reflect.TypeFor[Libraries](), "Chain": reflect.TypeFor[Chain](), "Drawings": reflect.TypeFor[Drawings](),
	"Envelopes": reflect.TypeFor[Envelopes](), "Wide": reflect.TypeFor[Wide](),
	"Anything": reflect.TypeFor[Anything](), "Evolved": reflect.TypeFor[Evolved](), "Level": reflect.TypeFor[Level](),
}

// older is the record as an earlier version of the program has it, and as today's reads that.
func older(record any, version int) (any, any) {
	now, ok := record.(*Evolved)
	if !ok || version%3 == 0 {
		return record, record
	}
	if version%3 == 1 {
		// Count was narrower, Note stood in the record itself, and the order was another.
		then, read := first(*now)
		return then, read
	}
	then, read := second(*now)
	return then, read
}

func first(now Evolved) (any, *Evolved) {
	type Evolved struct {
		Count int16
		Name  string
		ID    int64
		Note  string
	}
	then := &Evolved{int16(now.Count), now.Name, now.ID, now.Note}
	read := &evolved{ID: now.ID, Name: now.Name, Count: int64(then.Count)}
	read.Note = now.Note
	return then, read
}

type evolved = Evolved

func second(now Evolved) (any, *Evolved) {
	type Evolved struct {
		ID    int32
		Tags  []string
		Where Point
		Name  *string
		Base  Base
	}
	then := &Evolved{int32(now.ID), now.Tags, Point{}, &now.Name, now.Base}
	if now.Where != nil {
		then.Where = *now.Where
	}
	return then, &evolved{ID: int64(then.ID), Name: now.Name, Tags: now.Tags, Base: now.Base, Where: &then.Where}
}
