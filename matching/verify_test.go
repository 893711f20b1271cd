package matching_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// TestVerify shows for each rule the whole violation: rule, who, where, want, have.
func TestVerify(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		damage func(*world)
		want   []string
	}{
		{
			name: "tier", reason: "a senior class takes no Experience course, in neither of its visits",
			damage: func(w *world) { w.cohort("a1").Grade = 10 },
			want: []string{
				`R1 tier: request "q1", offering "paper1", slot "2026-09-07.am": want grades 1-9 for experience, have grade 10`,
				`R1 tier: request "q5", offering "crops1", slot "2026-09-09.mid": want grades 1-9 for experience, have grade 10`,
			},
		},
		{
			name: "intent", reason: "Exploration asks for one of its intents",
			damage: func(w *world) { w.cohort("b1").Intents = nil },
			want: []string{
				`R1 tier: request "q3", offering "drone1", slot "2026-09-08.pm": want an intent of major,competition for exploration, have none of them`,
			},
		},
		{
			name: "course", reason: "all reasons against a course are given",
			damage: func(w *world) { w.cohort("a2").Completed, w.cohort("a2").Oriented = nil, nil },
			want: []string{
				`R2 course: request "q2", offering "robot1", slot "2026-09-07.am": want orientation "safety" done, have not done`,
				`R2 course: request "q2", offering "robot1", slot "2026-09-07.am": want prerequisite "paper" completed, have not completed`,
			},
		},
		{
			name: "choice", reason: "each condition of the choice is held against the offering",
			damage: func(w *world) {
				w.request("q1").Choices[0] = matching.Choice{Course: "code", Tier: curriculum.Practice, Major: "soft", Occupation: "fitter", Center: "farm", Times: on(8)}
			},
			want: []string{
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want a slot within the choice's times, have 2026-09-07 08:30-11:30`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want center "farm", have "hub"`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want course "code", have "paper"`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want major "soft", have ""`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want occupation "fitter", have ["printer"]`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want tier practice, have experience`,
			},
		},
		{
			name: "two choices", reason: "one visit without a choice does not hide another",
			damage: func(w *world) { w.visit("q1").Choice, w.visit("q3").Choice = 7, -1 },
			want: []string{
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am": want a choice from 0 to 0, have 7`,
				`R3 choice: request "q3", offering "drone1", slot "2026-09-08.pm": want a choice from 0 to 1, have -1`,
			},
		},
		{
			name: "open in two ways", reason: "a session without a slot does not hide another that is closed",
			damage: func(w *world) {
				w.move("code1", "2026-09-12.am")
				w.offering("drone1").Valid.To = day(7)
			},
			want: []string{
				`R4 open: offering "code1", slot "2026-09-12.am": want a slot of calendar "halfdays", have none of this id`,
				`R4 open: offering "drone1", slot "2026-09-08.pm": want an offering valid at 2026-09-08, have /2026-09-07`,
			},
		},
		{
			name: "closures", reason: "neither a closure of another day nor one that holds hides the next",
			damage: func(w *world) {
				w.capacity.Closures = []capacity.Closure{
					{ID: "first", Times: on(1)},
					{ID: "second", Rooms: []capacity.RoomID{"r3"}, Times: on(8)},
					{ID: "third", Centers: []capacity.CenterID{"hub"}, Times: on(8)},
					{ID: "fourth", Centers: []capacity.CenterID{"hub"}, Grades: curriculum.Grades(10, 10), Times: on(8)},
				}
			},
			want: []string{
				`R4 open: offering "drone1", slot "2026-09-08.pm", closure "second": want open, have closed by repair`,
				`R4 open: offering "drone1", slot "2026-09-08.pm", closure "third": want open, have closed by repair`,
				`R4 open: request "q4", offering "drone1", slot "2026-09-08.pm", closure "fourth": want open, have closed by repair`,
			},
		},
		{
			name: "open", reason: "a closure of the school's area keeps away each group from there",
			damage: closed(capacity.Closure{Areas: []capacity.AreaID{"west"}, Kind: capacity.Weather}),
			want: []string{
				`R4 open: request "q3", offering "drone1", slot "2026-09-08.pm", closure "shut": want open, have closed by weather`,
				`R4 open: request "q4", offering "drone1", slot "2026-09-08.pm", closure "shut": want open, have closed by weather`,
			},
		},
		{
			name: "open for nobody", reason: "a session there is reported once, and whoever comes from there for each visit elsewhere",
			damage: closed(capacity.Closure{Areas: []capacity.AreaID{"city"}}),
			want: []string{
				`R4 open: offering "drone1", slot "2026-09-08.pm", closure "shut": want open, have closed by repair`,
				`R4 open: request "q6", offering "code1", slot "2026-09-08.am", closure "shut": want open, have closed by repair`,
			},
		},
		{
			name: "room", reason: "the second session by id is the one too many",
			damage: func(w *world) { w.offering("paper1").Rooms = []capacity.RoomID{"r4", "r1"} },
			want:   []string{`R5 room: offering "robot1", slot "2026-09-07.am", room "r4": want one session in the room, have "paper1" there too`},
		},
		{
			name: "rooms", reason: "each room is looked at",
			damage: func(w *world) { w.offering("paper1").Rooms = []capacity.RoomID{"r4", "r2", "r1"} },
			want: []string{
				`R5 room: offering "robot1", slot "2026-09-07.am", room "r2": want one session in the room, have "paper1" there too`,
				`R5 room: offering "robot1", slot "2026-09-07.am", room "r4": want one session in the room, have "paper1" there too`,
			},
		},
		{
			name: "seats", reason: "the groups of a session share its seats",
			damage: func(w *world) { w.offering("drone1").Seats = 21 },
			want:   []string{`R6 seats: offering "drone1", slot "2026-09-08.pm": want at most 21 pupils, have 22`},
		},
		{
			name: "minimum", reason: "the offering's own minimum replaces the course's",
			damage: func(w *world) { w.offering("robot1").Minimum = 31 },
			want:   []string{`R7 minimum: offering "robot1", slot "2026-09-07.am": want at least 31 pupils, have 30`},
		},
		{
			name: "sharing", reason: "who does not allow the company is named, the others are not",
			damage: func(w *world) { w.request("q4").Share = 0 },
			want:   []string{`R8 sharing: request "q4", offering "drone1", slot "2026-09-08.pm": want a session shared with nobody, have 2 visits of one school and one stage`},
		},
		{
			name: "staff", reason: "somebody of another center cannot lead, and cannot be replaced by being counted",
			damage: func(w *world) { w.session("paper1").Instructors = []capacity.InstructorID{"t5"} },
			want: []string{
				`R9 staff: offering "paper1", slot "2026-09-07.am", instructor "t5": want somebody of center "hub", have centers ["farm"]`,
				`R9 staff: offering "paper1", slot "2026-09-07.am", instructor "t5": want somebody qualified for course "paper" of major "", have courses ["crops"] and majors []`,
				`R9 staff: offering "paper1", slot "2026-09-07.am": want at least 2 instructors for 40 pupils, have 1`,
			},
		},
		{
			name: "clash", reason: "the later visit of the day is the one too many",
			damage: func(w *world) { w.move("code1", "2026-09-07.pm") },
			want:   []string{`R10 clash: request "q6", offering "code1", slot "2026-09-07.pm", cohort "a2": want at most 1 visits on 2026-09-07, have 2`},
		},
		{
			name: "clashes", reason: "every visit that overlaps an earlier one is named",
			damage: func(w *world) {
				w.lift()
				w.demand.VisitsPerDay = 5
				w.request("q5").Visits = 2
				w.add(matching.Visit{Request: "q5", Choice: 2, Offering: "code1", Slot: "2026-09-07.am"})
				w.move("crops1", "2026-09-07.mid")
			},
			want: []string{
				`R10 clash: request "q1", offering "paper1", slot "2026-09-07.am", cohort "a1": want one visit at a time, have "code1" at 2026-09-07 08:30-11:30 too`,
				`R10 clash: request "q5", offering "crops1", slot "2026-09-07.mid", cohort "a1": want one visit at a time, have "code1" at 2026-09-07 08:30-11:30 too`,
			},
		},
		{
			name: "headcount", reason: "pupils and adults count",
			damage: func(w *world) { w.center("hub").Headcount = 79 },
			want:   []string{`R12 headcount: center "hub" from 2026-09-07T08:30: want at most 79 people, have 80`},
		},
		{
			name: "stock", reason: "the sum over the calendar counts",
			damage: func(w *world) { w.capacity.Stocks[0].Units = 29 },
			want:   []string{`R13 stock: item "kit" at center "hub": want at most 29 units, have 30`},
		},
		{
			name: "budget", reason: "the sum over the centers counts",
			damage: func(w *world) { w.capacity.Budgets[0].Amount-- },
			want:   []string{`R14 budget: budget "year": want at most 229.99 yuan on line "materials", have 230.00`},
		},
		{
			name: "transport", reason: "47 people need two buses of 45 seats, 33 need one",
			damage: func(w *world) { w.capacity.Fleets[0].Buses = 2; w.request("q1").MaxTravel = 9 },
			want: []string{
				`R15 transport: fleet "yellow" from 2026-09-07T08:30: want at most 2 buses, have 3`,
				`R15 transport: request "q1", offering "paper1", slot "2026-09-07.am": want a trip of at most 9 minutes, have 10`,
			},
		},
		{
			name: "buses of two slots", reason: "a stretch with too many is one violation, with the most of it; a later one is another",
			damage: func(w *world) {
				w.capacity.Budgets, w.capacity.Fleets[0].Buses = nil, 1
				w.request("q5").Cohort = "b3"
				w.school("s2").Fleet = "yellow"
				w.move("crops1", "2026-09-07.mid")
			},
			want: []string{
				`R15 transport: fleet "yellow" from 2026-09-07T08:30: want at most 1 buses, have 4`,
				`R15 transport: fleet "yellow" from 2026-09-08T14:00: want at most 1 buses, have 2`,
			},
		},
		{
			name: "quota", reason: "each named school is counted by itself, and the sum of all others",
			damage: func(w *world) { w.quota("support").Most, w.quota("reserved").Most = 1, 0 },
			want: []string{
				`R16 quota: quota "reserved": want at most 0 pupils, have 22`,
				`R16 quota: quota "support" for school "s2": want at most 1 visits, have 2`,
			},
		},
		{
			name: "adults", reason: "one adult for six pupils of grade 5",
			damage: func(w *world) { w.request("q1").Adults = 6 },
			want:   []string{`R17 adults: request "q1", offering "paper1", slot "2026-09-07.am": want at least 7 adults with 40 pupils of grade 5, have 6`},
		},
		{
			name: "notice", reason: "the notice time counts from the as-of time to the start",
			damage: func(w *world) { w.demand.AsOf = capacity.At(day(4), clock(8, 31)) },
			want:   []string{`R18 notice: request "q1", offering "paper1", slot "2026-09-07.am": want a start at 2026-09-07T08:31 or later, have 2026-09-07T08:30`},
		},
		{
			name: "pin", reason: "a pin is in every plan",
			damage: func(w *world) { w.demand.Pins[0].Slot, w.demand.Pins[0].Kind = "2026-09-08.am", matching.Frozen },
			want:   []string{`R18 notice: request "q2", offering "robot1", slot "2026-09-08.am": want the visit that is frozen, have no such visit`},
		},
		{
			name: "pins", reason: "one pin that is missing does not hide another, nor a visit on short notice",
			damage: func(w *world) {
				w.demand.Pins[0].Slot = "2026-09-08.am"
				w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q7", Offering: "paper1", Slot: "2026-09-08.am"})
				w.demand.AsOf = capacity.At(day(4), clock(8, 31))
			},
			want: []string{
				`R18 notice: request "q1", offering "paper1", slot "2026-09-07.am": want a start at 2026-09-07T08:31 or later, have 2026-09-07T08:30`,
				`R18 notice: request "q2", offering "robot1", slot "2026-09-07.am": want a start at 2026-09-07T08:31 or later, have 2026-09-07T08:30`,
				`R18 notice: request "q2", offering "robot1", slot "2026-09-08.am": want the visit that is pinned, have no such visit`,
				`R18 notice: request "q7", offering "paper1", slot "2026-09-08.am": want the visit that is pinned, have no such visit`,
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			test.damage(w)
			p := w.problem(t)
			w.keepBooks(p)
			if diff := cmp.Diff(test.want, texts(matching.Verify(p, w.plan))); diff != "" {
				t.Errorf("%s: violations (-want +got):\n%s", test.reason, diff)
			}
		})
	}
}

func texts(violations []matching.Violation) []string {
	var list []string
	for _, v := range violations {
		list = append(list, v.String())
	}
	slices.Sort(list) // by text, so that rows need not repeat the order by fields
	return list
}

func TestVerifyBooks(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	w.keepBooks(p)
	w.plan.Sessions = w.plan.Sessions[1:]
	w.visit("q3").Pupils = 11
	w.plan.Points--
	w.plan.Unplaced = nil
	want := []matching.Violation{
		{Rule: rule.Books, Where: "points", Want: "385070", Have: "385069"},
		{Rule: rule.Books, Offering: "paper1", Slot: "2026-09-07.am", Want: "the session of each visit listed", Have: "no such session"},
		{Rule: rule.Books, Request: "q3", Where: "unplaced", Want: "an entry for the 1 missing", Have: "none"},
		{Rule: rule.Books, Request: "q3", Offering: "drone1", Slot: "2026-09-08.pm", Want: "the cohort's 12 pupils", Have: "11"},
		{Rule: rule.Books, Request: "q7", Where: "unplaced", Want: "an entry for the 1 missing", Have: "none"},
	}
	if diff := cmp.Diff(want, matching.Verify(p, w.plan)); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

// TestVerifyUnlisted says that a session that the plan does not list is not
// held to be without staff, and does not hide another that is.
func TestVerifyUnlisted(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	w.keepBooks(p)
	w.session("drone1").Instructors = nil
	w.plan.Sessions = slices.DeleteFunc(w.plan.Sessions, func(s matching.Session) bool { return s.Offering == "crops1" })
	want := []string{
		`R9 staff: offering "drone1", slot "2026-09-08.pm": want at least 2 instructors for 22 pupils, have 0`,
		`books: offering "crops1", slot "2026-09-09.mid": want the session of each visit listed, have no such session`,
	}
	if diff := cmp.Diff(want, texts(matching.Verify(p, w.plan))); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

// TestVerifyUnplaced says that one wrong entry does not hide the others.
func TestVerifyUnplaced(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	w.keepBooks(p)
	entry := func(id matching.RequestID, visits int) matching.Unplaced {
		return matching.Unplaced{Request: id, Visits: visits, Reason: matching.NotFound}
	}
	w.plan.Unplaced = []matching.Unplaced{entry("nobody", 1), entry("q1", 1), entry("q3", 1), entry("q3", 1), entry("q7", 2)}
	want := []string{
		`books: request "nobody", unplaced: want a known request, have an unknown one`,
		`books: request "q1", unplaced: want no entry, for nothing is missing, have one`,
		`books: request "q3", unplaced: want one entry for a request, have another`,
		`books: request "q7", unplaced: want 1 missing, have 2`,
	}
	if diff := cmp.Diff(want, texts(matching.Verify(p, w.plan))); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

func TestVerifyNoPlan(t *testing.T) {
	w := newWorld()
	want := []matching.Violation{{Rule: rule.Books, Want: "a plan", Have: "none"}}
	if diff := cmp.Diff(want, matching.Verify(w.problem(t), nil)); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

// TestVerifyAccepts keeps Verify from finding fault with what is just allowed.
func TestVerifyAccepts(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(*world)
	}{
		{"times that meet the slot", "a slot may fill its times", func(w *world) {
			w.request("q1").Times = hours(clock(8, 30), clock(11, 30))
			w.offering("paper1").Times = capacity.Times{{Start: capacity.At(day(7), clock(8, 30)), End: capacity.At(day(7), clock(11, 30))}}
		}},
		{"the second of two patterns", "times are a union", func(w *world) {
			w.request("q1").Times = append(on(1, 2), hours(clock(8, 0), clock(12, 0))...)
		}},
		{"lessons around the slot", "intervals are half-open", func(w *world) {
			w.room("r1").Teaching = append(hours(clock(7, 0), clock(8, 30)), hours(clock(11, 30), clock(13, 0))...)
			w.instructor("t1").Teaching = w.room("r1").Teaching
		}},
		{"a lesson on another day", "a pattern holds on its days alone", func(w *world) {
			w.room("r1").Teaching = capacity.Times{{Days: 0b1111101}}
			w.instructor("t1").Teaching = on(6, 8)
		}},
		{"a closure for another grade", "it closes for the named grades alone", closed(capacity.Closure{Times: on(7), Grades: curriculum.Grades(1, 4)})},
		{"a closure of another center", "it closes what it names alone", closed(capacity.Closure{Centers: []capacity.CenterID{"farm"}})},
		{"a closure of another room", "it closes what it names alone", closed(capacity.Closure{Rooms: []capacity.RoomID{"r1"}})},
		{"a closure of another area", "it closes what it names alone", closed(capacity.Closure{Areas: []capacity.AreaID{"north"}})},
		{"a closure that ends at the start", "intervals are half-open", closed(capacity.Closure{Times: capacity.Times{{End: capacity.At(day(7), clock(8, 30))}}})},
		{"license and validity of the day", "spans include both ends", func(w *world) {
			w.center("farm").License = capacity.DateSpan{From: day(9), To: day(9)}
			w.offering("crops1").Valid = capacity.DateSpan{From: day(9), To: day(9)}
		}},
		{"more instructors than needed", "R9 asks for at least so many", func(w *world) { w.session("drone1").Instructors = []capacity.InstructorID{"t3", "t6", "t7"} }},
		{"one instructor more online", "an online course needs none, and may have some", func(w *world) {
			w.instructor("t7").Centers, w.instructor("t7").Courses = []capacity.CenterID{"hub", "web"}, []curriculum.CourseID{"code"}
			w.session("code1").Instructors = []capacity.InstructorID{"t7"}
		}},
		{"limits of an instructor met", "each is the most that is allowed", func(w *world) {
			t3 := w.instructor("t3")
			t3.PerDay, t3.PerWeek, t3.PerTerm = 1, 2, 2
		}},
		{"one session in each of two weeks", "weeks run from Monday to Sunday", func(w *world) {
			w.instructor("t3").PerWeek = 1
			w.move("drone1", "2026-09-14.pm")
		}},
		{"another center on another day", "R9 asks for one center a day", func(w *world) { w.session("crops1").Instructors = []capacity.InstructorID{"t3"} }},
		{"an overlap at two centers for two cohorts", "R10 is about one cohort", func(w *world) {
			w.lift()
			w.move("crops1", "2026-09-08.mid")
		}},
		{"two visits a day with time for the way", "the minutes between are those of the known way", func(w *world) { crossOver(w, clock(12, 0), clock(13, 0)) }},
		{"two visits a day with time for the computed way", "8,000 m at 400 m a minute and 5 fixed minutes", func(w *world) {
			crossOver(w, clock(11, 55), clock(13, 0))
			w.capacity.Travel.Ways = nil
		}},
		{"two visits a day, one online", "nobody travels to an online course", func(w *world) {
			w.demand.VisitsPerDay = 2
			w.capacity.Travel.Ways = append(w.capacity.Travel.Ways, capacity.Way{From: "web", Center: "hub", Minutes: 500})
			w.move("code1", "2026-09-07.pm")
		}},
		{"two visits a day that meet at one center", "there is no way between", func(w *world) {
			w.lift()
			w.demand.VisitsPerDay = 2
			w.capacity.Calendars[0].Terms[0].Periods[1].Start = clock(11, 30)
			w.instructor("t5").Centers[0], w.offering("crops1").Center = "hub", "hub"
			w.offering("crops1").Rooms[0], w.room("r3").Seats = "r3", 40
			w.move("crops1", "2026-09-07.pm")
		}},
		{"an instructor's sessions that meet", "one ends when the other starts", func(w *world) {
			w.capacity.Calendars[0].Terms[0].Periods[1].Start = clock(11, 30)
			w.quota("support").Times = nil
			w.move("drone1", "2026-09-07.pm")
			w.quota("support").Most = 4
		}},
		{"the last date of a term", "a term includes both ends", func(w *world) { w.move("code1", "2026-09-18.am") }},
		{"a group at both limits", "limits of size are allowed sizes", func(w *world) { w.course("robot").MinGroup, w.course("robot").MaxGroup = 30, 30 }},
		{"a canceled search", "it is a way to stop", func(w *world) { w.plan.Stats.Stopped = matching.Canceled }},
		{"a crowd online", "nobody is counted at an online site", func(w *world) { w.center("web").Headcount = 1 }},
		{"a far online site", "nobody travels to an online course", func(w *world) {
			w.request("q6").MaxTravel = 1
			w.center("web").At = capacity.Point{X: 1_000_000}
		}},
		{"an item without a stock", "it is not limited", func(w *world) { w.capacity.Stocks[0].Item = "glue" }},
		{"a line without a budget", "it is not limited", func(w *world) { w.capacity.Budgets[0].Line = "activities" }},
		{"a budget of other centers", "fees at others are not its", func(w *world) {
			w.capacity.Budgets[0] = capacity.Budget{ID: "year", Line: "materials", Centers: []capacity.CenterID{"web"}}
		}},
		{"a school with buses of its own", "no fleet limits it", func(w *world) {
			w.school("s1").Fleet = ""
			w.capacity.Fleets[0].Buses = 0
		}},
		{"a quota of other courses", "it counts its courses alone", func(w *world) {
			w.quota("contract").Courses, w.quota("contract").Most = []curriculum.CourseID{"drone"}, 0
		}},
		{"no schools left to others", "a reservation for all schools limits nobody", func(w *world) {
			w.quota("reserved").Areas, w.quota("reserved").Most = []capacity.AreaID{"city"}, 0
		}},
		{"just enough adults", "R17 asks for at least so many", func(w *world) { w.request("q1").Adults = 7 }},
		{"no adults for the youngest", "a framework may ask for none", func(w *world) {
			w.curriculum.Framework.Adults = []curriculum.AdultRule{{Grades: curriculum.Grades(7, 12), PupilsPerAdult: 10}}
			w.request("q1").Adults = 1
		}},
		{"notice to the minute", "a visit may start when the notice ends", func(w *world) { w.demand.AsOf = capacity.At(day(4), clock(8, 30)) }},
		{"no as-of time", "it lies before everything", func(w *world) { w.demand.AsOf, w.demand.NoticeDays = 0, 3650 }},
		{"everything pinned", "the notice does not apply to pins", func(w *world) {
			w.demand.AsOf = capacity.At(day(30), 0)
			w.demand.Pins = pinAll(w, "q1", "q2", "q3", "q4", "q5", "q6")
		}},
		{"proven optimal", "points and bound agree", func(w *world) { w.plan.Status = matching.Optimal }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			test.change(w)
			p := w.problem(t)
			w.keepBooks(p)
			if w.plan.Status == matching.Optimal {
				w.plan.Bound = w.plan.Points
			}
			w.plan.Unplaced[0].Reason = matching.Impossible
			w.plan.Unplaced[0].Options = 3
			w.plan.Unplaced[0].Cuts = []matching.Cut{{Rule: rule.Tier, Options: 1}, {Rule: rule.Choice}, {Rule: rule.Open, Options: 2}}
			if v := matching.Verify(p, w.plan); len(v) > 0 {
				t.Errorf("%s, but: %v", test.reason, v)
			}
		})
	}
}

func TestViolationString(t *testing.T) {
	v := matching.Violation{Rule: rule.Books, Where: "points", Want: "1", Have: "2"}
	if got, want := v.String(), "books: points: want 1, have 2"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
	v = matching.Violation{Rule: rule.Seats, Request: "q", Offering: "o", Slot: "s", Where: "w", Want: "1", Have: "2"}
	if got, want := v.String(), `R6 seats: request "q", offering "o", slot "s", w: want 1, have 2`; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
}

func TestVerifyOrder(t *testing.T) {
	w := newWorld()
	p := w.problem(t)
	w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "zz"}, matching.Visit{Request: "aa"})
	slices.Reverse(w.plan.Sessions)
	violations := matching.Verify(p, w.plan)
	sorted := slices.IsSortedFunc(violations, func(a, b matching.Violation) int {
		if a.Rule != b.Rule {
			return int(a.Rule) - int(b.Rule)
		}
		return strings.Compare(string(a.Request), string(b.Request))
	})
	if !sorted || len(violations) < 10 {
		t.Errorf("violations are not ordered by rule and request, or too few to tell: %v", violations)
	}
}
