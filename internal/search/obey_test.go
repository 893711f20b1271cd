package search

import (
	"fmt"
	"math"
	"slices"
)

// broken returns a constraint of the model that the state breaks, or "".
// Within a step minimums, missing parts and incomplete asks do not count: then
// finished is false.
func (s *state) broken(finished bool) string {
	for i := range s.sessions {
		if text := s.brokenAt(int32(i), finished); text != "" {
			return fmt.Sprintf("session %d: %s", i, text)
		}
	}
	for row, n := range s.rows {
		if n > s.m.Rows[row] {
			return fmt.Sprintf("row %d: %d of %d", row, n, s.m.Rows[row])
		}
	}
	for p := range s.m.People {
		if text := s.overworked(int32(p)); text != "" {
			return fmt.Sprintf("person %d: %s", p, text)
		}
	}
	for team := range s.m.Teams {
		if text := s.scattered(int32(team)); text != "" {
			return fmt.Sprintf("team %d: %s", team, text)
		}
	}
	for a := range s.m.Asks {
		stays := s.staysOf(int32(a))
		for _, text := range []string{s.torn(int32(a), stays, finished), s.astray(int32(a), stays, finished)} {
			if text != "" {
				return fmt.Sprintf("ask %d: %s", a, text)
			}
		}
	}
	for cohort, asks := range s.m.Cohorts {
		if text := s.clashes(asks); text != "" {
			return fmt.Sprintf("cohort %d: %s", cohort, text)
		}
	}
	return ""
}

func (s *state) brokenAt(i int32, finished bool) string {
	x := &s.sessions[i]
	o := &s.m.Offers[x.offer]
	if len(x.units) == 0 {
		if len(x.people) > 0 {
			return "people without pupils"
		}
		return ""
	}
	for _, r := range o.Rooms {
		if s.busy[s.roomBase[r]+x.slot] != i {
			return "a room is another session's"
		}
	}
	need := o.Fewest
	for o.Per > 0 && need*o.Per < x.pupils {
		need++
	}
	switch {
	case x.pupils > o.Seats:
		return "too many pupils"
	case finished && x.pupils < o.Minimum:
		return "too few pupils"
	case int32(len(x.people)) < need:
		return "too few people"
	}
	for n, u := range x.units {
		arc := s.unitArc(u)
		pupils := int32(dealt(s.m.Asks[s.askOf[u]].Pupils, s.partOf(u), s.parts[u]))
		if !s.m.Sets[arc.Set].Has(x.slot) {
			return "a slot that the arc does not have"
		}
		if pupils < arc.Least || arc.Most > 0 && pupils > arc.Most {
			return "a part too small or too large for the course"
		}
		for _, v := range x.units[:n] {
			if text := s.company(o, u, v); text != "" {
				return text
			}
		}
	}
	return ""
}

// company returns what forbids two units one session, or "".
func (s *state) company(o *Offer, u, v int32) string {
	a, b := &s.m.Asks[s.askOf[u]], &s.m.Asks[s.askOf[v]]
	if a == b {
		return "two parts of one ask"
	}
	for _, share := range []uint8{o.Share, a.Share, b.Share} {
		if share == 1 || share == 2 && a.School != b.School || share == 3 && a.Stage != b.Stage {
			return "company that one does not allow"
		}
	}
	return ""
}

func (s *state) overworked(p int32) string {
	who := &s.m.People[p]
	perDay, perWeek := map[int32]int32{}, map[int32]int32{}
	for n, i := range s.leads[p] {
		x := &s.sessions[i]
		t := s.m.Slots[x.slot]
		o := &s.m.Offers[x.offer]
		if !slices.Contains(o.Leaders, p) || who.Free[x.slot>>6]>>(x.slot&63)&1 == 0 {
			return "not one who can lead that"
		}
		for _, j := range s.leads[p][:n] {
			y := &s.sessions[j]
			if u := s.m.Slots[y.slot]; u.Day == t.Day && (s.m.Offers[y.offer].Center != o.Center || u.Start < t.End && t.Start < u.End) {
				return "in two places"
			}
		}
		perDay[t.Day]++
		perWeek[t.Week]++
		if who.PerDay > 0 && perDay[t.Day] > who.PerDay || who.PerWeek > 0 && perWeek[t.Week] > who.PerWeek ||
			who.PerTerm > 0 && int32(n) >= who.PerTerm {
			return "too many sessions"
		}
	}
	return ""
}

// scattered returns how a team is at two schools or runs too much at once, or "".
func (s *state) scattered(team int32) string {
	sessions, school := map[int32]int32{}, map[int32]int32{}
	for i := range s.sessions {
		x := &s.sessions[i]
		if s.m.Offers[x.offer].Team != team || len(x.units) == 0 {
			continue
		}
		if sessions[x.slot]++; sessions[x.slot] > s.m.Teams[team].Sessions {
			return "too many sessions at once"
		}
		for _, u := range x.units {
			of := s.m.Asks[s.askOf[u]].School
			if known, ok := school[x.slot]; ok && known != of {
				return "at two schools at once"
			}
			school[x.slot] = of
		}
	}
	return ""
}

// staysOf returns the units that sit of an ask, stay by stay, by part.
func (s *state) staysOf(a int32) (stays [][]int32) {
	for u := s.unitOf[a]; u < s.unitOf[a+1]; u += s.m.Asks[a].Parts {
		var stay []int32
		for v := u; v < u+s.m.Asks[a].Parts; v++ {
			if s.arc[v] != none {
				stay = append(stay, v)
			}
		}
		if len(stay) > 0 {
			stays = append(stays, stay)
		}
	}
	return stays
}

// torn returns how the parts of an ask's stays are not together, or "".
func (s *state) torn(a int32, stays [][]int32, finished bool) string {
	for _, stay := range stays {
		first := stay[0]
		arc := s.unitArc(first)
		at := &s.m.Offers[arc.Offer]
		if s.parts[first] != s.parts[stays[0][0]] {
			return "stays of different numbers of parts"
		}
		if s.parts[first] < 1 || s.parts[first] > s.m.Asks[a].Parts {
			return "too many parts"
		}
		if finished && int32(len(stay)) != s.parts[first] {
			return "a part is missing"
		}
		for part, u := range stay {
			other := s.unitArc(u)
			place := &s.m.Offers[other.Offer]
			if s.partOf(u) != int32(part) || s.parts[u] != s.parts[first] {
				return "parts are not numbered from 0 without a gap"
			}
			if s.slot[u] != s.slot[first] || place.Center != at.Center || other.Goal != arc.Goal || place.Attended != at.Attended {
				return "parts are not together"
			}
		}
	}
	return ""
}

// astray returns how an ask's stays do not make up what it wants, or "".
func (s *state) astray(a int32, stays [][]int32, finished bool) string {
	ask := &s.m.Asks[a]
	sum, shortest, at := make([]int32, len(ask.Goals)), make([]int32, len(ask.Goals)), map[int32]int32{}
	for n, stay := range stays {
		u := stay[0]
		arc := s.unitArc(u)
		center := s.m.Offers[arc.Offer].Center
		amount := arc.Amount
		if amount == 0 {
			amount = s.m.Slots[s.slot[u]].Amount
		}
		if amount < 1 {
			return "a stay counts for nothing"
		}
		if sum[arc.Goal] == 0 {
			shortest[arc.Goal] = math.MaxInt32
		}
		sum[arc.Goal] += amount
		shortest[arc.Goal] = min(shortest[arc.Goal], amount)
		if at[center]++; ask.AtCenter > 0 && at[center] > ask.AtCenter {
			return "too many stays at one center"
		}
		for k, other := range stays {
			if k == n {
				continue
			}
			if text := s.apart(ask, stay, other); text != "" {
				return text
			}
		}
	}
	for g, goal := range ask.Goals {
		if sum[g]-shortest[g] >= goal.Target {
			return "a stay without need"
		}
		if finished && ask.Whole && len(stays) > 0 && sum[g] < goal.Target {
			return "whole, and a goal is not reached"
		}
	}
	return ""
}

// apart returns what forbids an ask two stays, or "".
func (s *state) apart(ask *Ask, x, y []int32) string {
	t, w := s.m.Slots[s.slot[x[0]]], s.m.Slots[s.slot[y[0]]]
	if t.Date <= w.Date && w.Date-t.Date < ask.Apart {
		return "two stays in too few days"
	}
	earlier := t.Date < w.Date || t.Date == w.Date && t.Start < w.Start
	if ask.Ordered && s.unitArc(x[0]).Goal < s.unitArc(y[0]).Goal && !earlier {
		return "goals out of order"
	}
	for _, u := range x {
		for _, v := range y {
			o, p := &s.m.Offers[s.unitArc(u).Offer], &s.m.Offers[s.unitArc(v).Offer]
			for trait := range Traits {
				for _, mark := range o.Marks[trait] {
					if ask.Distinct&(1<<trait) != 0 && slices.Contains(p.Marks[trait], mark) {
						return "two stays with a trait in common"
					}
				}
			}
		}
	}
	return ""
}

// clashes returns how the stays of a cohort's asks exclude each other, or "".
func (s *state) clashes(asks []int32) string {
	var stays [][]int32
	for _, a := range asks {
		stays = append(stays, s.staysOf(a)...)
	}
	for n, x := range stays {
		today := 1
		t := s.m.Slots[s.slot[x[0]]]
		for k, y := range stays {
			if k == n {
				continue
			}
			w := s.m.Slots[s.slot[y[0]]]
			if t.Day == w.Day {
				today++
			}
			for _, u := range x {
				for _, v := range y {
					if text := s.collide(u, v); text != "" {
						return text
					}
				}
			}
		}
		if today > s.m.PerDay {
			return "too many stays a day"
		}
	}
	return ""
}

// collide returns why units of two stays of a cohort exclude each other, or "".
func (s *state) collide(u, v int32) string {
	a, b := &s.m.Offers[s.unitArc(u).Offer], &s.m.Offers[s.unitArc(v).Offer]
	if a.Course == b.Course && (s.askOf[u] != s.askOf[v] || s.partOf(u) == s.partOf(v)) {
		return "a course twice"
	}
	t, w := s.m.Slots[s.slot[u]], s.m.Slots[s.slot[v]]
	way := int32(0)
	if a.Attended && b.Attended && a.Center != b.Center {
		way = s.m.Between(a.Center, b.Center)
	}
	if t.Day == w.Day && t.Start < w.End+way && w.Start < t.End+way {
		return "two stays at once, or no time for the way"
	}
	return ""
}
