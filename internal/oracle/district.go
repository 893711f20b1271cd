package oracle

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// district is a problem as its three specs, found again by plain scans.
type district struct {
	courses  curriculum.Spec
	network  capacity.Spec
	demand   matching.Spec
	weights  matching.Weights
	offers   []*offer
	without  rule.Rule // the rule left out; Books for none
	perDay   int
	notice   int64 // first moment at which an unpinned visit may start
	noNotice bool
}

// offer is an offering with what it takes from its course and its rooms.
type offer struct {
	*capacity.Offering
	course   *curriculum.Course
	center   *capacity.Center
	team     *capacity.Team // nil without one
	attended bool
	endless  bool // seats without limit
	seats    int
	minimum  int
	fewest   int // instructors
	each     int // pupils per instructor; 0 for no limit
	slots    []slot
}

func read(p *matching.Problem, without rule.Rule) *district {
	d := &district{
		courses: p.Catalog().Spec(), network: p.Network().Spec(), demand: p.Spec(),
		weights: p.Weights(), without: without,
	}
	d.perDay = cmp.Or(d.demand.VisitsPerDay, 1)
	d.noNotice = d.demand.AsOf == 0
	d.notice = int64(d.demand.AsOf) + int64(d.demand.NoticeDays)*24*60
	for i := range d.network.Offerings {
		d.offers = append(d.offers, d.offer(&d.network.Offerings[i]))
	}
	return d
}

func (d *district) offer(raw *capacity.Offering) *offer {
	o := &offer{Offering: raw}
	o.course = find(d.courses.Courses, func(c *curriculum.Course) bool { return c.ID == raw.Course })
	o.center = find(d.network.Centers, func(c *capacity.Center) bool { return c.ID == raw.Center })
	o.team = find(d.network.Teams, func(t *capacity.Team) bool { return t.ID == raw.Team })
	calendar := find(d.network.Calendars, func(c *capacity.Calendar) bool { return c.ID == o.center.Calendar })
	o.slots = expand(calendar)
	o.attended = o.center.Kind != capacity.OnlineSite &&
		(o.course.Delivery == curriculum.OnSite || o.course.Delivery == curriculum.OffCampus)
	for i := range d.network.Rooms {
		if slices.Contains(raw.Rooms, d.network.Rooms[i].ID) {
			o.seats += d.network.Rooms[i].Seats
		}
	}
	o.seats = cmp.Or(raw.Seats, o.seats)
	o.endless = raw.Seats == 0 && len(raw.Rooms) == 0 &&
		(o.course.Delivery == curriculum.Online || o.course.Delivery == curriculum.Blended)
	o.minimum = cmp.Or(raw.Minimum, o.course.Minimum, 1)
	o.fewest = cmp.Or(raw.Instructors, o.course.Instructors)
	if o.fewest == 0 && o.course.Delivery != curriculum.Online {
		o.fewest = 1
	}
	o.each = cmp.Or(raw.PupilsPerInstructor, o.course.PupilsPerInstructor)
	return o
}

func (d *district) off(r rule.Rule) bool { return d.without == r }

// find returns the first element for which is holds, nil when there is none.
func find[T any](list []T, is func(*T) bool) *T {
	for i := range list {
		if is(&list[i]) {
			return &list[i]
		}
	}
	return nil
}
