package plain

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// addProgram adds the rows of a request's number of visits (R3), or of its
// program (R11).
func (m *Model) addProgram(columns []int) {
	q := m.request(m.parts[columns[0]])
	visits := m.visits(columns)
	if q.program == nil {
		m.atMost(visits, int64(max(1, q.Visits)))
		return
	}
	of := make([][]int, len(q.program.Components))
	for _, c := range visits {
		of[m.parts[c].component] = append(of[m.parts[c].component], c)
	}
	for i, c := range q.program.Components {
		if c.Hours == 0 {
			m.atMost(of[i], int64(c.Visits))
		} else {
			m.addHours(of[i], int64(c.Hours))
		}
	}
	m.addDistinct(q.program.Distinct, columns)
	for _, set := range by(m, visits, func(x part) capacity.CenterID { return m.offer(x.session).Center }).all {
		if q.program.Distinct.Has(matching.TraitCenter) {
			m.atMost(set, 1)
		}
		if q.program.MostAtCenter > 0 {
			m.atMost(set, int64(q.program.MostAtCenter))
		}
	}
	m.addApart(visits, q.program.DaysApart)
	if q.program.Ordered {
		m.addOrder(of)
	}
	if q.program.Whole {
		m.addWhole(q.program, of, visits)
	}
}

// hours is what a visit counts for, by its part 0.
func (m *Model) hours(x part) int64 { return m.offer(x.session).hours(m.slot(x.session)) }

// addHours lets a component take no visit more than its hours need: without the
// shortest of its visits it has less.
func (m *Model) addHours(visits []int, need int64) {
	lengths := by(m, visits, m.hours)
	if len(visits) == 0 {
		return
	}
	longest := slices.Max(lengths.keys)
	for i, length := range lengths.keys {
		terms := m.weighed(visits, m.hours)
		high := need - 1 + longest
		if length < longest {
			is := m.addHelper(0, lengths.all[i])
			m.implies(lengths.all[i], is)
			terms = append(terms, term{is, longest - length})
		}
		m.addRow(None, terms, high)
	}
}

// addDistinct keeps two visits from having a trait in common. Parts of one
// visit may.
func (m *Model) addDistinct(traits matching.TraitSet, columns []int) {
	if traits.Has(matching.TraitMajor) {
		m.distinct(columns, func(o *offer) []string {
			if o.course.Major == "" {
				return nil
			}
			return []string{string(o.course.Major)}
		})
	}
	if traits.Has(matching.TraitOccupation) {
		m.distinct(columns, func(o *offer) []string {
			var names []string
			for _, id := range o.course.Occupations {
				names = append(names, string(id))
			}
			return names
		})
	}
}

func (m *Model) distinct(columns []int, traits func(o *offer) []string) {
	var having groups[string]
	for _, c := range columns {
		for _, name := range traits(m.offer(m.parts[c].session)) {
			having.add(name, c)
		}
	}
	for _, set := range having.all {
		var visits []int
		for _, same := range by(m, set, func(x part) capacity.Moment { return m.slot(x.session).Begin() }).all {
			if len(m.only(same, func(x part) bool { return x.of > 1 })) == 0 {
				visits = append(visits, same...)
				continue
			}
			is := m.addHelper(0, same)
			m.implies(same, is)
			visits = append(visits, is)
		}
		m.atMost(visits, 1)
	}
}

// addApart keeps the dates of visits so many days apart.
func (m *Model) addApart(visits []int, days int) {
	dates := by(m, visits, func(x part) capacity.Date { return m.slot(x.session).Date })
	for _, first := range dates.keys {
		var near []int
		for i, date := range dates.keys {
			if first <= date && int(date-first) < days {
				near = append(near, dates.all[i]...)
			}
		}
		m.atMost(near, 1)
	}
}

// addOrder lets every visit of a component begin before those of the components
// after it: a column for each begin says whether the component has a visit then
// or later.
func (m *Model) addOrder(of [][]int) {
	begin := func(c int) capacity.Moment { return m.slot(m.parts[c].session).Begin() }
	for i, visits := range of {
		after := group(slices.Concat(of[i+1:]...), begin)
		visits = slices.Clone(visits)
		slices.SortStableFunc(visits, func(a, b int) int { return cmp.Compare(begin(a), begin(b)) })
		last := -1 // column for the begin after
		for to := len(visits); to > 0; {
			from := to - 1
			for from > 0 && begin(visits[from-1]) == begin(visits[from]) {
				from--
			}
			is := m.addHelper(0, visits[from:])
			m.implies(visits[from:to], is)
			if last >= 0 {
				m.implies([]int{last}, is)
			}
			for j, at := range after.keys {
				if at <= begin(visits[from]) && (from == 0 || begin(visits[from-1]) < at) {
					m.excludes(after.all[j], is)
				}
			}
			last, to = is, from
		}
	}
}

// addWhole lets the request have visits only if every component is complete.
func (m *Model) addWhole(g *matching.Program, of [][]int, visits []int) {
	placed := m.addHelper(0, visits)
	m.implies(visits, placed)
	for i, c := range g.Components {
		need, weight := int64(c.Visits), func(part) int64 { return 1 }
		if c.Hours > 0 {
			need, weight = int64(c.Hours), m.hours
		}
		terms := m.weighed(of[i], weight)
		m.addRow(0, append(terms, term{placed, -need}), most(terms))
	}
}
