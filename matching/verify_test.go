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
				w.course("paper").Theme, w.course("drone").Theme = "print", "machines"
				w.request("q1").Choices[0] = matching.Choice{Course: "code", Theme: "machines", Tier: curriculum.Practice, Major: "soft", Occupation: "fitter", Center: "farm", Times: on(8)}
			},
			want: []string{
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want a slot within the choice's times, have 2026-09-07 08:30-11:30`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want center "farm", have "hub"`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want course "code", have "paper"`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want major "soft", have ""`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want occupation "fitter", have ["printer"]`,
				`R3 choice: request "q1", offering "paper1", slot "2026-09-07.am", choice 0: want theme "machines", have "print"`,
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
			want:   []string{`R8 sharing: request "q4", offering "drone1", slot "2026-09-08.pm": want a session shared with nobody, have 2 requests of one school and one stage`},
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
			name: "program", reason: "what a visit lacks is named, and whole means that every component is complete",
			damage: lacking(1, func(w *world) {
				w.course("weave").Tags = nil
				w.sampler().Components[0].Hours = 10
			}),
			want: []string{
				`R11 program: request "q8", offering "weave1", slot "2026-09-07.am", component 0: want all of the program or nothing, have 3 lacking`,
				`R11 program: request "q8", offering "weave1", slot "2026-09-07.am", component 0: want one of the tags ["craft"], have []`,
			},
		},
		{
			name: "program without need", reason: "the visit that is too much is named, and what all but the shortest count for",
			damage: rich(func(w *world) { w.sampler().Components[0].Hours = 4 }),
			want: []string{
				`R11 program: request "q8", offering "pot1", slot "2026-09-09.am", component 0: want less than 4 class hours without the shortest visit, have 4`,
			},
		},
		{
			name: "program in time", reason: "spacing is held against the visit before, order against all before",
			damage: rich(func(w *world) {
				w.move("wire1", "2026-09-15.am")
				w.sampler().MostAtCenter = 2
			}),
			want: []string{
				`R11 program: request "q8", offering "wire1", slot "2026-09-15.am": want 2 days after the visit on 2026-09-14, have 1`,
				`R11 program: request "q8", offering "wire1", slot "2026-09-15.am": want at most 2 visits at center "lab", have 3`,
				`R11 program: request "q8", offering "wire1", slot "2026-09-15.am": want component 1 before the components after it, have one of those before or with it`,
			},
		},
		{
			name: "program at once", reason: "visits that begin together are not in order, and cannot be made besides",
			damage: rich(func(w *world) {
				late := w.capacity.Calendars[0]
				late.ID = "late"
				w.capacity.Calendars = append(w.capacity.Calendars, late)
				w.center("mill").Calendar = "late"
				w.demand.VisitsPerDay, w.sampler().DaysApart = 2, 0
				w.move("wire1", "2026-09-14.pm")
			}),
			want: []string{
				`R10 clash: request "q8", offering "wire1", slot "2026-09-14.pm", cohort "d2": want one visit at a time, have "weld1" at 2026-09-14 14:00-16:30 too`,
				`R11 program: request "q8", offering "wire1", slot "2026-09-14.pm": want component 1 before the components after it, have one of those before or with it`,
			},
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
			name: "pins of parts", reason: "the visit has another part, and is too soon as it is not pinned so; the next one lacks its pins' parts",
			damage: rich(func(w *world) {
				w.widen()
				w.demand.AsOf = capacity.At(day(30), 0)
				w.demand.Pins = nil
				for _, v := range w.plan.Visits {
					if v.Slot != "2026-09-10.pm" || v.Offering != "knit1" {
						w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot})
					}
				}
				w.request("q9").Visits = 4
				w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: "q9", Offering: "dye1", Slot: "2026-09-14.am", Kind: matching.Frozen})
			}),
			want: []string{
				`R18 notice: request "q9", offering "dye1", slot "2026-09-10.pm": want a start at 2026-10-03T00:00 or later, have 2026-09-10T14:00`,
				`R18 notice: request "q9", offering "dye1", slot "2026-09-10.pm": want the visit in 2 parts that is pinned, have one of 3 parts`,
				`R18 notice: request "q9", offering "dye1", slot "2026-09-14.am": want the visit that is frozen, have no such visit`,
				`R18 notice: request "q9", offering "spin1", slot "2026-09-10.pm": want the visit in 2 parts that is pinned, have one of 3 parts`,
			},
		},
		{
			name: "pins of more parts", reason: "the whole visit is not the one in parts, and too soon as it is not pinned so",
			damage: rich(func(w *world) {
				w.rotateOnce()
				w.widen()
				w.demand.AsOf = capacity.At(day(30), 0)
				w.demand.Pins = nil
				for _, v := range w.plan.Visits {
					w.demand.Pins = append(w.demand.Pins, matching.Pin{Request: v.Request, Offering: v.Offering, Slot: v.Slot})
				}
				w.close("dye1", "2026-09-08.am")
				w.close("knit1", "2026-09-08.am")
			}),
			want: []string{
				`R18 notice: request "q9", offering "dye1", slot "2026-09-08.am": want the visit that is pinned, have no such visit`,
				`R18 notice: request "q9", offering "knit1", slot "2026-09-08.am": want the visit that is pinned, have no such visit`,
				`R18 notice: request "q9", offering "spin1", slot "2026-09-08.am": want a start at 2026-10-03T00:00 or later, have 2026-09-08T08:30`,
				`R18 notice: request "q9", offering "spin1", slot "2026-09-08.am": want the visit in 3 parts that is pinned, have a whole one`,
			},
		},
		{
			name: "split", reason: "the part that has no session of its own is named, and each that is elsewhere",
			damage: rich(func(w *world) {
				w.rotateOnce()
				w.widen()
				w.request("q9").Parts = 2
				w.close("knit1", "2026-09-08.am")
				w.plan.Visits = append(w.plan.Visits, matching.Visit{Request: "q9", Part: 3, Choice: 1, Offering: "dye1", Slot: "2026-09-08.am"})
			}),
			want: []string{
				`R19 split: request "q9", offering "dye1", slot "2026-09-08.am": want a session for each part, have two parts in one`,
				`R19 split: request "q9", offering "dye1", slot "2026-09-08.am": want part 2 of parts from 0 without a gap, have 3`,
				`R19 split: request "q9", offering "spin1", slot "2026-09-08.am": want at most 2 parts, have 3`,
			},
		},
		{
			name: "split unlike before", reason: "all visits of a request have the number of parts of the first",
			damage: rich(func(w *world) {
				w.widen()
				w.close("dye1", "2026-09-15.am")
			}),
			want: []string{`R19 split: request "q9", offering "knit1", slot "2026-09-15.am": want 3 parts as in slot "2026-09-10.pm", have 2`},
		},
		{
			name: "outreach", reason: "the first school of a slot by its offerings is the one that is served",
			damage: rich(func(w *world) {
				w.capacity.Teams[0].Reach, w.capacity.Teams[0].Sessions = 4999, 1
				w.cohort("e2").School = "s5"
			}),
			want: []string{
				`R20 outreach: offering "kite2", slot "2026-09-15.am", team "van": want at most 1 sessions at once, have 2`,
				`R20 outreach: request "r1", offering "kite1", slot "2026-09-15.am", team "van": want a school at most 4999 meters away, have 5000`,
				`R20 outreach: request "r2", offering "kite2", slot "2026-09-15.am", team "van": want a school at most 4999 meters away, have 5000`,
				`R20 outreach: request "r2", offering "kite2", slot "2026-09-15.am", team "van": want one school at a time, as "s4", have "s5" too`,
				`R20 outreach: request "r3", offering "kite1", slot "2026-09-16.am", team "van": want a school at most 4999 meters away, have 5000`,
			},
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
