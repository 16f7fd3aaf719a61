// Package csvtext writes structs with encoding/csv and reads them again, in the way that programs do it by hand: a column for
// each field, and strconv's text in the cells.
package csvtext

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

// Options is how the program uses the library: its own words where they are set, the usual ones where not.
type Options struct {
	NoHeader  bool
	Delimiter rune // ','
	Comment   rune
	Null      string
	CRLF      bool
	BOM       bool
	Flexible  bool
	Lazy      bool
	Trim      bool
	Bools     string // words, digits
	Floats    string // f, e, g, %.2f
	Times     string // rfc3339_nano ...
	Bytes     string // base64, hex, raw
	Durations string // nanoseconds, string
}

var layouts = map[string]string{"": time.RFC3339Nano, "rfc3339_nano": time.RFC3339Nano, "rfc3339": time.RFC3339,
	"date_time": time.DateTime, "date_only": time.DateOnly}

var (
	typeTime     = reflect.TypeOf(time.Time{})
	typeDuration = reflect.TypeOf(time.Duration(0))
	typeUUID     = reflect.TypeOf(uuid.UUID{})
	typeDecimal  = reflect.TypeOf(decimal.Decimal{})
	typeBig      = reflect.TypeOf(big.Int{})
	typeString   = reflect.TypeOf(sql.NullString{})
	typeInt64    = reflect.TypeOf(sql.NullInt64{})
)

type column struct {
	name  string
	index []int
}

func columns(t reflect.Type, prefix []int) []column {
	var all []column
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		index := append(append([]int{}, prefix...), i)
		if field.Anonymous && field.Type.Kind() == reflect.Struct {
			all = append(all, columns(field.Type, index)...)
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" {
			name = field.Name
		}
		all = append(all, column{name, index})
	}
	return all
}

// Header is the names of the columns.
func Header(t reflect.Type) []string {
	var names []string
	for _, c := range columns(t, nil) {
		names = append(names, c.name)
	}
	return names
}

// Writer is a csv.Writer as the options want it, the byte order mark written.
func (o Options) Writer(out io.Writer) *csv.Writer {
	if o.BOM {
		io.WriteString(out, "\ufeff")
	}
	w := csv.NewWriter(out)
	w.UseCRLF = o.CRLF
	if o.Delimiter != 0 {
		w.Comma = o.Delimiter
	}
	return w
}

// Cells is a struct as a row.
func (o Options) Cells(record any) ([]string, error) {
	v := reflect.ValueOf(record)
	var row []string
	for _, c := range columns(v.Type(), nil) {
		text, err := o.text(v.FieldByIndex(c.index))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		row = append(row, text)
	}
	return row, nil
}

// Write writes records into one file.
func (o Options) Write(records ...any) ([]byte, error) {
	var out bytes.Buffer
	w := o.Writer(&out)
	for i, record := range records {
		if i == 0 && !o.NoHeader {
			if err := w.Write(Header(reflect.TypeOf(record))); err != nil {
				return nil, err
			}
		}
		row, err := o.Cells(record)
		if err != nil {
			return nil, err
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

func (o Options) text(v reflect.Value) (string, error) {
	switch t := v.Type(); {
	case t.Kind() == reflect.Ptr && v.IsNil():
		return o.Null, nil
	case t.Kind() == reflect.Ptr && t.Elem() == typeBig:
		return v.Interface().(*big.Int).String(), nil
	case t.Kind() == reflect.Ptr:
		return o.text(v.Elem())
	case t == typeString || t == typeInt64:
		if !v.FieldByName("Valid").Bool() {
			return o.Null, nil
		}
		return o.text(v.Field(0))
	case t == typeTime:
		at := v.Interface().(time.Time)
		switch o.Times {
		case "unix":
			return strconv.FormatInt(at.Unix(), 10), nil
		case "unix_milli":
			return strconv.FormatInt(at.UnixMilli(), 10), nil
		case "unix_micro":
			return strconv.FormatInt(at.UnixMicro(), 10), nil
		case "unix_nano":
			return strconv.FormatInt(at.UnixNano(), 10), nil
		}
		return at.Format(layouts[o.Times]), nil
	case t == typeDuration:
		if o.Durations == "string" {
			return v.Interface().(time.Duration).String(), nil
		}
		return strconv.FormatInt(v.Int(), 10), nil
	case t == typeUUID:
		return v.Interface().(uuid.UUID).String(), nil
	case t == typeDecimal:
		return v.Interface().(decimal.Decimal).String(), nil
	}
	switch v.Kind() {
	case reflect.Bool:
		if o.Bools == "digits" {
			if v.Bool() {
				return "1", nil
			}
			return "0", nil
		}
		return strconv.FormatBool(v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(v.Uint(), 10), nil
	case reflect.Float32, reflect.Float64:
		bits := v.Type().Bits()
		switch {
		case strings.HasPrefix(o.Floats, "%."):
			digits, err := strconv.Atoi(strings.Trim(o.Floats, "%.f"))
			return strconv.FormatFloat(v.Float(), 'f', digits, bits), err
		case o.Floats == "":
			return strconv.FormatFloat(v.Float(), 'f', -1, bits), nil
		}
		return strconv.FormatFloat(v.Float(), o.Floats[0], -1, bits), nil
	case reflect.String:
		return v.String(), nil
	case reflect.Array:
		b := make([]byte, v.Len())
		reflect.Copy(reflect.ValueOf(b), v)
		return o.bytes(b), nil
	case reflect.Slice:
		return o.bytes(v.Bytes()), nil
	}
	return "", fmt.Errorf("no text for a %s", v.Type())
}

func (o Options) bytes(b []byte) string {
	switch o.Bytes {
	case "hex":
		return hex.EncodeToString(b)
	case "raw":
		return string(b)
	}
	return base64.StdEncoding.EncodeToString(b)
}

// Reader reads structs of one type.
type Reader struct {
	options Options
	csv     *csv.Reader
	t       reflect.Type
	place   map[string]int
}

// Reader reads the header, if there is one.
func (o Options) Reader(t reflect.Type, in io.Reader) (*Reader, error) {
	all, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	if o.BOM {
		all = bytes.TrimPrefix(all, []byte("\ufeff"))
	}
	r := &Reader{options: o, csv: csv.NewReader(bytes.NewReader(all)), t: t, place: map[string]int{}}
	r.csv.LazyQuotes, r.csv.TrimLeadingSpace, r.csv.Comment = o.Lazy, o.Trim, o.Comment
	if o.Delimiter != 0 {
		r.csv.Comma = o.Delimiter
	}
	names := Header(t)
	if o.Flexible {
		r.csv.FieldsPerRecord = -1
	} else if o.NoHeader {
		r.csv.FieldsPerRecord = len(names)
	}
	if !o.NoHeader {
		// An empty file has no rows either, which the next Read says.
		if names, err = r.csv.Read(); err != nil && err != io.EOF {
			return nil, err
		}
	}
	for i, name := range names {
		r.place[name] = i
	}
	return r, nil
}

// Read reads the next record, a value of the type; io.EOF at the end.
func (r *Reader) Read() (any, error) {
	row, err := r.csv.Read()
	if err != nil {
		return nil, err
	}
	v := reflect.New(r.t).Elem()
	for _, c := range columns(r.t, nil) {
		at, named := r.place[c.name]
		field := v.FieldByIndex(c.index)
		if !named || at >= len(row) {
			if field.Kind() == reflect.Ptr {
				continue
			}
			return nil, fmt.Errorf("no column %s", c.name)
		}
		if err := r.options.parse(row[at], field); err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return v.Interface(), nil
}

func (o Options) parse(text string, v reflect.Value) (err error) {
	switch t := v.Type(); {
	case t.Kind() == reflect.Ptr && text == o.Null:
		return nil
	case t.Kind() == reflect.Ptr && t.Elem() == typeBig:
		n, ok := new(big.Int).SetString(text, 10)
		if !ok {
			return fmt.Errorf("%q is no integer", text)
		}
		v.Set(reflect.ValueOf(n))
		return nil
	case t.Kind() == reflect.Ptr:
		v.Set(reflect.New(t.Elem()))
		return o.parse(text, v.Elem())
	case t == typeString || t == typeInt64:
		if text == o.Null {
			return nil
		}
		v.FieldByName("Valid").SetBool(true)
		return o.parse(text, v.Field(0))
	case t == typeTime:
		var at time.Time
		var n int64
		switch o.Times {
		case "unix", "unix_milli", "unix_micro", "unix_nano":
			if n, err = strconv.ParseInt(text, 10, 64); err != nil {
				return err
			}
			switch o.Times {
			case "unix":
				at = time.Unix(n, 0)
			case "unix_milli":
				at = time.UnixMilli(n)
			case "unix_micro":
				at = time.UnixMicro(n)
			default:
				at = time.Unix(0, n)
			}
			at = at.UTC()
		default:
			at, err = time.Parse(layouts[o.Times], text)
		}
		v.Set(reflect.ValueOf(at))
		return err
	case t == typeDuration:
		var d time.Duration
		if o.Durations == "string" {
			d, err = time.ParseDuration(text)
		} else {
			var n int64
			n, err = strconv.ParseInt(text, 10, 64)
			d = time.Duration(n)
		}
		v.SetInt(int64(d))
		return err
	case t == typeUUID:
		u, err := uuid.Parse(text)
		v.Set(reflect.ValueOf(u))
		return err
	case t == typeDecimal:
		d, err := decimal.NewFromString(text)
		v.Set(reflect.ValueOf(d))
		return err
	}
	switch v.Kind() {
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		v.SetBool(b)
		return err
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, v.Type().Bits())
		v.SetInt(n)
		return err
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n, err := strconv.ParseUint(text, 10, v.Type().Bits())
		v.SetUint(n)
		return err
	case reflect.Float32, reflect.Float64:
		f, err := strconv.ParseFloat(text, v.Type().Bits())
		v.SetFloat(f)
		return err
	case reflect.String:
		v.SetString(text)
		return nil
	case reflect.Array:
		b, err := o.unbytes(text)
		if err == nil && len(b) != v.Len() {
			err = fmt.Errorf("%d bytes", len(b))
		}
		reflect.Copy(v, reflect.ValueOf(b))
		return err
	case reflect.Slice:
		b, err := o.unbytes(text)
		v.SetBytes(b)
		return err
	}
	return fmt.Errorf("no value of a %s", v.Type())
}

func (o Options) unbytes(text string) ([]byte, error) {
	switch o.Bytes {
	case "hex":
		return hex.DecodeString(text)
	case "raw":
		return []byte(text), nil
	}
	return base64.StdEncoding.DecodeString(text)
}
