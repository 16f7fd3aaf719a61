// Command framed lays records into files as Go programs do, and states what it wrote.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash/crc32"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/golang/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"google.golang.org/protobuf/encoding/protodelim"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// The records of every file: an empty one, one that needs two bytes of a varint, one with what ends lines.
var records = [][]byte{
	[]byte(`{"id":1}`),
	{},
	[]byte(`{"name":"` + strings.Repeat("abc", 100) + `"}`),
	[]byte("\n\x00\r\xff\n"),
}

// A Case is one file and what a migration file says of it.
type Case struct {
	File    string         `json:"file"`
	Writer  string         `json:"writer"`
	Side    map[string]any `json:"side"`
	Records []string       `json:"records"`
	// Whether another writer of the same framing writes the same bytes.
	OneForm bool `json:"one_form"`
}


type kv = map[string]any

var (
	folder string
	cases  []Case
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func state(file, writer string, side kv, oneForm bool, content []byte, records [][]byte) {
	check(os.WriteFile(filepath.Join(folder, file), content, 0o644))
	stated := Case{File: file, Writer: writer, Side: side, OneForm: oneForm}
	for _, record := range records {
		stated.Records = append(stated.Records, hex.EncodeToString(record))
	}
	cases = append(cases, stated)
}

func framed(write func(out *bytes.Buffer, record []byte)) []byte {
	var out bytes.Buffer
	for _, record := range records {
		write(&out, record)
	}
	return out.Bytes()
}

// Records behind a length of four bytes, the highest first.
func lengths(wrap func([]byte) []byte) []byte {
	return framed(func(out *bytes.Buffer, record []byte) {
		stored := wrap(record)
		check(binary.Write(out, binary.BigEndian, uint32(len(stored))))
		out.Write(stored)
	})
}

func through(open func(io.Writer) io.WriteCloser, content []byte) []byte {
	var out bytes.Buffer
	writer := open(&out)
	must(writer.Write(content))
	check(writer.Close())
	return out.Bytes()
}

func gzipped(out io.Writer) io.WriteCloser  { return gzip.NewWriter(out) }
func zstded(out io.Writer) io.WriteCloser   { return must(zstd.NewWriter(out)) }
func snappied(out io.Writer) io.WriteCloser { return snappy.NewBufferedWriter(out) }
func lz4ed(out io.Writer) io.WriteCloser    { return lz4.NewWriter(out) }

func main() {
	folder = os.Args[1]
	check(os.MkdirAll(folder, 0o755))
	u32 := kv{"kind": "length", "prefix": "u32", "byte_order": "big"}
	castagnoli := crc32.MakeTable(crc32.Castagnoli)

	var messages [][]byte
	var delimited bytes.Buffer
	for _, record := range records {
		message := wrapperspb.Bytes(record)
		must(protodelim.MarshalTo(&delimited, message))
		messages = append(messages, must(proto.Marshal(message)))
	}
	state("protodelim.bin", "protodelim.MarshalTo", kv{"framing": kv{"kind": "length", "prefix": "varint"}}, true,
		delimited.Bytes(), messages)

	plain := func(record []byte) []byte { return record }
	state("u32-big.bin", "binary.Write(BigEndian, uint32)", kv{"framing": u32}, true, lengths(plain), records)
	state("u64-little-crc32c-after.bin", "binary.LittleEndian, crc32.Castagnoli",
		kv{"framing": kv{"kind": "length", "prefix": "u64", "byte_order": "little",
			"checksum": kv{"kind": "crc32c", "place": "after"}}}, true,
		framed(func(out *bytes.Buffer, record []byte) {
			check(binary.Write(out, binary.LittleEndian, uint64(len(record))))
			out.Write(record)
			check(binary.Write(out, binary.LittleEndian, crc32.Checksum(record, castagnoli)))
		}), records)
	state("uvarint-crc32-before.bin", "binary.AppendUvarint, crc32.ChecksumIEEE",
		kv{"framing": kv{"kind": "length", "prefix": "varint", "byte_order": "big",
			"checksum": kv{"kind": "crc32", "place": "before"}}}, true,
		framed(func(out *bytes.Buffer, record []byte) {
			out.Write(binary.AppendUvarint(nil, uint64(len(record))))
			check(binary.Write(out, binary.BigEndian, crc32.ChecksumIEEE(record)))
			out.Write(record)
		}), records)

	for word, encoding := range map[string]*base64.Encoding{
		"base64": base64.StdEncoding, "base64-raw": base64.RawStdEncoding,
		"base64-url": base64.URLEncoding, "base64-raw-url": base64.RawURLEncoding,
	} {
		state(word+".txt", "base64, a line each", kv{"framing": kv{"kind": "lines", "crlf": true}, "unwrap": []string{word}}, true,
			framed(func(out *bytes.Buffer, record []byte) { out.WriteString(encoding.EncodeToString(record) + "\r\n") }), records)
	}
	state("hex.txt", "hex, a line each", kv{"unwrap": []string{"hex"}}, true,
		framed(func(out *bytes.Buffer, record []byte) { out.WriteString(hex.EncodeToString(record) + "\n") }), records)

	state("gzip-each.bin", "compress/gzip", kv{"framing": u32, "unwrap": []string{"gzip"}}, false,
		lengths(func(record []byte) []byte { return through(gzipped, record) }), records)
	encoder := must(zstd.NewWriter(nil, zstd.WithZeroFrames(true)))
	state("zstd-each.bin", "klauspost zstd, EncodeAll", kv{"framing": u32, "unwrap": []string{"zstd"}}, false,
		lengths(func(record []byte) []byte { return encoder.EncodeAll(record, nil) }), records)
	state("snappy-each.bin", "snappy.Encode", kv{"framing": u32, "unwrap": []string{"snappy"}}, false,
		lengths(func(record []byte) []byte { return snappy.Encode(nil, record) }), records)
	state("lz4-each.bin", "pierrec lz4.Writer", kv{"framing": u32, "unwrap": []string{"lz4"}}, false,
		lengths(func(record []byte) []byte { return through(lz4ed, record) }), records)
	state("confluent.bin", "a schema registry's prefix", kv{"framing": u32, "unwrap": []any{kv{"confluent": 258}}}, true,
		lengths(func(record []byte) []byte {
			return append(binary.BigEndian.AppendUint32([]byte{0}, 258), record...)
		}), records)

	for ending, open := range map[string]func(io.Writer) io.WriteCloser{
		".gz": gzipped, ".zst": zstded, ".sz": snappied, ".lz4": lz4ed,
	} {
		state("u32-big.bin"+ending, "the whole file compressed", kv{"framing": u32}, false, through(open, lengths(plain)), records)
	}

	modules := kv{}
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		modules[module.Path] = module.Version
	}
	var out bytes.Buffer
	json := json.NewEncoder(&out)
	json.SetIndent("", " ")
	sorted(cases)
	check(json.Encode(kv{"written_by": runtime.Version(), "modules": modules, "cases": cases}))
	check(os.WriteFile(filepath.Join(folder, "cases.json"), out.Bytes(), 0o644))
}
