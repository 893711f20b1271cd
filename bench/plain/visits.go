package plain

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// addSplits adds the rows of R19 for the parts of one request: all visits have
// the same number of parts, each part a session of its own, and all are at one
// center and attended or none.
func (m *Model) addSplits(columns []int) {
	split := m.only(columns, func(x part) bool { return x.of > 1 })
	if len(split) == 0 {
		return
	}
	numbers := by(m, columns, func(x part) int { return x.of })
	var used []int
	for _, set := range numbers.all {
		u := m.addHelper(0, set)
		m.implies(m.visits(set), u)
		used = append(used, u)
	}
	m.atMost(used, 1)
	type visit struct {
		of, component, slot int
		center              capacity.CenterID
		attended            bool
	}
	visits := by(m, split, func(x part) visit {
		o := m.offer(x.session)
		return visit{x.of, x.component, x.slot, o.Center, o.attended}
	})
	for i, v := range visits.keys {
		parts := make([][]int, v.of)
		for _, c := range visits.all[i] {
			n := m.parts[c].number
			parts[n] = append(parts[n], c)
		}
		for _, others := range parts[1:] {
			terms := ones(parts[0])
			for _, c := range others {
				terms = append(terms, term{c, -1})
			}
			m.addRow(0, terms, 0)
		}
	}
	for _, set := range by(m, split, func(x part) session { return x.session }).all {
		m.atMost(set, 1)
	}
}

// addCohorts adds the rows about all visits of a cohort: courses once (R2),
// dates and ways (R10), and the column for its first visit.
func (m *Model) addCohorts() {
	cohorts := by(m, m.all(), func(x part) curriculum.CohortID { return m.request(x).Cohort })
	for _, columns := range cohorts.all {
		m.addOnce(columns)
		visits := m.visits(columns)
		perDay := int64(max(1, m.problem.demand.VisitsPerDay))
		for _, day := range by(m, visits, func(x part) capacity.Date { return m.slot(x.session).Date }).all {
			m.atMost(day, perDay)
			if perDay > 1 {
				m.addWays(day)
			}
		}
		m.addFirst(visits)
	}
}

// addOnce lets each part of a request take a course once, and only one request
// of a cohort take it.
func (m *Model) addOnce(columns []int) {
	for _, course := range by(m, columns, func(x part) curriculum.CourseID { return m.offer(x.session).Course }).all {
		requests := by(m, course, func(x part) int { return x.request })
		var takers []int
		for _, own := range requests.all {
			if len(requests.all) > 1 {
				t := m.addHelper(0, own)
				m.implies(own, t)
				takers = append(takers, t)
			}
			for _, one := range by(m, own, func(x part) int { return x.number }).all {
				m.atMost(one, 1)
			}
		}
		m.atMost(takers, 1)
	}
}

// addWays keeps a cohort's visits of one date from overlapping, and leaves time
// for the ways between them.
func (m *Model) addWays(visits []int) {
	type stay struct {
		session
		center   capacity.CenterID
		attended bool
	}
	stays := by(m, visits, func(x part) stay {
		o := m.offer(x.session)
		return stay{session{slot: x.slot}, o.Center, o.attended}
	})
	for i, a := range stays.keys {
		m.atMost(stays.all[i], 1)
		s := m.slot(m.parts[stays.all[i][0]].session)
		for j, b := range stays.keys[:i] {
			t := m.slot(m.parts[stays.all[j][0]].session)
			gap, way := max(s.Begin()-t.Finish(), t.Begin()-s.Finish()), 0
			if a.center != b.center && a.attended && b.attended {
				way = m.problem.network.Between(a.center, b.center)
			}
			if gap < 0 || int(gap) < way {
				m.atMost(append(stays.all[i][:len(stays.all[i]):len(stays.all[i])], stays.all[j]...), 1)
			}
		}
	}
}

// addFirst adds a column for each request whose visit may be its cohort's
// first, the heaviest request first: it takes the bonus.
func (m *Model) addFirst(visits []int) {
	if m.problem.weights.First == 0 {
		return
	}
	requests := by(m, visits, func(x part) int { return x.request })
	order := make([]int, len(requests.keys))
	for i := range order {
		order[i] = i
	}
	weight := func(i int) int { return max(1, m.problem.requests[requests.keys[i]].Weight) }
	slices.SortStableFunc(order, func(a, b int) int { return weight(b) - weight(a) })
	var firsts []int
	for _, i := range order {
		q := &m.problem.requests[requests.keys[i]]
		first := m.addHelper(int64(q.cohort.Size)*m.problem.weights.First*int64(weight(i)), requests.all[i], firsts...)
		m.addRow(0, append(ones(requests.all[i]), term{first, -1}), int64(len(requests.all[i])))
		firsts = append(firsts, first)
	}
	m.atMost(firsts, 1)
}
