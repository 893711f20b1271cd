package matching_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// specs are the three parts of a problem, to be changed.
type specs struct {
	courses curriculum.Spec
	supply  capacity.Spec
	demand  matching.Spec
	best    *matching.Plan // of the unchanged problem
}

// relation is what a change to a problem does to the points of its best plan.
type relation struct {
	name   string
	reason string
	change func(s *specs)
	factor int64 // what the points are multiplied by; 0 lets them grow by any amount
}

func relations() []relation {
	return []relation{
		{"reversed lists", "the order of lists means nothing", reverse, 1},
		{"renamed", "ids name, and no more", rename, 1},
		{"a week later", "all dates move together", func(s *specs) { s.shift(7) }, 1},
		{"four weeks earlier", "all dates move together", func(s *specs) { s.shift(-28) }, 1},
		{"another place", "only distances count", func(s *specs) {
			for i := range s.supply.Centers {
				s.supply.Centers[i].At.X += 700
			}
			for i := range s.demand.Schools {
				s.demand.Schools[i].At.X += 700
			}
		}, 1},
		{"threefold weights", "the best plan stays the best", func(s *specs) {
			w := &s.demand.Weights
			if w.Base == 0 {
				*w = matching.DefaultWeights()
			}
			w.Base, w.First, w.Travel, w.Session = 3*w.Base, 3*w.First, 3*w.Travel, 3*w.Session
			for i := range w.Rank {
				w.Rank[i] *= 3
			}
		}, 3},
		{"a center without offerings", "nobody can go there", func(s *specs) {
			s.supply.Centers = append(s.supply.Centers, capacity.Center{ID: "a0", Calendar: s.supply.Calendars[0].ID})
			s.supply.Rooms = append(s.supply.Rooms, capacity.Room{ID: "a0", Center: "a0", Seats: 100})
			s.addInstructor("a0", "a0")
		}, 1},
		{"an instructor with own lessons all the time", "nobody is helped", func(s *specs) {
			for _, c := range s.supply.Centers {
				s.addInstructor(capacity.InstructorID("a"+c.ID), c.ID).Teaching = capacity.Times{{}}
			}
		}, 1},
		{"slots on closed dates", "nothing takes place in them", func(s *specs) {
			for i := range s.supply.Calendars {
				terms := &s.supply.Calendars[i].Terms
				more := (*terms)[0]
				more.From, more.To, more.Days, more.Except = day(1), day(2), 0, nil
				*terms = append(*terms, more)
			}
			s.supply.Closures = append(s.supply.Closures, capacity.Closure{ID: "a0", Kind: capacity.Holiday, Times: on(1, 2)})
		}, 1},
		{"a closure of nothing", "the year before does not matter", func(s *specs) {
			s.supply.Closures = append(s.supply.Closures, capacity.Closure{ID: "a0", Kind: capacity.Holiday, Times: capacity.Times{{To: day(1) - 100}}})
		}, 1},
		{"budgets twice", "the second is used up with the first", func(s *specs) {
			for _, b := range s.supply.Budgets {
				b.ID = "a" + b.ID
				s.supply.Budgets = append(s.supply.Budgets, b)
			}
		}, 1},
		{"any time said", "no times mean any time", func(s *specs) {
			for i := range s.demand.Requests {
				if r := &s.demand.Requests[i]; len(r.Times) == 0 {
					r.Times = capacity.Times{{}}
				}
			}
			for i := range s.supply.Instructors {
				if x := &s.supply.Instructors[i]; len(x.Available) == 0 {
					x.Available = capacity.Times{{}}
				}
			}
			for i := range s.supply.Offerings {
				if o := &s.supply.Offerings[i]; len(o.Times) == 0 {
					o.Times = capacity.Times{{}}
				}
			}
		}, 1},
		{"the first choice again", "what is had already adds nothing", func(s *specs) {
			for i := range s.demand.Requests {
				// Without choices anything will do; a first one would rule out the rest.
				if r := &s.demand.Requests[i]; len(r.Choices) > 0 {
					r.Choices = append(r.Choices, r.Choices[0])
				}
			}
		}, 1},
		{"the tier of all courses said", "without choices anything will do", func(s *specs) {
			tier := s.courses.Courses[0].Tier
			if slices.ContainsFunc(s.courses.Courses, func(c curriculum.Course) bool { return c.Tier != tier }) {
				return // a choice for each tier would rank them
			}
			for i := range s.demand.Requests {
				if r := &s.demand.Requests[i]; len(r.Choices) == 0 {
					r.Choices = []matching.Choice{{Tier: tier}}
				}
			}
		}, 1},
		{"visits as a program", "a program that states only their number asks for the same", visitsAsPrograms, 1},
		{"a request for what nobody offers", "it is impossible, and in nobody's way", func(s *specs) {
			s.courses.Courses = append(s.courses.Courses, curriculum.Course{ID: "a0", Tier: curriculum.Experience, Activities: s.courses.Courses[0].Activities, Products: []string{"x"}})
			s.demand.Requests = append(s.demand.Requests, matching.Request{ID: "a0", Cohort: s.demand.Cohorts[0].ID, Choices: []matching.Choice{{Course: "a0"}}, Weight: 9})
		}, 1},
		{"the best plan pinned", "it is still the best", func(s *specs) {
			s.demand.Pins = nil
			for _, v := range s.best.Visits {
				pin := matching.Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot}
				for _, x := range s.best.Sessions {
					if x.Offering == v.Offering && x.Slot == v.Slot {
						pin.Instructors = x.Instructors
					}
				}
				s.demand.Pins = append(s.demand.Pins, pin)
			}
		}, 1},
		{"instructors twice", "more hands never hurt", func(s *specs) {
			for _, x := range s.supply.Instructors {
				x.ID = "a" + x.ID
				s.supply.Instructors = append(s.supply.Instructors, x)
			}
		}, 0},
		{"larger rooms", "more seats never hurt", func(s *specs) {
			for i := range s.supply.Rooms {
				s.supply.Rooms[i].Seats += 10
			}
		}, 0},
		{"no limits", "without stocks, budgets, buses and quotas more is possible", func(s *specs) {
			s.supply.Stocks, s.supply.Budgets, s.supply.Fleets, s.supply.Quotas = nil, nil, nil, nil
			for i := range s.demand.Schools {
				s.demand.Schools[i].Fleet = ""
			}
		}, 0},
		{"further", "who travels any time loses no option", func(s *specs) {
			for i := range s.demand.Requests {
				s.demand.Requests[i].MaxTravel = 0
			}
		}, 0},
		{"busier teams", "who is reached and carried to already stays so", func(s *specs) {
			for i := range s.supply.Teams {
				s.supply.Teams[i].Reach += 20_000
				s.supply.Teams[i].Sessions++
			}
		}, 0},
		{"easy programs", "visits that keep to a condition are allowed without it", func(s *specs) {
			for i := range s.demand.Programs {
				g := &s.demand.Programs[i]
				g.Distinct, g.MostAtCenter, g.DaysApart, g.Ordered, g.Whole = 0, 0, 0, false, false
			}
		}, 0},
		{"splits of two", "who may split may stay whole", func(s *specs) {
			for i := range s.demand.Requests {
				r := &s.demand.Requests[i]
				r.Parts = max(r.Parts, 2)
			}
		}, 0},
		{"shared", "company that everybody allows rules nothing out", func(s *specs) {
			for i := range s.demand.Requests {
				s.demand.Requests[i].Share = capacity.ShareAnyone
			}
			for i := range s.supply.Offerings {
				s.supply.Offerings[i].Sharing = capacity.ShareAnyone
			}
		}, 0},
	}
}

// TestSolveRelations changes small problems and compares the best points by the
// relation of the change. Solve must find them on both sides, the few that need
// it with a hundred times the effort.
func TestSolveRelations(t *testing.T) {
	const effort = 20_000
	seeds := []uint64{92, 147, 148, 166, 168, 169} // of splits, which are rare
	for seed := range uint64(35) {
		seeds = append(seeds, seed)
	}
	compared, hard, splits := 0, 0, 0
	points := func(p *matching.Problem, want int64) int64 {
		got := solve(t, p, matching.WithEffort(effort)).Points
		if got < want {
			hard++
			got = solve(t, p, matching.WithEffort(100*effort)).Points
		}
		return got
	}
	for _, seed := range seeds {
		p := smallgen.Problem(smallgen.Seeded(seed))
		best, exact, ok := oracle.Best(p)
		if !ok || exact == nil {
			continue
		}
		if slices.ContainsFunc(exact.Visits, func(v matching.Visit) bool { return v.Part > 0 }) {
			splits++
		}
		if got := points(p, best); got != best {
			t.Errorf("seed %d: %d points, want %d", seed, got, best)
		}
		for _, r := range relations() {
			s := &specs{best: exact}
			s.courses, s.supply, s.demand = smallgen.Spec(smallgen.Seeded(seed))
			r.change(s)
			q := smallgen.Build(s.courses, s.supply, s.demand)
			want := best * r.factor
			if r.factor == 0 {
				if want, _, ok = oracle.Best(q); !ok {
					continue
				}
				if want < best {
					t.Errorf("seed %d, %s: from %d points to %d: %s", seed, r.name, best, want, r.reason)
				}
			}
			compared++
			if got := points(q, want); got != want {
				t.Errorf("seed %d, %s: %d points, want %d: %s", seed, r.name, got, want, r.reason)
			}
		}
	}
	if compared < len(seeds)*len(relations())*9/10 || splits < 5 {
		t.Errorf("only %d problems compared, and %d with splits", compared, splits)
	}
	if hard > compared/100 {
		t.Errorf("%d of %d problems needed more effort", hard, compared)
	}
}

// TestSolvePermuted: the order of lists does not even change the bytes of a plan.
func TestSolvePermuted(t *testing.T) {
	for seed := range uint64(40) {
		s := &specs{}
		s.courses, s.supply, s.demand = smallgen.Spec(smallgen.Seeded(seed))
		p := smallgen.Build(s.courses, s.supply, s.demand)
		reverse(s)
		q := smallgen.Build(s.courses, s.supply, s.demand)
		if a, b := solve(t, p, matching.WithEffort(3000)), solve(t, q, matching.WithEffort(3000)); planFile(t, a) != planFile(t, b) {
			t.Errorf("seed %d: another plan for reversed lists", seed)
		}
	}
}

func reverse(s *specs) {
	slices.Reverse(s.courses.Courses)
	for i := range s.courses.Courses {
		slices.Reverse(s.courses.Courses[i].Tags)
		slices.Reverse(s.courses.Courses[i].Occupations)
	}
	slices.Reverse(s.courses.Majors)
	slices.Reverse(s.supply.Areas)
	slices.Reverse(s.supply.Calendars)
	slices.Reverse(s.supply.Centers)
	slices.Reverse(s.supply.Rooms)
	slices.Reverse(s.supply.Instructors)
	slices.Reverse(s.supply.Teams)
	slices.Reverse(s.supply.Offerings)
	slices.Reverse(s.supply.Closures)
	slices.Reverse(s.supply.Stocks)
	slices.Reverse(s.supply.Budgets)
	slices.Reverse(s.supply.Quotas)
	slices.Reverse(s.supply.Travel.Ways)
	for i := range s.demand.Programs {
		for k := range s.demand.Programs[i].Components { // their own order counts
			c := &s.demand.Programs[i].Components[k]
			slices.Reverse(c.Courses)
			slices.Reverse(c.Majors)
			slices.Reverse(c.Occupations)
			slices.Reverse(c.Tags)
			slices.Reverse(c.Centers)
		}
	}
	slices.Reverse(s.demand.Programs)
	slices.Reverse(s.demand.Schools)
	slices.Reverse(s.demand.Cohorts)
	slices.Reverse(s.demand.Requests)
	slices.Reverse(s.demand.Pins)
}

// visitsAsPrograms gives each request that only says how many visits it wants a
// program of so many.
func visitsAsPrograms(s *specs) {
	for i := range s.demand.Requests {
		r := &s.demand.Requests[i]
		if r.Program != "" {
			continue
		}
		r.Program = "a" + matching.ProgramID(r.ID)
		s.demand.Programs = append(s.demand.Programs, matching.Program{
			ID: r.Program, Components: []matching.Component{{Visits: max(1, r.Visits)}},
		})
		r.Visits = 0
	}
}

// addInstructor adds somebody qualified for everything at a center.
func (s *specs) addInstructor(id capacity.InstructorID, at capacity.CenterID) *capacity.Instructor {
	x := capacity.Instructor{ID: id, Centers: []capacity.CenterID{at}}
	for _, m := range s.courses.Majors {
		x.Majors = append(x.Majors, m.ID)
	}
	s.supply.Instructors = append(s.supply.Instructors, x)
	return &s.supply.Instructors[len(s.supply.Instructors)-1]
}

// renamed turns the order of ids such as "q1" and "q12" around.
func renamed[ID ~string](id ID) ID {
	return ID(strings.Map(func(r rune) rune {
		switch {
		case '0' <= r && r <= '9':
			return '9' - r + '0'
		case 'a' <= r && r <= 'z':
			return 'z' - r + 'a'
		}
		return r
	}, string(id)))
}

func renameAll[ID ~string](ids []ID) {
	for i := range ids {
		ids[i] = renamed(ids[i])
	}
}

// renamedSlot does the same with the period of a slot.
func renamedSlot(id capacity.SlotID) capacity.SlotID {
	date, period, _ := strings.Cut(string(id), ".")
	return capacity.SlotID(date + "." + renamed(period))
}

// rename gives centers, rooms, teams, instructors, offerings, calendars, periods,
// limits, schools, cohorts, programs, requests and courses other ids, in the
// opposite order.
func rename(s *specs) {
	renameLimits(&s.supply)
	for i := range s.supply.Calendars {
		c := &s.supply.Calendars[i]
		c.ID = renamed(c.ID)
		for _, term := range c.Terms {
			for k := range term.Periods {
				term.Periods[k].ID = renamed(term.Periods[k].ID)
			}
		}
	}
	for i := range s.courses.Courses {
		c := &s.courses.Courses[i]
		c.ID = renamed(c.ID)
		renameAll(c.Prerequisites)
	}
	for i := range s.supply.Centers {
		c := &s.supply.Centers[i]
		c.ID, c.Calendar = renamed(c.ID), renamed(c.Calendar)
	}
	for i := range s.supply.Rooms {
		r := &s.supply.Rooms[i]
		r.ID, r.Center = renamed(r.ID), renamed(r.Center)
	}
	for i := range s.supply.Teams {
		x := &s.supply.Teams[i]
		x.ID, x.Center = renamed(x.ID), renamed(x.Center)
	}
	for i := range s.supply.Instructors {
		x := &s.supply.Instructors[i]
		x.ID = renamed(x.ID)
		renameAll(x.Centers)
		renameAll(x.Courses)
	}
	for i := range s.supply.Offerings {
		o := &s.supply.Offerings[i]
		o.ID, o.Center, o.Course, o.Team = renamed(o.ID), renamed(o.Center), renamed(o.Course), renamed(o.Team)
		renameAll(o.Rooms)
	}
	for i := range s.supply.Closures {
		renameAll(s.supply.Closures[i].Centers)
		renameAll(s.supply.Closures[i].Rooms)
	}
	for i := range s.supply.Travel.Ways {
		w := &s.supply.Travel.Ways[i]
		w.School, w.From, w.Center = renamed(w.School), renamed(w.From), renamed(w.Center)
	}
	renameDemand(&s.demand)
}

func renameLimits(s *capacity.Spec) {
	for i := range s.Stocks {
		s.Stocks[i].Center = renamed(s.Stocks[i].Center)
	}
	for i := range s.Budgets {
		b := &s.Budgets[i]
		b.ID = renamed(b.ID)
		renameAll(b.Centers)
	}
	for i := range s.Fleets {
		s.Fleets[i].ID = renamed(s.Fleets[i].ID)
	}
	for i := range s.Quotas {
		q := &s.Quotas[i]
		q.ID = renamed(q.ID)
		renameAll(q.Centers)
		renameAll(q.Courses)
		renameAll(q.Schools)
	}
}

func renameDemand(s *matching.Spec) {
	for i := range s.Schools {
		x := &s.Schools[i]
		x.ID, x.Fleet = renamed(x.ID), renamed(x.Fleet)
	}
	for i := range s.Cohorts {
		c := &s.Cohorts[i]
		c.ID, c.School = renamed(c.ID), renamed(c.School)
		renameAll(c.Completed)
	}
	for i := range s.Programs {
		g := &s.Programs[i]
		g.ID = renamed(g.ID)
		for k := range g.Components {
			renameAll(g.Components[k].Courses)
			renameAll(g.Components[k].Centers)
		}
	}
	for i := range s.Requests {
		r := &s.Requests[i]
		r.ID, r.Cohort, r.Program = renamed(r.ID), renamed(r.Cohort), renamed(r.Program)
		for k := range r.Choices {
			r.Choices[k].Course, r.Choices[k].Center = renamed(r.Choices[k].Course), renamed(r.Choices[k].Center)
		}
	}
	for i := range s.Pins {
		pin := &s.Pins[i]
		pin.Request, pin.Offering, pin.Slot = renamed(pin.Request), renamed(pin.Offering), renamedSlot(pin.Slot)
		renameAll(pin.Instructors)
	}
}

// shift moves every date by whole days.
func (s *specs) shift(by int) {
	move := func(d *capacity.Date) {
		if *d != 0 {
			*d += capacity.Date(by)
		}
	}
	moment := func(m *capacity.Moment) {
		if *m != 0 {
			*m += capacity.Moment(by) * capacity.Moment(capacity.Midnight)
		}
	}
	spans := func(list []capacity.DateSpan) {
		for i := range list {
			move(&list[i].From)
			move(&list[i].To)
		}
	}
	times := func(list capacity.Times) {
		for i := range list {
			w := &list[i]
			move(&w.From)
			move(&w.To)
			moment(&w.Start)
			moment(&w.End)
			spans(w.Except)
		}
	}
	for i := range s.supply.Calendars {
		for j := range s.supply.Calendars[i].Terms {
			term := &s.supply.Calendars[i].Terms[j]
			move(&term.From)
			move(&term.To)
			spans(term.Except)
		}
	}
	for i := range s.supply.Centers {
		move(&s.supply.Centers[i].License.From)
		move(&s.supply.Centers[i].License.To)
	}
	for i := range s.supply.Offerings {
		move(&s.supply.Offerings[i].Valid.From)
		move(&s.supply.Offerings[i].Valid.To)
		times(s.supply.Offerings[i].Times)
	}
	for i := range s.supply.Rooms {
		times(s.supply.Rooms[i].Teaching)
	}
	for i := range s.supply.Instructors {
		times(s.supply.Instructors[i].Available)
		times(s.supply.Instructors[i].Teaching)
	}
	for i := range s.supply.Closures {
		times(s.supply.Closures[i].Times)
	}
	for i := range s.supply.Quotas {
		times(s.supply.Quotas[i].Times)
	}
	moment(&s.demand.AsOf)
	for i := range s.demand.Requests {
		times(s.demand.Requests[i].Times)
		for k := range s.demand.Requests[i].Choices {
			times(s.demand.Requests[i].Choices[k].Times)
		}
	}
	for i := range s.demand.Pins {
		date, period, _ := strings.Cut(string(s.demand.Pins[i].Slot), ".")
		var d capacity.Date
		if err := d.UnmarshalText([]byte(date)); err != nil {
			panic(err)
		}
		s.demand.Pins[i].Slot = capacity.SlotID((d + capacity.Date(by)).String() + "." + period)
	}
}
