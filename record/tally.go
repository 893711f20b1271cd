package record

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Tally sums entries.
type Tally struct {
	Visits int                   `json:"visits"`
	Hours  curriculum.ClassHours `json:"hours"`
	// Virtual is how many of the hours were online or blended, which are counted
	// apart.
	Virtual curriculum.ClassHours `json:"virtual,omitzero"`
}

// Sum is the tally of the entries that have one thing in common, such as a tier.
type Sum[K cmp.Ordered] struct {
	Of K `json:"of"`
	Tally
}

// YearTally is the tally of one year of a learner.
type YearTally struct {
	Grade curriculum.Grade `json:"grade"`
	From  capacity.Date    `json:"from"`
	To    capacity.Date    `json:"to"`
	Tally
}

func (t *Tally) add(hours curriculum.ClassHours, delivery curriculum.Delivery) {
	t.Visits++
	t.Hours += hours
	if delivery == curriculum.Online || delivery == curriculum.Blended {
		t.Virtual += hours
	}
}

// sums tallies lines by what each has, in ascending order.
func sums[K cmp.Ordered](lines []Line, of func(*Line) K) []Sum[K] {
	var list []Sum[K]
	for i := range lines {
		k := of(&lines[i])
		at, ok := slices.BinarySearchFunc(list, k, func(s Sum[K], k K) int { return cmp.Compare(s.Of, k) })
		if !ok {
			list = slices.Insert(list, at, Sum[K]{Of: k})
		}
		list[at].add(lines[i].Hours, lines[i].Delivery)
	}
	return list
}

// years tallies lines by the years that share a day with a span, those without
// a line too.
func years(l Learner, span capacity.DateSpan, lines []Line) []YearTally {
	var list []YearTally
	for _, y := range l.Years {
		if span.From != 0 && y.To < span.From || span.To != 0 && span.To < y.From {
			continue
		}
		sum := YearTally{Grade: y.Grade, From: y.From, To: y.To}
		for i := range lines {
			if y.From <= lines[i].Date && lines[i].Date <= y.To {
				sum.add(lines[i].Hours, lines[i].Delivery)
			}
		}
		list = append(list, sum)
	}
	return list
}
