package matching

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// ProgramID is opaque, nonempty and at most 128 bytes.
type ProgramID string

// Program is what several visits of one request must be together, such as a
// district's program of 16 class hours. It is data: a request names it.
type Program struct {
	ID           ProgramID   `json:"id"`
	Name         string      `json:"name,omitzero"`
	Components   []Component `json:"components"`            // every visit counts for exactly one
	Distinct     TraitSet    `json:"distinct,omitzero"`     // what no two visits may have in common
	MostAtCenter int         `json:"mostAtCenter,omitzero"` // most visits at one center; 0 means no limit
	DaysApart    int         `json:"daysApart,omitzero"`    // days from one visit to the next at least; 0 means no limit
	Ordered      bool        `json:"ordered,omitzero"`      // visits of a component come before those of the components after it
	Whole        bool        `json:"whole,omitzero"`        // all or nothing: no visit unless every component is complete
}

// Component is a part of a program: a number of visits, or of class hours, on
// what fulfils every stated condition. Exactly one of Visits and Hours is stated.
type Component struct {
	Name        string                    `json:"name,omitzero"`
	Visits      int                       `json:"visits,omitzero"`
	Hours       curriculum.ClassHours     `json:"hours,omitzero"` // complete when its visits count for at least these; then it takes no more
	Tier        curriculum.Tier           `json:"tier,omitzero"`
	Courses     []curriculum.CourseID     `json:"courses,omitzero"`     // one of these
	Majors      []curriculum.MajorID      `json:"majors,omitzero"`      // a course of one of these
	Occupations []curriculum.OccupationID `json:"occupations,omitzero"` // a course that meets one of these
	Tags        []string                  `json:"tags,omitzero"`        // a course with one of these
	Centers     []capacity.CenterID       `json:"centers,omitzero"`     // at one of these
}

// Trait is what two visits can have in common. The zero Trait is unset.
type Trait uint8

// The traits.
const (
	TraitMajor      Trait = 1 + iota // the course's major
	TraitOccupation                  // any of the course's occupations
	TraitCenter                      // the center
)

var traits = closed.Set[Trait]{What: "trait", Names: []string{"", "major", "occupation", "center"}}

func (t Trait) String() string                   { return traits.String(t) }
func (t Trait) MarshalText() ([]byte, error)     { return traits.Marshal(t) }
func (t *Trait) UnmarshalText(text []byte) error { return traits.Unmarshal(text, t) }

// TraitSet is a set of traits.
type TraitSet uint8

// Traits returns the set of the given traits.
func Traits(list ...Trait) TraitSet {
	var s TraitSet
	for _, t := range list {
		s |= 1 << t
	}
	return s
}

// Has reports whether t is in the set.
func (s TraitSet) Has(t Trait) bool { return s>>t&1 == 1 }

// String joins the traits by commas: "major,center".
func (s TraitSet) String() string { return traits.Join(s.Has) }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (s TraitSet) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText accepts what MarshalText writes.
func (s *TraitSet) UnmarshalText(text []byte) error {
	var set TraitSet
	if err := traits.Split(text, func(t Trait) { set |= Traits(t) }); err != nil {
		return err
	}
	*s = set
	return nil
}
