package oracle_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// relaxations loosen one datum each and report false when the world has none
// of the kind. None of them takes a plan away.
var relaxations = []struct {
	name  string
	relax func(w *world) bool
}{
	{"one more seat", func(w *world) bool {
		for i := range w.capacity.Rooms {
			w.capacity.Rooms[i].Seats++
		}
		for i := range w.capacity.Offerings {
			if o := &w.capacity.Offerings[i]; o.Seats > 0 {
				o.Seats++
			}
		}
		return true
	}},
	{"one more slot", func(w *world) bool {
		term := &w.capacity.Calendars[0].Terms[0]
		term.Periods = append(term.Periods, capacity.Period{ID: "eve", Start: clock(18, 0), End: clock(19, 0), Hours: 1})
		return true
	}},
	{"one more instructor", func(w *world) bool {
		more := w.capacity.Instructors[0]
		more.ID = "t99"
		w.capacity.Instructors = append(w.capacity.Instructors, more)
		return true
	}},
	{"longer work", func(w *world) bool {
		for i := range w.capacity.Instructors {
			who := &w.capacity.Instructors[i]
			for _, limit := range []*int{&who.PerDay, &who.PerWeek, &who.PerTerm} {
				if *limit > 0 {
					*limit++
				}
			}
			who.Available, who.Teaching = nil, nil
		}
		return true
	}},
	{"one more room", func(w *world) bool {
		o := w.capacity.Offerings[0]
		if len(o.Rooms) == 0 {
			return false
		}
		room := capacity.Room{ID: "r99", Center: o.Center, Seats: 40}
		o.ID, o.Rooms = "o99", []capacity.RoomID{"r99"}
		w.capacity.Rooms, w.capacity.Offerings = append(w.capacity.Rooms, room), append(w.capacity.Offerings, o)
		return true
	}},
	{"smaller minimum", func(w *world) bool {
		for i := range w.capacity.Offerings {
			w.capacity.Offerings[i].Minimum = 1
		}
		return true
	}},
	{"one more bus", func(w *world) bool {
		for i := range w.capacity.Fleets {
			w.capacity.Fleets[i].Buses++
		}
		return len(w.capacity.Fleets) > 0
	}},
	{"ten more yuan", func(w *world) bool {
		for i := range w.capacity.Budgets {
			w.capacity.Budgets[i].Amount += 10 * curriculum.Yuan
		}
		return len(w.capacity.Budgets) > 0
	}},
	{"ten more units", func(w *world) bool {
		for i := range w.capacity.Stocks {
			w.capacity.Stocks[i].Units += 10
		}
		return len(w.capacity.Stocks) > 0
	}},
	{"larger quota", func(w *world) bool {
		for i := range w.capacity.Quotas {
			w.capacity.Quotas[i].Most += 5
		}
		return len(w.capacity.Quotas) > 0
	}},
	{"larger house", func(w *world) bool {
		had := false
		for i := range w.capacity.Centers {
			if c := &w.capacity.Centers[i]; c.Headcount > 0 {
				had = true
				c.Headcount += 5
			}
		}
		return had
	}},
	{"longer license", func(w *world) bool {
		had := false
		for i := range w.capacity.Centers {
			c := &w.capacity.Centers[i]
			had = had || c.License != capacity.DateSpan{}
			c.License = capacity.DateSpan{}
		}
		return had
	}},
	{"earlier reopening", func(w *world) bool {
		for i := range w.capacity.Closures {
			for j := range w.capacity.Closures[i].Times {
				w.capacity.Closures[i].Times[j].End = capacity.At(friday+3, clock(9, 15))
			}
		}
		return len(w.capacity.Closures) > 0
	}},
	{"sharing", func(w *world) bool {
		for i := range w.demand.Requests {
			w.demand.Requests[i].Share = capacity.ShareAnyone
		}
		for i := range w.capacity.Offerings {
			w.capacity.Offerings[i].Sharing = capacity.ShareAnyone
		}
		return true
	}},
	{"another choice", func(w *world) bool {
		r := &w.demand.Requests[0]
		r.MaxTravel, r.Times = 0, nil
		if len(r.Choices) > 0 { // none is any already
			r.Choices = append(r.Choices, matching.Choice{Tier: curriculum.Experience})
		}
		return true
	}},
	{"one more visit", func(w *world) bool {
		for i := range w.demand.Requests {
			if r := &w.demand.Requests[i]; r.Program == "" {
				r.Visits = max(r.Visits, 1) + 1
				return true
			}
		}
		return false
	}},
	{"one more visit a day", func(w *world) bool {
		w.demand.VisitsPerDay = max(w.demand.VisitsPerDay, 1) + 1
		return true
	}},
	{"one more part", func(w *world) bool {
		had := false
		for i := range w.demand.Requests {
			r := &w.demand.Requests[i]
			had = had || r.Parts > 0
			r.Parts = max(r.Parts, 1) + 1
		}
		return had
	}},
	{"one more session of a team", func(w *world) bool {
		for i := range w.capacity.Teams {
			w.capacity.Teams[i].Sessions++
		}
		return len(w.capacity.Teams) > 0
	}},
	{"larger reach", func(w *world) bool {
		for i := range w.capacity.Teams {
			w.capacity.Teams[i].Reach += 5000
		}
		return len(w.capacity.Teams) > 0
	}},
	{"fewer days apart", func(w *world) bool {
		return w.programs(func(g *matching.Program) bool {
			had := g.DaysApart > 0
			g.DaysApart = max(0, g.DaysApart-1)
			return had
		})
	}},
	{"one more at a center", func(w *world) bool {
		return w.programs(func(g *matching.Program) bool {
			if g.MostAtCenter == 0 {
				return false
			}
			g.MostAtCenter++
			return true
		})
	}},
	{"fewer distinct traits", func(w *world) bool {
		return w.programs(func(g *matching.Program) bool {
			had := g.Distinct != 0
			g.Distinct = 0
			return had
		})
	}},
	{"any order", func(w *world) bool {
		return w.programs(func(g *matching.Program) bool {
			had := g.Ordered
			g.Ordered = false
			return had
		})
	}},
	{"not whole", func(w *world) bool {
		return w.programs(func(g *matching.Program) bool {
			had := g.Whole
			g.Whole = false
			return had
		})
	}},
	{"less stated of components", func(w *world) bool {
		return w.programs(func(g *matching.Program) bool {
			for i, c := range g.Components {
				g.Components[i] = matching.Component{Visits: c.Visits, Hours: c.Hours}
			}
			return true
		})
	}},
	{"planned earlier", func(w *world) bool {
		had := w.demand.AsOf
		w.demand.AsOf = 0
		return had != 0
	}},
	{"riper cohort", func(w *world) bool {
		for i := range w.demand.Cohorts {
			c := &w.demand.Cohorts[i]
			c.Oriented = []curriculum.OrientationID{"safety"}
			c.Intents = []curriculum.Intent{{Kind: curriculum.DevelopMajor}, {Kind: curriculum.EnterCompetition}}
		}
		return true
	}},
}

// programs applies change to every program and reports whether one had it.
func (w *world) programs(change func(g *matching.Program) bool) bool {
	had := false
	for i := range w.demand.Programs {
		had = change(&w.demand.Programs[i]) || had
	}
	return had
}

func TestRelaxing(t *testing.T) {
	const seeds, enough = 400, 50
	draw := func(seed uint64) *world {
		w := &world{}
		w.Spec, w.capacity, w.demand = smallgen.Spec(smallgen.Seeded(seed))
		return w
	}
	best := func(w *world) int64 { // -1 when the search gave up
		points, plan, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand))
		if !ok || plan == nil {
			return -1
		}
		return points
	}
	before := map[uint64]int64{}
	for _, r := range relaxations {
		t.Run(r.name, func(t *testing.T) {
			tried, better := 0, 0
			for seed := uint64(0); seed < seeds && tried < enough; seed++ {
				w := draw(seed)
				if !r.relax(w) {
					continue
				}
				had, known := before[seed]
				if !known {
					had = best(draw(seed))
					before[seed] = had
				}
				after := best(w)
				if had < 0 || after < 0 {
					continue
				}
				tried++
				if after < had {
					t.Errorf("seed %d: %d points, %d after relaxing", seed, had, after)
				}
				if after > had {
					better++
				}
			}
			t.Logf("%d tried, %d better", tried, better)
			if tried < enough/2 {
				t.Errorf("tried %d, want at least %d", tried, enough/2)
			}
		})
	}
}

func TestRelaxingDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &world{}
		w.Spec, w.capacity, w.demand = smallgen.Spec(smallgen.FromRapid(t))
		before, plan, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand))
		if !ok || plan == nil {
			t.Skip("the search gave up")
		}
		r := rapid.SampledFrom(relaxations).Draw(t, "relaxation")
		if !r.relax(w) {
			return
		}
		if after, _, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand)); ok && after < before {
			t.Fatalf("%s: %d points, %d after", r.name, before, after)
		}
	})
}

// TestOrder shuffles every list and gives the requests other ids, and so
// another order even after sorting.
func TestOrder(t *testing.T) {
	for seed := range uint64(150) {
		w := &world{}
		w.Spec, w.capacity, w.demand = smallgen.Spec(smallgen.Seeded(seed))
		before, _, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand))
		if !ok {
			continue
		}
		renamed := map[matching.RequestID]matching.RequestID{}
		for i, r := range w.demand.Requests {
			renamed[r.ID] = matching.RequestID(rune('z' - i))
			w.demand.Requests[i].ID = renamed[r.ID]
		}
		for i, pin := range w.demand.Pins {
			w.demand.Pins[i].Request = renamed[pin.Request]
		}
		src := rand.New(rand.NewPCG(seed, 1))
		w.shuffle(src)
		after, _, ok := oracle.Best(smallgen.Build(w.Spec, w.capacity, w.demand))
		if ok && after != before {
			t.Errorf("seed %d: %d points, %d in another order", seed, before, after)
		}
	}
}

func (w *world) shuffle(src *rand.Rand) {
	shuffle(src, w.Courses)
	shuffle(src, w.Majors)
	shuffle(src, w.capacity.Areas)
	shuffle(src, w.capacity.Calendars)
	shuffle(src, w.capacity.Centers)
	shuffle(src, w.capacity.Rooms)
	shuffle(src, w.capacity.Instructors)
	shuffle(src, w.capacity.Offerings)
	shuffle(src, w.capacity.Closures)
	shuffle(src, w.capacity.Stocks)
	shuffle(src, w.capacity.Budgets)
	shuffle(src, w.capacity.Quotas)
	shuffle(src, w.capacity.Travel.Ways)
	shuffle(src, w.capacity.Teams)
	shuffle(src, w.demand.Programs)
	shuffle(src, w.demand.Schools)
	shuffle(src, w.demand.Cohorts)
	shuffle(src, w.demand.Requests)
	shuffle(src, w.demand.Pins)
	for i := range w.capacity.Offerings {
		shuffle(src, w.capacity.Offerings[i].Rooms)
	}
	slices.Reverse(w.Lines)
}

func shuffle[T any](src *rand.Rand, list []T) {
	src.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}
