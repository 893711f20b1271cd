package matching_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

const (
	mondayPM  = "2026-09-07.pm"
	tuesdayAM = "2026-09-08.am"
)

// oddCycle has three instructors, each with one session left, of whom two lead a
// session, and three classes in three slots: one pair leads, and one is left.
func oddCycle(w *world) {
	w.capacity.Instructors = nil
	for _, id := range []capacity.InstructorID{"ta", "tb", "tc"} {
		w.capacity.Instructors = append(w.capacity.Instructors, capacity.Instructor{ID: id, Centers: []capacity.CenterID{"hub"}, Courses: []curriculum.CourseID{"a"}, PerTerm: 1})
	}
	w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s1", Grade: 5, Size: 10})
	w.offering("oa").PupilsPerInstructor = 5
	w.asks("q1", "k1", "a", mornings(7))
	w.asks("q2", "k2", "a", afternoons(7))
	w.asks("q3", "k3", "a", mornings(8))
}

// instructorsAt prices the three instructors alike.
func instructorsAt(price int64) matching.Prices {
	var list []matching.Price
	for _, id := range []capacity.InstructorID{"ta", "tb", "tc"} {
		list = append(list, matching.Price{Rule: rule.Staff, Instructor: id, Price: price})
	}
	return matching.Prices{Scale: 1, List: list}
}

func session(offering capacity.OfferingID, slot capacity.SlotID) *matching.Fact {
	return &matching.Fact{Offering: offering, Slot: slot}
}

// paying returns prices with those of room ra in some slots besides.
func paying(prices matching.Prices, price int64, slots ...capacity.SlotID) *matching.Case {
	for _, slot := range slots {
		prices.List = append(prices.List, matching.Price{Rule: rule.Room, Room: "ra", Slot: slot, Price: price})
	}
	return &matching.Case{Points: prices}
}

// TestCasesOfOddCycle: prices alone prove one and a half sessions, cases one. Two
// sessions would take four of the three instructors, which prices do prove.
func TestCasesOfOddCycle(t *testing.T) {
	w := bare()
	oddCycle(w)
	p := w.problem(t)
	best, _, ok := oracle.Best(p)
	if !ok || best != 10_000 {
		t.Fatalf("the best plan has %d points, want 10,000", best)
	}
	least := int64(math.MaxInt64)
	for price := range int64(11) {
		least = min(least, bounds(t, p, &matching.Certificate{Points: instructorsAt(1000 * price)}).Points)
	}
	if least != 15_000 {
		t.Errorf("prices prove %d points, want 15,000", least)
	}
	both := func(slots ...capacity.SlotID) *matching.Case { return paying(instructorsAt(20_000), -40_000, slots...) }
	one := &matching.Case{}
	c := &matching.Certificate{Cases: &matching.Case{
		Fact: session("oa", mondayAM),
		Holds: &matching.Case{
			Fact:  session("oa", mondayPM),
			Holds: both(mondayAM, mondayPM),
			Fails: &matching.Case{Fact: session("oa", tuesdayAM), Holds: both(mondayAM, tuesdayAM), Fails: one},
		},
		Fails: &matching.Case{
			Fact:  session("oa", mondayPM),
			Holds: &matching.Case{Fact: session("oa", tuesdayAM), Holds: both(mondayPM, tuesdayAM), Fails: one},
			Fails: one,
		},
	}}
	if got := bounds(t, p, c).Points; got != best {
		t.Errorf("the cases prove %d points, want %d", got, best)
	}
	c.Points = instructorsAt(5000)
	if got := bounds(t, p, c).Points; got != best {
		t.Errorf("with prices for all plans beside the cases, %d points are proven, want %d", got, best)
	}
	c.Cases.Fails = &matching.Case{}
	if got := bounds(t, p, c).Points; got != 15_000 {
		t.Errorf("with a case that proves 20,000 points, %d are proven, want the 15,000 of the prices for all plans", got)
	}
}

// TestCasesByHand has a world for each fact and the bound in each of its two cases.
// A visit of ten pupils earns 10,000.
func TestCasesByHand(t *testing.T) {
	ask := func(w *world) { w.asks("q1", "k1", "a", nil) } // four slots
	two := func(w *world) {                                // of one room
		w.offering("ob").Rooms = []capacity.RoomID{"ra"}
		w.asks("q1", "k1", "a", mornings(7))
		w.asks("q2", "k2", "b", mornings(7)).Weight = 3
	}
	ladder := func(w *world) {
		w.demand.VisitsPerDay = 2
		w.demand.Programs = []matching.Program{{ID: "p", Whole: true, Components: []matching.Component{{Visits: 1, Courses: []curriculum.CourseID{"a"}}, {Visits: 1, Courses: []curriculum.CourseID{"b"}}}}}
		q := w.asks("q1", "k1", "a", mornings(7, 8))
		q.Program, q.Choices = "p", nil
	}
	online := func(w *world) {
		w.curriculum.Courses = append(w.curriculum.Courses, curriculum.Course{ID: "c", Tier: curriculum.Experience, Delivery: curriculum.Online})
		w.capacity.Offerings = append(w.capacity.Offerings, capacity.Offering{ID: "oc", Center: "hub", Course: "c", Instructors: 1})
		w.instructor("ta").Courses = append(w.instructor("ta").Courses, "c")
		w.asks("q1", "k1", "c", mornings(7))
	}
	need := func(price int64) matching.Price {
		return matching.Price{Rule: rule.Choice, Request: "q1", Price: price}
	}
	component := func(k int, price int64) matching.Price {
		return matching.Price{Rule: rule.Program, Request: "q1", Component: k, Price: price}
	}
	room := func(id capacity.RoomID, price int64) matching.Price {
		return matching.Price{Rule: rule.Room, Room: id, Slot: mondayAM, Price: price}
	}
	tests := []struct {
		name         string
		reason       string
		make         func(*world)
		fact         *matching.Fact
		holds, fails []matching.Price
		wantHolds    int64
		wantFails    int64
	}{
		{"session", "the other course has the same room, and three pupils of it are worth one", two, session("oa", mondayAM), nil, nil, 10_000, 30_000},
		{"session of the other", "it is the same the other way", two, session("ob", mondayAM), nil, nil, 30_000, 10_000},
		{"session elsewhere", "in another slot nothing is closed", two, session("oa", mondayPM), nil, nil, 30_000, 30_000},
		{"session that pays", "the class pays what it earns, and the session gets what is owed", ask, session("oa", mondayAM), []matching.Price{need(1000), room("ra", -5000)}, nil,
			10_000 - 5000 + 5000, 30_000},
		{"session at a loss", "the class earns 10,000 and pays 30,000, and the session, which must have it, gets 25,000", ask, session("oa", mondayAM), []matching.Price{need(3000), room("ra", -25_000)}, nil,
			30_000 - 25_000 + 5000, 30_000},
		{"session that one would spoil", "q1 comes without q2, who would lose 50,000 in it", func(w *world) {
			w.asks("q1", "k1", "a", mornings(7))
			w.asks("q2", "k2", "a", mornings(7))
			w.room("ra").Seats = 20
			share(w, capacity.ShareAnyone)
		}, session("oa", mondayAM), []matching.Price{{Rule: rule.Course, Cohort: "k2", Course: "a", Price: 6000}, room("ra", -5000)}, nil,
			60_000 - 5000 + 10_000 + 5000, 0},
		{"session whose teams lose", "a session at the school must be, whose class pays 20,000 more than it earns", func(w *world) {
			for i := range w.curriculum.Courses {
				w.curriculum.Courses[i].Delivery = curriculum.Outreach
				w.capacity.Offerings[i].Team, w.capacity.Offerings[i].Rooms, w.capacity.Offerings[i].Seats = "van", nil, 10
			}
			w.capacity.Teams = []capacity.Team{{ID: "van", Center: "hub", Sessions: 2}}
			w.asks("q1", "k1", "a", mornings(7))
		}, session("oa", mondayAM), []matching.Price{need(3000), {Rule: rule.Room, Offering: "oa", Slot: mondayAM, Price: -25_000}}, nil,
			30_000 - 25_000 + 5000, 0},
		{"session of nobody", "nobody can come, and a price may say how bad that is", two, session("oa", mondayPM), []matching.Price{{Rule: rule.Room, Room: "ra", Slot: mondayPM, Price: -90_000}}, nil,
			30_000 - 90_000, 30_000},
		{"session of two rooms", "both are used, and both pay", func(w *world) {
			ask(w)
			w.offering("oa").Rooms = []capacity.RoomID{"rb", "ra"}
		}, session("oa", mondayAM), []matching.Price{need(1000), room("ra", -5000), room("rb", -6000)}, nil, 10_000 - 11_000 + 11_000, 30_000},
		{"room of one of its offerings", "whoever is there gets it", func(w *world) {
			ask(w)
			w.offering("ob").Rooms = []capacity.RoomID{"rb", "ra"}
		}, &matching.Fact{Room: "ra", Slot: mondayAM}, []matching.Price{need(1000), room("ra", -5000)}, []matching.Price{need(500)}, 10_000 - 5000 + 5000, 5000 + 3*5000},
		{"session without a room", "the offering pays itself", online, session("oc", mondayAM), []matching.Price{{Rule: rule.Room, Offering: "oc", Slot: mondayAM, Price: -7000}, need(2000)}, nil,
			20_000 - 7000, 0},
		{"request", "in each of four slots it pays what it earns", ask, &matching.Fact{Request: "q1"}, []matching.Price{need(1000)}, nil, 10_000, 0},
		{"request that gets", "in each of four slots it would earn 10,000 and get 5,000, which it owes once", ask, &matching.Fact{Request: "q1"}, []matching.Price{need(-500)}, nil, 4*15_000 - 5000, 0},
		{"request that cannot", "it owes what it cannot get", func(w *world) {
			ask(w)
			w.offering("oa").Times = mornings(1)
			w.asks("q2", "k2", "b", mornings(7))
		}, &matching.Fact{Request: "q1"}, []matching.Price{need(-5000)}, nil, 10_000, 10_000},
		{"program", "its needs come to less than nothing, which it owes since it has its visits", ladder, &matching.Fact{Request: "q1"}, []matching.Price{component(0, -1000), component(1, -3000)}, nil,
			2*20_000 + 2*40_000 - 40_000, 0},
		{"program that need not be", "its needs come to nothing", ladder, session("oa", mondayPM), []matching.Price{component(0, -1000), component(1, -3000)}, []matching.Price{component(0, -1000), component(1, -3000)},
			2*20_000 + 2*40_000, 2*20_000 + 2*40_000},
		{"offering", "it would take b, or a in four slots", func(w *world) {
			ask(w)
			w.request("q1").Choices = append(w.request("q1").Choices, matching.Choice{Course: "b", Times: mornings(7)})
		}, &matching.Fact{Request: "q1", Offering: "ob"}, nil, nil, 10_000, 40_000},
		{"date", "two slots a day", ask, &matching.Fact{Request: "q1", Date: day(7)}, nil, nil, 20_000, 20_000},
		{"date of a visit in parts", "the parts are together", func(w *world) {
			*w = *splitting()
			w.request("q1").Times = nil
		}, &matching.Fact{Request: "q1", Date: day(7)}, nil, []matching.Price{need(1000)}, 20_000, 20_000},
		{"slot", "one of four", ask, &matching.Fact{Request: "q1", Offering: "oa", Slot: mondayPM}, nil, nil, 10_000, 30_000},
		{"component that lacks its only offering", "the program cannot be whole without it, and the class on its own earns nothing", func(w *world) {
			ladder(w)
			w.offering("oa").Times = mornings(7)
		}, session("oa", mondayAM), nil, nil, 10_000 + 20_000, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := bare()
			tt.make(w)
			p := w.problem(t)
			prices := func(list []matching.Price) matching.Prices { return matching.Prices{Scale: 1, List: list} }
			for _, x := range []struct {
				holds bool
				list  []matching.Price
				want  int64
			}{{true, tt.holds, tt.wantHolds}, {false, tt.fails, tt.wantFails}} {
				got, err := matching.CaseForTest(p, []matching.Fact{*tt.fact}, []bool{x.holds}, prices(x.list))
				if err != nil || got != x.want {
					t.Errorf("where it holds is %v: bound %d (%v), want %d: %s", x.holds, got, err, x.want, tt.reason)
				}
			}
			c := &matching.Case{Fact: tt.fact, Holds: &matching.Case{Points: prices(tt.holds)}, Fails: &matching.Case{Points: prices(tt.fails)}}
			weak := bounds(t, p, nil).Points
			if got := bounds(t, p, &matching.Certificate{Cases: c}).Points; got != min(weak, max(tt.wantHolds, tt.wantFails)) {
				t.Errorf("bound %d of both, want the larger or the %d of all plans", got, weak)
			}
			if best, plan, ok := oracle.Best(p); !ok || plan == nil || best > max(tt.wantHolds, tt.wantFails) {
				t.Errorf("the best plan has %d points", best)
			}
		})
	}
}

// TestCasesRefuse passes trees that are none of the problem's.
func TestCasesRefuse(t *testing.T) {
	leaf := &matching.Case{}
	by := func(f matching.Fact) *matching.Case { return &matching.Case{Fact: &f, Holds: leaf, Fails: leaf} }
	priced := func(x matching.Price) *matching.Case {
		return &matching.Case{Points: matching.Prices{Scale: 1, List: []matching.Price{x}}}
	}
	room := matching.Price{Rule: rule.Room, Room: "ra", Slot: mondayAM, Price: -1}
	online := matching.Price{Rule: rule.Room, Offering: "oc", Slot: mondayAM, Price: -1}
	need := matching.Price{Rule: rule.Choice, Request: "q1", Price: -1}
	deep := leaf
	for range 1001 {
		deep = &matching.Case{Fact: &matching.Fact{Request: "q1"}, Holds: deep, Fails: leaf}
	}
	round := &matching.Case{Fact: &matching.Fact{Request: "q1"}}
	round.Holds, round.Fails = round, round
	tests := []struct {
		name  string
		cases *matching.Case
		path  string
		says  string
	}{
		{"fact without ids", by(matching.Fact{}), "/fact", `by the ids ""`},
		{"offering alone", by(matching.Fact{Offering: "oa"}), "/fact", `"offering"`},
		{"slot alone", by(matching.Fact{Slot: mondayAM}), "/fact", `"slot"`},
		{"date alone", by(matching.Fact{Date: day(7)}), "/fact", `"date"`},
		{"date of an offering", by(matching.Fact{Offering: "oa", Date: day(7)}), "/fact", `"offering, date"`},
		{"session with a date", by(matching.Fact{Offering: "oa", Slot: mondayAM, Date: day(7)}), "/fact", `"offering, date, slot"`},
		{"slot of a request", by(matching.Fact{Request: "q1", Slot: mondayAM}), "/fact", `"request, slot"`},
		{"offering and date of a request", by(matching.Fact{Request: "q1", Offering: "oa", Date: day(7)}), "/fact", `"request, offering, date"`},
		{"everything", by(matching.Fact{Request: "q1", Offering: "oa", Slot: mondayAM, Date: day(7)}), "/fact", `state it by ["offering, slot" "room, slot" "request"`},
		{"room alone", by(matching.Fact{Room: "ra"}), "/fact", `"room"`},
		{"room of an offering", by(matching.Fact{Offering: "oa", Room: "ra", Slot: mondayAM}), "/fact", `"room, offering, slot"`},
		{"room of a request", by(matching.Fact{Request: "q1", Room: "ra", Slot: mondayAM}), "/fact", `"request, room, slot"`},
		{"unknown room", by(matching.Fact{Room: "rd", Slot: mondayAM}), "/fact/room", `"rd" is not in the problem`},
		{"unknown slot of a room", by(matching.Fact{Room: "ra", Slot: "am"}), "/fact/slot", `"am" is not in the calendar`},
		{"of a room that fails", &matching.Case{Fact: &matching.Fact{Room: "ra", Slot: mondayAM}, Holds: leaf, Fails: priced(room)}, "/fails/points/prices/0/price", "need not be a session"},
		{"unknown offering", by(matching.Fact{Offering: "od", Slot: mondayAM}), "/fact/offering", `"od" is not in the problem`},
		{"unknown slot", by(matching.Fact{Offering: "oa", Slot: "am"}), "/fact/slot", `"am" is not in the calendar`},
		{"unknown request", by(matching.Fact{Request: "q9"}), "/fact/request", `"q9" is not in the problem`},
		{"unknown offering of a request", by(matching.Fact{Request: "q1", Offering: "od"}), "/fact/offering", `"od" is not in the problem`},
		{"unknown slot of a request", by(matching.Fact{Request: "q1", Offering: "oa", Slot: "am"}), "/fact/slot", `"am" is not in the calendar`},
		{"date without slots", by(matching.Fact{Request: "q1", Date: day(6)}), "/fact/date", "without slots"},
		{"request with several visits", by(matching.Fact{Request: "q4"}), "/fact/request", "several visits"},
		{"date of several visits", by(matching.Fact{Request: "q4", Date: day(7)}), "/fact/request", "several visits"},
		{"program that may be partial", by(matching.Fact{Request: "q2"}), "/fact/request", "need not be whole"},
		{"date of a program that may be partial", by(matching.Fact{Request: "q2", Date: day(7)}), "/fact/request", "need not be whole"},
		{"date of a whole program", by(matching.Fact{Request: "q3", Date: day(7)}), "/fact/request", "of which a visit"},
		{"offering of a whole program", by(matching.Fact{Request: "q3", Offering: "ob"}), "/fact/request", "of which a visit"},
		{"offering of parts", by(matching.Fact{Request: "q5", Offering: "oa"}), "/fact/offering", "in parts"},
		{"slot of parts", by(matching.Fact{Request: "q5", Offering: "oa", Slot: mondayAM}), "/fact/offering", "in parts"},
		{"no case in which it holds", &matching.Case{Fact: &matching.Fact{Request: "q1"}, Fails: leaf}, "/holds", "is missing"},
		{"no case in which it fails", &matching.Case{Fact: &matching.Fact{Request: "q1"}, Holds: leaf}, "/fails", "is missing"},
		{"cases without a fact", &matching.Case{Holds: leaf}, "/holds", "without a fact"},
		{"other cases without a fact", &matching.Case{Fails: leaf}, "/fails", "without a fact"},
		{"prices beside a fact", &matching.Case{Fact: &matching.Fact{Request: "q1"}, Holds: leaf, Fails: leaf, Points: matching.Prices{Scale: 1}}, "/points", "that a fact divides"},
		{"absurd scale", &matching.Case{Points: matching.Prices{Scale: math.MaxInt64}}, "/points/scale", "use 1 to "},
		{"negative price of a room", priced(room), "/points/prices/0/price", "need not be a session"},
		{"negative price of a need", priced(need), "/points/prices/0/price", "need not have its visit"},
		{"negative price of a day", priced(matching.Price{Rule: rule.Clash, Cohort: "k1", Date: day(7), Price: -1}), "/points/prices/0/price", "is negative"},
		{"where it fails", &matching.Case{Fact: session("oa", mondayAM), Holds: leaf, Fails: priced(room)}, "/fails/points/prices/0/price", "need not be a session"},
		{"in another slot", &matching.Case{Fact: session("oa", mondayPM), Holds: priced(room), Fails: leaf}, "/holds/points/prices/0/price", "need not be a session"},
		{"of another room", &matching.Case{Fact: session("ob", mondayAM), Holds: priced(room), Fails: leaf}, "/holds/points/prices/0/price", "need not be a session"},
		{"of an offering that fails", &matching.Case{Fact: session("oc", mondayAM), Holds: leaf, Fails: priced(online)}, "/fails/points/prices/0/price", "need not be a session"},
		{"of a request that fails", &matching.Case{Fact: &matching.Fact{Request: "q1"}, Holds: leaf, Fails: priced(need)}, "/fails/points/prices/0/price", "need not have its visit"},
		{"of a visit that fails", &matching.Case{Fact: &matching.Fact{Request: "q1", Date: day(7)}, Holds: leaf, Fails: priced(need)}, "/fails/points/prices/0/price", "need not have its visit"},
		{"of another request", &matching.Case{Fact: &matching.Fact{Request: "q3"}, Holds: priced(need), Fails: leaf}, "/holds/points/prices/0/price", "need not have its visit"},
		{"deep down", &matching.Case{Fact: session("oa", mondayAM), Holds: by(matching.Fact{Offering: "oa", Slot: mondayPM}), Fails: &matching.Case{Fact: session("oa", mondayAM), Holds: by(matching.Fact{}), Fails: leaf}},
			"/fails/holds/fact", `by the ids ""`},
		{"absurd negative price of a room", &matching.Case{Fact: session("oa", mondayAM), Holds: priced(matching.Price{Rule: rule.Room, Room: "ra", Slot: mondayAM, Price: math.MinInt64}), Fails: leaf},
			"/holds/points/prices/0/price", "too much"},
		{"absurd negative price of a need", &matching.Case{Fact: &matching.Fact{Request: "q1"}, Holds: priced(matching.Price{Rule: rule.Choice, Request: "q1", Price: math.MinInt64}), Fails: leaf},
			"/holds/points/prices/0/price", "too much"},
		{"too deep", deep, "", "more than 1000 facts deep"},
		{"in itself", round, "", "more than 1000 facts deep"},
	}
	w := bare()
	w.demand.Cohorts = append(w.demand.Cohorts, curriculum.Cohort{ID: "k3", School: "s1", Grade: 5, Size: 10})
	w.asks("q4", "k3", "a", nil).Visits = 2
	w.asks("q5", "k3", "b", nil).Parts = 2
	p := priceableOf(t, w)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := matching.CheckBound(p, &matching.Certificate{Cases: tt.cases})
			var refused *finding.Error
			if !errors.As(err, &refused) || got != (matching.Bound{}) {
				t.Fatalf("%+v, %v: not refused", got, err)
			}
			if len(refused.Findings) != 1 || refused.Findings[0].Path != "/cases"+tt.path || !strings.Contains(err.Error(), tt.says) || refused.Findings[0].Remedy == "" {
				t.Errorf("findings %v, want one with a remedy at %s that says %s", refused.Findings, "/cases"+tt.path, tt.says)
			}
		})
	}
}

// TestCasesAbsurd makes sure that absurd negative prices weaken a bound and do not
// turn it around.
func TestCasesAbsurd(t *testing.T) {
	w := bare()
	w.asks("q1", "k1", "a", nil)
	w.asks("q2", "k2", "a", nil)
	share(w, capacity.ShareAnyone)
	w.room("ra").Seats = 20
	p := w.problem(t)
	for _, x := range []matching.Price{{Rule: rule.Room, Room: "ra", Slot: mondayAM}, {Rule: rule.Choice, Request: "q1"}} {
		for shift := range 64 {
			x.Price = -(1 << shift)
			for _, scale := range []int64{1, 1 << 30} {
				got, err := matching.CaseForTest(p, []matching.Fact{*session("oa", mondayAM), {Request: "q1"}, {Request: "q2"}}, []bool{true, true, true},
					matching.Prices{Scale: scale, List: []matching.Price{x}})
				if err == nil && got < 20_000 {
					t.Errorf("%v at %d of %d: bound %d, but there is a plan with 20,000 points", x.Rule, x.Price, scale, got)
				}
			}
		}
	}
}

// TestCasesAbsurdTogether has two negative prices of which each alone is not too much.
func TestCasesAbsurdTogether(t *testing.T) {
	w := bare()
	w.asks("q1", "k1", "a", nil)
	p := w.problem(t)
	const half = math.MaxInt64/64 + 1
	list := []matching.Price{{Rule: rule.Room, Room: "ra", Slot: mondayAM, Price: -half}, {Rule: rule.Room, Room: "rb", Slot: mondayAM, Price: -half}}
	facts := []matching.Fact{*session("oa", mondayAM), *session("ob", mondayAM)}
	for _, x := range list {
		if _, err := matching.CaseForTest(p, facts, []bool{true, true}, matching.Prices{Scale: 1, List: []matching.Price{x}}); err != nil {
			t.Errorf("one of them: %v", err)
		}
	}
	_, err := matching.CaseForTest(p, facts, []bool{true, true}, matching.Prices{Scale: 1, List: list})
	var refused *finding.Error
	if !errors.As(err, &refused) || len(refused.Findings) != 1 || refused.Findings[0].Path != "/points/prices/1/price" || !strings.Contains(err.Error(), "too much") {
		t.Errorf("error %v, want the second refused", err)
	}
}

// TestCasesShared has a case stand in two places, as one built in Go may.
func TestCasesShared(t *testing.T) {
	w := bare()
	oddCycle(w)
	p := w.problem(t)
	c := &matching.Case{Points: instructorsAt(5000)}
	for _, slot := range []capacity.SlotID{mondayAM, mondayPM, tuesdayAM} {
		c = &matching.Case{Fact: session("oa", slot), Holds: c, Fails: c}
	}
	before := fmt.Sprintf("%+v", *c)
	if got := bounds(t, p, &matching.Certificate{Cases: c}).Points; got != 15_000 {
		t.Errorf("bound %d, want 15,000", got)
	}
	if diff := cmp.Diff(before, fmt.Sprintf("%+v", *c)); diff != "" {
		t.Errorf("the cases changed (-before +after):\n%s", diff)
	}
}

func TestSameCases(t *testing.T) {
	tree := func() *matching.Case {
		return &matching.Case{
			Fact:  &matching.Fact{Request: "q1"},
			Holds: &matching.Case{Points: instructorsAt(1)},
			Fails: &matching.Case{Fact: session("oa", mondayAM), Holds: &matching.Case{}, Fails: &matching.Case{}},
		}
	}
	if a := tree(); !matching.SameCases(a, tree()) || !matching.SameCases(a, a) || !matching.SameCases(nil, nil) {
		t.Error("the same cases are not the same")
	}
	for name, change := range map[string]func(*matching.Case){
		"fact":         func(c *matching.Case) { c.Fact.Request = "q2" },
		"no fact":      func(c *matching.Case) { c.Fact = nil },
		"no case":      func(c *matching.Case) { c.Fails = nil },
		"price":        func(c *matching.Case) { c.Holds.Points.List[1].Price = 2 },
		"scale":        func(c *matching.Case) { c.Holds.Points.Scale = 2 },
		"further down": func(c *matching.Case) { c.Fails.Fact.Slot = mondayPM },
	} {
		other := tree()
		if change(other); matching.SameCases(tree(), other) || matching.SameCases(other, tree()) {
			t.Errorf("%s: different cases are the same", name)
		}
	}
	if matching.SameCases(nil, tree()) || matching.SameCases(tree(), nil) {
		t.Error("cases are the same as none")
	}
}

// TestCasesEnd: whenever it is told to stop, the check of a tree ends without a bound.
func TestCasesEnd(t *testing.T) {
	w := bare()
	oddCycle(w)
	p := w.problem(t)
	leaf := &matching.Case{Points: instructorsAt(5000)}
	c := leaf
	for range 20 {
		c = &matching.Case{Fact: session("oa", mondayAM), Holds: c, Fails: leaf}
	}
	check := func(n int) (bound int64, asked int, err error) {
		bound, err = matching.BoundCasesForTest(p, c, func() bool {
			asked++
			return asked > n
		})
		return bound, asked, err
	}
	bound, all, err := check(1 << 30)
	if err != nil || bound != 15_000 {
		t.Errorf("bound %d, error %v; want 15,000", bound, err)
	}
	if all < 41*3 {
		t.Errorf("asked %d times in 41 cases", all)
	}
	for n := range all {
		bound, asked, err := check(n)
		if !errors.Is(err, matching.ErrEnded) || bound != 0 || asked != n+1 {
			t.Errorf("stopped after %d of %d: asked %d times, bound %d, error %v", n, all, asked, bound, err)
		}
	}
	if most, err := matching.BoundCasesForTest(p, nil, nil); most != math.MaxInt64 || err != nil {
		t.Errorf("no cases prove %d, %v", most, err)
	}
}
