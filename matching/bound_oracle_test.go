package matching_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// mostOf returns the most points, and the most pupils placed: the points of the
// same problem where a pupil is worth 1. It fails where the oracle gives up, and
// where pins leave no plan at all.
func mostOf(p *matching.Problem) (most matching.Bound, ok bool) {
	demand := p.Spec()
	demand.Weights = matching.Weights{Base: 1}
	for i := range demand.Requests {
		demand.Requests[i].Weight = 0
	}
	heads, err := matching.NewProblem(p.Catalog(), p.Network(), demand)
	if err != nil {
		return most, false
	}
	points, plan, ok := oracle.Best(p)
	pupils, crowd, same := oracle.Best(heads)
	return matching.Bound{Points: points, Pupils: pupils}, ok && same && plan != nil && crowd != nil
}

// TestCheckBoundHolds: whatever the prices are, no plan beats the bounds.
func TestCheckBoundHolds(t *testing.T) {
	problems, draws := uint64(200), 10
	if *full {
		problems, draws = 3000, 100
	}
	exact := 0
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		most, ok := mostOf(p)
		if !ok {
			continue
		}
		src := smallgen.Seeded(seed)
		for i := range draws {
			var c matching.Certificate
			if i > 0 { // first without any
				c = matching.Certificate{Points: drawPrices(src, p, 3000), Pupils: drawPrices(src, p, 2)}
			}
			before := fmt.Sprintf("%+v", c)
			b := bounds(t, p, &c)
			if b.Points < most.Points || b.Pupils < most.Pupils {
				t.Errorf("seed %d, draw %d: %+v, but plans have %+v", seed, i, b, most)
			}
			if b.Points == most.Points {
				exact++
			}
			if diff := cmp.Diff(before, fmt.Sprintf("%+v", c)); diff != "" {
				t.Fatalf("the certificate changed (-before +after):\n%s", diff)
			}
		}
	}
	if exact == 0 {
		t.Error("no bound was exact: these prices test little")
	}
}

// TestCheckBoundHoldsForAny is TestCheckBoundHolds for problems and prices that
// shrink.
func TestCheckBoundHoldsForAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := smallgen.FromRapid(t)
		p := smallgen.Problem(src)
		points, plan, ok := oracle.Best(p)
		if !ok || plan == nil {
			t.Skip("too large for the oracle")
		}
		b, err := matching.CheckBound(p, &matching.Certificate{Points: drawPrices(src, p, 3000)})
		if err != nil || b.Points < points {
			t.Errorf("%+v (%v), but there is a plan with %d points", b, err, points)
		}
	})
}

// TestCheckBoundOfSearch has the prices that the search finds: with them the
// bounds are close, hold, and are hardly ever higher than what the search makes
// of them. They may be, as each leaves other things aside: a quota of courses is
// paid by no part of a visit here, and there by all if they are of these courses.
func TestCheckBoundOfSearch(t *testing.T) {
	problems, steps := uint64(300), 100
	if *full {
		problems, steps = 5000, 300
	}
	exact, higher, compared := 0, 0, 0
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		most, ok := mostOf(p)
		if !ok {
			continue
		}
		c, searched, err := matching.CertificateForTest(p, steps)
		if err != nil {
			t.Fatal(err)
		}
		b := bounds(t, p, c)
		if b.Points < most.Points || b.Pupils < most.Pupils {
			t.Errorf("seed %d: %+v, but plans have %+v", seed, b, most)
		}
		if searched < most.Points {
			t.Errorf("seed %d: the search makes %d of its prices, but plans have %d", seed, searched, most.Points)
		}
		if b.Points > searched {
			higher++
		}
		compared++
		if b.Points == most.Points {
			exact++
		}
	}
	if 200*higher > compared {
		t.Errorf("%d of %d bounds are higher than what the search makes of the same prices", higher, compared)
	}
	if 4*exact < compared {
		t.Errorf("only %d of %d bounds are exact: these prices test little", exact, compared)
	}
}

// TestCheckBoundFalls lowers the bounds step by step: prices near the best are
// where a bound that is wrong shows.
func TestCheckBoundFalls(t *testing.T) {
	problems, steps := uint64(60), 300
	if *full {
		problems, steps = 600, 5000
	}
	fell := 0
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		points, plan, ok := oracle.Best(p)
		if !ok || plan == nil {
			continue
		}
		src := smallgen.Seeded(seed)
		list := limitsOf(p)
		weak := bounds(t, p, nil).Points
		best := weak
		for range steps {
			if best == points || len(list) == 0 {
				break
			}
			before := slices.Clone(list)
			changePrices(src, p, list)
			b := bounds(t, p, &matching.Certificate{Points: matching.Prices{Scale: 1, List: list}}).Points
			if b < points {
				t.Errorf("seed %d: bound %d, but there is a plan with %d points; prices:\n%+v", seed, b, points, list)
				break
			}
			if b <= best {
				best = b
			} else {
				list = before
			}
		}
		if best < weak {
			fell++
		}
	}
	if fell == 0 {
		t.Error("no bound fell: these prices test little")
	}
}

// changePrices changes the price of one limit, or of all that differ from it
// in dates and slots alone.
func changePrices(src smallgen.Source, p *matching.Problem, list []matching.Price) {
	of := list[src.IntN(len(list))]
	key := func(x matching.Price) matching.Price {
		x.Price = 0
		if x.Slot != "" || x.Date != 0 || x.Week != 0 {
			x.Slot, x.Date, x.Week = "any", 0, 0
		}
		return x
	}
	all, how, worth := src.IntN(2) > 0, src.IntN(3), 3000
	switch of.Rule {
	case rule.Room, rule.Staff, rule.Outreach, rule.Transport:
		worth *= 20
	case rule.Budget:
		worth = 30
	}
	n := int64(src.IntN(worth))
	for i := range list {
		x := &list[i]
		if x.Compare(of) != 0 && !(all && key(*x) == key(of)) {
			continue
		}
		switch how {
		case 0:
			x.Price = 0
		case 1:
			x.Price = n
		case 2:
			x.Price += n/4 - int64(worth)/8
		}
		request, _ := p.Request(x.Request)
		if program, _ := p.Program(request.Program); !program.Whole {
			x.Price = max(0, x.Price)
		}
	}
}

// TestCheckBoundOfOneSession: in one slot of one room nothing ties sessions
// together, so the bound is exact without any price.
func TestCheckBoundOfOneSession(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := smallgen.FromRapid(t)
		p := oneSession(src)
		points, plan, ok := oracle.Best(p)
		if !ok || plan == nil {
			t.Skip("too large for the oracle")
		}
		if b, err := matching.CheckBound(p, nil); err != nil || b.Points != points {
			t.Errorf("bound %d (%v), the best plan has %d points", b.Points, err, points)
		}
	})
}

// oneSession draws a problem in which all who ask would sit in one session.
func oneSession(src smallgen.Source) *matching.Problem {
	shares := []capacity.Sharing{0, capacity.ShareNobody, capacity.ShareSchool, capacity.ShareSchool, capacity.ShareStage, capacity.ShareStage, capacity.ShareAnyone, capacity.ShareAnyone}
	share := func() capacity.Sharing { return shares[src.IntN(len(shares))] }
	w := bare()
	w.capacity.Calendars[0].Terms[0].To = day(7)
	w.capacity.Calendars[0].Terms[0].Periods = w.capacity.Calendars[0].Terms[0].Periods[:1]
	w.capacity.Instructors = w.capacity.Instructors[:0]
	for i := range 1 + src.IntN(3) {
		w.capacity.Instructors = append(w.capacity.Instructors, capacity.Instructor{
			ID: capacity.InstructorID(fmt.Sprint("t", i)), Centers: []capacity.CenterID{"hub"}, Courses: []curriculum.CourseID{"a", "b"},
		})
	}
	w.room("ra").Seats = 10 + src.IntN(50)
	w.capacity.Rooms = w.capacity.Rooms[:1]
	for i := range w.capacity.Offerings {
		o := &w.capacity.Offerings[i]
		o.Rooms, o.Sharing = []capacity.RoomID{"ra"}, share()
		o.PupilsPerInstructor, o.Instructors = []int{0, 0, 8, 15}[src.IntN(4)], src.IntN(3)
	}
	w.demand.Weights = matching.Weights{Base: 1000, First: int64(500 * src.IntN(2)), Rank: []int64{100, 50}, Session: int64(200 * src.IntN(2))}
	w.demand.Cohorts = nil
	for i := range 1 + src.IntN(6) {
		k := curriculum.Cohort{
			ID: curriculum.CohortID(fmt.Sprint("k", i)), School: []curriculum.SchoolID{"s1", "s2"}[src.IntN(2)],
			Grade: []curriculum.Grade{5, 6, 8}[src.IntN(3)], Size: []int{5, 5, 8, 12, 1 + src.IntN(25)}[src.IntN(5)],
		}
		w.demand.Cohorts = append(w.demand.Cohorts, k)
		for j := range 1 + src.IntN(2) {
			q := w.asks(matching.RequestID(fmt.Sprint("q", i, j)), k.ID, []curriculum.CourseID{"a", "b"}[src.IntN(2)], nil)
			q.Share, q.Weight = share(), src.IntN(3)
		}
	}
	catalog, _ := curriculum.NewCatalog(w.curriculum)
	network, _ := capacity.NewNetwork(w.capacity, catalog)
	p, err := matching.NewProblem(catalog, network, w.demand)
	if err != nil {
		panic(err)
	}
	return p
}
