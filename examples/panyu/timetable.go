package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

// shownRooms is how many rooms the week at the center shows.
const shownRooms = 6

var dayNames = [...]string{"周一", "周二", "周三", "周四", "周五"}

// entry is a session of the plan with what a timetable says of it.
type entry struct {
	slot        capacity.Slot
	center      capacity.CenterID
	room        capacity.RoomID // the first of its rooms
	course      string
	visits      []matching.Visit
	instructors []capacity.InstructorID
}

// timetable is a plan made readable.
type timetable struct {
	problem *matching.Problem
	entries []entry // by slot, then offering
}

func newTimetable(s *story.Story) timetable {
	t := timetable{problem: s.Problem}
	type key struct {
		offering capacity.OfferingID
		slot     capacity.SlotID
	}
	visits := map[key][]matching.Visit{}
	for _, v := range s.Plan.Visits {
		visits[key{v.Offering, v.Slot}] = append(visits[key{v.Offering, v.Slot}], v)
	}
	network := s.Problem.Network()
	for _, session := range s.Plan.Sessions {
		o, _ := network.Offering(session.Offering)
		slot, _ := network.Slot(o.Center, session.Slot)
		course, _ := s.Problem.Catalog().Course(o.Course)
		e := entry{slot: slot, center: o.Center, course: course.Name, instructors: session.Instructors,
			visits: visits[key{session.Offering, session.Slot}]}
		if len(o.Rooms) > 0 {
			e.room = o.Rooms[0]
		}
		t.entries = append(t.entries, e)
	}
	return t
}

// busiest returns the keys by falling count, equal ones in ascending order.
func busiest[K cmp.Ordered](counts map[K]int) []K {
	keys := make([]K, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return keys
}

// week writes the fullest week of a center: its busiest rooms against the days.
func (t timetable) week(w io.Writer, center capacity.CenterID) error {
	weeks := map[int]int{}
	for _, e := range t.entries {
		if e.center == center {
			weeks[e.slot.Date.Week()]++
		}
	}
	if len(weeks) == 0 {
		return nil
	}
	full := busiest(weeks)[0]
	rooms := map[capacity.RoomID]int{}
	cells := map[string]entry{}
	var monday capacity.Date
	for _, e := range t.entries {
		if e.center == center && e.slot.Date.Week() == full && e.room != "" {
			rooms[e.room]++
			cells[cell(e.room, int(e.slot.Date.Weekday())-1, e.slot.Start >= 12*60)] = e
			monday = e.slot.Date - capacity.Date(e.slot.Date.Weekday()) + 1
		}
	}
	shown := busiest(rooms)
	shown = shown[:min(len(shown), shownRooms)]
	slices.Sort(shown)
	c, _ := t.problem.Network().Center(center)
	fmt.Fprintf(w, "\nA week at %s (%s): %d sessions, of them the %d busiest rooms\n\n", c.Name, monday, weeks[full], len(shown))

	g := grid.New(24)
	head := []string{"", ""}
	for i, name := range dayNames {
		head = append(head, fmt.Sprintf("%s %s", name, (monday + capacity.Date(i)).String()[5:]))
	}
	g.Head(head...)
	for _, id := range shown {
		room, _ := t.problem.Network().Room(id)
		for half, name := range [...]string{"上午", "下午"} {
			row := []string{room.Name, name}
			if half == 1 {
				row[0] = fmt.Sprintf("%d seats", room.Seats)
			}
			for day := range dayNames {
				text := ""
				if e, ok := cells[cell(id, day, half == 1)]; ok {
					text = t.describe(e)
				}
				row = append(row, text)
			}
			g.Row(row...)
		}
	}
	_, err := g.WriteTo(w)
	return err
}

func cell(room capacity.RoomID, day int, afternoon bool) string {
	return fmt.Sprint(room, " ", day, " ", afternoon)
}

// describe writes a session in lines: its course, its classes, its instructors.
func (t timetable) describe(e entry) string {
	lines := []string{e.course}
	for _, v := range e.visits {
		class, school := t.visitor(v)
		lines = append(lines, school.Name, fmt.Sprintf("%s %d", class.Name, v.Pupils))
	}
	return strings.Join(append(lines, names(e.instructors)), "\n")
}

func (t timetable) visitor(v matching.Visit) (curriculum.Cohort, matching.School) {
	r, _ := t.problem.Request(v.Request)
	c, _ := t.problem.Cohort(r.Cohort)
	s, _ := t.problem.School(c.School)
	return c, s
}

// names joins ids of instructors, without their center's.
func names(ids []capacity.InstructorID) string {
	short := make([]string, len(ids))
	for i, id := range ids {
		_, short[i], _ = strings.Cut(string(id), "-")
	}
	return strings.Join(short, " ")
}

// school writes the visits of one school, by date.
func (t timetable) school(w io.Writer, s matching.School) error {
	g := grid.New(40)
	g.Head("date", "class", "pupils", "course", "center", "minutes", "choice")
	visits := 0
	for _, e := range t.entries {
		for _, v := range e.visits {
			class, from := t.visitor(v)
			if from.ID != s.ID {
				continue
			}
			visits++
			center, _ := t.problem.Network().Center(e.center)
			minutes := t.problem.Network().Trip(s.ID, s.At, e.center)
			half := "上午"
			if e.slot.Start >= 12*60 {
				half = "下午"
			}
			g.Row(fmt.Sprint(e.slot.Date.String(), " ", half), class.Name, fmt.Sprint(v.Pupils), e.course, center.Name,
				fmt.Sprint(minutes), fmt.Sprint(v.Choice+1))
		}
	}
	fmt.Fprintf(w, "\nThe %d visits of %s\n\n", visits, s.Name)
	_, err := g.WriteTo(w)
	return err
}
