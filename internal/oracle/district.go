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
	attended bool
	seats    int
	minimum  int
	fewest   int // instructors
	each     int // pupils per instructor; 0 for no limit
	slots    []slot
}

// visit is one option of a request: an offering in a slot, as the best choice
// that it can count as.
type visit struct {
	request *matching.Request
	cohort  *curriculum.Cohort
	school  *matching.School
	offer   *offer
	slot    slot
	choice  int
	adults  int
	trip    int
	pinned  bool
	quotas  []share // by quota
	leaders []int   // instructors who can lead its session, seen by itself
	worth   int64   // points of the visit itself
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
	o.minimum = cmp.Or(raw.Minimum, o.course.Minimum, 1)
	o.fewest = cmp.Or(raw.Instructors, o.course.Instructors)
	if o.fewest == 0 && o.course.Delivery != curriculum.Online {
		o.fewest = 1
	}
	o.each = cmp.Or(raw.PupilsPerInstructor, o.course.PupilsPerInstructor)
	return o
}

// ask lists what a request could take if the rules about one visit were all.
func (d *district) ask(r *matching.Request) demand {
	ask := demand{request: r, wanted: cmp.Or(r.Visits, 1)}
	cohort := find(d.demand.Cohorts, func(c *curriculum.Cohort) bool { return c.ID == r.Cohort })
	school := find(d.demand.Schools, func(s *matching.School) bool { return s.ID == cohort.School })
	for _, pin := range d.demand.Pins {
		if pin.Request == r.ID && d.without != rule.Notice {
			ask.pins++
		}
	}
	for _, o := range d.offers {
		for _, at := range o.slots {
			v := &visit{request: r, cohort: cohort, school: school, offer: o, slot: at}
			if d.admit(v) {
				ask.options = append(ask.options, v)
			}
		}
	}
	slices.SortStableFunc(ask.options, func(a, b *visit) int { return cmp.Compare(b.worth, a.worth) })
	ask.first = int64(cohort.Size) * d.weights.First * weight(r)
	return ask
}

// admit fills in the visit and reports whether no rule about it alone forbids it.
func (d *district) admit(v *visit) bool {
	v.adults = cmp.Or(v.request.Adults, d.adults(v.cohort))
	v.trip = d.trip(v)
	for _, pin := range d.demand.Pins {
		if pin.Request == v.request.ID && pin.Offering == v.offer.ID && pin.Slot == v.slot.id {
			v.pinned = !d.off(rule.Notice)
		}
	}
	for _, q := range d.network.Quotas {
		v.quotas = append(v.quotas, d.share(q, v))
	}
	for i, who := range d.network.Instructors {
		if canLead(who, v) {
			v.leaders = append(v.leaders, i)
		}
	}
	ok := d.choice(v) || d.off(rule.Choice)
	v.worth = d.base(v) + d.rank(v) + d.travel(v)
	return ok &&
		(d.tier(v) || d.off(rule.Tier)) &&
		(d.course(v) || d.off(rule.Course)) &&
		(d.open(v) || d.off(rule.Open)) &&
		(d.reach(v) || d.off(rule.Transport)) &&
		(v.request.Adults == 0 || v.request.Adults >= d.adults(v.cohort) || d.off(rule.Adults)) &&
		(v.pinned || d.noNotice || int64(v.slot.begin) >= d.notice || d.off(rule.Notice))
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
