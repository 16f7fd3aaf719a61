package main

import (
	"database/sql"
	"encoding/json"
	"math/big"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// The records of the round trips. A tag `c` says what the contract says beyond what follows from the Go type.

// Scalars has every scalar.
type Scalars struct {
	ID      int64   `json:"id"`
	Bool    bool    `json:"bool"`
	Int8    int8    `json:"int8"`
	Int16   int16   `json:"int16"`
	Int32   int32   `json:"int32"`
	Int64   int64   `json:"int64"`
	Int     int     `json:"int"`
	Uint8   uint8   `json:"uint8"`
	Uint16  uint16  `json:"uint16"`
	Uint32  uint32  `json:"uint32"`
	Uint64  uint64  `json:"uint64"`
	Float32 float32 `json:"float32"`
	Float64 float64 `json:"float64"`
	Text    string  `json:"text"`
	Rune    rune    `json:"rune"`
	Bytes   []byte  `json:"bytes"`
	Four    [4]byte `json:"four"`
	Quoted  int64   `json:"quoted,string"`
	QuotedF float64 `json:"quoted_float,string"`
	QuotedB bool    `json:"quoted_bool,string"`
	QuotedT string  `json:"quoted_text,string"`
	Wide    float32 `json:"wide" c:"f64"`
	Color   Color   `json:"color"`
}

// Color is an enum of text.
type Color string

func (Color) CanonicalConstants() []string { return []string{"red", "green", "dark blue"} }

// Times has everything of time.
type Times struct {
	ID       uuid.UUID      `json:"id"`
	At       time.Time      `json:"at"`
	UTC      time.Time      `json:"utc" c:"timestamp(9)"`
	Maybe    *time.Time     `json:"maybe"`
	Zero     time.Time      `json:"zero" c:"timestamp(9,offset)|nullable|zero_time_is_null"`
	Null     sql.NullTime   `json:"null"`
	Duration time.Duration  `json:"duration"`
	Elapsed  *time.Duration `json:"elapsed,omitempty" c:"|optional"`
	List     []time.Time    `json:"list"`
	Local    time.Time      `json:"local" c:"datetime"`
}

// Nothings has every way to have no value.
type Nothings struct {
	ID       int64            `json:"id"`
	Int      *int64           `json:"int"`
	Text     *string          `json:"text"`
	Bytes    []byte           `json:"bytes"`
	List     []int32          `json:"list"`
	Map      map[string]int64 `json:"map"`
	Struct   *Point           `json:"struct"`
	OmitInt  *int64           `json:"omit_int,omitempty" c:"|optional"`
	OmitText string           `json:"omit_text,omitempty" c:"||null_is_zero"`
	OmitBool bool             `json:"omit_bool,omitempty" c:"||null_is_zero"`
	OmitList []string         `json:"omit_list,omitempty" c:"|required|null_is_empty"`
	OmitZero time.Time        `json:"omit_zero,omitzero" c:"|optional|zero_time_is_null"`
	String   sql.NullString   `json:"sql_string"`
	Int64    sql.NullInt64    `json:"sql_int64"`
	Int32    sql.NullInt32    `json:"sql_int32"`
	Int16    sql.NullInt16    `json:"sql_int16"`
	Float    sql.NullFloat64  `json:"sql_float"`
	Bool     sql.NullBool     `json:"sql_bool"`
}

// Point is a struct of two floats.
type Point struct {
	X float64 `json:"x"`
	Y float32 `json:"y"`
}

// Collections has lists, maps and arrays of everything.
type Collections struct {
	ID      string               `json:"id"`
	Ints    []int64              `json:"ints"`
	Texts   []*string            `json:"texts"`
	Lists   [][]uint8            `json:"lists"`
	Points  []Point              `json:"points"`
	Array   [3]int16             `json:"array"`
	Map     map[string]string    `json:"map"`
	ByInt   map[int64]Point      `json:"by_int"`
	ByUint8 map[uint8]*string    `json:"by_uint8"`
	ByUUID  map[uuid.UUID]bool   `json:"by_uuid"`
	Maps    map[string][]float64 `json:"maps"`
	ByColor map[Color]int32      `json:"by_color"`
}

// Base is embedded.
type Base struct {
	Created time.Time `json:"created"`
	Note    string    `json:"note"`
}

// Audit is embedded as well.
type Audit struct {
	By   *string `json:"by"`
	Edit int64   `json:"edit"`
}

// Nested has structs in structs.
type Nested struct {
	ID int64 `json:"id"`
	Base
	Audit
	Note  string           `json:"note"` // hides that of Base
	Point Point            `json:"point"`
	Deep  *Level           `json:"deep"`
	Named Base             `json:"named"`
	Map   map[string]Level `json:"map"`
	Inner struct{}         `json:"-"`
}

// Level is deep inside.
type Level struct {
	Name   string   `json:"name"`
	Points []*Point `json:"points"`
	More   []Leaf   `json:"more,omitempty" c:"|required|null_is_empty"`
}

// Leaf is deeper still.
type Leaf struct {
	At    time.Time `json:"at"`
	Value any       `json:"value"`
}

// Libraries has the types of libraries, and any JSON.
type Libraries struct {
	ID      uuid.UUID       `json:"id"`
	Big     *big.Int        `json:"big"`
	Decimal decimal.Decimal `json:"decimal"`
	Money   decimal.Decimal `json:"money" c:"decimal(12,2)"`
	Any     any             `json:"any"`
	Texts   map[string]any  `json:"texts" c:"json"`
	Raw     json.RawMessage `json:"raw"`
	Number  json.Number     `json:"number"`
	Amount  json.Number     `json:"amount" c:"bigint"`
	IDs     []uuid.UUID     `json:"ids"`
	Bigs    []*big.Int      `json:"bigs"`
}
