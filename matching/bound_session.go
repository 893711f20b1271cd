package matching

import (
	"cmp"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// level is a number of instructors: how many pupils they can lead, and what a
// session with them costs, which is negative where it gets more than it pays.
type level struct{ pupils, cost int64 }

// setLevels sets the numbers of instructors with whom an offering could be held
// in a slot, ascending; none when there are too few. Those of the offering under
// way are found out once.
func (v *valuation) setLevels(h *host, t int) {
	if h != v.underWay {
		v.spare = v.appendLevels(v.spare[:0], h, t)
		v.levels = v.spare
		return
	}
	if len(v.ladders[t]) == 0 {
		v.ladders[t] = v.appendLevels(v.ladders[t], h, t)
	}
	v.levels = v.ladders[t]
}

// appendLevels appends the levels of an offering in a slot.
func (v *valuation) appendLevels(levels []level, h *host, t int) []level {
	cost := cappedProduct(v.scale, v.session())
	for _, room := range h.rooms {
		cost = cappedSum(cost, priceAt(v.rooms[room.ID], t))
	}
	cost = cappedSum(cost, priceAt(v.remote[h.ID], t))
	cost = cappedSum(cost, priceAt(v.tours[h.Team], t))
	gain := priceAt(v.gainsAt(h), t)
	seats := firstStated(h.seats, math.MaxInt64)
	charges := v.charges(h, t)
	for n := int64(0); n <= int64(len(charges)); n++ {
		if n > 0 {
			cost = cappedSum(cost, charges[n-1])
		}
		if n < h.fewestInstructors {
			continue
		}
		pupils := seats
		if h.pupilsPerInstructor > 0 {
			pupils = min(seats, cappedProduct(n, h.pupilsPerInstructor))
		}
		levels = append(levels, level{pupils, cost - gain})
		if pupils == seats {
			break
		}
	}
	return levels
}

// gainsAt returns, by slot, what sessions of an offering get from negative prices
// of rooms, nil for nothing.
func (v *valuation) gainsAt(h *host) []int64 {
	if v.gains == nil {
		return nil
	}
	return v.gains[h.index]
}

// value returns the larger of least and what the best session of an offering
// in a slot is worth.
func (v *valuation) value(h *host, t int, least int64) int64 {
	list := v.at[t]
	v.setLevels(h, t)
	if len(v.levels) == 0 {
		return least
	}
	if profit, _ := apart(list); profit-v.levels[0].cost <= least {
		return least
	}
	for i := range list {
		if x := &list[i]; h.Sharing == capacity.ShareNobody || x.share == capacity.ShareNobody {
			least = max(least, v.alone(x))
		}
	}
	if h.Sharing == capacity.ShareNobody {
		return least
	}
	return max(least, v.shared(h, t, list))
}

// shared returns what the best session of several is worth, or of one who would
// share. Where too few gain, it is filled up with others.
func (v *valuation) shared(h *host, t int, list []placement) int64 {
	v.few = false
	most := v.bestOfAny(h, list)
	if !v.few || len(v.fill[t]) == 0 {
		return most
	}
	v.all = append(v.all[:0], list...)
	for _, x := range v.fill[t] {
		if h.Team == "" || x.school == list[0].school {
			v.all = append(v.all, x)
		}
	}
	slices.SortStableFunc(v.all, func(a, b placement) int {
		return cmp.Or(cmp.Compare(a.school, b.school), cmp.Compare(a.stage, b.stage), cmp.Compare(a.cohort, b.cohort))
	})
	return max(most, v.bestOfAny(h, v.all))
}

// bestOfAny returns what the best session of any company is worth.
func (v *valuation) bestOfAny(h *host, list []placement) int64 {
	var asked company // by anybody
	for i := range list {
		x := &list[i]
		asked.school = asked.school || x.share == capacity.ShareSchool
		asked.stage = asked.stage || x.share == capacity.ShareStage
	}
	must := company{h.Sharing == capacity.ShareSchool || h.Team != "", h.Sharing == capacity.ShareStage}
	most := int64(math.MinInt64)
	for _, c := range [...]company{{}, {stage: true}, {school: true}, {true, true}} {
		if c.among(must, asked) {
			most = max(most, v.bestOf(h, list, c, must))
		}
	}
	return most
}

// alone returns what a session with one placement is worth.
func (v *valuation) alone(x *placement) int64 {
	for _, l := range v.levels {
		if int64(x.pupils) <= l.pupils && l.cost < x.profit-impossible {
			return x.profit - l.cost
		}
	}
	return impossible
}

// company is what those in a session have in common at least, as R8 asks.
type company struct{ school, stage bool }

// among reports whether the company has all in common that it must, and
// nothing that neither must be nor was asked for: a less narrow company can
// have the same session then.
func (c company) among(must, asked company) bool {
	return (c.school || !must.school) && (c.stage || !must.stage) &&
		(!c.school || must.school || asked.school) && (!c.stage || must.stage || asked.stage)
}

// bestOf returns what the best session of a company is worth. Placements come by
// school.
func (v *valuation) bestOf(h *host, list []placement, c, must company) int64 {
	most := int64(math.MinInt64)
	for len(list) > 0 {
		n, stages := 0, 0
		for n < len(list) && (!c.school || list[n].school == list[0].school) {
			stages |= 1 << list[n].stage
			n++
		}
		if !c.stage {
			most = max(most, v.meeting(h, list[:n], c, must, 0))
		}
		for stage := curriculum.Primary; c.stage && stage <= curriculum.Vocational; stage++ {
			if stages>>stage&1 == 1 {
				most = max(most, v.meeting(h, list[:n], c, must, stage))
			}
		}
		list = list[n:]
	}
	return most
}

// meeting returns what the best session is worth of those in a list who share
// with a company and, where that has it in common, are of a stage.
func (v *valuation) meeting(h *host, list []placement, c, must company, stage curriculum.Stage) int64 {
	v.picked = v.picked[:0]
	var asked company
	for i := range list {
		x := &list[i]
		if c.stage && x.stage != stage {
			continue
		}
		switch x.share {
		case capacity.ShareNobody:
			continue
		case capacity.ShareSchool:
			if !c.school {
				continue
			}
			asked.school = true
		case capacity.ShareStage:
			if !c.stage {
				continue
			}
			asked.stage = true
		}
		v.picked = append(v.picked, *x)
	}
	if len(v.picked) == 0 || !c.among(must, asked) {
		return math.MinInt64
	}
	return v.gather(h, v.picked)
}

// gather returns what the best session of an offering is worth of some
// placements that may be in one, and notes whether it would be a better one if
// it could have fewer pupils.
func (v *valuation) gather(h *host, list []placement) int64 {
	profit, pupils := apart(list)
	if first := v.levels[0]; pupils <= first.pupils && pupils >= h.minimum && !v.few {
		return profit - first.cost
	}
	v.pack(list, v.levels[len(v.levels)-1].pupils)
	most := v.bestFrom(h.minimum)
	v.few = v.few || v.bestFrom(0) > most
	return most
}

// bestFrom returns what the packed placements are worth at the most, less what their
// session costs, with so many pupils at least.
func (v *valuation) bestFrom(least int64) int64 {
	most := int64(math.MinInt64)
	for _, l := range v.levels {
		if n, ok := v.packed(least, l.pupils); ok && l.cost < n-impossible {
			most = max(most, n-l.cost)
		}
	}
	return most
}
