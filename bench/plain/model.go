// Package plain writes a problem with all its rules as an integer program, the
// way one would for another solver: a binary column for each place that a part
// of a visit can take, one for each session that can run, one for each
// instructor who can lead it, and rows for the rules. It reads the domain and
// nothing that the project's own search makes of it.
//
// A [Model] is checked by [Model.Point], which puts a plan into it, and by
// [Model.Plan], which reads a plan out of a solution.
package plain

import (
	"fmt"
	"math"
)

// Model asks for the 0 or 1 of each column so that the values of the columns
// at 1 add up to the most, and each row's sum of entries lies between its ends.
type Model struct {
	Value  []int64
	Start  []int32 // where the entries of each row start, and where the last ends
	Column []int32
	Entry  []int64
	Low    []int64 // None for no end
	High   []int64

	problem *reading
	parts   []part          // of the first columns
	column  map[place]int   // of the parts
	runs    map[session]int // columns of the sessions
	leads   []lead          // of later columns
	helpers []helper        // of the columns that follow from others, each after those it follows from
}

// None is the low end of a row that has none.
const None = math.MinInt64

// helper is a column that is 1 exactly when one of some columns is, and none
// of some others.
type helper struct {
	column   int
	any, not []int
}

// term is an entry of a row.
type term struct {
	column int
	entry  int64
}

func (m *Model) addColumn(value int64) int {
	m.Value = append(m.Value, value)
	return len(m.Value) - 1
}

// addHelper adds a column that says whether one of some others is at 1. The
// caller adds the rows that make it so, as far as they matter.
func (m *Model) addHelper(value int64, any []int, not ...int) int {
	c := m.addColumn(value)
	m.helpers = append(m.helpers, helper{c, any, not})
	return c
}

func (m *Model) addRow(low int64, terms []term, high int64) {
	for _, t := range terms {
		m.Column = append(m.Column, int32(t.column))
		m.Entry = append(m.Entry, t.entry)
	}
	m.Start = append(m.Start, int32(len(m.Column)))
	m.Low = append(m.Low, low)
	m.High = append(m.High, high)
}

// atMost adds a row unless it holds anyway.
func (m *Model) atMost(columns []int, most int64) {
	if int64(len(columns)) > most {
		m.addRow(None, ones(columns), most)
	}
}

// implies lets no column be at 1 without another.
func (m *Model) implies(columns []int, other int) {
	for _, c := range columns {
		m.addRow(None, []term{{c, 1}, {other, -1}}, 0)
	}
}

// excludes lets no column be at 1 beside another.
func (m *Model) excludes(columns []int, other int) {
	for _, c := range columns {
		m.addRow(None, []term{{c, 1}, {other, 1}}, 1)
	}
}

func ones(columns []int) []term {
	terms := make([]term, len(columns))
	for i, c := range columns {
		terms[i] = term{c, 1}
	}
	return terms
}

// Worth returns what the columns at 1 are worth. The error names the first row
// that they do not keep.
func (m *Model) Worth(x []bool) (int64, error) {
	worth := int64(0)
	for c, at := range x {
		if at {
			worth += m.Value[c]
		}
	}
	for r := range m.Low {
		sum := int64(0)
		for i := m.Start[r]; i < m.Start[r+1]; i++ {
			if x[m.Column[i]] {
				sum += m.Entry[i]
			}
		}
		if sum < m.Low[r] || sum > m.High[r] {
			return worth, fmt.Errorf("row %d is %d, not %d to %d", r, sum, m.Low[r], m.High[r])
		}
	}
	return worth, nil
}
