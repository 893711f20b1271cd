package capacity

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// Gate returns a copy of a spec in which nobody hosts without a license of the
// register, so that rule R4 keeps visits away: licenses of centers are cut to the
// dates of the register, what lies between those is closed, and offerings end
// where their course is licensed no more; one whose course never is, is left out.
// A center that the register does not have may host nothing. What was closed
// before stays closed.
func (r *Providers) Gate(spec Spec) Spec {
	gated := spec.clone()
	g := gate{register: r, taken: map[ClosureID]bool{}}
	for _, c := range gated.Closures {
		g.taken[c.ID] = true
	}
	order := make([]int, len(gated.Centers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(gated.Centers[a].ID, gated.Centers[b].ID) })
	for _, i := range order {
		g.center(&gated.Centers[i], &gated.Closures)
	}
	gated.Offerings = slices.DeleteFunc(gated.Offerings, func(o Offering) bool { return len(r.spans(o.Center, o.Course)) == 0 && len(r.spans(o.Center, "")) > 0 })
	for i := range gated.Offerings {
		g.offering(&gated.Offerings[i])
	}
	return gated
}

type gate struct {
	register *Providers
	taken    map[ClosureID]bool // ids of closures
	made     int
}

// center keeps a center to its licensed dates.
func (g *gate) center(c *Center, closures *[]Closure) {
	spans := g.register.spans(c.ID, "")
	var shut Times
	if len(spans) == 0 {
		shut = Times{{}} // every time
	} else {
		hull := DateSpan{spans[0].From, spans[len(spans)-1].To}
		if cut, ok := hull.meet(c.License); ok {
			c.License = cut
		} else {
			shut = Times{{}}
		}
		for i := 1; i < len(spans); i++ {
			shut = append(shut, When{From: spans[i-1].To + 1, To: spans[i].From - 1})
		}
	}
	if len(shut) > 0 {
		*closures = append(*closures, Closure{ID: g.id(), Reason: "not licensed", Centers: []CenterID{c.ID}, Times: shut})
	}
}

// id returns an id that no closure has.
func (g *gate) id() ClosureID {
	for {
		g.made++
		if id := ClosureID(fmt.Sprintf("unlicensed-%d", g.made)); !g.taken[id] {
			return id
		}
	}
}

// offering keeps an offering to the dates on which its course is licensed, where
// those are not all that its center is licensed on.
func (g *gate) offering(o *Offering) {
	spans := g.register.spans(o.Center, o.Course)
	if len(spans) == 0 || slices.Equal(spans, g.register.spans(o.Center, "")) {
		return
	}
	times := o.Times
	if len(times) == 0 {
		times = Times{{}}
	}
	o.Times = nil
	for _, s := range spans {
		for _, w := range times.Clone() {
			if dates, ok := s.meet(DateSpan{w.From, w.To}); ok {
				w.From, w.To = dates.From, dates.To
				o.Times = append(o.Times, w)
			}
		}
	}
	if len(o.Times) == 0 { // which would mean all of the center's
		o.Times = Times{{From: lastDate, To: lastDate}}
	}
}

// spans returns the dates on which a provider is licensed for a course, or at all
// when it is empty, in the order of time and joined where one follows another.
func (r *Providers) spans(id CenterID, course curriculum.CourseID) []DateSpan {
	if r == nil {
		return nil
	}
	at, ok := r.at[id]
	if !ok {
		return nil
	}
	var all []DateSpan
	for i, p := 0, &r.list[at]; i < len(p.Standings); i++ {
		if !p.Standings[i].allows(course) {
			continue
		}
		dates := p.dates(i)
		if n := len(all); n > 0 && all[n-1].To+1 == dates.From {
			all[n-1].To = dates.To
			continue
		}
		all = append(all, dates)
	}
	return all
}

// allows reports whether a standing is a license for a course, or one at all when
// it is empty.
func (s *Standing) allows(course curriculum.CourseID) bool {
	return s.Status == Licensed && (course == "" || len(s.Courses) == 0 || slices.Contains(s.Courses, course))
}

// meet returns the dates that two spans have in common, and false when there are
// none.
func (s DateSpan) meet(t DateSpan) (DateSpan, bool) {
	m := DateSpan{max(s.From, t.From), min(s.To, t.To)} // an open From is 0
	if s.To == 0 || t.To == 0 {
		m.To = max(s.To, t.To)
	}
	return m, m.To == 0 || m.From <= m.To
}
