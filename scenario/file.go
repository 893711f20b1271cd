package scenario

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// The parts of a problem, under the names that they have in a file.
type (
	Curriculum = curriculum.Spec
	Capacity   = capacity.Spec
	Demand     = matching.Spec
)

// Format is the value of a scenario file's "format".
const Format = "sanjie.scenario/v1"

// File is a scenario file: a whole problem as it is written down. The fields of
// its three parts are members of the file's one object.
type File struct {
	Format string   `json:"format"` // "sanjie.scenario/v1"
	Name   string   `json:"name,omitzero"`
	Notes  []string `json:"notes,omitzero"` // remarks for readers: sources, assumptions
	Curriculum
	Capacity
	Demand
}
