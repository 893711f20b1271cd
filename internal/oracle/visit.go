package oracle

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// visitor is a request with those who come for it.
type visitor struct {
	request *matching.Request
	program *matching.Program // nil without one
	cohort  *curriculum.Cohort
	school  *matching.School
	adults  int
}

// visit is one option of a request: its cohort in a slot at one center, whole
// or in parts, for one component of its program.
type visit struct {
	*visitor
	slot      slot
	component int
	pinned    bool
	parts     []*part // by number
	worth     int64   // points of the visit itself, with its bonus
	bonus     int64   // that it earns besides
}

// part is one row of a plan: some or all of a cohort at an offering in a slot,
// as the best choice that it can count as. Several visits may have it as theirs.
type part struct {
	*visitor
	number  int
	pupils  int
	adults  int
	offer   *offer
	slot    slot
	choice  int
	trip    int
	quotas  []share // by quota
	leaders []int   // instructors who can lead its session, seen by itself
}

func (d *district) visitor(r *matching.Request) *visitor {
	v := &visitor{request: r}
	v.program = find(d.demand.Programs, func(g *matching.Program) bool { return g.ID == r.Program })
	v.cohort = find(d.demand.Cohorts, func(c *curriculum.Cohort) bool { return c.ID == r.Cohort })
	v.school = find(d.demand.Schools, func(s *matching.School) bool { return s.ID == v.cohort.School })
	v.adults = cmp.Or(r.Adults, d.adults(v.cohort))
	return v
}

// ways lists what a request could have if the rules about one visit were all:
// for each number of parts the visits with so many, since all visits of a
// request are split alike. Without R19 there may be one part more, some parts
// attended and others not, and each visit is split in its own way.
func (d *district) ways(v *visitor) [][]*visit {
	most := max(1, v.request.Parts)
	if d.off(rule.Split) {
		most++
	}
	var ways [][]*visit
	var all []*visit
	for of := 1; of <= most && of <= v.cohort.Size; of++ {
		list := d.split(v, of)
		ways, all = append(ways, list), append(all, list...)
	}
	if d.off(rule.Split) {
		ways = [][]*visit{all}
	}
	for _, list := range ways {
		slices.SortStableFunc(list, func(a, b *visit) int { return cmp.Compare(b.worth, a.worth) })
	}
	return ways
}

// split lists the visits in a number of parts, all at one center in one slot,
// all attended or none, each at an offering of its own.
func (d *district) split(v *visitor, of int) []*visit {
	var unfinished [][]*part
	for _, first := range d.parts(v, 0, of) {
		unfinished = append(unfinished, []*part{first})
	}
	for number := 1; number < of; number++ {
		options := d.parts(v, number, of)
		var longer [][]*part
		for _, had := range unfinished {
			for _, x := range options {
				alike := x.offer.attended == had[0].offer.attended || d.off(rule.Split)
				if alike && x.offer.center == had[0].offer.center && x.slot == had[0].slot &&
					!slices.ContainsFunc(had, func(y *part) bool { return y.offer == x.offer }) {
					longer = append(longer, append(had[:number:number], x))
				}
			}
		}
		unfinished = longer
	}
	var list []*visit
	for _, parts := range unfinished {
		var worth int64
		for _, x := range parts {
			worth += d.base(x) + d.rank(x) + d.travel(x)
		}
		pinned := d.pinned(parts)
		if !pinned && !d.noNotice && int64(parts[0].slot.begin) < d.notice && !d.off(rule.Notice) {
			continue
		}
		for _, component := range d.components(v, parts) {
			list = append(list, &visit{
				visitor: v, slot: parts[0].slot, component: component, pinned: pinned, parts: parts, worth: worth,
			})
		}
	}
	return list
}

// parts lists where a part with a number, out of so many, could be.
func (d *district) parts(v *visitor, number, of int) []*part {
	var list []*part
	for _, o := range d.offers {
		for _, at := range o.slots {
			x := &part{
				visitor: v, number: number, offer: o, slot: at,
				pupils: shareOf(v.cohort.Size, number, of), adults: shareOf(v.adults, number, of),
			}
			if d.admit(x) {
				list = append(list, x)
			}
		}
	}
	return list
}

// shareOf is what the part with a number has of n in so many parts.
func shareOf(n, number, of int) int {
	if number < n%of {
		return n/of + 1
	}
	return n / of
}

// admit fills in a part and reports whether no rule about it alone forbids it.
func (d *district) admit(x *part) bool {
	x.trip = d.trip(x)
	for _, q := range d.network.Quotas {
		x.quotas = append(x.quotas, d.share(q, x))
	}
	for i, who := range d.network.Instructors {
		if canLead(who, x) {
			x.leaders = append(x.leaders, i)
		}
	}
	return (d.choice(x) || d.off(rule.Choice)) &&
		(d.tier(x) || d.off(rule.Tier)) &&
		(d.course(x) || d.off(rule.Course)) &&
		(d.open(x) || d.off(rule.Open)) &&
		(d.near(x) || d.off(rule.Transport)) &&
		(d.reached(x) || d.off(rule.Outreach)) &&
		(x.request.Adults == 0 || x.request.Adults >= d.adults(x.cohort) || d.off(rule.Adults))
}

// pinned reports whether the parts of a visit are just where the pins of its
// request in its slot say.
func (d *district) pinned(parts []*part) bool {
	x, named := parts[0], 0
	for _, pin := range d.demand.Pins {
		o := find(d.network.Offerings, func(o *capacity.Offering) bool { return o.ID == pin.Offering })
		if pin.Request != x.request.ID || pin.Slot != x.slot.id || d.calendar(o.Center) != x.offer.center.Calendar {
			continue
		}
		if !slices.ContainsFunc(parts, func(y *part) bool { return y.offer.ID == pin.Offering }) {
			return false
		}
		named++
	}
	return named == len(parts) && !d.off(rule.Notice)
}

// calendar is that of a center.
func (d *district) calendar(id capacity.CenterID) capacity.CalendarID {
	return find(d.network.Centers, func(c *capacity.Center) bool { return c.ID == id }).Calendar
}

// pinnedVisits counts the visits that the pins of a request are of.
func (d *district) pinnedVisits(r *matching.Request) int {
	type when struct {
		slot     capacity.SlotID
		calendar capacity.CalendarID
	}
	visits := map[when]bool{}
	for _, pin := range d.demand.Pins {
		if pin.Request == r.ID && !d.off(rule.Notice) {
			o := find(d.network.Offerings, func(o *capacity.Offering) bool { return o.ID == pin.Offering })
			visits[when{pin.Slot, d.calendar(o.Center)}] = true
		}
	}
	return len(visits)
}

// rows lists the parts of all visits.
func rows(visits []*visit) []*part {
	var list []*part
	for _, v := range visits {
		list = append(list, v.parts...)
	}
	return list
}

// hours is what a visit counts for.
func (v *visit) hours() int { return v.parts[0].offer.hours(v.slot) }

func (o *offer) hours(at slot) int { return cmp.Or(int(o.course.Hours), at.hours) }

// center is where all parts of a visit are.
func (v *visit) center() *capacity.Center { return v.parts[0].offer.center }

// attended is read off part 0, as the hours of a visit and its quotas are.
func (v *visit) attended() bool { return v.parts[0].offer.attended }
