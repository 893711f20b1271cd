package matching

import (
	"errors"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// relaxation is a problem as the bounds see it: who could come where and when,
// each request taken alone.
type relaxation struct {
	*domain
	lines   []*timeline // by calendar
	dates   []capacity.Date
	soon    []slotSet // by timeline: slots without the notice time; nil when there is none
	leaders []*leader
	quotas  []*limited
	hosts   []*host
	guests  []*guest // by school, stage and cohort
	tiers   map[curriculum.Tier]curriculum.TierRule
	origins map[origin]slotSet
	taking  map[*Component][]bool // by offering
	settled *given                // in the case that is looked at; nil when it is all plans

	calendars map[capacity.CalendarID]int
	fleets    map[capacity.FleetID]int
	budgetOf  map[capacity.BudgetID]int
	stockOf   map[shelf]int64 // units
	roomOf    map[capacity.RoomID]*capacity.Room
	leaderOf  map[capacity.InstructorID]*leader
	quotaOf   map[capacity.QuotaID]*limited
	guestOf   map[RequestID]*guest

	stop  func() bool // asked between small pieces of work whether to give up; nil when nobody would
	ended bool        // it has said so: what was to come out is of no use
}

// errEnded is the error of what stop has ended.
var errEnded = errors.New("matching: ended before the bound was known")

func newRelaxation(p *Problem, stop func() bool) (*relaxation, error) {
	r := &relaxation{
		stop:    stop,
		domain:  newDomain(p),
		tiers:   map[curriculum.Tier]curriculum.TierRule{},
		origins: map[origin]slotSet{},
		taking:  map[*Component][]bool{},
		stockOf: map[shelf]int64{}, leaderOf: map[capacity.InstructorID]*leader{},
		quotaOf: map[capacity.QuotaID]*limited{}, guestOf: map[RequestID]*guest{},
	}
	r.calendars = placesOf(r.network.Calendars, func(x *capacity.Calendar) capacity.CalendarID { return x.ID })
	r.fleets = placesOf(r.network.Fleets, func(x *capacity.Fleet) capacity.FleetID { return x.ID })
	r.budgetOf = placesOf(r.network.Budgets, func(x *capacity.Budget) capacity.BudgetID { return x.ID })
	r.roomOf = make(map[capacity.RoomID]*capacity.Room, len(r.network.Rooms))
	for i := range r.network.Rooms {
		r.roomOf[r.network.Rooms[i].ID] = &r.network.Rooms[i]
	}
	for _, s := range r.network.Stocks {
		r.stockOf[shelf{s.Center, s.Item}] = int64(s.Units)
	}
	for _, tier := range []curriculum.Tier{curriculum.Experience, curriculum.Practice, curriculum.Exploration} {
		r.tiers[tier], _ = r.framework.Rule(tier)
	}
	r.lines, r.dates = newTimelines(r.domain)
	r.soon = make([]slotSet, len(r.lines))
	if spec := &p.spec; spec.AsOf != 0 {
		earliest := spec.AsOf + capacity.Moment(spec.NoticeDays)*capacity.Moment(capacity.Midnight)
		for i, line := range r.lines {
			r.soon[i] = line.where(func(t capacity.Slot) bool { return t.Begin() < earliest })
		}
	}
	if err := r.checkSize(); err != nil {
		return nil, err
	}
	r.addLeaders()
	r.addQuotas()
	r.addHosts()
	r.addGuests()
	if err := r.addOptions(); err != nil {
		return nil, err
	}
	if r.over() {
		return nil, errEnded
	}
	return r, nil
}

// over reports whether stop has said so.
func (r *relaxation) over() bool {
	r.ended = r.ended || r.stop != nil && r.stop()
	return r.ended
}

// checkSize estimates what will be allocated before it is.
func (r *relaxation) checkSize() error {
	var all, sessions, coming int64
	for _, line := range r.lines {
		all += int64(len(line.slots))
	}
	for i := range r.network.Offerings {
		sessions += int64(len(r.lineOf(r.network.Offerings[i].Center).slots))
	}
	for i := range r.problem.spec.Requests {
		if request := &r.problem.spec.Requests[i]; len(request.Times) > 0 {
			coming += all
		}
	}
	switch {
	case sessions > mostSessions:
		return &SizeError{"possible sessions", sessions, mostSessions}
	case all*int64(len(r.network.Instructors))/16 > mostSessions:
		return &SizeError{"slots of instructors", all * int64(len(r.network.Instructors)) / 16, mostSessions}
	case coming/16 > mostSessions:
		return &SizeError{"slots of requests with times", coming / 16, mostSessions}
	}
	return nil
}

// placesOf returns where each id is in a list.
func placesOf[T any, ID comparable](list []T, id func(*T) ID) map[ID]int {
	places := make(map[ID]int, len(list))
	for i := range list {
		places[id(&list[i])] = i
	}
	return places
}
