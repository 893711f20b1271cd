package main

import (
	"bufio"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

func show(_ context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read")
	planned := flags.String("plan", "", "plan `file` to show")
	center := flags.String("center", "", "show only the center with this `id`")
	school := flags.String("school", "", "show only the school with this `id`")
	var week capacity.Date
	flags.Func("week", "show only the week, Monday to Sunday, of this `date`", func(s string) error { return week.UnmarshalText([]byte(s)) })
	if err := parse(flags, args, "i", "plan"); err != nil {
		return err
	}
	_, problem, plan, err := std.both(*input, *planned)
	if err != nil {
		return err
	}
	if err := valid(problem, plan, *input, *planned); err != nil {
		return err
	}
	t := newTimetable(problem, plan)
	if err := t.keep(capacity.CenterID(*center), curriculum.SchoolID(*school), week); err != nil {
		return err
	}
	w := bufio.NewWriter(std.out)
	if *school == "" {
		t.printCenters(w)
	}
	if *center == "" {
		t.printSchools(w)
	}
	return w.Flush()
}

// timetable is a plan with the names that a reader needs.
type timetable struct {
	problem  *matching.Problem
	entries  []entry // by start, then offering, then request
	unplaced []matching.Unplaced
	people   map[[2]string][]capacity.InstructorID // by offering and slot
}

// entry is one visit.
type entry struct {
	visit   matching.Visit
	slot    capacity.Slot
	center  capacity.Center
	course  curriculum.Course
	cohort  curriculum.Cohort
	school  matching.School
	request matching.Request
}

func newTimetable(p *matching.Problem, plan *matching.Plan) *timetable {
	t := &timetable{problem: p, unplaced: plan.Unplaced, people: map[[2]string][]capacity.InstructorID{}}
	for _, s := range plan.Sessions {
		t.people[[2]string{string(s.Offering), string(s.Slot)}] = s.Instructors
	}
	for _, v := range plan.Visits {
		e := entry{visit: v}
		offering, _ := p.Network().Offering(v.Offering)
		e.center, _ = p.Network().Center(offering.Center)
		e.slot, _ = p.Network().Slot(offering.Center, v.Slot)
		e.course, _ = p.Catalog().Course(offering.Course)
		e.request, _ = p.Request(v.Request)
		e.cohort, _ = p.Cohort(e.request.Cohort)
		e.school, _ = p.School(e.cohort.School)
		t.entries = append(t.entries, e)
	}
	slices.SortStableFunc(t.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.slot.Begin(), b.slot.Begin()),
			cmp.Compare(a.visit.Offering, b.visit.Offering), cmp.Compare(a.visit.Request, b.visit.Request))
	})
	return t
}

// keep leaves only what concerns a center, a school and a week; empty ones do not limit.
func (t *timetable) keep(center capacity.CenterID, school curriculum.SchoolID, week capacity.Date) error {
	if _, ok := t.problem.Network().Center(center); !ok && center != "" {
		return fmt.Errorf("no center %q in the scenario", center)
	}
	if _, ok := t.problem.School(school); !ok && school != "" {
		return fmt.Errorf("no school %q in the scenario", school)
	}
	t.entries = slices.DeleteFunc(t.entries, func(e entry) bool {
		return center != "" && e.center.ID != center || school != "" && e.school.ID != school ||
			week != 0 && e.slot.Date.Week() != week.Week()
	})
	t.unplaced = slices.DeleteFunc(slices.Clone(t.unplaced), func(u matching.Unplaced) bool {
		return school != "" && t.schoolOf(u.Request).ID != school
	})
	return nil
}

func (t *timetable) schoolOf(id matching.RequestID) matching.School {
	request, _ := t.problem.Request(id)
	cohort, _ := t.problem.Cohort(request.Cohort)
	school, _ := t.problem.School(cohort.School)
	return school
}

// printCenters prints a table for each center and week, a session a row.
func (t *timetable) printCenters(w io.Writer) {
	entries := slices.Clone(t.entries)
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.center.ID, b.center.ID) })
	for len(entries) > 0 {
		first := entries[0]
		n := 1
		for n < len(entries) && entries[n].center.ID == first.center.ID && entries[n].slot.Date.Week() == first.slot.Date.Week() {
			n++
		}
		monday := first.slot.Date - capacity.Date((int(first.slot.Date.Weekday())+6)%7)
		fmt.Fprintf(w, "\n%s, %s to %s\n", label(first.center.Name, first.center.ID), monday, monday+6)
		t.sessions(entries[:n]).WriteTo(w)
		entries = entries[n:]
	}
}

// sessions lays out visits that are sorted by session, a session a row.
func (t *timetable) sessions(entries []entry) *grid.Grid {
	g := grid.New(0)
	g.Head("time", "course", "groups (pupils)", "instructors")
	for len(entries) > 0 {
		first := entries[0].visit
		var groups []string
		n := 0
		for n < len(entries) && entries[n].visit.Offering == first.Offering && entries[n].visit.Slot == first.Slot {
			e := entries[n]
			groups = append(groups, fmt.Sprintf("%s %s (%d)", label(e.school.Name, e.school.ID), e.group(), e.visit.Pupils))
			n++
		}
		people := t.people[[2]string{string(first.Offering), string(first.Slot)}]
		g.Row(when(entries[0].slot), label(entries[0].course.Name, entries[0].course.ID), strings.Join(groups, "\n"), join(people))
		entries = entries[n:]
	}
	return g
}

// printSchools prints a table for each school, a visit a row, unplaced requests last.
func (t *timetable) printSchools(w io.Writer) {
	tables := map[curriculum.SchoolID]*grid.Grid{}
	tableOf := func(id curriculum.SchoolID) *grid.Grid {
		if tables[id] == nil {
			tables[id] = grid.New(0)
			tables[id].Head("class", "time", "course", "center")
		}
		return tables[id]
	}
	for _, e := range t.entries {
		tableOf(e.school.ID).Row(e.group(), when(e.slot),
			fmt.Sprintf("%s (%s)", label(e.course.Name, e.course.ID), t.wish(e)), label(e.center.Name, e.center.ID))
	}
	unplaced := map[curriculum.SchoolID][]string{}
	for _, u := range t.unplaced {
		request, _ := t.problem.Request(u.Request)
		cohort, _ := t.problem.Cohort(request.Cohort)
		tableOf(cohort.School)
		unplaced[cohort.School] = append(unplaced[cohort.School], label(cohort.Name, cohort.ID)+": "+missingText(u))
	}
	for _, id := range slices.Sorted(maps.Keys(tables)) {
		school, _ := t.problem.School(id)
		fmt.Fprintf(w, "\n%s\n", label(school.Name, id))
		tables[id].WriteTo(w)
		for _, text := range unplaced[id] {
			fmt.Fprintln(w, text)
		}
	}
}

// group names the cohort, and which part of it where it splits.
func (e entry) group() string {
	name := label(e.cohort.Name, e.cohort.ID)
	if e.request.Parts > 1 {
		name += fmt.Sprintf(" part %d", e.visit.Part+1)
	}
	return name
}

// wish names what a visit fulfils: the choice, or the program's component.
func (t *timetable) wish(e entry) string {
	if program, ok := t.problem.Program(e.request.Program); ok {
		return cmp.Or(program.Components[e.visit.Component].Name, fmt.Sprintf("component %d", e.visit.Component+1))
	}
	return fmt.Sprintf("choice %d", e.visit.Choice+1)
}

// missingText puts into words why a request misses visits.
func missingText(u matching.Unplaced) string {
	left := u.Options
	for _, c := range u.Cuts {
		left -= c.Options
	}
	text := fmt.Sprintf("%d missing, %s; %d of %d options fit it alone", u.Visits, u.Reason, left, u.Options)
	if len(u.Cuts) > 0 {
		text += ", the others " + cutsText("removed", u.Cuts)
	}
	return text
}

func label[ID ~string](name string, id ID) string {
	if name == "" {
		return string(id)
	}
	return name
}

func when(s capacity.Slot) string {
	return fmt.Sprintf("%s %s %s-%s", s.Date.Weekday().String()[:3], s.Date, s.Start, s.End)
}

func join(ids []capacity.InstructorID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, " ")
}
