package capacity

import (
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

func checkProviders(catalog *curriculum.Catalog, list []Provider, found *finding.List) {
	if catalog == nil {
		found.Add("", nil, "a register needs a catalog", "pass one; it may be made from a zero spec")
		return
	}
	v := newValidator(Spec{}, catalog, found)
	known := idsOf("provider", "/providers", list, func(p Provider) CenterID { return p.Center })
	for i, p := range list {
		path := at("/providers", i)
		v.checkProvider(path, p)
		if first := known.at[p.Center]; first != i && p.Center != "" {
			found.Add(path+"/center", p.Center, "is that of "+at("/providers", first)+" too", "give every provider one entry, with all its standings")
		}
	}
}

func (v *validator) checkProvider(path string, p Provider) {
	v.id(path+"/center", string(p.Center), maxID)
	v.text(path+"/name", p.Name)
	v.text(path+"/host", p.Host)
	v.option(path+"/kind", centerKinds.Has(p.Kind), p.Kind)
	if p.Area != "" {
		v.id(path+"/area", string(p.Area), maxID)
	}
	v.number(path+"/batch", int64(p.Batch), 0, maxPeople)
	if len(p.Standings) == 0 {
		v.found.Add(path+"/standings", nil, "is empty", "state since when it is what, such as licensed")
	}
	for i := range p.Standings {
		v.checkStanding(path+"/standings", p.Standings, i)
	}
}

// checkStanding checks one of a provider's standings, and that it begins after
// the one before it.
func (v *validator) checkStanding(path string, list []Standing, i int) {
	s, here := list[i], at(path, i)
	dated := s.From.valid()
	if !dated {
		v.found.Add(here+"/from", nil, "is no date", "write it as 2026-09-07")
	} else if i > 0 && s.From <= list[i-1].From {
		v.found.Add(here+"/from", s.From, "is not after the standing before, of "+list[i-1].From.String(), "write standings in the order of time")
	}
	statuses.Check(v.found, here+"/status", s.Status)
	if s.Status != Licensed && (s.Until != 0 || len(s.Courses) > 0) {
		v.found.Add(here, s.Status, "has no license whose end or courses could be stated", "leave until and courses out")
	}
	switch {
	case s.Until == 0:
	case !s.Until.valid():
		v.found.Add(here+"/until", nil, "is no date", "write it as 2026-09-07")
	case dated && s.Until < s.From:
		v.found.Add(here+"/until", s.Until, "is before from, "+s.From.String(), "a license ends on its first day at the earliest")
	}
	v.courses.referEach(v, here+"/courses", s.Courses)
}
