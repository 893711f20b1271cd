package matching_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// everything returns what there could be one more of in a problem, listed or not:
// each instructor by itself.
func everything(p *matching.Problem) []matching.Worth {
	var all []matching.Worth
	add := func(w matching.Worth) { all = append(all, w) }
	network := p.Network().Spec()
	weeks := map[capacity.CenterID][]capacity.Date{}
	for _, c := range network.Centers {
		for slot := range p.Network().Slots(c.Calendar) {
			weeks[c.ID] = append(weeks[c.ID], slot.Date-capacity.Date((int(slot.Date.Weekday())+6)%7))
		}
		weeks[c.ID] = slices.Compact(weeks[c.ID])
		if c.Headcount > 0 {
			add(matching.Worth{Resource: matching.ResourceHead, Center: c.ID})
		}
	}
	for _, o := range network.Offerings {
		w := matching.Worth{Center: o.Center, Course: o.Course, Offering: o.ID}
		for _, week := range weeks[o.Center] {
			if o.Valid.To != 0 && o.Valid.To < week || o.Valid.From > week+6 {
				continue
			}
			w.Week = week
			if len(o.Rooms) > 0 {
				w.Resource = matching.ResourceSeat
				add(w)
			}
		}
		if len(o.Rooms) == 0 && o.Seats > 0 {
			w.Resource, w.Week = matching.ResourceSeat, 0
			add(w)
		}
	}
	for s := range p.Network().Sessions() {
		o, _ := p.Network().Offering(s.Offering)
		if o.Team == "" || len(o.Rooms) > 0 {
			week := s.Slot.Date - capacity.Date((int(s.Slot.Date.Weekday())+6)%7)
			add(matching.Worth{Resource: matching.ResourceSession, Center: o.Center, Course: o.Course, Offering: o.ID, Week: week, Slot: s.Slot.ID})
		}
	}
	for _, l := range network.Instructors {
		var own []capacity.Date
		for _, c := range l.Centers {
			own = append(own, weeks[c]...)
		}
		slices.Sort(own)
		for _, week := range slices.Compact(own) {
			w := matching.Worth{Resource: matching.ResourceInstructor, Instructor: l.ID, Week: week}
			if len(l.Centers) == 1 {
				w.Center = l.Centers[0]
			}
			add(w)
		}
	}
	for _, t := range network.Teams {
		add(matching.Worth{Resource: matching.ResourceTour, Center: t.Center, Team: t.ID})
	}
	for _, s := range network.Stocks {
		add(matching.Worth{Resource: matching.ResourceUnit, Center: s.Center, Item: s.Item})
	}
	one := func(centers []capacity.CenterID) capacity.CenterID {
		if len(centers) == 1 {
			return centers[0]
		}
		return ""
	}
	for _, b := range network.Budgets {
		add(matching.Worth{Resource: matching.ResourceMoney, Center: one(b.Centers), Budget: b.ID})
	}
	for _, f := range network.Fleets {
		add(matching.Worth{Resource: matching.ResourceBus, Fleet: f.ID})
	}
	for _, q := range network.Quotas {
		add(matching.Worth{Resource: matching.ResourceQuota, Center: one(q.Centers), Quota: q.ID})
	}
	return all
}

// extended returns a certificate for a problem with something more: an instructor
// has the prices of the one that it is like, and rooms the price of their worth.
func extended(c *matching.Certificate, of matching.Worth, before, after *matching.Problem) *matching.Certificate {
	prices := matching.Prices{Scale: c.Points.Scale, List: slices.Clone(c.Points.List)}
	like := func(as func(*matching.Price) bool) {
		for _, x := range c.Points.List {
			if as(&x) {
				prices.List = append(prices.List, x)
			}
		}
	}
	for _, l := range after.Network().Spec().Instructors {
		if _, ok := before.Network().Instructor(l.ID); ok {
			continue
		}
		like(func(x *matching.Price) bool {
			same := x.Instructor == of.Instructor
			x.Instructor = l.ID
			return same
		})
	}
	for _, o := range after.Network().Spec().Offerings {
		if _, known := before.Network().Offering(o.ID); known || of.Resource != matching.ResourceSession {
			continue
		}
		x := matching.Price{Rule: rule.Room, Slot: of.Slot, Price: of.Price}
		if len(o.Rooms) > 0 {
			x.Room = o.Rooms[0]
		} else {
			x.Offering = o.ID
		}
		prices.List = append(prices.List, x)
	}
	return &matching.Certificate{Points: prices}
}

// listed returns the worth of something, or what is listed for it: one instructor
// of a kind, and one slot of a week.
func listed(a *matching.Appraisal, of matching.Worth, p *matching.Problem) matching.Worth {
	kind := func(w matching.Worth) capacity.Instructor {
		l, _ := p.Network().Instructor(w.Instructor)
		return capacity.Instructor{Centers: l.Centers, Majors: l.Majors, Courses: l.Courses}
	}
	for _, w := range a.List {
		if w.Compare(of) == 0 {
			return w
		}
		if of.Resource == matching.ResourceSession && w.Resource == of.Resource && w.Offering == of.Offering && w.Week == of.Week {
			return w
		}
		if of.Resource == matching.ResourceInstructor && w.Resource == of.Resource && w.Week == of.Week && cmp.Equal(kind(w), kind(of)) {
			return w
		}
	}
	return of
}

// appraised counts what an appraisal was compared with, by resource.
type appraised [matching.ResourceQuota + 1]struct{ exact, rising, opening int }

// check compares an appraisal with the bounds of the problems that have one more
// of something, computed from the start, and with the best plans of some of them.
func (n *appraised) check(t rapid.TB, p *matching.Problem, c *matching.Certificate, plans int) {
	t.Helper()
	a, err := matching.Appraise(p, c)
	if err != nil {
		t.Fatal(err)
	}
	before, err := matching.CheckBound(p, c)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(a.List, func(x, y matching.Worth) int {
		if x.Rise != y.Rise {
			return int(min(1, max(-1, y.Rise-x.Rise)))
		}
		return x.Compare(y)
	}) {
		t.Errorf("the worths are not in order: %+v", a.List)
	}
	for i, of := range everything(p) {
		w := listed(a, of, p)
		then, err := matching.WithMore(p, of, 1)
		if err != nil {
			t.Fatalf("%+v: %v", of, err)
		}
		count := &n[of.Resource]
		if w.Opens {
			count.opening++
			continue
		}
		exact := w.Compare(of) == 0
		if of.Resource == matching.ResourceSession {
			if !exact { // another slot of the week is listed, at its own price
				continue
			}
			of = w
		}
		after, err := matching.CheckBound(then, extended(c, of, p, then))
		if err != nil {
			t.Fatalf("%+v: %v", of, err)
		}
		if max(before.Points, after.Points) > 1<<60/a.Scale || w.Rise > 1<<60 { // capped
			continue
		}
		more := after.Points - before.Points
		if most := a.Points(w.Rise); more > most {
			t.Errorf("%+v: the bound rises by %d from %d, want at most %d (%d/%d)", of, more, before.Points, most, w.Rise, a.Scale)
		}
		if exact {
			if least := w.Rise / a.Scale; more < least {
				t.Errorf("%+v: the bound rises by %d from %d, want at least %d (%d/%d)", of, more, before.Points, least, w.Rise, a.Scale)
			}
			count.exact++
			if w.Rise > 0 {
				count.rising++
			}
		}
		if i%7 == 0 && plans > 0 {
			plans--
			best, plan, ok := oracle.Best(then)
			if ok && plan != nil && best > before.Points+a.Points(w.Rise) {
				t.Errorf("%+v: there is a plan with %d points, want at most %d and %d", of, best, before.Points, a.Points(w.Rise))
			}
		}
	}
}

// TestAppraise compares the worths of everything with what the bound rises by when
// there is one more of it, at prices that are near the best and at any.
func TestAppraise(t *testing.T) {
	problems, steps := uint64(100), 100
	if *full {
		problems, steps = 2000, 300
	}
	var n appraised
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		c, _, err := matching.CertificateForTest(p, steps)
		if err != nil {
			t.Fatal(err)
		}
		n.check(t, p, c, 2)
		n.check(t, p, &matching.Certificate{Points: drawPrices(smallgen.Seeded(seed), p, 3000)}, 0)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	for r, count := range n {
		if r > 0 && (count.exact == 0 || count.rising == 0) {
			t.Errorf("%v: %+v: these problems test little", matching.Resource(r), count)
		}
		t.Logf("%v: %+v", matching.Resource(r), count)
	}
}

// tightened changes a problem so that more of its worths matter: money is a
// thousand times as much, and some group has just one pupil more than there are
// seats somewhere.
func tightened(src smallgen.Source) *matching.Problem {
	courses, network, demand := smallgen.Spec(src)
	for i := range courses.Courses {
		for k := range courses.Courses[i].Fees {
			courses.Courses[i].Fees[k].PerPupil *= 1000
		}
	}
	for i := range network.Budgets {
		network.Budgets[i].Amount *= 1000
	}
	demand.Pins = nil
	for i := range demand.Cohorts {
		x := &demand.Cohorts[i]
		if o := network.Offerings[src.IntN(len(network.Offerings))]; o.Seats > 0 {
			x.Size = o.Seats + src.IntN(2)
		} else if len(o.Rooms) == 1 {
			for _, r := range network.Rooms {
				if r.ID == o.Rooms[0] {
					x.Size = r.Seats + src.IntN(2)
				}
			}
		}
	}
	return smallgen.Build(courses, network, demand)
}

// TestAppraiseTight is TestAppraise where one more of something often decides.
func TestAppraiseTight(t *testing.T) {
	problems, steps := uint64(100), 100
	if *full {
		problems, steps = 2000, 300
	}
	var n appraised
	for seed := range problems {
		p := tightened(smallgen.Seeded(seed))
		c, _, err := matching.CertificateForTest(p, steps)
		if err != nil {
			t.Fatal(err)
		}
		n.check(t, p, c, 2)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	for _, r := range []matching.Resource{matching.ResourceSeat, matching.ResourceMoney} {
		if n[r].rising == 0 || n[r].opening == 0 {
			t.Errorf("%v: %+v: these problems test little", r, n[r])
		}
		t.Logf("%v: %+v", r, n[r])
	}
}

// TestAppraiseAny is TestAppraise for problems and prices that shrink.
func TestAppraiseAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := smallgen.FromRapid(t)
		p := smallgen.Problem(src)
		var n appraised
		n.check(t, p, &matching.Certificate{Points: drawPrices(src, p, 3000)}, 1)
	})
}

// TestAppraiseByHand has one slot in which two classes of ten pupils ask for course
// a, of which one can come: a pupil is worth 1,000 points.
func TestAppraiseByHand(t *testing.T) {
	session := matching.Worth{Resource: matching.ResourceSession, Center: "hub", Course: "a", Offering: "oa", Week: day(7), Slot: mondayAM, Rise: 10_000}
	seat := matching.Worth{Resource: matching.ResourceSeat, Center: "hub", Course: "a", Offering: "oa", Week: day(7)}
	tests := []struct {
		name   string
		reason string
		change func(*world)
		prices []matching.Price
		want   []matching.Worth
	}{
		{"no prices", "the other class would sit in another room, whoever leads it", nil, nil,
			[]matching.Worth{session}},
		{"price of the instructor", "a session pays all that it is worth for one, and another would pay it too", nil,
			[]matching.Price{{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 10_000}},
			[]matching.Worth{{Resource: matching.ResourceInstructor, Center: "hub", Instructor: "ta", Week: day(7), Rise: 10_000}}},
		{"prices of both", "each is worth half of what they are worth together", nil,
			[]matching.Price{
				{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 4000},
				{Rule: rule.Room, Room: "ra", Slot: mondayAM, Price: 6000},
			},
			[]matching.Worth{
				func() matching.Worth { w := session; w.Rise, w.Price = 6000, 6000; return w }(),
				{Resource: matching.ResourceInstructor, Center: "hub", Instructor: "ta", Week: day(7), Rise: 4000},
			}},
		{"prices of the classes", "nobody has more to gain", nil,
			[]matching.Price{{Rule: rule.Choice, Request: "q1", Price: 1000}, {Rule: rule.Choice, Request: "q2", Price: 1000}}, nil},
		{"a class too large", "with one seat more it has its first option, for which there is no price", func(w *world) { w.cohort("k1").Size = 11 },
			[]matching.Price{{Rule: rule.Choice, Request: "q2", Price: 1000}},
			[]matching.Worth{func() matching.Worth { w := seat; w.Opens = true; return w }()}},
		{"both in one session", "ten pupils more would need ten seats, and one is worth one", func(w *world) {
			w.cohort("k1").Size = 1
			w.demand.Requests[0].Share, w.demand.Requests[1].Share = capacity.ShareAnyone, capacity.ShareAnyone
		}, []matching.Price{{Rule: rule.Staff, Instructor: "ta", Calendar: "halfdays", Slot: mondayAM, Price: 0}},
			[]matching.Worth{
				session,
				func() matching.Worth { w := seat; w.Rise = 1000; return w }(),
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := bare()
			term := &w.capacity.Calendars[0].Terms[0]
			term.To, term.Periods = day(7), term.Periods[:1]
			w.asks("q1", "k1", "a", nil)
			w.asks("q2", "k2", "a", nil)
			if tt.change != nil {
				tt.change(w)
			}
			c := &matching.Certificate{Points: matching.Prices{Scale: 1, List: tt.prices}}
			got, err := matching.Appraise(w.problem(t), c)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append([]matching.Worth{}, tt.want...), got.List); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestAppraiseShuffled: the order of prices decides nothing, and nil is a
// certificate without any.
func TestAppraiseShuffled(t *testing.T) {
	for seed := range uint64(20) {
		src := smallgen.Seeded(seed)
		p := smallgen.Problem(src)
		prices := drawPrices(src, p, 3000)
		want, err := matching.Appraise(p, &matching.Certificate{Points: prices})
		if err != nil {
			t.Fatal(err)
		}
		slices.Reverse(prices.List)
		got, err := matching.Appraise(p, &matching.Certificate{Points: prices})
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("seed %d: %v (-sorted +reversed):\n%s", seed, err, diff)
		}
		none, err := matching.Appraise(p, nil)
		zero, _ := matching.Appraise(p, new(matching.Certificate))
		if diff := cmp.Diff(zero, none); diff != "" || err != nil || none.Scale != 1 {
			t.Errorf("seed %d: %v (-zero +nil):\n%s", seed, err, diff)
		}
	}
}
