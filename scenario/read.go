package scenario

import (
	"errors"
	"io"
	"iter"

	"github.com/sanjie-edu/sanjie/internal/strictjson"
	"github.com/sanjie-edu/sanjie/matching"
)

// Read reads a scenario file as it is written, without judging what it says.
// The error is a [*finding.Error] with every finding, or r's own.
func Read(r io.Reader) (*File, error) {
	f := new(File)
	if _, err := decoder(r).DecodeOnly(f, Format); err != nil {
		return nil, err
	}
	return f, nil
}

// Load reads a scenario file and builds its problem, and locates the findings
// of [File.Problem] in the file as well.
func Load(r io.Reader) (*File, *matching.Problem, error) {
	d := decoder(r)
	d.Retain()
	f := new(File)
	doc, err := d.DecodeOnly(f, Format)
	if err != nil {
		return nil, nil, err
	}
	p, err := f.Problem()
	var refused *refusal
	if errors.As(err, &refused) {
		refused.found.Findings = doc.Locate(refused.found.Findings)
	}
	if err != nil {
		return nil, nil, err
	}
	return f, p, nil
}

// ReadAll yields the scenario documents of an input that holds several, one
// after another: large regions are written as one document a district. Only
// one document is in memory at a time. Findings in a document come with a nil
// File and do not end the walk; a syntax error does, as nothing after it can be
// told apart.
func ReadAll(r io.Reader) iter.Seq2[*File, error] {
	return func(yield func(*File, error) bool) {
		d := decoder(r)
		for first := true; first || d.More(); first = false {
			f := new(File)
			if _, err := d.Decode(f, Format); err != nil {
				f = nil
				if !yield(f, err) {
					return
				}
			} else if !yield(f, nil) {
				return
			}
		}
	}
}

func decoder(r io.Reader) *strictjson.Decoder {
	return strictjson.NewDecoder(r, strictjson.DefaultLimits())
}
