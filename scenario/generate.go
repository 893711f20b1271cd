package scenario

import (
	"iter"

	"github.com/sanjie-edu/sanjie/internal/closed"
	"github.com/sanjie-edu/sanjie/internal/district"
)

// Size is how large a generated scenario is. The zero Size is XS.
type Size uint8

// The sizes; all but XS are one term.
const (
	XS  Size = iota // a school's career day: 150 pupils as cohorts of one, 27 events
	S               // one center with five stations, 22 schools, 188 classes
	M               // a district: 195 schools, 5,500 classes, 8 providers
	L               // a city: 1,537 schools, 41,000 classes, up to 31 centers and 63 bases
	XL              // a province: 122 districts with 400,000 classes
	XXL             // a country: 2,800 districts with 4,700,000 classes
)

var sizes = closed.Set[Size]{What: "size", Names: []string{"XS", "S", "M", "L", "XL", "XXL"}}

func (s Size) String() string                   { return sizes.String(s) }
func (s Size) MarshalText() ([]byte, error)     { return sizes.Marshal(s) }
func (s *Size) UnmarshalText(text []byte) error { return sizes.Unmarshal(text, s) }

// Regime is what a generated scenario is short of. The zero Regime is Staff.
type Regime uint8

// The regimes.
const (
	Staff  Regime = iota // rooms are plenty, instructors for about half of the demand
	Supply               // rooms are open for a small part of the demand: a quarter at S and M, far less above
	Ample                // nearly everything can be placed
)

var regimes = closed.Set[Regime]{What: "regime", Names: []string{"staff", "supply", "ample"}}

func (r Regime) String() string                   { return regimes.String(r) }
func (r Regime) MarshalText() ([]byte, error)     { return regimes.Marshal(r) }
func (r *Regime) UnmarshalText(text []byte) error { return regimes.Unmarshal(text, r) }

// Generate yields the scenario of a size, regime and seed: one file up to L,
// one file for each district of XL and XXL, each made when it is asked for. The
// same arguments give the same files on every machine. Request ids follow the
// order in which the requests arrive. A size or regime outside of the constants
// yields nothing.
func Generate(size Size, regime Regime, seed uint64) iter.Seq[*File] {
	return func(yield func(*File) bool) {
		if !sizes.Has(size) || !regimes.Has(regime) {
			return
		}
		if size == XS {
			yield(fileOf(district.BuildCareerDay(careerDay(regime, seed))))
			return
		}
		for p := range profiles(size, regime, seed) {
			if !yield(fileOf(district.Build(p))) {
				return
			}
		}
	}
}

func fileOf(d district.District) *File {
	return &File{
		Format: Format, Name: d.Name, Notes: d.Notes,
		Curriculum: d.Curriculum, Capacity: d.Capacity, Demand: d.Demand,
	}
}
