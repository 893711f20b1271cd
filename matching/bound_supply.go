package matching

import (
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// host is an offering with what is the same for all who come to it.
type host struct {
	*checkedOffering
	index   int
	line    *timeline
	most    int64           // pupils of a placement, by R2, R6, R13 and R14
	open    slotSet         // by R4, but for closures that depend on who comes
	graded  []gradedClosure // those that depend on the grade alone
	leaders []*leader
	free    []int             // by slot: how many leaders could lead
	staffed map[int64]slotSet // by number: slots in which so many could lead
	quotas  []*limited        // those that count visits here
	guests  []int32           // who have an option here
}

type gradedClosure struct {
	grades curriculum.GradeSet
	closed slotSet
}

// leader is an instructor with the slots in which they could lead.
type leader struct {
	*capacity.Instructor
	index int
	free  []slotSet // by timeline; nil where they have no center
}

// limited is a quota with what it counts: schools, and slots by timeline.
type limited struct {
	*capacity.Quota
	index   int
	schools []bool
	slots   []slotSet // nil when it counts in all
}

func (r *relaxation) addLeaders() {
	for i := range r.network.Instructors {
		who := &r.network.Instructors[i]
		l := &leader{Instructor: who, index: i, free: make([]slotSet, len(r.lines))}
		for _, id := range who.Centers {
			if line := r.lineOf(id); l.free[line.index] == nil {
				l.free[line.index] = line.where(func(t capacity.Slot) bool {
					return coveredOrFree(t, who.Available) && !touched(t, who.Teaching)
				})
			}
		}
		r.leaders = append(r.leaders, l)
		r.leaderOf[who.ID] = l
	}
}

func (r *relaxation) lineOf(id capacity.CenterID) *timeline {
	return r.lines[r.calendars[r.centers[id].Calendar]]
}

func (r *relaxation) addQuotas() {
	for i := range r.network.Quotas {
		q := &r.network.Quotas[i]
		x := &limited{Quota: q, index: i}
		for j := range r.problem.spec.Schools {
			x.schools = append(x.schools, r.means(q, &r.problem.spec.Schools[j]) == (q.Scope != capacity.Others))
		}
		if len(q.Times) > 0 {
			for _, line := range r.lines {
				x.slots = append(x.slots, line.where(func(t capacity.Slot) bool { return covered(t, q.Times) }))
			}
		}
		r.quotas = append(r.quotas, x)
		r.quotaOf[q.ID] = x
	}
}

func (r *relaxation) addHosts() {
	for i := range r.network.Offerings {
		if r.over() {
			return
		}
		o := r.offerings[r.network.Offerings[i].ID]
		h := &host{checkedOffering: o, index: i, line: r.lineOf(o.center.ID), most: r.mostAt(o), staffed: map[int64]slotSet{}}
		h.open = h.line.where(func(t capacity.Slot) bool { return o.opens(t) })
		for k := range r.network.Closures {
			x := &r.network.Closures[k]
			if !r.closesHere(x, o) {
				continue
			}
			closed := h.line.where(func(t capacity.Slot) bool { return touched(t, x.Times) })
			if x.Grades == 0 {
				h.open.remove(closed)
			} else {
				h.graded = append(h.graded, gradedClosure{x.Grades, closed})
			}
		}
		h.free = make([]int, len(h.line.slots))
		for _, l := range r.leaders {
			if !l.leads(o) {
				continue
			}
			h.leaders = append(h.leaders, l)
			for t := range l.free[h.line.index].all() {
				h.free[t]++
			}
		}
		for _, q := range r.quotas {
			if named(q.Centers, o.center.ID) && named(q.Courses, o.course.ID) {
				h.quotas = append(h.quotas, q)
			}
		}
		r.hosts = append(r.hosts, h)
	}
}

// mostAt returns the most pupils that may come together to an offering.
func (r *relaxation) mostAt(o *checkedOffering) int64 {
	most := firstStated(int64(o.course.MaxGroup), math.MaxInt64)
	if o.seats != 0 {
		most = min(most, o.seats)
	}
	limit := func(amount, each int64) {
		if each > 0 {
			most = min(most, amount/each)
		}
	}
	for _, stock := range r.network.Stocks {
		for _, use := range o.course.Consumables {
			if stock.Center == o.center.ID && stock.Item == use.Item {
				limit(int64(stock.Units), int64(use.PerPupil))
			}
		}
	}
	for _, budget := range r.network.Budgets {
		for _, fee := range o.course.Fees {
			if budget.Line == fee.Line && named(budget.Centers, o.center.ID) {
				limit(int64(budget.Amount), int64(fee.PerPupil))
			}
		}
	}
	return most
}

// opens reports whether the offering is open in a slot, closures aside.
func (o *checkedOffering) opens(t capacity.Slot) bool {
	return inSpan(o.center.License, t.Date) && inSpan(o.Valid, t.Date) && coveredOrFree(t, o.Times) &&
		!slices.ContainsFunc(o.rooms, func(r *capacity.Room) bool { return touched(t, r.Teaching) })
}

// leads reports whether the leader works at the offering's center and is
// qualified for its course.
func (l *leader) leads(o *checkedOffering) bool {
	byMajor := o.course.Major != "" && slices.Contains(l.Majors, o.course.Major)
	return slices.Contains(l.Centers, o.center.ID) && (byMajor || slices.Contains(l.Courses, o.course.ID))
}

// staffedBy returns the slots in which at least n leaders could lead.
func (h *host) staffedBy(n int64) slotSet {
	s, ok := h.staffed[n]
	if !ok {
		s = h.line.none()
		for t, free := range h.free {
			if int64(free) >= n {
				s.add(t)
			}
		}
		h.staffed[n] = s
	}
	return s
}
