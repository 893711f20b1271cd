package capacity

import (
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

func checkProviders(catalog *curriculum.Catalog, list []Provider, found *finding.List) {
	v := newValidator(Spec{}, catalog, found)
	known := idsOf("provider", "/providers", list, func(p Provider) CenterID { return p.Center })
	for i, p := range list {
		path := at("/providers", i)
		v.id(path+"/center", string(p.Center), maxID)
		if first := known.at[p.Center]; first != i && p.Center != "" {
			found.Add(path+"/center", p.Center, "is that of "+at("/providers", first)+" too", "give every provider one entry, with all its standings")
		}
		v.text(path+"/name", p.Name)
		v.text(path+"/host", p.Host)
		v.option(path+"/kind", centerKinds.Has(p.Kind), p.Kind)
		if p.Area != "" {
			v.id(path+"/area", string(p.Area), maxID)
		}
		v.number(path+"/batch", int64(p.Batch), 0, maxPeople)
		v.checkStandings(path+"/standings", p.Standings)
	}
}

func (v *validator) checkStandings(path string, list []Standing) {
	if len(list) == 0 {
		v.found.Add(path, nil, "is empty", "state since when it is what, such as licensed")
	}
	for i, s := range list {
		here := at(path, i)
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
}
