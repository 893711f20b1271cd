package capacity

import (
	"cmp"
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Provider is a unit of the published register of those that may host (体验单位名单).
type Provider struct {
	Center    CenterID   `json:"center"`
	Name      string     `json:"name,omitzero"`
	Host      string     `json:"host,omitzero"`
	Kind      CenterKind `json:"kind,omitzero"`
	Area      AreaID     `json:"area,omitzero"`
	Batch     int        `json:"batch,omitzero"`
	Standings []Standing `json:"standings"` // in the order of time, at least one
}

// Standing is what a provider is from a date on, until its next standing.
type Standing struct {
	From   Date   `json:"from"`
	Status Status `json:"status"`
	// Until is the last day of the license (授牌); 0 means that it has no end.
	Until Date `json:"until,omitzero"`
	// Courses are those that the license is for; empty means all.
	Courses []curriculum.CourseID `json:"courses,omitzero"`
}

// Status is where a provider stands. The zero Status is unset.
type Status uint8

// The states of a provider.
const (
	Building  Status = 1 + iota // admitted and not yet licensed (培育建设)
	Licensed                    // it may host (授牌)
	Suspended                   // it may not for the time being
	Withdrawn                   // it has left the register
)

var statuses = closed.Set[Status]{What: "status", Names: []string{"", "building", "licensed", "suspended", "withdrawn"}}

func (s Status) String() string                   { return statuses.String(s) }
func (s Status) MarshalText() ([]byte, error)     { return statuses.Marshal(s) }
func (s *Status) UnmarshalText(text []byte) error { return statuses.Unmarshal(text, s) }

// Providers is a validated register of providers. It is immutable and safe for
// concurrent use. The nil register has none.
//
// A register only ever grows: [Providers.Admit], [Providers.With] and
// [Providers.Widen] return another that says more.
type Providers struct {
	catalog *curriculum.Catalog
	list    []Provider // by center
	at      map[CenterID]int
}

// NewProviders validates a register against a catalog. The error is a
// [*finding.Error] with every finding, at paths such as
// "/providers/3/standings/0/from". The list is copied.
func NewProviders(catalog *curriculum.Catalog, list []Provider) (*Providers, error) {
	var found finding.List
	checkProviders(catalog, list, &found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	return registerOf(catalog, cloneEach(list, Provider.clone)), nil
}

// registerOf makes a register of a list that is its own.
func registerOf(catalog *curriculum.Catalog, list []Provider) *Providers {
	slices.SortFunc(list, func(a, b Provider) int { return cmp.Compare(a.Center, b.Center) })
	return &Providers{catalog: catalog, list: list, at: index(list, func(p Provider) CenterID { return p.Center })}
}

// Provider returns a copy of the provider, and false when there is none.
func (r *Providers) Provider(id CenterID) (Provider, bool) {
	if r == nil {
		return Provider{}, false
	}
	i, ok := r.at[id]
	if !ok {
		return Provider{}, false
	}
	return r.list[i].clone(), true
}

// IDs yields the centers of all providers in ascending order.
func (r *Providers) IDs() iter.Seq[CenterID] {
	return func(yield func(CenterID) bool) {
		if r == nil {
			return
		}
		for _, p := range r.list {
			if !yield(p.Center) {
				return
			}
		}
	}
}

// All yields copies of all providers by ascending center.
func (r *Providers) All() iter.Seq[Provider] {
	return func(yield func(Provider) bool) {
		if r == nil {
			return
		}
		for _, p := range r.list {
			if !yield(p.clone()) {
				return
			}
		}
	}
}

// Standing returns a copy of what a provider is on a date, and false when it is
// not in the register then.
func (r *Providers) Standing(id CenterID, d Date) (Standing, bool) {
	p, _ := r.Provider(id)
	if i := p.standing(d); i >= 0 {
		return p.Standings[i], true
	}
	return Standing{}, false
}

// Licensed reports whether a provider may host a course on a date. An empty
// course asks whether it may host at all.
func (r *Providers) Licensed(id CenterID, course curriculum.CourseID, d Date) bool {
	if r == nil {
		return false
	}
	at, ok := r.at[id]
	if !ok {
		return false
	}
	p := &r.list[at]
	i := p.standing(d)
	return i >= 0 && p.Standings[i].allows(course) && p.dates(i).Has(d)
}

func (p Provider) clone() Provider {
	p.Standings = slices.Clone(p.Standings)
	for i := range p.Standings {
		p.Standings[i].Courses = slices.Clone(p.Standings[i].Courses)
	}
	return p
}
