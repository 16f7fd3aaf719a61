package canon

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Slicing is the slice of a record as a function of its canonical form: docs/spec/slices.md, section 2.
type Slicing struct {
	parts  []slicePart
	record *Type
}

type slicePart struct {
	head    string
	field   *Field
	length  int    // of the text that is kept; 0 for all
	buckets uint64 // 0 for no bucket
}

var (
	sliceCall = regexp.MustCompile(`^(\w+)\(\s*(?:([0-9]+)\s*,\s*)?(\w+)\s*\)$`)
	timeCuts  = map[string]int{"year": 4, "month": 7, "day": 10, "hour": 13}
)

// Slicing compiles the parts of a slice: fields, year(f), month(f), day(f), hour(f), bucket(n, f).
func (c *Contract) Slicing(parts []string) (*Slicing, error) {
	if len(parts) == 0 {
		return nil, fmt.Errorf("a slice needs at least one part")
	}
	s := &Slicing{record: c.Record}
	for _, written := range parts {
		part, err := c.slicePart(strings.TrimSpace(written))
		if err != nil {
			return nil, fmt.Errorf("slice %s: %w", written, err)
		}
		s.parts = append(s.parts, part)
	}
	return s, nil
}

func (c *Contract) slicePart(expression string) (slicePart, error) {
	part := slicePart{head: expression}
	name, call := expression, ""
	if m := sliceCall.FindStringSubmatch(expression); m != nil {
		call, name = m[1], m[3]
		part.head = call + "(" + name + ")"
		if call == "bucket" {
			n, err := strconv.ParseUint(m[2], 10, 64)
			if err != nil || n < 1 || n > 999999999 {
				return part, fmt.Errorf("say how many buckets, from 1 to 999999999: bucket(16, %s)", name)
			}
			part.buckets = n
			part.head = fmt.Sprintf("bucket(%d,%s)", n, name)
		} else if part.length = timeCuts[call]; part.length == 0 || m[2] != "" {
			return part, fmt.Errorf("the functions are year, month, day, hour(f) and bucket(n, f)")
		}
	}
	if part.field = c.Record.byName[name]; part.field == nil {
		return part, fmt.Errorf("the contract has no field %s", name)
	}
	kind := part.field.Type.Resolved().Kind
	switch {
	case !keyable(part.field.Type):
		return part, fmt.Errorf("no slice can be made of a %s", kind)
	case part.length > 0 && kind != DateKind && kind != DateTime && kind != Timestamp:
		return part, fmt.Errorf("%s is a function of dates, datetimes and timestamps, not of a %s", call, kind)
	case call == "hour" && kind == DateKind:
		return part, fmt.Errorf("a date has no hour")
	}
	return part, nil
}

// Of is the slice of the record with those canonical bytes.
func (s *Slicing) Of(record []byte) (string, error) {
	var id strings.Builder
	for i, part := range s.parts {
		if i > 0 {
			id.WriteByte('/')
		}
		id.WriteString(part.head)
		id.WriteByte('=')
		encoded, err := fieldOf(record, part.field.ID)
		if err != nil {
			return "", err
		}
		switch {
		case encoded == nil || encoded[0] == 0xF6:
			id.WriteByte('~')
		case part.buckets > 0:
			id.WriteString(strconv.FormatUint(Digest(encoded).Lo%part.buckets, 10))
		default:
			value, err := DecodeType(part.field.Type, encoded)
			if err != nil {
				return "", inside(part.field.Name, err)
			}
			text := sliceText(part.field.Type.Resolved(), value)
			if part.length > 0 {
				text = text[:part.length]
			}
			escapeInto(&id, text, ".:+-_")
		}
	}
	return id.String(), nil
}

// fieldOf is the encoding of a record's field, nil if it has no entry.
func fieldOf(record []byte, id uint64) ([]byte, error) {
	d := &decoder{data: record}
	_, entries, err := d.head()
	for ; err == nil && entries > 0; entries-- {
		var key uint64
		if _, key, err = d.head(); err != nil {
			break
		}
		from := d.at
		if err = d.skip(); err == nil && key == id {
			return record[from:d.at], nil
		}
	}
	return nil, err
}

// skip goes over one item of canonical bytes.
func (d *decoder) skip() error {
	for left := uint64(1); left > 0; left-- {
		major, n, err := d.head()
		if err != nil {
			return err
		}
		switch major {
		case 2, 3:
			if _, err = d.take(n); err != nil {
				return err
			}
		case 4:
			left += n
		case 5:
			left += 2 * n
		case 6:
			left++
		}
	}
	return nil
}

func sliceText(t *Type, value any) string {
	switch v := value.(type) {
	case string:
		return v
	case []byte:
		if t.Kind == UUIDKind {
			return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:])
		}
		return string(v)
	case Decimal:
		return plainDecimal(v)
	case Date:
		return time.Unix(int64(v)*86400, 0).UTC().Format("2006-01-02")
	case Moment:
		text := time.Unix(v.Seconds, v.Nanos).UTC().Format("2006-01-02T15:04:05")
		if v.Nanos != 0 {
			fraction := fmt.Sprintf("%09d", v.Nanos)
			for strings.HasSuffix(fraction, "000") {
				fraction = fraction[:len(fraction)-3]
			}
			text += "." + fraction
		}
		if t.Kind == Timestamp {
			text += "Z"
		}
		return text
	}
	return fmt.Sprint(value) // true and false, *big.Int, a time of day
}

func plainDecimal(d Decimal) string {
	digits := new(big.Int).Abs(d.Unscaled).String()
	if d.Scale < 0 {
		digits += strings.Repeat("0", int(-d.Scale))
	} else if scale := int(d.Scale); scale > 0 {
		if len(digits) <= scale {
			digits = strings.Repeat("0", scale-len(digits)+1) + digits
		}
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if d.Unscaled.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// UnitID is the id of the unit in that folder, relative to the side's root and with slashes; "" or "." is the root.
func UnitID(folder string) string {
	if folder == "" || folder == "." {
		return "."
	}
	var id strings.Builder
	escapeInto(&id, folder, "-_.~=+/")
	return id.String()
}

func escapeInto(id *strings.Builder, text, plain string) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(plain, c) >= 0 {
			id.WriteByte(c)
		} else {
			fmt.Fprintf(id, "%%%02X", c)
		}
	}
}
