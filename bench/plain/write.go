package plain

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
)

// Write writes the model into a folder as bare numbers, lowest byte first: a
// file of 64 bits each for value, entry, low and high, of 32 for start and
// column, and in point.json the columns at 1 and what they are worth.
func (m *Model) Write(folder string, point []bool, worth int64) error {
	for _, list := range []struct {
		name    string
		numbers any
	}{
		{"value", m.Value}, {"start", m.Start}, {"column", m.Column}, {"entry", m.Entry}, {"low", m.Low}, {"high", m.High},
	} {
		if err := write(filepath.Join(folder, list.name), list.numbers); err != nil {
			return err
		}
	}
	at := []int{}
	for c, one := range point {
		if one {
			at = append(at, c)
		}
	}
	text, err := json.Marshal(map[string]any{"columns": at, "worth": worth})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "point.json"), text, 0o600)
}

func write(name string, numbers any) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(binary.Write(w, binary.LittleEndian, numbers), w.Flush(), f.Close())
}
