package plain

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// addLimits adds the rows of what is shared: heads (R12), stocks (R13), money
// (R14) and buses (R15).
func (m *Model) addLimits() {
	all := m.all()
	for _, columns := range by(m, all, func(x part) capacity.CenterID { return m.offer(x.session).Center }).all {
		if heads := m.offer(m.parts[columns[0]].session).center.Headcount; heads > 0 {
			for _, set := range by(m, columns, func(x part) int { return x.slot }).all {
				m.limit(set, int64(heads), func(x part) int64 {
					if !m.offer(x.session).attended {
						return 0
					}
					return x.pupils + x.adults
				})
			}
		}
	}
	for _, s := range m.problem.supply.Stocks {
		m.limit(all, int64(s.Units), func(x part) int64 {
			units := int64(0)
			for _, c := range m.offer(x.session).course.Consumables {
				if c.Item == s.Item && m.offer(x.session).Center == s.Center {
					units += x.pupils * int64(c.PerPupil)
				}
			}
			return units
		})
	}
	for _, b := range m.problem.supply.Budgets {
		m.limit(all, int64(b.Amount), func(x part) int64 {
			fen := int64(0)
			for _, f := range m.offer(x.session).course.Fees {
				if f.Line == b.Line && has(b.Centers, m.offer(x.session).Center) {
					fen += x.pupils * int64(f.PerPupil)
				}
			}
			return fen
		})
	}
	for _, f := range m.problem.supply.Fleets {
		riding := m.only(m.visits(all), func(x part) bool { return m.request(x).school.Fleet == f.ID && m.offer(x.session).attended })
		for _, set := range moments(riding, func(c int) capacity.Slot { return m.slot(m.parts[c].session) }) {
			m.limit(set, int64(f.Buses), func(x part) int64 {
				people := int64(m.request(x).cohort.Size + m.request(x).adults)
				return (people + int64(f.Seats) - 1) / int64(f.Seats)
			})
		}
	}
}

// limit adds a row unless it holds anyway.
func (m *Model) limit(columns []int, high int64, weight func(x part) int64) {
	if terms := m.weighed(columns, weight); most(terms) > high {
		m.addRow(None, terms, high)
	}
}

// addQuotas adds the rows of R16.
func (m *Model) addQuotas() {
	for _, q := range m.problem.supply.Quotas {
		var named, others groups[curriculum.SchoolID]
		for c, x := range m.parts {
			if q.Unit == capacity.Visits && x.number > 0 || !m.counts(&q, x) {
				continue
			}
			school := &m.request(x).school
			if len(q.Schools)+len(q.Areas) == 0 || slices.Contains(q.Schools, school.ID) || m.problem.within(school.Area, q.Areas) {
				named.add(school.ID, c)
			} else {
				others.add(school.ID, c)
			}
		}
		unit := func(x part) int64 {
			if q.Unit == capacity.Pupils {
				return x.pupils
			}
			return 1
		}
		switch q.Scope {
		case capacity.Together:
			m.limit(slices.Concat(named.all...), int64(q.Most), unit)
		case capacity.Others:
			m.limit(slices.Concat(others.all...), int64(q.Most), unit)
		case capacity.Each:
			for _, own := range named.all {
				m.limit(own, int64(q.Most), unit)
			}
		}
	}
}

// counts reports whether a quota is about a place.
func (m *Model) counts(q *capacity.Quota, x part) bool {
	o := m.offer(x.session)
	return has(q.Centers, o.Center) && has(q.Courses, o.Course) && covers(q.Times, m.slot(x.session))
}
