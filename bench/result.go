package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"
)

// result is one measurement, a line of the results file.
type result struct {
	Instance string   `json:"instance"`
	Method   string   `json:"method"`
	Seed     uint64   `json:"seed"`    // of the instance
	Limit    float64  `json:"limit"`   // seconds; 0 means none
	Seconds  float64  `json:"seconds"` // that it took
	Points   int64    `json:"points"`
	Bound    int64    `json:"bound,omitzero"` // no plan has more points; 0 means that the method knows none
	Optimal  bool     `json:"optimal,omitzero"`
	Pupils   int64    `json:"pupils,omitzero"` // placed
	Asked    int64    `json:"asked,omitzero"`  // pupils for whom a visit is asked
	Peak     int64    `json:"peak"`            // most bytes of memory of the process, the instance included
	On       string   `json:"on"`              // versions and machine
	Trace    []sample `json:"trace,omitzero"`
}

// sample is what was known after some seconds.
type sample struct {
	Seconds float64 `json:"s"`
	Points  int64   `json:"points"`
	Bound   int64   `json:"bound,omitzero"`
}

// trace collects samples, of those close in time only the last.
type trace []sample

// closeness is the ratio of two times from which both are kept.
const closeness = 1.1

func (t *trace) add(after time.Duration, points, bound int64) {
	s := sample{after.Seconds(), points, bound}
	if n := len(*t); n > 1 && s.Seconds < closeness*(*t)[n-2].Seconds {
		*t = (*t)[:n-1]
	}
	*t = append(*t, s)
}

// results are the measurements in the results file, one for each instance,
// method and seed.
type results struct {
	file string
	all  []result
}

func load(file string) (*results, error) {
	r := &results{file: file}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(text) {
		var x result
		if err := json.Unmarshal(line, &x); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		r.all = append(r.all, x)
	}
	return r, nil
}

// put replaces the earlier measurement of the same, and writes the file.
func (r *results) put(x result) error {
	order := func(a, b result) int {
		return cmp.Or(cmp.Compare(a.Instance, b.Instance), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Seed, b.Seed))
	}
	i, found := slices.BinarySearchFunc(r.all, x, order)
	if found {
		r.all[i] = x
	} else {
		r.all = slices.Insert(r.all, i, x)
	}
	return writeFile(r.file, func(w io.Writer) error {
		lines := json.NewEncoder(w)
		for i := range r.all {
			if err := lines.Encode(&r.all[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeFile replaces a file.
func writeFile(name string, write func(w io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(write(w), w.Flush(), f.Close())
}
