package canon

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	"github.com/zeebo/xxh3"
)

// Sum is an unsigned 128-bit number: a digest, or a sum of digests modulo 2^128.
type Sum struct{ Hi, Lo uint64 }

// Digest is the XXH3-128 of the bytes, with seed 0.
func Digest(data []byte) Sum {
	h := xxh3.Hash128(data)
	return Sum{h.Hi, h.Lo}
}

// Plus adds modulo 2^128.
func (s Sum) Plus(other Sum) Sum {
	lo, carry := bits.Add64(s.Lo, other.Lo, 0)
	hi, _ := bits.Add64(s.Hi, other.Hi, carry)
	return Sum{hi, lo}
}

// Bytes is the number in big-endian order.
func (s Sum) Bytes() []byte {
	out := make([]byte, 16)
	binary.BigEndian.PutUint64(out, s.Hi)
	binary.BigEndian.PutUint64(out[8:], s.Lo)
	return out
}

// String is the number in 32 lower-case hexadecimal digits.
func (s Sum) String() string { return fmt.Sprintf("%016x%016x", s.Hi, s.Lo) }

// Tally is what a set of records amounts to. The zero Tally is that of no records.
type Tally struct {
	Count uint64
	Sum   Sum
}

// Add counts the record with those canonical bytes.
func (t *Tally) Add(record []byte) {
	t.Count++
	t.Sum = t.Sum.Plus(Digest(record))
}

// Merge adds another tally.
func (t *Tally) Merge(other Tally) {
	t.Count += other.Count
	t.Sum = t.Sum.Plus(other.Sum)
}
