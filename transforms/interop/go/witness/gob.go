package witness

import (
	"bytes"
	"encoding/gob"
	"errors"
	"io"
)

// Gob reads a file of gob as the service does, with encoding/gob into its struct, for RunFiles. Where the service restarted, one
// stream follows the other, which one Decoder refuses: there it makes a new one. Gob passes over fields that the struct does
// not have, so that it is of no use where they are findings.
func Gob[T any](settings Settings) func(in io.Reader, take func(record any, err error)) error {
	return func(in io.Reader, take func(record any, err error)) error {
		if !settings.IgnoreUnknownFields {
			return errors.New("encoding/gob says nothing of fields that the struct does not have: --unknown-fields=ignore is needed")
		}
		all, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		rest := bytes.NewReader(all)
		decoder := gob.NewDecoder(rest)
		for began := len(all); rest.Len() > 0; {
			at := rest.Len()
			record := new(T)
			err := decoder.Decode(record)
			if err == io.EOF || err == io.ErrUnexpectedEOF {
				return io.ErrUnexpectedEOF
			}
			if err != nil && err.Error() == "gob: duplicate type received" && at < began {
				rest.Reset(all[len(all)-at:])
				decoder, began = gob.NewDecoder(rest), at
				continue
			}
			take(record, err)
		}
		return nil
	}
}
