package plain

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// Of writes a problem as a model.
func Of(p *matching.Problem) *Model {
	m := &Model{Start: []int32{0}, problem: read(p), column: map[place]int{}, runs: map[session]int{}}
	for i := range m.problem.requests {
		m.addParts(i)
	}
	sat := by(m, m.all(), func(x part) session { return x.session })
	m.addSessions(sat)
	m.addLeads(sat)
	m.addPins()
	for _, columns := range by(m, m.all(), func(x part) int { return x.request }).all {
		m.addSplits(columns)
		m.addProgram(columns)
	}
	m.addCohorts()
	m.addLimits()
	m.addQuotas()
	return m
}

// groups are columns by a key, in the order in which the keys come.
type groups[K comparable] struct {
	keys []K
	all  [][]int
	at   map[K]int
}

// group gathers columns by key.
func group[K comparable](columns []int, key func(c int) K) groups[K] {
	var g groups[K]
	for _, c := range columns {
		g.add(key(c), c)
	}
	return g
}

// by gathers columns of parts by key.
func by[K comparable](m *Model, columns []int, key func(x part) K) groups[K] {
	return group(columns, func(c int) K { return key(m.parts[c]) })
}

func (g *groups[K]) add(key K, column int) {
	n, known := g.at[key]
	if !known {
		if g.at == nil {
			g.at = map[K]int{}
		}
		n = len(g.keys)
		g.at[key] = n
		g.keys = append(g.keys, key)
		g.all = append(g.all, nil)
	}
	g.all[n] = append(g.all[n], column)
}

// all returns the columns of all parts.
func (m *Model) all() []int {
	columns := make([]int, len(m.parts))
	for c := range columns {
		columns[c] = c
	}
	return columns
}

// only returns the columns of parts for which keep holds.
func (m *Model) only(columns []int, keep func(x part) bool) []int {
	var list []int
	for _, c := range columns {
		if keep(m.parts[c]) {
			list = append(list, c)
		}
	}
	return list
}

// visits returns the columns that stand for a visit each: those of parts 0.
func (m *Model) visits(columns []int) []int {
	return m.only(columns, func(x part) bool { return x.number == 0 })
}

// weighed returns the terms of columns of parts.
func (m *Model) weighed(columns []int, weight func(x part) int64) []term {
	var terms []term
	for _, c := range columns {
		if w := weight(m.parts[c]); w != 0 {
			terms = append(terms, term{c, w})
		}
	}
	return terms
}

func (m *Model) offer(x session) *offer       { return &m.problem.offers[x.offer] }
func (m *Model) slot(x session) capacity.Slot { return m.problem.slot(m.offer(x), x.slot) }
func (m *Model) request(x part) *request      { return &m.problem.requests[x.request] }

// moments yields, for columns that take their slots, those in use at the begin
// of each slot: use only grows then.
func moments(columns []int, slot func(c int) capacity.Slot) [][]int {
	begins := group(columns, func(c int) capacity.Moment { return slot(c).Begin() }).keys
	slices.Sort(begins)
	var sets [][]int
	for _, at := range begins {
		var set []int
		for _, c := range columns {
			if s := slot(c); s.Begin() <= at && at < s.Finish() {
				set = append(set, c)
			}
		}
		sets = append(sets, set)
	}
	return sets
}
