package witness

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// file is one file of the store.
type file struct {
	unit string // the folder of its unit, relative to the store and with slashes; "" is the store itself
	path string
	size int64
}

// list finds the files of the store as docs/spec/slices.md, section 1, says.
func (s Settings) list() ([]file, error) {
	if strings.Contains(s.Path, "://") {
		return nil, fmt.Errorf("%s is no local folder, and this witness reads local folders only; copy the store and name the copy", s.Path)
	}
	unitOf, err := layout(s.Units)
	if err != nil {
		return nil, err
	}
	isData := func(name string) bool { return !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "_") }
	if s.Include != "" {
		pattern, err := glob(s.Include)
		if err != nil {
			return nil, err
		}
		isData = pattern.MatchString
	}
	var files []file
	var walk func(folder string, depth int) error
	walk = func(folder string, depth int) error {
		if depth > 64 {
			return fmt.Errorf("%s lies more than 64 folders deep; is there a link that leads back?", folder)
		}
		entries, err := os.ReadDir(filepath.Join(s.Path, folder))
		if err != nil {
			return err
		}
		for _, entry := range entries {
			name := entry.Name()
			at := filepath.Join(s.Path, folder, name)
			info, err := os.Stat(at) // follows links
			if err != nil {
				return err
			}
			switch hidden := strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") && !strings.Contains(name, "="); {
			case info.IsDir() && hidden:
			case info.IsDir():
				if err := walk(path.Join(folder, name), depth+1); err != nil {
					return err
				}
			case isData(name):
				unit, ok := unitOf(folder)
				if !ok {
					return fmt.Errorf("%s lies outside the units layout %s", at, s.Units)
				}
				files = append(files, file{unit, at, info.Size()})
			}
		}
		return nil
	}
	if err := walk("", 0); err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: there are no files", s.Path)
	}
	sort.Slice(files, func(i, j int) bool { return files[i].path < files[j].path })
	return files, nil
}

var placeholder = regexp.MustCompile(`\\\{[A-Za-z][A-Za-z0-9_]*\\\}`)

// layout gives the unit's folder for a folder that holds files.
func layout(template string) (func(folder string) (string, bool), error) {
	if template == "" {
		return func(folder string) (string, bool) { return folder, true }, nil
	}
	template = strings.TrimSuffix(template, "/")
	pattern, err := regexp.Compile("^(" + placeholder.ReplaceAllString(regexp.QuoteMeta(template), "[^/]+") + ")(?:/.*)?$")
	if err != nil || strings.ContainsAny(placeholder.ReplaceAllString(regexp.QuoteMeta(template), ""), "{}") {
		return nil, fmt.Errorf("%q is no units layout; write the folders below the path, as in day={day}", template)
	}
	return func(folder string) (string, bool) {
		if m := pattern.FindStringSubmatch(folder); m != nil {
			return m[1], true
		}
		return "", false
	}, nil
}

func glob(text string) (*regexp.Regexp, error) {
	var pattern strings.Builder
	pattern.WriteString("(?s)^")
	braces := 0
	for _, c := range text {
		switch {
		case c == '*':
			pattern.WriteString(".*")
		case c == '?':
			pattern.WriteString(".")
		case c == '{':
			braces++
			pattern.WriteString("(?:")
		case c == '}':
			braces--
			pattern.WriteString(")")
		case c == ',' && braces > 0:
			pattern.WriteString("|")
		default:
			pattern.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	pattern.WriteString("$")
	compiled, err := regexp.Compile(pattern.String())
	if err != nil {
		return nil, fmt.Errorf("the pattern %q has braces that do not match", text)
	}
	return compiled, nil
}

// eachLine reads a file to its end. Lines end with a line feed; take gets nil for one that is longer than allowed.
func (s Settings) eachLine(f file, take func([]byte)) error {
	opened, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer opened.Close()
	in, err := s.decompressed(f, opened)
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(in, 1<<20)
	if s.BOM {
		if first, _ := lines.Peek(3); bytes.Equal(first, []byte("\xEF\xBB\xBF")) {
			lines.Discard(3)
		}
	}
	var line []byte
	tooLong := false
	for {
		part, err := lines.ReadSlice('\n')
		more := err == bufio.ErrBufferFull
		if content := len(line) + len(part); content > s.MaxRecordBytes+1 || content > s.MaxRecordBytes && part[len(part)-1] != '\n' {
			tooLong = true
		}
		if tooLong {
			line = line[:0]
		} else {
			line = append(line, part...)
		}
		if more {
			continue
		}
		switch {
		case tooLong:
			take(nil)
		case len(line) > 0:
			take(bytes.TrimSuffix(line, []byte("\n")))
		}
		line, tooLong = line[:0], false
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (s Settings) decompressed(f file, in io.Reader) (io.Reader, error) {
	switch {
	case s.Compression == "gzip" || s.Compression == "auto" && strings.HasSuffix(f.path, ".gz"):
		unpacked, err := gzip.NewReader(in)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF // an empty file is no gzip
		}
		return unpacked, err
	case s.Compression == "zstd" || s.Compression == "auto" && strings.HasSuffix(f.path, ".zst"):
		if f.size == 0 {
			return nil, errors.New("truncated zstd: the file is empty")
		}
		unpacked, err := zstd.NewReader(in, zstd.WithDecoderMaxWindow(1<<31), zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		return unpacked.IOReadCloser(), nil
	}
	return in, nil
}
