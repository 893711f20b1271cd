package matching

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// compare says how a plan differs from the published one, and why.
func (r *replanner) compare(plan *Plan) *Replanned {
	out := &Replanned{Plan: plan, Problem: r.p, Touched: []Touched{}, Changes: []Replace{}, Staff: []Restaff{}}
	for i, visit := range r.visits {
		if why := r.why(i); len(why) > 0 {
			out.Touched = append(out.Touched, Touched{visit[0].Request, visit[0].Slot, why})
		}
	}
	now := visitsOfParts(plan.Visits)
	var gone, came []int // of r.visits and now
	kept := map[sessionKey]bool{}
	for i, j := 0, 0; i < len(r.visits) || j < len(now); {
		switch order := compareVisits(r.visits, i, now, j); {
		case order < 0:
			gone = append(gone, i)
			i++
		case order > 0:
			came = append(came, j)
			j++
		default:
			if samePlace(r.visits[i], now[j]) {
				out.Kept++
				for _, v := range now[j] {
					kept[sessionKey{v.Offering, v.Slot}] = true
				}
			} else {
				gone, came = append(gone, i), append(came, j)
			}
			i, j = i+1, j+1
		}
	}
	alone := r.layKept(plan)
	place := r.placesOf(now)
	for len(gone) > 0 || len(came) > 0 {
		var c Replace
		switch {
		case len(came) == 0 || len(gone) > 0 && r.visits[gone[0]][0].Request <= now[came[0]][0].Request:
			i := gone[0]
			gone = gone[1:]
			c = Replace{Change: Change{Request: r.visits[i][0].Request, From: r.visits[i]}, Cause: Chosen, Why: r.why(i)}
			if len(c.Why) == 0 {
				c.Why = r.beside(i, alone)
			}
			if len(came) > 0 && now[came[0]][0].Request == c.Request {
				c.To = now[came[0]]
				came = came[1:]
			}
			if len(c.Why) > 0 {
				c.Cause = Forced
			} else {
				c.For = r.inPlaceOf(r.visits[i], place)
			}
		default:
			c = Replace{Change: Change{Request: now[came[0]][0].Request, To: now[came[0]]}, Cause: Added}
			came = came[1:]
		}
		c.Points = r.pointsOf(c.To) - r.pointsOf(c.From)
		out.Changes = append(out.Changes, c)
	}
	slices.SortStableFunc(out.Changes, func(a, b Replace) int { return cmp.Compare(a.Request, b.Request) })
	out.Staff = append(out.Staff, r.restaffed(plan, kept)...)
	return out
}

// compareVisits orders two visits by request and slot; the end of a list is last.
func compareVisits(a [][]Visit, i int, b [][]Visit, j int) int {
	switch {
	case i == len(a):
		return 1
	case j == len(b):
		return -1
	}
	return cmp.Or(cmp.Compare(a[i][0].Request, b[j][0].Request), cmp.Compare(a[i][0].Slot, b[j][0].Slot))
}

// samePlace reports whether two visits of a request in one slot have parts at the
// same offerings.
func samePlace(a, b []Visit) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(v Visit) bool {
		return !slices.ContainsFunc(b, func(w Visit) bool { return v.Offering == w.Offering })
	})
}

// pointsOf is what a visit earns in the new problem, what its session costs and
// the first bonus aside; 0 where it is not an option there.
func (r *replanner) pointsOf(visit []Visit) int64 {
	sum := int64(0)
	for _, v := range visit {
		offer, known := r.offering[v.Offering]
		ask, asked := r.request[v.Request]
		if !known || !asked {
			return 0
		}
		k := r.arcAt(ask, offer, r.slotOf(offer, v.Slot), int32(v.Component))
		if k < 0 {
			return 0
		}
		sum += r.model.Asks[ask].Arcs[k].Value * int64(v.Pupils)
	}
	return sum
}

// whys returns what says which rules a published visit breaks in the new problem,
// by itself or together with the others.
func (r *replanner) whys() func(i int) []Violation {
	byVisit, bySession := map[visitKey][]Violation{}, map[sessionKey][]Violation{}
	tooNear := map[visitKey][]Violation{} // what breaks another rule is not frozen, and so is too near as well
	for _, v := range Verify(r.p, r.restated()) {
		key := visitKey{v.Request, sessionKey{"", v.Slot}}
		switch {
		case v.Rule == rule.Books || v.Rule == rule.Notice && v.Want == "the visit that is pinned":
		case v.Rule == rule.Notice && strings.HasPrefix(v.Want, startAt):
			tooNear[key] = append(tooNear[key], v)
		case v.Request != "":
			byVisit[key] = append(byVisit[key], v)
		case v.Offering != "":
			key := sessionKey{v.Offering, v.Slot}
			bySession[key] = append(bySession[key], v)
		}
	}
	over := search.Overused(r.model, r.stays)
	rows := make([]int32, 0, len(over))
	for row := range over {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	return func(i int) []Violation {
		visit := r.visits[i]
		first := visit[0]
		if _, ok := r.request[first.Request]; !ok {
			return []Violation{{Rule: rule.Books, Request: first.Request, Want: "a request of the problem", Have: "none any more"}}
		}
		list := slices.Concat(byVisit[visitKey{first.Request, sessionKey{"", first.Slot}}], byVisit[visitKey{first.Request, sessionKey{}}])
		for _, v := range visit {
			if _, ok := r.p.slotOf(v.Offering, v.Slot); !ok {
				list = append(list, Violation{Rule: rule.Books, Request: v.Request, Offering: v.Offering, Slot: v.Slot,
					Want: "an offering and slot of the network", Have: "none any more"})
			}
			list = append(list, bySession[sessionKey{v.Offering, v.Slot}]...)
		}
		if r.stayOf[i] >= 0 {
			for _, row := range rows {
				if r.model.Takes(&r.stays[r.stayOf[i]], row) {
					list = append(list, Violation{Rule: r.rows.rule[row], Where: r.limited(row),
						Want: fmt.Sprintf("at most %d", r.model.Rows[row]), Have: fmt.Sprint(over[row])})
				}
			}
		}
		if len(list) == 0 {
			list = append(list, tooNear[visitKey{first.Request, sessionKey{"", first.Slot}}]...)
		}
		if len(list) == 0 && r.stayOf[i] < 0 { // such as a choice that it no longer has
			list = append(list, Violation{Rule: rule.Choice, Request: first.Request, Offering: first.Offering, Slot: first.Slot,
				Want: "an option of the request", Have: "none any more"})
		}
		if slices.ContainsFunc(list, func(v Violation) bool { return v.Rule != rule.Notice }) { // else it would be frozen
			list = slices.DeleteFunc(list, func(v Violation) bool { return v.Rule == rule.Notice })
		}
		slices.SortFunc(list, compareViolations)
		return slices.CompactFunc(list, func(a, b Violation) bool { return compareViolations(a, b) == 0 })
	}
}

// layKept lays the visits of a plan that stay as published on the desk, led by those
// who were as far as they can, and reports whether it could.
func (r *replanner) layKept(plan *Plan) bool {
	alone := &Plan{Sessions: plan.Sessions}
	for _, visit := range r.visits {
		if now := plan.visit(visit[0].Request, visit[0].Slot); samePlace(visit, now) {
			alone.Visits = append(alone.Visits, now...)
		}
	}
	solution, err := r.start(alone)
	if err != nil {
		return false
	}
	r.desk.Lay(solution)
	recalled := r.desk.Recall(r.stays)
	r.desk.Lay(&recalled)
	return true
}

// visit returns the parts of a request's visit in a slot.
func (p *Plan) visit(id RequestID, slot capacity.SlotID) []Visit {
	from, _ := slices.BinarySearchFunc(p.Visits, Visit{Request: id, Slot: slot}, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(a.Request, b.Request), cmp.Compare(a.Slot, b.Slot))
	})
	to := from
	for to < len(p.Visits) && p.Visits[to].Request == id && p.Visits[to].Slot == slot {
		to++
	}
	return p.Visits[from:to]
}

// beside says by which rules a published visit, which breaks none by itself, cannot
// stay beside those that do, if they lie alone on the desk.
func (r *replanner) beside(i int, alone bool) (list []Violation) {
	if !alone || r.stayOf[i] < 0 {
		return nil
	}
	v := r.visits[i][0]
	for _, x := range r.desk.Beside(r.stays[r.stayOf[i]]) {
		by := r.ruleOf(x.Kind, x.Row)
		list = append(list, Violation{Rule: by, Request: v.Request, Offering: v.Offering, Slot: v.Slot,
			Want: by.Text() + ", beside the published visits that stay", Have: "not possible any more"})
	}
	return list
}

// restated is the published plan as far as the new problem knows what it names,
// counted as the choices that it fulfils now.
func (r *replanner) restated() *Plan {
	plan := &Plan{}
	listed := map[sessionKey]bool{}
	for _, visit := range r.visits {
		for _, v := range visit {
			if _, ok := r.request[v.Request]; !ok {
				continue
			}
			if _, ok := r.p.slotOf(v.Offering, v.Slot); !ok {
				continue
			}
			v.Choice = r.choiceOf(Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot})
			plan.Visits = append(plan.Visits, v)
			listed[sessionKey{v.Offering, v.Slot}] = true
		}
	}
	for _, s := range r.published.Sessions {
		if !listed[sessionKey{s.Offering, s.Slot}] {
			continue
		}
		known := slices.DeleteFunc(slices.Clone(s.Instructors), func(id capacity.InstructorID) bool {
			_, ok := r.person[id]
			return !ok
		})
		plan.Sessions = append(plan.Sessions, Session{s.Offering, s.Slot, known})
	}
	return plan
}

// placesOf says whose visits of a plan are in which room or, of offerings without,
// which session; and who leads where.
func (r *replanner) placesOf(visits [][]Visit) map[string][]RequestID {
	at := map[string][]RequestID{}
	for _, visit := range visits {
		for _, v := range visit {
			for _, key := range r.roomsOf(v) {
				at[key] = append(at[key], v.Request)
			}
		}
	}
	return at
}

func (r *replanner) roomsOf(v Visit) (keys []string) {
	o, _ := r.p.network.Offering(v.Offering)
	for _, room := range o.Rooms {
		keys = append(keys, fmt.Sprintf("%q in %q", room, v.Slot))
	}
	if len(o.Rooms) == 0 {
		keys = append(keys, fmt.Sprintf("offering %q in %q", v.Offering, v.Slot))
	}
	return keys
}

// inPlaceOf returns the requests whose visits are now in the rooms of a visit and
// were not published there.
func (r *replanner) inPlaceOf(visit []Visit, at map[string][]RequestID) (list []RequestID) {
	for _, v := range visit {
		for _, key := range r.roomsOf(v) {
			for _, id := range at[key] {
				if id != v.Request && !r.publishedAt(id, v.Slot) {
					list = append(list, id)
				}
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// publishedAt reports whether a request has a published visit in a slot.
func (r *replanner) publishedAt(id RequestID, slot capacity.SlotID) bool {
	_, ok := slices.BinarySearchFunc(r.visits, Visit{Request: id, Slot: slot}, func(a []Visit, b Visit) int {
		return cmp.Or(cmp.Compare(a[0].Request, b.Request), cmp.Compare(a[0].Slot, b.Slot))
	})
	return ok
}

// restaffed lists the sessions of kept visits whose instructors are others.
func (r *replanner) restaffed(plan *Plan, kept map[sessionKey]bool) (list []Restaff) {
	before := make(map[sessionKey][]capacity.InstructorID, len(r.published.Sessions))
	for _, s := range r.published.Sessions {
		before[sessionKey{s.Offering, s.Slot}] = s.Instructors
	}
	for _, s := range plan.Sessions {
		key := sessionKey{s.Offering, s.Slot}
		if from, ok := before[key]; ok && kept[key] && !slices.Equal(from, s.Instructors) {
			list = append(list, Restaff{s.Offering, s.Slot, append([]capacity.InstructorID{}, from...), append([]capacity.InstructorID{}, s.Instructors...)})
		}
	}
	return list
}
