package matching

import (
	"maps"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// Spread says how evenly visits lie over the weeks: regular operation (常态化)
// is neither one week full nor months empty.
type Spread struct {
	Weeks []WeekPlaced `json:"weeks"` // in which a calendar has a slot, in order
	// Gini is the Gini coefficient of the visits by week: 0 when all weeks have as
	// many, towards 1 when one has them all.
	Gini    float64       `json:"gini"`
	Busiest capacity.Date `json:"busiest,omitzero"` // Monday of the week with most visits, the first of several; unset without visits
	Share   float64       `json:"share"`            // of all visits, in the busiest week
	Idle    int64         `json:"idle"`             // weeks without a visit
}

// WeekPlaced is what takes place in a week.
type WeekPlaced struct {
	Week capacity.Date `json:"week"` // its Monday
	Placed
}

// CenterSpread is the spread of one center, over the weeks of its calendar.
type CenterSpread struct {
	Center capacity.CenterID `json:"center"`
	Spread
}

// Spreads has the spread of all centers together and of each.
type Spreads struct {
	All     Spread         `json:"all"`
	Centers []CenterSpread `json:"centers"` // all, by id
}

// MeasureSpread counts a plan's visits by week, as [Measure] counts. A visit in a
// slot that its center does not have is left out.
func MeasureSpread(p *Problem, plan *Plan) Spreads {
	if plan == nil {
		plan = &Plan{}
	}
	c := newChecker(p, plan)
	var all Spreads
	at := map[capacity.CenterID]int{}
	weeks := map[capacity.Date]bool{}
	for i, center := range c.network.Centers {
		at[center.ID] = i
		own := CenterSpread{Center: center.ID, Spread: Spread{Weeks: []WeekPlaced{}}}
		for _, w := range weeksOf(slices.Collect(p.network.Slots(center.Calendar))) {
			own.Weeks = append(own.Weeks, WeekPlaced{Week: w.Week})
			weeks[w.Week] = true
		}
		all.Centers = append(all.Centers, own)
	}
	all.All.Weeks = []WeekPlaced{}
	for _, week := range slices.Sorted(maps.Keys(weeks)) {
		all.All.Weeks = append(all.All.Weeks, WeekPlaced{Week: week})
	}
	for x := range c.parts() {
		if !x.visit.dated {
			continue
		}
		week := monday(x.visit.slot.Date)
		all.All.place(week, x)
		all.Centers[at[x.session.center.ID]].place(week, x)
	}
	all.All.figure()
	for i := range all.Centers {
		all.Centers[i].figure()
	}
	return all
}

// place counts a part in a week that is in the list.
func (s *Spread) place(week capacity.Date, x *checkedPart) {
	i, _ := slices.BinarySearchFunc(s.Weeks, week, func(w WeekPlaced, d capacity.Date) int { return int(w.Week) - int(d) })
	s.Weeks[i].Placed.place(x)
}

// figure finds out how even the weeks are.
func (s *Spread) figure() {
	var visits []int64
	sum, most := int64(0), int64(0)
	for _, w := range s.Weeks {
		visits = append(visits, w.Visits)
		sum += w.Visits
		if w.Visits > most {
			most, s.Busiest = w.Visits, w.Week
		}
		if w.Visits == 0 {
			s.Idle++
		}
	}
	slices.Sort(visits)
	s.Gini, s.Share = gini(visits, sum), ratio(most, sum)
}
