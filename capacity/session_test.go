package capacity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"pgregory.net/rapid"
)

// specs draws small valid specs in which most conditions of a session matter.
func specs(first capacity.Date) *rapid.Generator[capacity.Spec] {
	pattern := patterns(first)
	times := func(most int) *rapid.Generator[capacity.Times] {
		return rapid.Custom(func(t *rapid.T) capacity.Times { return rapid.SliceOfN(pattern, 0, most).Draw(t, "patterns") })
	}
	span := rapid.Custom(func(t *rapid.T) capacity.DateSpan {
		if rapid.IntRange(0, 2).Draw(t, "limited") > 0 {
			return capacity.DateSpan{}
		}
		s := capacity.DateSpan{From: first + capacity.Date(rapid.Int32Range(0, 8).Draw(t, "from"))}
		s.To = s.From + capacity.Date(rapid.Int32Range(0, 12).Draw(t, "length"))
		return s
	})
	return rapid.Custom(func(t *rapid.T) capacity.Spec {
		s := capacity.Spec{
			Areas: []capacity.Area{{ID: "street", Parent: "town"}, {ID: "town", Parent: "district"}, {ID: "district"}, {ID: "elsewhere"}},
			Calendars: []capacity.Calendar{
				{ID: "two a day", Terms: []capacity.Term{
					{From: first + 8, To: first + 11, Periods: []capacity.Period{{ID: "all", Start: clock(8, 0), End: clock(14, 0)}}},
					{From: first, To: first + 4, Periods: []capacity.Period{{ID: "pm", Start: clock(11, 0), End: clock(13, 30)}, {ID: "am", Start: clock(8, 30), End: clock(11, 0)}}},
				}},
				{ID: "week", Terms: []capacity.Term{{From: first, To: first + 13, Days: weekdays.Filter(func(w capacity.Weekdays) bool { return w != 0 }).Draw(t, "days"),
					Periods: []capacity.Period{{ID: "x", Start: clock(9, 0), End: clock(12, 0)}}}}},
			},
		}
		for i := range rapid.IntRange(1, 3).Draw(t, "centers") {
			s.Centers = append(s.Centers, capacity.Center{
				ID:       capacity.CenterID(fmt.Sprintf("c%d", i)),
				Area:     rapid.SampledFrom([]capacity.AreaID{"", "street", "town", "district", "elsewhere"}).Draw(t, "area"),
				Calendar: s.Calendars[rapid.IntRange(0, 1).Draw(t, "calendar")].ID,
				License:  span.Draw(t, "license"),
			})
		}
		center := rapid.Custom(func(t *rapid.T) capacity.CenterID { return rapid.SampledFrom(s.Centers).Draw(t, "center").ID })
		for i := range rapid.IntRange(1, 4).Draw(t, "rooms") {
			r := capacity.Room{ID: capacity.RoomID(fmt.Sprintf("r%d", i)), Center: center.Draw(t, "of room"), Seats: 20}
			if i%2 == 0 {
				r.Teaching = times(2).Draw(t, "teaching")
			}
			s.Rooms = append(s.Rooms, r)
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "offerings") {
			o := capacity.Offering{ID: capacity.OfferingID(fmt.Sprintf("o%d", (i*7+3)%10)), Center: center.Draw(t, "of offering"), Course: "factory", Seats: 10,
				Valid: span.Draw(t, "valid")}
			if rapid.Bool().Draw(t, "has times") {
				o.Times = times(3).Draw(t, "times")
			}
			for _, r := range s.Rooms {
				if r.Center == o.Center && rapid.Bool().Draw(t, "uses room") {
					o.Rooms = append(o.Rooms, r.ID)
				}
			}
			s.Offerings = append(s.Offerings, o)
		}
		for i := range rapid.IntRange(0, 3).Draw(t, "closures") {
			s.Closures = append(s.Closures, closure(t, fmt.Sprintf("x%d", i), s, pattern))
		}
		return s
	})
}

// closure draws a closure of a few days, mostly of places that the spec uses.
func closure(t *rapid.T, id string, s capacity.Spec, pattern *rapid.Generator[capacity.When]) capacity.Closure {
	c := capacity.Closure{ID: capacity.ClosureID(id)}
	yes := rapid.Bool()
	from := s.Calendars[0].Terms[1].From + capacity.Date(rapid.Int32Range(0, 9).Draw(t, "first day closed"))
	w := capacity.When{From: from, To: from + 2}
	if yes.Draw(t, "closes by pattern") {
		w = pattern.Draw(t, "closed")
		w.From, w.To = from, from+2
	}
	c.Times = capacity.Times{w}
	if yes.Draw(t, "for some") {
		c.Grades = rapid.SampledFrom([]curriculum.GradeSet{curriculum.Grades(1, 6), curriculum.AllGrades}).Draw(t, "grades")
	}
	switch {
	case yes.Draw(t, "closes an area"):
		areas := []capacity.AreaID{"elsewhere"}
		for _, a := range s.Areas {
			if slices.ContainsFunc(s.Centers, func(c capacity.Center) bool { return lies(s, c.Area, a.ID) }) {
				areas = append(areas, a.ID)
			}
		}
		c.Areas = []capacity.AreaID{rapid.SampledFrom(areas).Draw(t, "area")}
	case yes.Draw(t, "closes a room"):
		rooms := []capacity.RoomID{s.Rooms[0].ID}
		for _, o := range s.Offerings {
			rooms = append(o.Rooms, rooms...)
		}
		c.Rooms = []capacity.RoomID{rapid.SampledFrom(rooms).Draw(t, "room")}
	case yes.Draw(t, "closes a center"):
		c.Centers = []capacity.CenterID{rapid.SampledFrom(s.Centers).Draw(t, "center").ID}
	}
	return c
}

// slowSessions tests every offering against every slot of every calendar, on
// the spec alone. It returns why each pair that is no session fails.
func slowSessions(s capacity.Spec) (sessions []string, cuts map[string]int) {
	cuts = map[string]int{}
	for _, o := range s.Offerings {
		for _, c := range s.Centers {
			if c.ID != o.Center {
				continue
			}
			for _, slot := range slowSlots(s, c.Calendar) {
				if why := whyNot(s, o, c, slot); why != "" {
					cuts[why]++
				} else {
					sessions = append(sessions, fmt.Sprint(o.ID, slot.Begin(), slot.ID))
				}
			}
		}
	}
	slices.Sort(sessions) // ids have two bytes and moments sort as text
	return sessions, cuts
}

func slowSlots(s capacity.Spec, id capacity.CalendarID) []capacity.Slot {
	var all []capacity.Slot
	for _, c := range s.Calendars {
		for _, term := range c.Terms {
			for d := term.From; c.ID == id && d <= term.To; d++ {
				for _, p := range term.Periods {
					if term.Days == 0 || term.Days&capacity.Days(civil(d).Weekday()) != 0 {
						all = append(all, capacity.Slot{ID: capacity.SlotID(fmt.Sprintf("%v.%s", d, p.ID)), Date: d, Start: p.Start, End: p.End})
					}
				}
			}
		}
	}
	return all
}

func whyNot(s capacity.Spec, o capacity.Offering, c capacity.Center, slot capacity.Slot) string {
	outside := func(d capacity.DateSpan) bool {
		return d.From != 0 && slot.Date < d.From || d.To != 0 && slot.Date > d.To
	}
	switch {
	case outside(c.License):
		return "license"
	case outside(o.Valid):
		return "validity"
	case len(o.Times) > 0 && !slowCover(o.Times, slot):
		return "times"
	}
	for _, r := range s.Rooms {
		if slices.Contains(o.Rooms, r.ID) && slowTouch(r.Teaching, slot) {
			return "teaching"
		}
	}
	for _, x := range s.Closures {
		if x.Grades != 0 && x.Grades != curriculum.AllGrades || !slowTouch(x.Times, slot) {
			continue
		}
		switch {
		case len(x.Areas) == 0 && len(x.Centers) == 0 && len(x.Rooms) == 0:
			return "closure of all"
		case slices.Contains(x.Centers, c.ID):
			return "closure of the center"
		case slices.ContainsFunc(o.Rooms, func(r capacity.RoomID) bool { return slices.Contains(x.Rooms, r) }):
			return "closure of a room"
		case slices.ContainsFunc(x.Areas, func(a capacity.AreaID) bool { return lies(s, c.Area, a) }):
			return "closure of an area"
		}
	}
	return ""
}

func lies(s capacity.Spec, area, of capacity.AreaID) bool {
	if area == of {
		return area != ""
	}
	for _, a := range s.Areas {
		if a.ID == area && a.Parent != "" {
			return lies(s, a.Parent, of)
		}
	}
	return false
}

func TestSessionsAgainstSpec(t *testing.T) {
	gen, courses := specs(monday(t)), catalog(t)
	rapid.Check(t, func(t *rapid.T) {
		spec := gen.Draw(t, "spec")
		n, err := capacity.NewNetwork(spec, courses)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for s := range n.Sessions() {
			got = append(got, fmt.Sprint(s.Offering, s.Slot.Begin(), s.Slot.ID))
		}
		want, _ := slowSessions(spec)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("sessions by offering, then start (-want +got):\n%s", diff)
		}
		maybeReverse(t, spec.Areas)
		maybeReverse(t, spec.Calendars[0].Terms)
		maybeReverse(t, spec.Centers)
		maybeReverse(t, spec.Rooms)
		maybeReverse(t, spec.Offerings)
		maybeReverse(t, spec.Closures)
		m, err := capacity.NewNetwork(spec, courses)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(slices.Collect(n.Sessions()), slices.Collect(m.Sessions())); diff != "" {
			t.Errorf("the order of the input matters (-want +got):\n%s", diff)
		}
	})
}

func maybeReverse[T any](t *rapid.T, list []T) {
	if rapid.Bool().Draw(t, "reversed") {
		slices.Reverse(list)
	}
}

// TestSpecsMeetEveryCondition keeps the generator from going blind.
func TestSpecsMeetEveryCondition(t *testing.T) {
	gen := specs(monday(t))
	met := map[string]int{}
	for seed := range 300 {
		spec := gen.Example(seed)
		sessions, cuts := slowSessions(spec)
		for why, n := range cuts {
			met[why] += min(n, 1)
		}
		met["session"] += min(len(sessions), 1)
	}
	for _, why := range []string{"session", "license", "validity", "times", "teaching", "closure of all", "closure of the center", "closure of a room", "closure of an area"} {
		if met[why] < 6 {
			t.Errorf("%s: met in %d of 300 specs, want 6 or more", why, met[why])
		}
	}
}

func TestSessionsStopEarly(t *testing.T) {
	n := network(t, district(t))
	all := slices.Collect(n.Sessions())
	var some []capacity.Session
	for s := range n.Sessions() {
		if some = append(some, s); len(some) == 3 {
			break
		}
	}
	if diff := cmp.Diff(all[:3], some); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSessionsOfTheDistrict(t *testing.T) {
	got := map[capacity.OfferingID][]string{}
	for s := range network(t, district(t)).Sessions() {
		got[s.Offering] = append(got[s.Offering], strings.TrimPrefix(string(s.Slot.ID), "2026-09-"))
	}
	ten := []string{"07.am", "07.pm", "08.am", "08.pm", "09.am", "09.pm", "10.am", "10.pm", "11.am", "11.pm"}
	tests := []struct {
		name   capacity.OfferingID
		reason string
		want   []string
	}{
		{"print", "mornings of the licensed week, less Monday's own lesson in the room", []string{"08.am", "09.am", "10.am", "11.am"}},
		{"rotate", "both halves of the day; one of its two rooms has the lesson", ten[1:]},
		{"carry", "no room, so no lesson is in its way", ten},
		{"tour", "a closure for some grades alone leaves the session; this center has no license dates",
			append(slices.Clone(ten), "14.am", "14.pm", "15.am", "15.pm", "16.am", "16.pm", "17.am", "17.pm", "18.am", "18.pm")},
	}
	for _, test := range tests {
		t.Run(string(test.name), func(t *testing.T) {
			if diff := cmp.Diff(test.want, got[test.name]); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.reason, diff)
			}
		})
	}
}

func BenchmarkSessions(b *testing.B) {
	for _, size := range []int{200, 4000} {
		b.Run(fmt.Sprintf("offerings=%d", size), func(b *testing.B) {
			n := network(b, wide(b, size))
			count := 0
			for b.Loop() {
				count = 0
				for range n.Sessions() {
					count++
				}
			}
			b.ReportMetric(float64(count), "sessions")
		})
	}
}

// wide has one room with lessons for each offering, and 160 slots.
func wide(t testing.TB, offerings int) capacity.Spec {
	s := district(t)
	s.Offerings, s.Rooms, s.Closures, s.Stocks, s.Teams, s.Quotas = nil, nil, nil, nil, nil, nil
	s.Calendars[0].Terms[0].To = s.Calendars[0].Terms[0].From + 79 + 2
	s.Centers[0].License = capacity.DateSpan{}
	for i := range offerings {
		room := capacity.RoomID(fmt.Sprint("r", i))
		var lessons capacity.Times
		for j := range 4 {
			lessons = append(lessons, capacity.When{Days: capacity.Weekdays(1 << ((i + j) % 7)), Hours: []capacity.ClockSpan{{Start: clock(8+2*j, 0), End: clock(9+2*j, 0)}}})
		}
		s.Rooms = append(s.Rooms, capacity.Room{ID: room, Center: "school", Seats: 40, Teaching: lessons})
		s.Offerings = append(s.Offerings, capacity.Offering{ID: capacity.OfferingID(fmt.Sprint("o", i)), Center: "school", Course: "printing", Rooms: []capacity.RoomID{room}})
	}
	for i := range 20 {
		s.Closures = append(s.Closures, capacity.Closure{ID: capacity.ClosureID(fmt.Sprint("x", i)), Areas: []capacity.AreaID{"panyu"},
			Times: capacity.Times{{From: monday(t) + capacity.Date(i*4), To: monday(t) + capacity.Date(i*4)}}})
	}
	return s
}
