package matching_test

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
)

// refused returns the findings with which the world's problem is refused.
func (w *world) refused(t testing.TB) []finding.Finding {
	t.Helper()
	catalog, err := curriculum.NewCatalog(w.curriculum)
	if err != nil {
		t.Fatalf("the catalog is refused: %v", err)
	}
	network, err := capacity.NewNetwork(w.capacity, catalog)
	if err != nil {
		t.Fatalf("the network is refused: %v", err)
	}
	p, err := matching.NewProblem(catalog, network, w.demand)
	var refusal *finding.Error
	if err == nil {
		return nil
	}
	if !errors.As(err, &refusal) || p != nil {
		t.Fatalf("NewProblem = %v, %v; want no problem and a *finding.Error", p, err)
	}
	return refusal.Findings
}

func TestNewProblemRefuses(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		damage func(*world)
		path   string
		says   string // a part of the finding's value, problem and remedy
	}{
		{"as-of before 1971", "it has no text form", func(w *world) { w.demand.AsOf = -1 }, "/asOf", "1971 to 9999"},
		{"as-of after 9999", "it has no text form and could overflow", func(w *world) { w.demand.AsOf = math.MaxInt64 }, "/asOf", "1971 to 9999"},
		{"negative notice", "time does not run back", func(w *world) { w.demand.NoticeDays = -1 }, "/noticeDays", "use 0 to 3650"},
		{"endless notice", "ten years are enough", func(w *world) { w.demand.NoticeDays = 3651 }, "/noticeDays", "use 0 to 3650"},
		{"negative visits a day", "a count", func(w *world) { w.demand.VisitsPerDay = -1 }, "/visitsPerDay", "use 0 to 100"},
		{"too many visits a day", "a day has an end", func(w *world) { w.demand.VisitsPerDay = 101 }, "/visitsPerDay", "use 0 to 100"},

		{"negative base", "weights are not negative", func(w *world) { w.demand.Weights.Base = -1 }, "/weights/base", "out of range"},
		{"absurd first", "weights have a limit", func(w *world) { w.demand.Weights.First = 1e9 + 1 }, "/weights/first", "1000000000"},
		{"negative rank", "weights are not negative", func(w *world) { w.demand.Weights.Rank = []int64{5, -1} }, "/weights/rank/1", "out of range"},
		{"rising rank", "a worse choice is not worth more", func(w *world) { w.demand.Weights = matching.Weights{Base: 100, Rank: []int64{5, 6}} }, "/weights/rank/1", "more than the 5"},
		{"too many ranks", "a request has so many choices at the most", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 100, Rank: make([]int64, 1001)}
		}, "/weights/rank", "more than 1000 ranks"},
		{"negative travel", "weights are not negative", func(w *world) { w.demand.Weights.Travel = -1 }, "/weights/travel", "out of range"},
		{"negative most of travel", "minutes are not negative", func(w *world) { w.demand.Weights.TravelMost = -1 }, "/weights/travelMost", "out of range"},
		{"absurd session", "weights have a limit", func(w *world) { w.demand.Weights.Session = math.MaxInt64 }, "/weights/session", "out of range"},
		{"a preference that buys a visit", "base must be more than the first rank", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 100, Rank: []int64{100}}
		}, "/weights/base", "could buy dropping a visit"},
		{"a trip that buys a visit", "base must be more than twice the travel", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 240, Travel: 1, TravelMost: 120}
		}, "/weights/base", "240"},
		{"a session that buys a visit", "base must be more than two sessions", func(w *world) {
			w.demand.Weights = matching.Weights{Base: 200, Session: 100}
		}, "/weights/base", "200"},
		{"weights but for base", "only weights that are all zero stand for the default", func(w *world) {
			w.demand.Weights = matching.Weights{Rank: []int64{0}}
		}, "/weights/base", "raise base"},

		{"a program without an id", "ids are not empty", rich(func(w *world) { w.sampler().ID = "" }), "/programs/0/id", "empty"},
		{"a program twice", "ids are unique", rich(func(w *world) { w.demand.Programs = append(w.demand.Programs, *w.sampler()) }), "/programs/1/id", "already the id of /programs/0"},
		{"a program's name in the wrong encoding", "text is UTF-8", rich(func(w *world) { w.sampler().Name = "\xff" }), "/programs/0/name", "UTF-8"},
		{"a program of nothing", "a program is made of something", rich(func(w *world) { w.sampler().Components = nil }), "/programs/0/components", "from 1 to 50"},
		{"too many components", "counts have a limit", rich(func(w *world) {
			w.sampler().Components = slices.Repeat(w.sampler().Components[:1], 51)
		}), "/programs/0/components", "from 1 to 50"},
		{"no trait at all", "a closed set", rich(func(w *world) { w.sampler().Distinct = 1 }), "/programs/0/distinct", "major, occupation, center"},
		{"a trait beyond the last", "a closed set", rich(func(w *world) { w.sampler().Distinct |= 1 << 4 }), "/programs/0/distinct", "traits that do not exist"},
		{"a negative number at a center", "a count", rich(func(w *world) { w.sampler().MostAtCenter = -1 }), "/programs/0/mostAtCenter", "use 0 to 1000"},
		{"an absurd number at a center", "counts have a limit", rich(func(w *world) { w.sampler().MostAtCenter = 1001 }), "/programs/0/mostAtCenter", "use 0 to 1000"},
		{"negative days apart", "time does not run back", rich(func(w *world) { w.sampler().DaysApart = -1 }), "/programs/0/daysApart", "use 0 to 3650"},
		{"decades apart", "ten years are enough", rich(func(w *world) { w.sampler().DaysApart = 3651 }), "/programs/0/daysApart", "use 0 to 3650"},
		{"a component's name of two lines", "tables print it on one", rich(func(w *world) { w.sampler().Components[0].Name = "a\nb" }), "/programs/0/components/0/name", "U+000A"},
		{"a component of nothing", "it says how many visits or hours", rich(func(w *world) { w.sampler().Components[1].Visits = 0 }), "/programs/0/components/1", "no number of visits or of hours"},
		{"a component of visits and hours", "it says one of the two", rich(func(w *world) { w.sampler().Components[0].Visits = 1 }), "/programs/0/components/0", "visits and one of hours"},
		{"a component of negative visits", "a count", rich(func(w *world) { w.sampler().Components[1].Visits = -1 }), "/programs/0/components/1/visits", "use 0 to 1000"},
		{"a component of too many visits", "counts have a limit", rich(func(w *world) { w.sampler().Components[1].Visits = 1001 }), "/programs/0/components/1/visits", "use 0 to 1000"},
		{"a component of negative hours", "a count", rich(func(w *world) { w.sampler().Components[0].Hours = -1 }), "/programs/0/components/0/hours", "use 0 to 1000"},
		{"a component of too many hours", "counts have a limit", rich(func(w *world) { w.sampler().Components[0].Hours = 1001 }), "/programs/0/components/0/hours", "use 0 to 1000"},
		{"a component of an unknown tier", "a closed set", rich(func(w *world) { w.sampler().Components[2].Tier = 4 }), "/programs/0/components/2/tier", "exploration"},
		{"a component of an unknown course", "ids refer to something", rich(func(w *world) { w.sampler().Components[2].Courses[1] = "robt" }), "/programs/0/components/2/courses/1", `did you mean "robot"?`},
		{"a component of a course twice", "a set", rich(func(w *world) { w.sampler().Components[2].Courses[1] = "weld" }), "/programs/0/components/2/courses/1", "repeats"},
		{"a component of an unknown major", "ids refer to something", rich(func(w *world) { w.sampler().Components[1].Majors[0] = "elek" }), "/programs/0/components/1/majors/0", `did you mean "elec"?`},
		{"a component of an unknown occupation", "ids refer to something", rich(func(w *world) { w.sampler().Components[2].Occupations[0] = "" }), "/programs/0/components/2/occupations/0", "empty"},
		{"a component at an unknown center", "ids refer to something", rich(func(w *world) { w.sampler().Components[1].Centers[0] = "lap" }), "/programs/0/components/1/centers/0", `did you mean "lab"?`},
		{"an empty tag", "a tag says something", rich(func(w *world) { w.sampler().Components[0].Tags = []string{"craft", ""} }), "/programs/0/components/0/tags/1", "empty"},
		{"a tag twice", "a set", rich(func(w *world) { w.sampler().Components[0].Tags = []string{"craft", "craft"} }), "/programs/0/components/0/tags/1", "repeats"},
		{"a tag with a control character", "it is printed", rich(func(w *world) { w.sampler().Components[0].Tags[0] = "\x1b" }), "/programs/0/components/0/tags/0", "U+001B"},

		{"a school without an id", "ids are not empty", func(w *world) { w.demand.Schools = append(w.demand.Schools, matching.School{}) }, "/schools/2/id", "empty"},
		{"a school twice", "ids are unique", func(w *world) { w.demand.Schools = append(w.demand.Schools, w.demand.Schools[0]) }, "/schools/2/id", "already the id of /schools/0"},
		{"a school's name in the wrong encoding", "text is UTF-8", func(w *world) { w.school("s1").Name = "\xff" }, "/schools/0/name", "UTF-8"},
		{"a school in an unknown area", "ids refer to something", func(w *world) { w.school("s1").Area = "eest" }, "/schools/0/area", `did you mean "east"?`},
		{"a school with an unknown fleet", "ids refer to something", func(w *world) { w.school("s2").Fleet = "yelow" }, "/schools/1/fleet", `did you mean "yellow"?`},
		{"a school off the map", "squares of distances must fit", func(w *world) { w.school("s2").At.X = 10_000_001 }, "/schools/1/at/x", "10000001"},
		{"a school off the map to the south", "squares of distances must fit", func(w *world) { w.school("s2").At.Y = -10_000_001 }, "/schools/1/at/y", "-10000001"},

		{"a cohort twice", "ids are unique", func(w *world) { w.demand.Cohorts = append(w.demand.Cohorts, w.demand.Cohorts[1]) }, "/cohorts/5/id", "already the id of /cohorts/1"},
		{"a cohort of an unknown school", "ids refer to something", func(w *world) { w.cohort("b3").School = "s11" }, "/cohorts/4/school", `did you mean "s1"?`},
		{"a cohort without pupils", "the catalog checks cohorts", func(w *world) { w.cohort("b3").Size = 0 }, "/cohorts/4/size", "out of range"},

		{"a request without an id", "ids are not empty", func(w *world) { w.request("q7").ID = "" }, "/requests/6/id", "empty"},
		{"a request twice", "ids are unique", func(w *world) { w.request("q7").ID = "q1" }, "/requests/6/id", "already the id of /requests/0"},
		{"a request with a long id", "ids have at most 128 bytes", func(w *world) { w.request("q7").ID = matching.RequestID(strings.Repeat("x", 129)) }, "/requests/6/id", "129 bytes"},
		{"a request without a cohort", "somebody asks", func(w *world) { w.request("q7").Cohort = "" }, "/requests/6/cohort", "empty"},
		{"a request of an unknown cohort", "ids refer to something", func(w *world) { w.request("q7").Cohort = "c3" }, "/requests/6/cohort", `did you mean "b3"?`},
		{"negative visits", "a count", func(w *world) { w.request("q7").Visits = -1 }, "/requests/6/visits", "use 0 to 1000"},
		{"too many visits", "counts have a limit", func(w *world) { w.request("q7").Visits = 1001 }, "/requests/6/visits", "use 0 to 1000"},
		{"an unknown program", "ids refer to something", rich(func(w *world) { w.request("q8").Program = "simpler" }), "/requests/7/program", `did you mean "sampler"?`},
		{"an unknown program of a pinned request", "how many pins it may have is not known either", rich(func(w *world) {
			w.request("q8").Program = "nothing"
			w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q8", Offering: "wire1", Slot: "2026-09-11.am"})
		}), "/requests/7/program", "add that program"},
		{"visits beside a program", "the program says how many", rich(func(w *world) { w.request("q8").Visits = 4 }), "/requests/7/visits", "the program says how many"},
		{"negative parts", "a count", rich(func(w *world) { w.request("q9").Parts = -1 }), "/requests/8/parts", "use 0 to 100"},
		{"too many parts", "counts have a limit", rich(func(w *world) { w.request("q9").Parts = 101 }), "/requests/8/parts", "use 0 to 100"},
		{"too many choices beside a program", "counts have a limit", rich(func(w *world) { w.request("q8").Choices = make([]matching.Choice, 1001) }), "/requests/7/choices", "from 0 to 1000"},
		{"no choice", "a request says what it would take", func(w *world) { w.request("q7").Choices = nil }, "/requests/6/choices", "from 1 to 1000"},
		{"too many choices", "counts have a limit", func(w *world) { w.request("q7").Choices = make([]matching.Choice, 1001) }, "/requests/6/choices", "from 1 to 1000"},
		{"negative weight", "a worth", func(w *world) { w.request("q7").Weight = -1 }, "/requests/6/weight", "use 0 to 1000000"},
		{"absurd weight", "a worth has a limit", func(w *world) { w.request("q7").Weight = 1_000_001 }, "/requests/6/weight", "use 0 to 1000000"},
		{"an unknown sharing", "a closed set", func(w *world) { w.request("q7").Share = 5 }, "/requests/6/share", "anyone"},
		{"negative adults", "a count", func(w *world) { w.request("q7").Adults = -1 }, "/requests/6/adults", "use 0 to 1000000"},
		{"absurd adults", "a count has a limit", func(w *world) { w.request("q7").Adults = math.MaxInt32 }, "/requests/6/adults", "use 0 to 1000000"},
		{"negative travel of a request", "minutes are not negative", func(w *world) { w.request("q7").MaxTravel = -1 }, "/requests/6/maxTravel", "use 0 to 100000"},
		{"times that end before they start", "a pattern is not empty", func(w *world) {
			w.request("q7").Times = capacity.Times{{From: day(8), To: day(7)}}
		}, "/requests/6/times/0/to", "before"},
		{"moments that end where they start", "a pattern is not empty", func(w *world) {
			w.request("q7").Times = capacity.Times{{}, {Start: capacity.At(day(8), 0), End: capacity.At(day(8), 0)}}
		}, "/requests/6/times/1/end", "not after the start"},
		{"hours that end before they start", "a part of a day is not empty", func(w *world) {
			w.request("q7").Times = hours(clock(9, 0), clock(8, 0))
		}, "/requests/6/times/0/hours/0", "not after the start"},
		{"too many patterns", "counts have a limit", func(w *world) { w.request("q7").Times = make(capacity.Times, 1001) }, "/requests/6/times", "more than 1000 patterns"},

		{"an intent for an unknown competition", "there is a calendar of competitions", func(w *world) {
			w.capacity.Competitions = []capacity.Competition{{ID: "robotcup", Dates: capacity.DateSpan{From: day(20), To: day(20)}}}
			w.cohort("b2").Intents = []curriculum.Intent{{Kind: curriculum.EnterCompetition}, {Kind: curriculum.EnterCompetition, Competition: "robocup"}}
		}, "/cohorts/3/intents/1/competition", `did you mean "robotcup"?`},
		{"a choice of nothing", "a choice states at least one of five", func(w *world) { w.request("q7").Choices[0] = matching.Choice{Center: "hub", Times: on(7)} }, "/requests/6/choices/0", "no course, theme, tier, major or occupation"},
		{"an unknown course", "ids refer to something", func(w *world) { w.request("q5").Choices[1].Course = "papr" }, "/requests/4/choices/1/course", `did you mean "paper"?`},
		{"an unknown theme", "a course has it", func(w *world) { w.course("paper").Theme, w.request("q5").Choices[1].Theme = "print", "prnt" }, "/requests/4/choices/1/theme", `did you mean "print"?`},
		{"an unknown tier", "a closed set", func(w *world) { w.request("q4").Choices[0].Tier = 4 }, "/requests/3/choices/0/tier", "exploration"},
		{"an unknown major", "ids refer to something", func(w *world) { w.request("q3").Choices[1].Major = "mach" }, "/requests/2/choices/1/major", `did you mean "mech"?`},
		{"an unknown occupation", "ids refer to something", func(w *world) { w.request("q3").Choices[1].Occupation = "fiter" }, "/requests/2/choices/1/occupation", `did you mean "fitter"?`},
		{"an unknown center", "ids refer to something", func(w *world) { w.request("q3").Choices[1].Center = "hud" }, "/requests/2/choices/1/center", `did you mean "hub"?`},
		{"wrong times of a choice", "a pattern is not empty", func(w *world) {
			w.request("q3").Choices[1].Times = capacity.Times{{Except: []capacity.DateSpan{{From: day(9), To: day(8)}}}}
		}, "/requests/2/choices/1/times/0/except/0", "ends before it starts"},

		{"a pin of no request", "a pin names a visit", func(w *world) { w.demand.Pins[0].Request = "" }, "/pins/0/request", "empty"},
		{"a pin of an unknown request", "ids refer to something", func(w *world) { w.demand.Pins[0].Request = "q22" }, "/pins/0/request", `did you mean "q2"?`},
		{"a pin to an unknown offering", "ids refer to something", func(w *world) { w.demand.Pins[0].Offering = "robot" }, "/pins/0/offering", `did you mean "robot1"?`},
		{"a pin to no slot", "a pin names a visit", func(w *world) { w.demand.Pins[0].Slot = "" }, "/pins/0/slot", "empty"},
		{"a pin to an unknown slot", "the slot is one of the offering's center", func(w *world) { w.demand.Pins[0].Slot = "2026-09-07.an" }, "/pins/0/slot", `did you mean "2026-09-07.am"?`},
		{"a pin to a slot of another calendar", "the slot is one of the offering's center", func(w *world) { w.demand.Pins[0].Slot = "2026-09-07.mid" }, "/pins/0/slot", `calendar "halfdays"`},
		{"a pin with an unknown instructor", "ids refer to something", func(w *world) { w.demand.Pins[0].Instructors[0] = "t33" }, "/pins/0/instructors/0", `did you mean "t3"?`},
		{"a pin with an instructor twice", "a set", func(w *world) {
			w.demand.Pins[0].Instructors = []capacity.InstructorID{"t3", "t4", "t3"}
		}, "/pins/0/instructors/2", "repeats"},
		{"a pin of an unknown kind", "a closed set", func(w *world) { w.demand.Pins[0].Kind = 2 }, "/pins/0/kind", "frozen"},
		{"a pin twice", "a part is pinned once", func(w *world) { w.demand.Pins = append(w.demand.Pins, w.demand.Pins[0]) }, "/pins/1", "same offering and slot as /pins/0"},
		{"a pin of nothing after a pin twice", "one finding does not hide the next", func(w *world) {
			w.demand.Pins = append(w.demand.Pins, w.demand.Pins[0], matching.Pin{})
		}, "/pins/2/request", "empty"},
		{"more pins than visits", "every pin is in the plan", func(w *world) {
			w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q2", Offering: "robot1", Slot: "2026-09-08.am"})
		}, "/pins/1/request", "more visits than it wants, 1"},
		{"more pins than parts", "each is of a part", rich(func(w *world) {
			w.demand.Pins = append(w.demand.Pins, w.pins("q9", "2026-09-08.am")...)
			w.request("q9").Parts = 2
		}), "/pins/3/slot", "more pins of \"q9\" than the parts that its visits can have, 2"},
		{"two pins in one slot, whole visits alone", "they would be of two parts", rich(func(w *world) {
			w.demand.Pins = append(w.demand.Pins, w.pins("q9", "2026-09-08.am")[:2]...)
			w.request("q9").Parts = 0
		}), "/pins/2/slot", "can have, 1"},
		{"more pins than pupils", "a part has somebody", rich(func(w *world) {
			w.demand.Pins = append(w.demand.Pins, w.pins("q9", "2026-09-08.am")...)
			w.cohort("d1").Size = 2
		}), "/pins/3/slot", "the pupils of its cohort, 2"},
		{"more split visits than wanted", "their parts do not count", rich(func(w *world) {
			w.demand.Pins = append(w.pins("q9", "2026-09-08.am"), append(w.pins("q9", "2026-09-10.pm"), w.pins("q9", "2026-09-15.am")...)...)
			w.request("q9").Visits = 2
		}), "/pins/6/request", "more visits than it wants, 2"},

		{"more pins than a program has visits", "each visit by hours counts for one at least", rich(func(w *world) {
			w.sampler().Components[0].Hours = 1
			w.demand.Pins = nil
			for _, v := range w.plan.Visits {
				if v.Request == "q8" {
					w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q8", Offering: v.Offering, Slot: v.Slot})
				}
			}
		}), "/pins/3/request", "more visits than it wants, 3"},

		{"a quota of an unknown school", "the problem brings the schools", func(w *world) {
			w.quota("contract").Schools = []curriculum.SchoolID{"s1", "s22"}
		}, "/quotas", `quota "contract" names it; did you mean "s2"?`},
		{"a way from an unknown school", "the problem brings the schools", func(w *world) {
			w.capacity.Travel.Ways = append(w.capacity.Travel.Ways, capacity.Way{School: "s3", Center: "farm"})
		}, "/travel/ways", `center "farm" names it`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			test.damage(w)
			found := w.refused(t)
			i := slices.IndexFunc(found, func(f finding.Finding) bool { return f.Path == test.path && strings.Contains(f.String(), test.says) })
			if i < 0 {
				t.Fatalf("%s, but no finding at %s says %q: %v", test.reason, test.path, test.says, found)
			}
			if found[i].Remedy == "" {
				t.Errorf("%v has no remedy", found[i])
			}
		})
	}
}

func pathsOf(found []finding.Finding) []string {
	var paths []string
	for _, f := range found {
		paths = append(paths, f.Path)
	}
	return paths
}

// TestNewProblemFindsAll says that one error holds every finding, in the order
// of the fields.
func TestNewProblemFindsAll(t *testing.T) {
	w := newWorld()
	w.demand.NoticeDays = -1
	w.demand.Weights.Travel = -1
	w.enrich()
	w.sampler().DaysApart = -1
	w.school("s1").Area = "nowhere"
	w.cohort("a1").Size = -1
	w.request("q1").Weight = -1
	w.request("q1").Choices[0].Course = "unknown"
	w.demand.Pins[0].Kind = 7
	w.quota("contract").Schools[0] = "s9"
	want := []string{
		"/noticeDays", "/weights/travel", "/programs/0/daysApart", "/schools/0/area", "/cohorts/0/size",
		"/requests/0/choices/0/course", "/requests/0/weight", "/pins/0/kind", "/quotas",
	}
	if diff := cmp.Diff(want, pathsOf(w.refused(t))); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
}

func TestNewProblemAcceptsNothing(t *testing.T) {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{})
	if err != nil {
		t.Fatal(err)
	}
	network, err := capacity.NewNetwork(capacity.Spec{}, catalog)
	if err != nil {
		t.Fatal(err)
	}
	p, err := matching.NewProblem(catalog, network, matching.Spec{})
	if err != nil {
		t.Fatalf("the zero problem is refused: %v", err)
	}
	if diff := cmp.Diff(matching.DefaultWeights(), p.Weights()); diff != "" {
		t.Errorf("weights of the zero spec (-want +got):\n%s", diff)
	}
	if v := matching.Verify(p, &matching.Plan{Status: matching.Optimal}); len(v) > 0 {
		t.Errorf("violations of the empty plan: %v", v)
	}
}

func TestNewProblemNeedsItsParts(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	for _, parts := range []struct {
		catalog *curriculum.Catalog
		network *capacity.Network
	}{{nil, p.Network()}, {p.Catalog(), nil}, {nil, nil}} {
		if _, err := matching.NewProblem(parts.catalog, parts.network, matching.Spec{}); err == nil {
			t.Errorf("NewProblem accepts catalog %v and network %v", parts.catalog, parts.network)
		}
	}
}

// TestNewProblemRefusesAnotherCatalog passes a catalog that the network was not
// made with: every offering needs its course.
func TestNewProblemRefusesAnotherCatalog(t *testing.T) {
	other, err := curriculum.NewCatalog(curriculum.Spec{})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld()
	_, err = matching.NewProblem(other, w.problem(t).Network(), matching.Spec{})
	var refusal *finding.Error
	if !errors.As(err, &refusal) || !strings.Contains(err.Error(), "catalog that the network was made with") {
		t.Fatalf("NewProblem = %v", err)
	}
	offerings := 0
	for _, path := range pathsOf(refusal.Findings) {
		if path == "/offerings" {
			offerings++
		}
	}
	if want := len(w.capacity.Offerings); offerings != want {
		t.Errorf("%d findings at /offerings, want %d", offerings, want)
	}
}

// TestNewProblemAcceptsTheLargest keeps the limits themselves allowed.
func TestNewProblemAcceptsTheLargest(t *testing.T) {
	w := newWorld()
	w.demand.AsOf = capacity.At(capacity.DateOf(9999, time.December, 30), 0)
	w.demand.NoticeDays, w.demand.VisitsPerDay = 3650, 100
	w.demand.Weights = matching.Weights{Base: 201, Rank: make([]int64, 1000), Session: 50, First: 1e9, TravelMost: 100_000}
	w.demand.Weights.Rank[0], w.demand.Weights.Rank[1] = 100, 100
	w.school("s1").At = capacity.Point{X: 10_000_000, Y: -10_000_000}
	q := w.request("q7")
	q.Visits, q.Weight, q.Adults, q.MaxTravel, q.Share = 1000, 1_000_000, 1_000_000, 100_000, capacity.ShareAnyone
	q.Choices = slices.Repeat(q.Choices, 1000)
	q.Times = make(capacity.Times, 1000)
	w.enrich()
	w.request("q9").Parts = 100
	g := w.sampler()
	g.Components = slices.Repeat([]matching.Component{{Visits: 1000}, {Hours: 1000}}, 25)
	g.MostAtCenter, g.DaysApart = 1000, 3650
	if found := w.refused(t); found != nil {
		t.Errorf("refused: %v", found)
	}
}

// TestNewProblemManyDangling holds the time for suggestions within bounds: a
// file in which every id dangles is refused about as fast as a sound one is read.
func TestNewProblemManyDangling(t *testing.T) {
	w := newWorld()
	for i := range 5000 {
		w.demand.Schools = append(w.demand.Schools, matching.School{ID: curriculum.SchoolID("school" + strconv.Itoa(i))})
		w.quota("contract").Schools = append(w.quota("contract").Schools, curriculum.SchoolID("skool"+strconv.Itoa(i)))
	}
	found := w.refused(t)
	suggested := 0
	for _, f := range found {
		if strings.Contains(f.Remedy, "did you mean") {
			suggested++
		}
	}
	if len(found) != finding.Most || suggested != 20 {
		t.Errorf("%d findings, %d with a suggestion; want %d and 20", len(found), suggested, finding.Most)
	}
}
