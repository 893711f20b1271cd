package scenario

import (
	"io"

	"github.com/sanjie-edu/sanjie/matching"
)

// additionFile is an edit that adds requests, as it is written down.
type additionFile struct {
	Format string   `json:"format"`
	Name   string   `json:"name,omitzero"`
	Add    addition `json:"add,omitzero"`
}

type addition struct {
	Requests []matching.Request `json:"requests,omitzero"`
}

// WriteRequests writes an edit file that adds requests to a scenario, by ascending
// id, as [ReadEdit] reads it. The list itself is not changed.
//
// Nothing is written unless all of it can be read back. The error is a
// [*finding.Error] at what cannot, or w's own.
func WriteRequests(w io.Writer, name string, requests []matching.Request) error {
	f := additionFile{Format: EditFormat, Name: name, Add: addition{requests}}
	sortBy(&f.Add.Requests, func(x matching.Request) string { return string(x.ID) })
	return writeValue(w, f)
}
