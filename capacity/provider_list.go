package capacity

import (
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// License is a line of the published list: who may host, until when, and what.
type License struct {
	Center  CenterID              `json:"center"`
	Name    string                `json:"name,omitzero"`
	Host    string                `json:"host,omitzero"`
	Kind    CenterKind            `json:"kind,omitzero"`
	Area    AreaID                `json:"area,omitzero"`
	Batch   int                   `json:"batch,omitzero"`
	Dates   DateSpan              `json:"dates"`            // the last is that of the license, or the day before another standing; 0 means that it has no end
	Courses []curriculum.CourseID `json:"courses,omitzero"` // empty means all
}

// Licenses yields the list as it is published on a date (名单): the providers that
// may host on it, by ascending center.
func (r *Providers) Licenses(d Date) iter.Seq[License] {
	return func(yield func(License) bool) {
		if r == nil {
			return
		}
		for _, p := range r.list {
			i := p.standing(d)
			if i < 0 || p.Standings[i].Status != Licensed {
				continue
			}
			dates := p.dates(i)
			if dates.Has(d) && !yield(License{
				Center: p.Center, Name: p.Name, Host: p.Host, Kind: p.Kind, Area: p.Area, Batch: p.Batch,
				Dates: dates, Courses: slices.Clone(p.Standings[i].Courses),
			}) {
				return
			}
		}
	}
}

// ProvidersOf returns what a register has to say of a network's centers: each is
// licensed, for all courses, on the dates that its license states. A license
// without a first date is one from 1971 on.
func ProvidersOf(n *Network) []Provider {
	list := make([]Provider, 0, len(n.spec.Centers))
	for _, c := range n.spec.Centers {
		s := Standing{From: c.License.From, Status: Licensed, Until: c.License.To}
		if s.From == 0 {
			s.From = firstDate
		}
		list = append(list, Provider{
			Center: c.ID, Name: c.Name, Host: c.Host, Kind: c.Kind, Area: c.Area, Batch: c.Batch, Standings: []Standing{s},
		})
	}
	return list
}

// standing returns the index of what a provider is on a date, and -1 when it is
// not in the register then.
func (p *Provider) standing(d Date) int {
	for i, s := range slices.Backward(p.Standings) {
		if s.From <= d {
			return i
		}
	}
	return -1
}

// dates returns the days on which a standing holds: those of its license, less
// those of the next standing.
func (p *Provider) dates(i int) DateSpan {
	span := DateSpan{p.Standings[i].From, p.Standings[i].Until}
	if i+1 < len(p.Standings) {
		if last := p.Standings[i+1].From - 1; span.To == 0 || last < span.To {
			span.To = last
		}
	}
	return span
}
