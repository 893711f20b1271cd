package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// guest is a request with all that its options are tested against.
type guest struct {
	index    int
	request  *Request
	cohort   *curriculum.Cohort
	school   *School
	schoolAt int // among the schools
	cohortAt int // among the cohorts
	stage    curriculum.Stage
	share    capacity.Sharing
	weight   int64
	pupils   int64
	adults   int64
	buses    int64 // of a visit
	parts    int64
	chained  bool    // a whole program of one visit a component, in order
	sizes    []int64 // pupils that come together, of a part or all: ascending
	choices  []Choice
	aims     []aim
	pins     []*Pin
	timed    bool      // a choice states times
	stated   []slotSet // by choice and timeline, where one does, as they are asked for
	coming   []slotSet // by timeline, as they are asked for
}

// aim is what a guest's visits count for: a component of its program, or all
// that it wants without one.
type aim struct {
	component *Component // nil without a program
	most      int64      // visits
	exact     bool       // a complete component has just as many
	shortest  int64      // least hours of an option
	longest   int64
	courses   []curriculum.CourseID // of its options
}

func (r *relaxation) addGuests() {
	spec := &r.problem.spec
	pins := map[RequestID][]*Pin{}
	for i := range spec.Pins {
		pins[spec.Pins[i].Request] = append(pins[spec.Pins[i].Request], &spec.Pins[i])
	}
	for i := range spec.Requests {
		if r.over() {
			return
		}
		request := &spec.Requests[i]
		cohort, school := r.visitor(request)
		g := &guest{
			request: request, cohort: cohort, school: school,
			schoolAt: r.problem.schools[cohort.School], cohortAt: r.problem.cohorts[cohort.ID],
			stage: cohort.Grade.Stage(), share: cmp.Or(request.Share, capacity.ShareNobody),
			weight: requestWeight(request), pupils: int64(cohort.Size), adults: r.adults(request, cohort),
			choices: request.Choices, pins: pins[request.ID],
		}
		if len(g.choices) == 0 {
			g.choices = []Choice{{}} // states nothing
		}
		g.timed = slices.ContainsFunc(g.choices, func(c Choice) bool { return len(c.Times) > 0 })
		if g.timed {
			g.stated = make([]slotSet, len(g.choices)*len(r.lines))
		}
		g.coming = make([]slotSet, len(r.lines))
		g.parts = min(firstStated(int64(request.Parts), 1), g.pupils) // beyond that, parts are empty
		for m := int64(1); m <= g.parts; m++ {
			g.sizes = append(g.sizes, shareOf(g.pupils, 0, int(m)), shareOf(g.pupils, int(m)-1, int(m)))
		}
		slices.Sort(g.sizes)
		g.sizes = slices.Compact(g.sizes)
		if fleet, ok := r.fleets[school.Fleet]; ok {
			seats := int64(r.network.Fleets[fleet].Seats)
			g.buses = (g.pupils + g.adults + seats - 1) / seats
		}
		g.aims = aimsOf(r.program(request))
		r.guests = append(r.guests, g)
	}
	slices.SortStableFunc(r.guests, func(a, b *guest) int {
		return cmp.Or(cmp.Compare(a.schoolAt, b.schoolAt), cmp.Compare(a.stage, b.stage), cmp.Compare(a.cohortAt, b.cohortAt))
	})
	for i, g := range r.guests {
		g.index = i
		r.guestOf[g.request.ID] = g
	}
}

// aimsOf returns the aims of a program, or the one of those who have none.
func aimsOf(program *Program) []aim {
	if program == nil {
		return []aim{{}}
	}
	aims := make([]aim, len(program.Components))
	for k := range program.Components {
		aims[k].component = &program.Components[k]
	}
	return aims
}

// wish is what a choice states, apart from times.
type wish struct {
	course     curriculum.CourseID
	theme      string
	tier       curriculum.Tier
	major      curriculum.MajorID
	occupation curriculum.OccupationID
	center     capacity.CenterID
}

func (c *Choice) wish() wish { return wish{c.Course, c.Theme, c.Tier, c.Major, c.Occupation, c.Center} }

// granted reports whether an offering fulfils the wish.
func (w wish) granted(o *checkedOffering) bool {
	return (w.course == "" || w.course == o.course.ID) &&
		(w.theme == "" || w.theme == o.course.Theme) &&
		(w.tier == 0 || w.tier == o.course.Tier) &&
		(w.major == "" || w.major == o.course.Major) &&
		(w.occupation == "" || slices.Contains(o.course.Occupations, w.occupation)) &&
		(w.center == "" || w.center == o.center.ID)
}

// wished returns the indexes of the offerings that fulfil a choice of the
// guest, in ascending order, and how many of them its choices name in all.
func (r *relaxation) wished(g *guest, granting map[wish][]int) (list []int, named int64) {
	for i := range g.choices {
		w := g.choices[i].wish()
		granted, known := granting[w]
		if !known {
			for k, h := range r.hosts {
				if w.granted(h.checkedOffering) {
					granted = append(granted, k)
				}
			}
			granting[w] = granted
		}
		list = append(list, granted...)
	}
	named = int64(len(list))
	slices.Sort(list)
	return slices.Compact(list), named
}

// addOptions finds out which guests have options where, and from that how many
// visits they can have at the most.
func (r *relaxation) addOptions() error {
	granting := map[wish][]int{}
	total := int64(0)
	for i, g := range r.guests {
		if r.over() {
			return nil
		}
		wished, named := r.wished(g, granting)
		if total += named; total > mostSessions {
			return &SizeError{"offerings that the choices name", total, mostSessions}
		}
		var hosts []*host
		for _, k := range wished {
			if h := r.hosts[k]; r.addOption(g, h) {
				hosts = append(hosts, h)
			}
		}
		if g.count(r.program(g.request)) {
			for _, h := range hosts {
				h.guests = append(h.guests, int32(i))
			}
		}
	}
	return nil
}

// addOption notes what an offering is to the aims of a guest, and reports
// whether it is anything.
func (r *relaxation) addOption(g *guest, h *host) bool { return r.admits(g, h) && r.noteSlots(g, h) }

// noteSlots is addOption for an offering that admits the guest.
func (r *relaxation) noteSlots(g *guest, h *host) bool {
	any := false
	slots := h.line.none()
	for _, q := range g.sizes {
		if !g.fits(h, q) || !r.slotsFor(g, h, q, slots) {
			continue
		}
		for i := range g.aims {
			if x := &g.aims[i]; r.takes(x.component, h) {
				any = x.note(h, slots) || any
			}
		}
	}
	return any
}

// takes reports whether an offering fulfils what a component states.
func (r *relaxation) takes(x *Component, h *host) bool {
	if x == nil {
		return true
	}
	if r.taking[x] == nil {
		list := make([]bool, len(r.hosts))
		for i, h := range r.hosts {
			list[i] = len(x.unmet(h.checkedOffering)) == 0
		}
		r.taking[x] = list
	}
	return r.taking[x][h.index]
}

// note takes an option into account, and reports whether it counts for the aim.
func (x *aim) note(h *host, slots slotSet) bool {
	if !x.bySlot(h) {
		hours := int64(1)
		if x.component != nil && x.component.Hours > 0 {
			hours = int64(h.course.Hours)
		}
		x.noteHours(hours)
	} else {
		any := false
		for t := range slots.all() {
			if hours := int64(h.line.slots[t].Hours); hours > 0 {
				x.noteHours(hours)
				any = true
			}
		}
		if !any {
			return false
		}
	}
	if !slices.Contains(x.courses, h.course.ID) {
		x.courses = append(x.courses, h.course.ID)
	}
	return true
}

func (x *aim) noteHours(hours int64) {
	if x.longest == 0 {
		x.shortest = hours
	}
	x.shortest, x.longest = min(x.shortest, hours), max(x.longest, hours)
}

// bySlot reports whether a visit to an offering counts for the hours of its slot.
func (x *aim) bySlot(h *host) bool {
	return x.component != nil && x.component.Hours > 0 && h.course.Hours == 0
}

// count sets the most visits of each aim, and reports whether the guest can
// have any. Without their shortest the visits of a component lack hours, and
// part 0 does a course once: neither the hours nor the courses allow more.
func (g *guest) count(program *Program) bool {
	whole := program != nil && program.Whole
	nothing := func(x aim) bool { return x.longest == 0 }
	if whole && slices.ContainsFunc(g.aims, nothing) {
		return false // a component is never complete
	}
	for i := range g.aims {
		x := &g.aims[i]
		if nothing(*x) {
			continue
		}
		target := firstStated(int64(g.request.Visits), 1)
		if x.component != nil {
			target = int64(x.component.Visits) + int64(x.component.Hours) // one of the two is 0
		}
		x.most = (target + x.shortest - 1) / x.shortest
		x.exact = whole && x.shortest == x.longest
		if !x.exact {
			x.most = min(x.most, int64(len(x.courses)))
		}
	}
	single := func(x aim) bool { return x.exact && x.most == 1 }
	g.chained = whole && program.Ordered && g.parts == 1 && len(g.aims) > 1 && !slices.ContainsFunc(g.aims, func(x aim) bool { return !single(x) })
	return true
}
