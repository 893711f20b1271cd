package capacity_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// damage is one way to make the valid district wrong, with everything that
// must be found, no more and no less.
type damage struct {
	name   string
	reason string
	do     func(*capacity.Spec)
	want   []string
}

func refuse(t *testing.T, tests []damage) {
	t.Helper()
	if got := findings(t, func() error { _, err := capacity.NewNetwork(district(t), catalog(t)); return err }()); got != nil {
		t.Fatalf("the district itself is refused: %q", got)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			spec := district(t)
			test.do(&spec)
			n, err := capacity.NewNetwork(spec, catalog(t))
			if diff := cmp.Diff(test.want, findings(t, err)); diff != "" {
				t.Errorf("findings differ; %s (-want +got):\n%s", test.reason, diff)
			}
			if (n == nil) != (err != nil) {
				t.Errorf("network %v with error %v", n, err)
			}
		})
	}
}

func TestFindingsOfIds(t *testing.T) {
	refuse(t, []damage{
		{"empty id", "nothing could refer to it", func(s *capacity.Spec) { s.Fleets[0].ID = "" }, []string{"/fleets/0/id is missing"}},
		{"long id", "at most 128 bytes", func(s *capacity.Spec) { s.Fleets[0].ID = capacity.FleetID(strings.Repeat("车", 43)) }, []string{"/fleets/0/id has 129 bytes"}},
		{"longest id", "128 bytes are allowed", func(s *capacity.Spec) { s.Fleets[0].ID = capacity.FleetID(strings.Repeat("x", 128)) }, nil},
		{"id with invalid UTF-8", "it could not be written", func(s *capacity.Spec) { s.Quotas[0].ID = "a\xff" }, []string{"/quotas/0/id is not valid UTF-8"}},
		{"id with a line break", "output is line by line", func(s *capacity.Spec) { s.Budgets[0].ID = "a\nb" }, []string{"/budgets/0/id holds a control character"}},
		{"name with an escape", "it could steer a terminal", func(s *capacity.Spec) { s.Centers[0].Name = "\x1b[2J" }, []string{"/centers/0/name holds a control character"}},
		{"equipment with invalid UTF-8", "it could not be written", func(s *capacity.Spec) { s.Rooms[0].Equipment[0] = "\xc0" }, []string{"/rooms/0/equipment/0 is not valid UTF-8"}},

		{"area twice", "the first is said", func(s *capacity.Spec) {
			s.Areas[2].ID = "shiqiao"
			s.Centers[1].Area = ""
			s.Quotas[0].Areas[0] = "panyu"
		},
			[]string{"/areas/2/id is the id of /areas/1 too"}},
		{"calendar twice", "the first is said", func(s *capacity.Spec) { s.Calendars = append(s.Calendars, s.Calendars[0]) }, []string{"/calendars/1/id is the id of /calendars/0 too"}},
		{"center twice", "the first is said", func(s *capacity.Spec) { s.Centers = append(s.Centers, s.Centers[2]) }, []string{"/centers/3/id is the id of /centers/2 too"}},
		{"room twice", "the first is said", func(s *capacity.Spec) { s.Rooms = append(s.Rooms, s.Rooms[1]) }, []string{"/rooms/3/id is the id of /rooms/1 too"}},
		{"instructor twice", "the first is said", func(s *capacity.Spec) { s.Instructors[1].ID = "t1" }, []string{"/instructors/1/id is the id of /instructors/0 too"}},
		{"offering twice", "the first is said", func(s *capacity.Spec) { s.Offerings[4].ID = "print" }, []string{"/offerings/4/id is the id of /offerings/0 too"}},
		{"closure twice", "the first is said", func(s *capacity.Spec) { s.Closures = append(s.Closures, s.Closures[0]) }, []string{"/closures/1/id is the id of /closures/0 too"}},
		{"budget twice", "the first is said", func(s *capacity.Spec) { s.Budgets = append(s.Budgets, s.Budgets[0]) }, []string{"/budgets/1/id is the id of /budgets/0 too"}},
		{"fleet twice", "the first is said", func(s *capacity.Spec) { s.Fleets = append(s.Fleets, s.Fleets[0]) }, []string{"/fleets/1/id is the id of /fleets/0 too"}},
		{"team twice", "the first is said", func(s *capacity.Spec) { s.Teams = append(s.Teams, s.Teams[0]) }, []string{"/teams/1/id is the id of /teams/0 too"}},
		{"quota twice", "the first is said", func(s *capacity.Spec) { s.Quotas = append(s.Quotas, s.Quotas[0]) }, []string{"/quotas/1/id is the id of /quotas/0 too"}},
		{"zone with a blank", "no zone is named so", func(s *capacity.Spec) { s.Zone = "Asia/Shang hai" }, []string{"/zone is not the name of a time zone"}},
		{"zone that climbs", "it is looked up as a path", func(s *capacity.Spec) { s.Zone = "../etc/passwd" }, []string{"/zone is not the name of a time zone"}},
		{"too long a zone", "at most 128 bytes", func(s *capacity.Spec) { s.Zone = strings.Repeat("Z", 129) }, []string{"/zone is not the name of a time zone"}},
		{"zone with an empty part", "it is looked up as a path", func(s *capacity.Spec) { s.Zone = "/Shanghai" }, []string{"/zone is not the name of a time zone"}},
		{"local zone", "it would differ from machine to machine", func(s *capacity.Spec) { s.Zone = "Local" }, []string{"/zone is not the name of a time zone"}},
		{"longest zone", "128 bytes are allowed", func(s *capacity.Spec) { s.Zone = strings.Repeat("Z", 128) }, nil},
	})
}

func TestFindingsOfReferences(t *testing.T) {
	refuse(t, []damage{
		{"parent", "the area must exist", func(s *capacity.Spec) { s.Areas[1].Parent = "pany" }, []string{"/areas/1/parent is no area"}},
		{"area of a center", "the area must exist", func(s *capacity.Spec) { s.Centers[0].Area = "x" }, []string{"/centers/0/area is no area"}},
		{"calendar", "the calendar must exist", func(s *capacity.Spec) { s.Centers[0].Calendar = "autum" }, []string{"/centers/0/calendar is no calendar"}},
		{"no calendar", "a center needs one", func(s *capacity.Spec) { s.Centers[0].Calendar = "" }, []string{"/centers/0/calendar is missing"}},
		{"center of a room", "the center must exist", func(s *capacity.Spec) { s.Rooms[2].Center = "bas"; s.Offerings = s.Offerings[:4] }, []string{"/rooms/2/center is no center"}},
		{"center of an instructor", "the center must exist", func(s *capacity.Spec) { s.Instructors[0].Centers[1] = "x" }, []string{"/instructors/0/centers/1 is no center"}},
		{"major", "the major must be in the catalog", func(s *capacity.Spec) { s.Instructors[0].Majors[0] = "x" }, []string{"/instructors/0/majors/0 is no major"}},
		{"course of an instructor", "the course must be in the catalog", func(s *capacity.Spec) { s.Instructors[1].Courses[0] = "x" }, []string{"/instructors/1/courses/0 is no course"}},
		{"center of an offering", "the center must exist", func(s *capacity.Spec) { s.Offerings[3].Center = "x" }, []string{"/offerings/3/center is no center"}},
		{"course", "the course must be in the catalog", func(s *capacity.Spec) { s.Offerings[0].Course = "x" }, []string{"/offerings/0/course is no course"}},
		{"no course", "an offering is of a course", func(s *capacity.Spec) { s.Offerings[0].Course = "" }, []string{"/offerings/0/course is missing"}},
		{"room", "the room must exist", func(s *capacity.Spec) { s.Offerings[0].Rooms[0] = "x" }, []string{"/offerings/0/rooms/0 is no room"}},
		{"team", "the team must exist", func(s *capacity.Spec) { s.Offerings[2].Team = "x" }, []string{"/offerings/2/team is no team"}},
		{"area of a closure", "the area must exist", func(s *capacity.Spec) { s.Closures[0].Areas[0] = "x" }, []string{"/closures/0/areas/0 is no area"}},
		{"center of a closure", "the center must exist", func(s *capacity.Spec) { s.Closures[0].Centers[0] = "x" }, []string{"/closures/0/centers/0 is no center"}},
		{"room of a closure", "the room must exist", func(s *capacity.Spec) { s.Closures[0].Rooms[0] = "x" }, []string{"/closures/0/rooms/0 is no room"}},
		{"center of a stock", "the center must exist", func(s *capacity.Spec) { s.Stocks[0].Center = "x" }, []string{"/stocks/0/center is no center"}},
		{"item", "the item must be in the catalog", func(s *capacity.Spec) { s.Stocks[0].Item = "x" }, []string{"/stocks/0/item is no item"}},
		{"line", "the line must be in the catalog", func(s *capacity.Spec) { s.Budgets[0].Line = "x" }, []string{"/budgets/0/line is no line"}},
		{"center of a budget", "the center must exist", func(s *capacity.Spec) { s.Budgets[0].Centers[0] = "x" }, []string{"/budgets/0/centers/0 is no center"}},
		{"center of a team", "the center must exist", func(s *capacity.Spec) { s.Teams[0].Center = "x"; s.Offerings[2].Center = "x" },
			[]string{"/offerings/2/center is no center", "/teams/0/center is no center"}},
		{"area of a quota", "the area must exist", func(s *capacity.Spec) { s.Quotas[0].Areas[0] = "x" }, []string{"/quotas/0/areas/0 is no area"}},
		{"center of a quota", "the center must exist", func(s *capacity.Spec) { s.Quotas[0].Centers[0] = "x" }, []string{"/quotas/0/centers/0 is no center"}},
		{"course of a quota", "the course must be in the catalog", func(s *capacity.Spec) { s.Quotas[0].Courses[0] = "x" }, []string{"/quotas/0/courses/0 is no course"}},
		{"empty school of a quota", "ids are nonempty", func(s *capacity.Spec) { s.Quotas[0].Schools[0] = "" }, []string{"/quotas/0/schools/0 is missing"}},
		{"center of a way", "the center must exist", func(s *capacity.Spec) { s.Travel.Ways[0].Center = "x" }, []string{"/travel/ways/0/center is no center"}},
		{"start of a way", "the center must exist", func(s *capacity.Spec) { s.Travel.Ways[1].From = "x" }, []string{"/travel/ways/1/from is no center"}},

		{"parent of the first area", "a wrong parent is no cycle", func(s *capacity.Spec) { s.Areas[0].Parent = "x" }, []string{"/areas/0/parent is no area"}},
		{"area within itself", "a cycle of one", func(s *capacity.Spec) { s.Areas[2].Parent = "nansha" }, []string{"/areas/2/parent is a cycle: an area would lie within itself"}},
		{"two areas within each other", "one finding a cycle", func(s *capacity.Spec) { s.Areas[0].Parent = "shiqiao" },
			[]string{"/areas/0/parent is a cycle: an area would lie within itself"}},
		{"way into a cycle", "the cycle is found, not the way to it", func(s *capacity.Spec) {
			s.Areas = append([]capacity.Area{{ID: "village", Parent: "panyu"}}, s.Areas...)
			s.Areas[1].Parent = "shiqiao"
		}, []string{"/areas/1/parent is a cycle: an area would lie within itself"}},
	})
}

func TestFindingsOfDuplicateReferences(t *testing.T) {
	refuse(t, []damage{
		{"center of an instructor", "a list of distinct ids", func(s *capacity.Spec) { s.Instructors[0].Centers[1] = "school" },
			[]string{"/instructors/0/centers/1 stands in the list twice, first at /instructors/0/centers/0"}},
		{"major", "a list of distinct ids", func(s *capacity.Spec) {
			s.Instructors[0].Majors = []curriculum.MajorID{"cooking", "robotics", "cooking"}
		},
			[]string{"/instructors/0/majors/2 stands in the list twice, first at /instructors/0/majors/0"}},
		{"course of an instructor", "a list of distinct ids", func(s *capacity.Spec) { s.Instructors[1].Courses = []curriculum.CourseID{"remote", "remote"} },
			[]string{"/instructors/1/courses/1 stands in the list twice, first at /instructors/1/courses/0"}},
		{"two majors", "each is found", func(s *capacity.Spec) {
			s.Instructors[0].Majors = []curriculum.MajorID{"cooking", "robotics", "cooking", "robotics"}
		}, []string{
			"/instructors/0/majors/2 stands in the list twice, first at /instructors/0/majors/0",
			"/instructors/0/majors/3 stands in the list twice, first at /instructors/0/majors/1",
		}},
		{"room", "its seats would count twice", func(s *capacity.Spec) { s.Offerings[1].Rooms[1] = "lab1" },
			[]string{"/offerings/1/rooms/1 stands in the list twice, first at /offerings/1/rooms/0"}},
		{"area of a closure", "a list of distinct ids", func(s *capacity.Spec) { s.Closures[0].Areas = []capacity.AreaID{"panyu", "panyu"} },
			[]string{"/closures/0/areas/1 stands in the list twice, first at /closures/0/areas/0"}},
		{"center of a budget", "a list of distinct ids", func(s *capacity.Spec) { s.Budgets[0].Centers = []capacity.CenterID{"web", "web"} },
			[]string{"/budgets/0/centers/1 stands in the list twice, first at /budgets/0/centers/0"}},
		{"school of a quota", "a list of distinct ids", func(s *capacity.Spec) { s.Quotas[0].Schools = []curriculum.SchoolID{"s1", "s2", "s1"} },
			[]string{"/quotas/0/schools/2 stands in the list twice, first at /quotas/0/schools/0"}},
		{"stock", "one a center and item", func(s *capacity.Spec) { s.Stocks[1].Center = "school" }, []string{"/stocks/1 has a stock at this center already, /stocks/0"}},
		{"way from a school", "one a school and center", func(s *capacity.Spec) { s.Travel.Ways[1] = s.Travel.Ways[0] }, []string{"/travel/ways/1 is known already, /travel/ways/0"}},
		{"way back between centers", "a way holds in both directions", func(s *capacity.Spec) {
			s.Travel.Ways[0] = capacity.Way{From: "base", Center: "school", Minutes: 41}
		}, []string{"/travel/ways/1 is known already, /travel/ways/0"}},
		{"ways of two schools", "these are two trips", func(s *capacity.Spec) {
			s.Travel.Ways[1] = capacity.Way{School: "s2", Center: "school", Minutes: 41}
		}, nil},
	})
}

func TestFindingsOfCalendars(t *testing.T) {
	term := func(s *capacity.Spec) *capacity.Term { return &s.Calendars[0].Terms[0] }
	again := func(s *capacity.Spec, change func(*capacity.Term)) {
		next := *term(s)
		next.Periods = append([]capacity.Period(nil), next.Periods...)
		change(&next)
		s.Calendars[0].Terms = append(s.Calendars[0].Terms, next)
	}
	refuse(t, []damage{
		{"no term", "a calendar without slots serves nobody", func(s *capacity.Spec) { s.Calendars[0].Terms = nil }, []string{"/calendars/0/terms has no term"}},
		{"no first date", "both ends are needed", func(s *capacity.Spec) { term(s).From = 0 }, []string{"/calendars/0/terms/0/from is missing"}},
		{"no last date", "both ends are needed", func(s *capacity.Spec) { term(s).To = 0 }, []string{"/calendars/0/terms/0/to is missing"}},
		{"backward term", "From is not after To", func(s *capacity.Spec) { term(s).To = term(s).From - 1 }, []string{"/calendars/0/terms/0/to is before the first date, 2026-09-07"}},
		{"date before 1971", "it has no text form", func(s *capacity.Spec) { term(s).From = -5 }, []string{"/calendars/0/terms/0/from is not within the years 1971 to 9999"}},
		{"long term", "at most 1000 days", func(s *capacity.Spec) { term(s).To = term(s).From + 1000 }, []string{"/calendars/0/terms/0/to makes the term longer than 1000 days"}},
		{"longest term", "1000 days are allowed", func(s *capacity.Spec) { term(s).To = term(s).From + 999 }, nil},
		{"no period", "a calendar without slots serves nobody", func(s *capacity.Spec) { term(s).Periods = nil }, []string{"/calendars/0/terms/0/periods has no period"}},
		{"period twice", "slots would share an id", func(s *capacity.Spec) { term(s).Periods[1].ID = "am" }, []string{"/calendars/0/terms/0/periods/1/id is the id of /calendars/0/terms/0/periods/0 too"}},
		{"period without id", "slots are named after it", func(s *capacity.Spec) { term(s).Periods[1].ID = "" }, []string{"/calendars/0/terms/0/periods/1/id is missing"}},
		{"long id of a period", "a slot's id has its date before it", func(s *capacity.Spec) { term(s).Periods[1].ID = strings.Repeat("p", 118) }, []string{"/calendars/0/terms/0/periods/1/id has 118 bytes"}},
		{"longest id of a period", "a slot's id then has 128 bytes", func(s *capacity.Spec) { term(s).Periods[1].ID = strings.Repeat("p", 117) }, nil},
		{"backward period", "a slot ends after it starts", func(s *capacity.Spec) { term(s).Periods[1].End = term(s).Periods[1].Start }, []string{"/calendars/0/terms/0/periods/1/end is not after the start, 14:00"}},
		{"period past midnight", "a slot lies within its date", func(s *capacity.Spec) { term(s).Periods[1].End = capacity.Midnight + 1 }, []string{"/calendars/0/terms/0/periods/1/end is not a minute of the day"}},
		{"period until midnight", "24:00 ends the day", func(s *capacity.Spec) { term(s).Periods[1].End = capacity.Midnight }, nil},
		{"period before midnight", "a slot lies within its date", func(s *capacity.Spec) { term(s).Periods[0].Start = -1 }, []string{"/calendars/0/terms/0/periods/0/start is not a minute of the day"}},
		{"negative hours", "class hours are counted", func(s *capacity.Spec) { term(s).Periods[0].Hours = -1 }, []string{"/calendars/0/terms/0/periods/0/hours is less than 0"}},
		{"absurd hours", "sums must not overflow", func(s *capacity.Spec) { term(s).Periods[0].Hours = 1001 }, []string{"/calendars/0/terms/0/periods/0/hours is more than 1000"}},
		{"eighth weekday", "a week has seven", func(s *capacity.Spec) { term(s).Days = 1 << 7 }, []string{"/calendars/0/terms/0/days is not a set of weekdays"}},
		{"exception for ever", "nothing would be left", func(s *capacity.Spec) { term(s).Except[0] = capacity.DateSpan{} }, []string{"/calendars/0/terms/0/except/0 leaves out every date"}},
		{"two exceptions", "each is found", func(s *capacity.Spec) {
			term(s).Except = []capacity.DateSpan{{}, {From: term(s).To, To: term(s).From}}
		}, []string{"/calendars/0/terms/0/except/0 leaves out every date", "/calendars/0/terms/0/except/1 ends before it starts"}},
		{"backward exception", "a span has a date", func(s *capacity.Spec) { e := &term(s).Except[0]; e.From, e.To = e.To, e.From }, []string{"/calendars/0/terms/0/except/0 ends before it starts"}},
		{"no slot", "dates and days miss each other", func(s *capacity.Spec) { term(s).To = term(s).From; term(s).Days = capacity.Days(time.Sunday) },
			[]string{"/calendars/0/terms leave the calendar without any slot"}},
		{"overlap in a term", "two slots at once; one finding for ten dates", func(s *capacity.Spec) { term(s).Periods[1].Start = clock(11, 29) },
			[]string{`/calendars/0/terms/0/periods/1 overlaps "2026-09-07.am" of /calendars/0/terms/0/periods/0`}},
		{"overlap in a term, out of order", "named by place, not by time", func(s *capacity.Spec) { p := term(s).Periods; p[0], p[1] = p[1], p[0]; p[0].Start = clock(11, 29) },
			[]string{`/calendars/0/terms/0/periods/1 overlaps "2026-09-07.pm" of /calendars/0/terms/0/periods/0`}},
		{"adjoining periods", "intervals are half-open", func(s *capacity.Spec) { term(s).Periods[1].Start = clock(11, 30) }, nil},
		{"overlap over a slot between", "a long slot reaches beyond the next one", func(s *capacity.Spec) {
			term(s).Periods[0].End = clock(20, 0)
			term(s).Periods = append(term(s).Periods, capacity.Period{ID: "eve", Start: clock(19, 0), End: clock(21, 0)})
		}, []string{
			`/calendars/0/terms/0/periods/1 overlaps "2026-09-07.am" of /calendars/0/terms/0/periods/0`,
			`/calendars/0/terms/0/periods/2 overlaps "2026-09-07.am" of /calendars/0/terms/0/periods/0`,
		}},
		{"overlap of terms", "their slots are one grid", func(s *capacity.Spec) {
			again(s, func(n *capacity.Term) {
				n.From = n.To
				n.Periods = []capacity.Period{{ID: "noon", Start: clock(11, 0), End: clock(13, 0)}}
			})
		}, []string{`/calendars/0/terms/1/periods/0 overlaps "2026-09-18.am" of /calendars/0/terms/0/periods/0`}},
		{"same slot in two terms", "the same id, whatever the time", func(s *capacity.Spec) {
			again(s, func(n *capacity.Term) {
				n.Periods = []capacity.Period{{ID: "am", Start: clock(18, 0), End: clock(19, 0)}}
			})
		}, []string{`/calendars/0/terms/1/periods/0 has the same id as "2026-09-07.am" of /calendars/0/terms/0/periods/0`}},
		{"same term twice", "one finding a period, not two", func(s *capacity.Spec) { again(s, func(*capacity.Term) {}) }, []string{
			`/calendars/0/terms/1/periods/0 has the same id as "2026-09-07.am" of /calendars/0/terms/0/periods/0`,
			`/calendars/0/terms/1/periods/1 has the same id as "2026-09-07.pm" of /calendars/0/terms/0/periods/1`,
		}},
		{"three calendars", "each is checked", func(s *capacity.Spec) {
			good := s.Calendars[0]
			noTerm, noDates, noSlot := good, good, good
			noTerm.ID, noTerm.Terms = "a", nil
			noDates.ID, noDates.Terms = "b", []capacity.Term{{Periods: good.Terms[0].Periods}}
			noSlot.ID, noSlot.Terms = "c", []capacity.Term{{From: good.Terms[0].From, To: good.Terms[0].From, Days: capacity.Days(time.Sunday), Periods: good.Terms[0].Periods}}
			s.Calendars = []capacity.Calendar{noTerm, noDates, noSlot, good}
		}, []string{
			"/calendars/0/terms has no term", "/calendars/1/terms/0/from is missing", "/calendars/1/terms/0/to is missing",
			"/calendars/2/terms leave the calendar without any slot",
		}},
		{"terms one after the other", "they share no date", func(s *capacity.Spec) { again(s, func(n *capacity.Term) { n.From, n.To = n.To+1, n.To+5 }) }, nil},
		{"too many slots", "memory is bounded; said once, where the bound is passed", func(s *capacity.Spec) {
			many := make([]capacity.Period, 500)
			for i := range many {
				many[i] = capacity.Period{ID: fmt.Sprint(i), Start: capacity.Clock(i), End: capacity.Clock(i + 1)}
			}
			full := capacity.Calendar{ID: "full", Terms: []capacity.Term{{From: term(s).From, To: term(s).From + 999, Days: capacity.Days(time.Monday), Periods: many}}}
			s.Calendars = append([]capacity.Calendar{full}, s.Calendars[0], s.Calendars[0], s.Calendars[0])
			s.Calendars[2].ID, s.Calendars[3].ID = "next", "last"
		}, []string{"/calendars/1/terms brings days times periods of all calendars to more than 500000"}},
	})
}

func TestFindingsOfCenters(t *testing.T) {
	refuse(t, []damage{
		{"kind of center", "a Go caller can pass any number", func(s *capacity.Spec) { s.Centers[0].Kind = 9 }, []string{"/centers/0/kind is not one of its kind"}},
		{"far east", "distances must not overflow", func(s *capacity.Spec) { s.Centers[0].At.X = 10_000_001 }, []string{"/centers/0/at/x is more than 10000000"}},
		{"far south", "distances must not overflow", func(s *capacity.Spec) { s.Centers[0].At.Y = -10_000_001 }, []string{"/centers/0/at/y is less than -10000000"}},
		{"backward license", "a span has a date", func(s *capacity.Spec) { l := &s.Centers[0].License; l.From, l.To = l.To, l.From }, []string{"/centers/0/license ends before it starts"}},
		{"license before 1971", "it has no text form", func(s *capacity.Spec) { s.Centers[0].License.From = 3 }, []string{"/centers/0/license is not within the years 1971 to 9999"}},
		{"negative headcount", "people are counted", func(s *capacity.Spec) { s.Centers[0].Headcount = -1 }, []string{"/centers/0/headcount is less than 0"}},
		{"absurd headcount", "sums must not overflow", func(s *capacity.Spec) { s.Centers[0].Headcount = 1_000_001 }, []string{"/centers/0/headcount is more than 1000000"}},
		{"negative batch", "batches are counted", func(s *capacity.Spec) { s.Centers[0].Batch = -1 }, []string{"/centers/0/batch is less than 0"}},
		{"host with a tab", "output is in columns", func(s *capacity.Spec) { s.Centers[0].Host = "a\tb" }, []string{"/centers/0/host holds a control character"}},
		{"sponsor with a tab", "output is in columns", func(s *capacity.Spec) { s.Centers[0].Sponsor = "a\tb" }, []string{"/centers/0/sponsor holds a control character"}},

		{"room without seats", "nobody could sit there", func(s *capacity.Spec) { s.Rooms[1].Seats = 0 }, []string{"/rooms/1/seats is less than 1"}},
		{"absurd room", "sums must not overflow", func(s *capacity.Spec) { s.Rooms[1].Seats = 1_000_001 }, []string{"/rooms/1/seats is more than 1000000"}},
		{"lesson that ends before it starts", "times are checked everywhere", func(s *capacity.Spec) { s.Rooms[0].Teaching[0].Hours[0].End = clock(8, 0) },
			[]string{"/rooms/0/teaching/0/hours/0 is not after the start, 08:30"}},

		{"kind of instructor", "a Go caller can pass any number", func(s *capacity.Spec) { s.Instructors[0].Kind = 3 }, []string{"/instructors/0/kind is not one of its kind"}},
		{"nowhere", "an instructor works somewhere", func(s *capacity.Spec) { s.Instructors[0].Centers = nil }, []string{"/instructors/0/centers is empty"}},
		{"unqualified", "an instructor can lead something", func(s *capacity.Spec) { s.Instructors[1].Courses = nil }, []string{"/instructors/1 is qualified for nothing"}},
		{"sessions a day", "sessions are counted", func(s *capacity.Spec) { s.Instructors[0].PerDay = -1 }, []string{"/instructors/0/perDay is less than 0"}},
		{"sessions a week", "sessions are counted", func(s *capacity.Spec) { s.Instructors[0].PerWeek = -1 }, []string{"/instructors/0/perWeek is less than 0"}},
		{"sessions a term", "sessions are counted", func(s *capacity.Spec) { s.Instructors[0].PerTerm = -1 }, []string{"/instructors/0/perTerm is less than 0"}},
		{"availability", "times are checked everywhere", func(s *capacity.Spec) { s.Instructors[0].Available[0].Days = 255 }, []string{"/instructors/0/available/0/days is not a set of weekdays"}},
		{"own lessons", "times are checked everywhere", func(s *capacity.Spec) { s.Instructors[0].Teaching[0].From = -1 }, []string{"/instructors/0/teaching/0/from is not within the years 1971 to 9999"}},
	})
}

func TestFindingsOfOfferings(t *testing.T) {
	refuse(t, []damage{
		{"room elsewhere", "a session is at one center", func(s *capacity.Spec) { s.Offerings[0].Rooms[0] = "hall" },
			[]string{`/offerings/0/rooms/0 is a room of center "base", not of "school"`}},
		{"unknown room, then a room elsewhere", "each is found", func(s *capacity.Spec) { s.Offerings[0].Rooms = []capacity.RoomID{"x", "hall"} },
			[]string{"/offerings/0/rooms/0 is no room", `/offerings/0/rooms/1 is a room of center "base", not of "school"`}},
		{"room of one seat", "its seat counts", func(s *capacity.Spec) { s.Rooms[0].Seats = 1 },
			[]string{"/offerings/0/seats is less than the 8 pupils that the course needs to run", "/offerings/1/seats is more than the 31 seats of its rooms together"}},
		{"room of a million seats", "its seats count", func(s *capacity.Spec) { s.Rooms[0].Seats, s.Offerings[1].Seats = 1_000_000, 0 },
			[]string{"/offerings/1/rooms is more than 1000000 seats together"}},
		{"more seats than the rooms", "nobody sits on the floor", func(s *capacity.Spec) { s.Offerings[1].Seats = 51 }, []string{"/offerings/1/seats is more than the 50 seats of its rooms together"}},
		{"all seats of the rooms", "both rooms together", func(s *capacity.Spec) { s.Offerings[1].Seats = 50 }, nil},
		{"carried without seats", "a school's room takes so many, and somebody must say how many", func(s *capacity.Spec) { s.Offerings[2].Seats = 0 }, []string{"/offerings/2/seats is missing, and there are no rooms to take it from"}},
		{"off campus without seats or rooms", "seats must come from somewhere", func(s *capacity.Spec) { s.Offerings[4].Rooms = nil }, []string{"/offerings/4/seats is missing, and there are no rooms to take it from"}},
		{"online without seats", "an online course has room for all", func(s *capacity.Spec) { s.Offerings[3].Seats = 0 }, nil},
		{"online with a minimum of its own", "where seats have no limit, no minimum is above them", func(s *capacity.Spec) {
			s.Offerings[3].Seats, s.Offerings[3].Minimum = 0, 1_000_000
		}, nil},
		{"blended without seats", "pupils stay at their school", func(s *capacity.Spec) { s.Offerings[0].Course, s.Offerings[0].Rooms = "virtual", nil }, nil},
		{"blended with rooms", "the instructor may sit in a studio", func(s *capacity.Spec) { s.Offerings[0].Course = "virtual" }, nil},
		{"blended with more seats than its rooms", "rooms limit it as any other course", func(s *capacity.Spec) {
			s.Offerings[0].Course, s.Offerings[0].Seats = "virtual", 21
		}, []string{"/offerings/0/seats is more than the 20 seats of its rooms together"}},
		{"blended with too few seats", "no session could run", func(s *capacity.Spec) {
			s.Offerings[0].Course, s.Offerings[0].Rooms, s.Offerings[0].Seats = "virtual", nil, 4
		}, []string{"/offerings/0/seats is less than the 5 pupils that the course needs to run"}},
		{"blended with a team", "nothing is carried", func(s *capacity.Spec) { s.Offerings[2].Course = "virtual" },
			[]string{"/offerings/2/team is set, but the course is not carried to schools: its delivery is blended"}},
		{"negative seats", "people are counted", func(s *capacity.Spec) { s.Offerings[1].Seats = -1 }, []string{"/offerings/1/seats is less than 0"}},
		{"absurd seats", "sums must not overflow", func(s *capacity.Spec) { s.Offerings[3].Seats = 1_000_001 }, []string{"/offerings/3/seats is more than 1000000"}},
		{"rooms absurd together", "sums must not overflow", func(s *capacity.Spec) {
			s.Rooms[0].Seats, s.Rooms[1].Seats, s.Offerings[1].Seats = 600_000, 600_000, 0
		}, []string{"/offerings/1/rooms is more than 1000000 seats together"}},
		{"minimum above the seats", "no session could run", func(s *capacity.Spec) { s.Offerings[1].Minimum = 46 }, []string{"/offerings/1/minimum is more than the 45 seats"}},
		{"minimum above the rooms", "no session could run", func(s *capacity.Spec) { s.Offerings[0].Minimum = 21 }, []string{"/offerings/0/minimum is more than the 20 seats"}},
		{"minimum of all seats", "a full session can run", func(s *capacity.Spec) { s.Offerings[0].Minimum = 20 }, nil},
		{"the course's minimum above the seats", "no session could run", func(s *capacity.Spec) { s.Offerings[0].Seats = 7 }, []string{"/offerings/0/seats is less than the 8 pupils that the course needs to run"}},
		{"a minimum of its own", "it replaces the course's", func(s *capacity.Spec) { s.Offerings[0].Seats, s.Offerings[0].Minimum = 7, 7 }, nil},
		{"the course's minimum of all seats", "a full session can run", func(s *capacity.Spec) { s.Offerings[0].Seats = 8 }, nil},
		{"most rooms together", "a million seats are allowed", func(s *capacity.Spec) {
			s.Rooms[0].Seats, s.Rooms[1].Seats, s.Offerings[1].Seats = 600_000, 400_000, 0
		}, nil},
		{"negative minimum", "people are counted", func(s *capacity.Spec) { s.Offerings[0].Minimum = -1 }, []string{"/offerings/0/minimum is less than 0"}},
		{"negative instructors", "people are counted", func(s *capacity.Spec) { s.Offerings[0].Instructors = -1 }, []string{"/offerings/0/instructors is less than 0"}},
		{"negative pupils per instructor", "people are counted", func(s *capacity.Spec) { s.Offerings[0].PupilsPerInstructor = -1 }, []string{"/offerings/0/pupilsPerInstructor is less than 0"}},
		{"sharing", "a Go caller can pass any number", func(s *capacity.Spec) { s.Offerings[0].Sharing = 5 }, []string{"/offerings/0/sharing is not one of its kind"}},
		{"validity", "a span has a date", func(s *capacity.Spec) { v := &s.Offerings[0].Valid; v.From, v.To = v.To, v.From }, []string{"/offerings/0/valid ends before it starts"}},
		{"times", "times are checked everywhere", func(s *capacity.Spec) { s.Offerings[0].Times[0].Hours[0].Start = -1 }, []string{"/offerings/0/times/0/hours/0 is not a minute of the day"}},
		{"outreach without a team", "somebody carries it", func(s *capacity.Spec) { s.Offerings[2].Team = "" }, []string{"/offerings/2/team is missing, and the course is carried to schools"}},
		{"team of another center", "a team sets out from its center", func(s *capacity.Spec) { s.Teams[0].Center = "base" }, []string{`/offerings/2/team is a team of center "base", not of "school"`}},
		{"team without outreach", "nothing is carried", func(s *capacity.Spec) { s.Offerings[0].Team = "van" }, []string{"/offerings/0/team is set, but the course is not carried to schools: its delivery is onsite"}},
		{"on site without rooms", "it takes place somewhere", func(s *capacity.Spec) { s.Offerings[0].Rooms, s.Offerings[0].Seats = nil, 20 }, []string{"/offerings/0/rooms is empty, and the course takes place on site"}},
		{"off campus without rooms", "a firm need not list its halls", func(s *capacity.Spec) { s.Offerings[4].Rooms, s.Offerings[4].Seats = nil, 20 }, nil},
	})
}

func TestFindingsOfLimits(t *testing.T) {
	refuse(t, []damage{
		{"kind of closure", "a Go caller can pass any number", func(s *capacity.Spec) { s.Closures[0].Kind = 5 }, []string{"/closures/0/kind is not one of its kind"}},
		{"closure without times", "it would close nothing", func(s *capacity.Spec) { s.Closures[0].Times = nil }, []string{"/closures/0/times is empty"}},
		{"closure for grade 0", "a Go caller can pass any number", func(s *capacity.Spec) { s.Closures[0].Grades = 1 }, []string{"/closures/0/grades holds what is no grade"}},
		{"closure that ends before it starts", "times are checked everywhere", func(s *capacity.Spec) { w := &s.Closures[0].Times[0]; w.End = w.Start },
			[]string{"/closures/0/times/0/end is not after the start, 2026-09-08T06:30"}},
		{"closure before 1971", "it has no text form", func(s *capacity.Spec) { s.Closures[0].Times[0].Start = 5 }, []string{"/closures/0/times/0/start is not within the years 1971 to 9999"}},
		{"closure after 9999", "it has no text form", func(s *capacity.Spec) { s.Closures[0].Times[0].End = 1 << 50 }, []string{"/closures/0/times/0/end is not within the years 1971 to 9999"}},
		{"reason with a line break", "output is line by line", func(s *capacity.Spec) { s.Closures[0].Reason = "a\rb" }, []string{"/closures/0/reason holds a control character"}},
		{"negative stock", "units are counted", func(s *capacity.Spec) { s.Stocks[0].Units = -1 }, []string{"/stocks/0/units is less than 0"}},
		{"negative budget", "money is spent, not earned", func(s *capacity.Spec) { s.Budgets[0].Amount = -1 }, []string{"/budgets/0/amount is less than 0"}},
		{"absurd budget", "sums must not overflow", func(s *capacity.Spec) { s.Budgets[0].Amount = 1_000_000_000_000_001 }, []string{"/budgets/0/amount is more than 1000000000000000"}},
		{"negative buses", "buses are counted", func(s *capacity.Spec) { s.Fleets[0].Buses = -1 }, []string{"/fleets/0/buses is less than 0"}},
		{"bus without seats", "nobody could ride", func(s *capacity.Spec) { s.Fleets[0].Seats = 0 }, []string{"/fleets/0/seats is less than 1"}},
		{"negative reach", "distance is not negative", func(s *capacity.Spec) { s.Teams[0].Reach = -1 }, []string{"/teams/0/reach is less than 0"}},
		{"team without sessions", "it could carry nothing", func(s *capacity.Spec) { s.Teams[0].Sessions = 0 }, []string{"/teams/0/sessions is less than 1"}},
		{"scope", "a Go caller can pass any number", func(s *capacity.Spec) { s.Quotas[0].Scope = 3 }, []string{"/quotas/0/scope is not one of its kind"}},
		{"unit", "a Go caller can pass any number", func(s *capacity.Spec) { s.Quotas[0].Unit = 2 }, []string{"/quotas/0/unit is not one of its kind"}},
		{"negative quota", "visits are counted", func(s *capacity.Spec) { s.Quotas[0].Most = -1 }, []string{"/quotas/0/most is less than 0"}},
		{"quota of times", "times are checked everywhere", func(s *capacity.Spec) { w := &s.Quotas[0].Times[0]; w.From, w.To = w.To, w.From },
			[]string{"/quotas/0/times/0/to is before the first date, 2026-09-11"}},
		{"the others of nobody", "whose others?", func(s *capacity.Spec) { s.Quotas[0].Schools, s.Quotas[0].Areas = nil, nil }, []string{"/quotas/0/scope needs schools or areas, and none are named"}},
		{"each of all", "neither named means all: a limit per school", func(s *capacity.Spec) {
			s.Quotas[0].Schools, s.Quotas[0].Areas, s.Quotas[0].Scope = nil, nil, capacity.Each
		}, nil},
		{"all together", "neither named means all", func(s *capacity.Spec) {
			s.Quotas[0].Schools, s.Quotas[0].Areas, s.Quotas[0].Scope = nil, nil, capacity.Together
		}, nil},
		{"negative speed", "nobody travels backward", func(s *capacity.Spec) { s.Travel.Speed = -1 }, []string{"/travel/speed is less than 0"}},
		{"negative fixed time", "minutes are counted", func(s *capacity.Spec) { s.Travel.Fixed = -1 }, []string{"/travel/fixed is less than 0"}},
		{"absurd fixed time", "sums must not overflow", func(s *capacity.Spec) { s.Travel.Fixed = 100_001 }, []string{"/travel/fixed is more than 100000"}},
		{"negative minutes", "minutes are counted", func(s *capacity.Spec) { s.Travel.Ways[0].Minutes = -1 }, []string{"/travel/ways/0/minutes is less than 0"}},
		{"way from nowhere", "a way has a start", func(s *capacity.Spec) { s.Travel.Ways[0].School = "" }, []string{"/travel/ways/0 needs exactly one of school and from"}},
		{"ways from nowhere", "each is found", func(s *capacity.Spec) { s.Travel.Ways[0].School, s.Travel.Ways[1].From = "", "" },
			[]string{"/travel/ways/0 needs exactly one of school and from", "/travel/ways/1 needs exactly one of school and from"}},
		{"way from two places", "a way has one start", func(s *capacity.Spec) { s.Travel.Ways[0].From = "web" }, []string{"/travel/ways/0 needs exactly one of school and from"}},
		{"way to itself", "no way leads there", func(s *capacity.Spec) { s.Travel.Ways[1].From = "base" }, []string{"/travel/ways/1/from is the center that the way leads to"}},
	})
}

func TestAllFindingsAtOnce(t *testing.T) {
	spec := district(t)
	spec.Centers[1].Headcount = -7
	spec.Rooms[0].Center = "shcool"
	spec.Rooms[1].Seats = 0
	_, err := capacity.NewNetwork(spec, catalog(t))
	var refused *finding.Error
	if !errors.As(err, &refused) {
		t.Fatalf("got %v", err)
	}
	want := []finding.Finding{
		{Path: "/centers/1/headcount", Value: "-7", Problem: "is less than 0", Remedy: "write a number from 0 to 1000000"},
		{Path: "/rooms/0/center", Value: "shcool", Problem: "is no center", Remedy: `did you mean "school"?`},
		{Path: "/rooms/1/seats", Value: "0", Problem: "is less than 1", Remedy: "write a number from 1 to 1000000"},
		{Path: "/offerings/0/rooms/0", Value: "lab1", Problem: `is a room of center "shcool", not of "school"`, Remedy: "name rooms of the offering's center"},
		{Path: "/offerings/1/rooms/0", Value: "lab1", Problem: `is a room of center "shcool", not of "school"`, Remedy: "name rooms of the offering's center"},
	}
	if diff := cmp.Diff(want, refused.Findings); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestManyWrongIds would take hours if a near id were looked for each time.
func TestManyWrongIds(t *testing.T) {
	spec := district(t)
	for i := range 20_000 {
		spec.Rooms = append(spec.Rooms, capacity.Room{ID: capacity.RoomID(fmt.Sprintf("a-rather-long-name-of-a-room-%d", i)), Center: "school", Seats: 20})
		spec.Offerings[1].Rooms = append(spec.Offerings[1].Rooms, capacity.RoomID(fmt.Sprintf("another-rather-long-name-of-%d", i)))
	}
	_, err := capacity.NewNetwork(spec, catalog(t))
	var refused *finding.Error
	if !errors.As(err, &refused) || len(refused.Findings) != finding.Most || refused.More != 20_000-finding.Most {
		t.Errorf("want %d findings and %d more", finding.Most, 20_000-finding.Most)
	}
}
