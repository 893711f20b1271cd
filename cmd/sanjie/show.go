package main

import (
	"bufio"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/table"
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
	if violations := matching.Verify(problem, plan); len(violations) > 0 {
		return fmt.Errorf("%s is not a valid plan of %s: %d violations; sanjie verify lists them", *planned, *input, len(violations))
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
	byCenter := slices.Clone(t.entries)
	slices.SortStableFunc(byCenter, func(a, b entry) int { return cmp.Compare(a.center.ID, b.center.ID) })
	type page struct {
		center capacity.CenterID
		week   int
	}
	var rows [][]string
	for i, e := range byCenter {
		at := page{e.center.ID, e.slot.Date.Week()}
		if i == 0 || at != (page{byCenter[i-1].center.ID, byCenter[i-1].slot.Date.Week()}) {
			table.Write(w, "  ", rows)
			rows = rows[:0]
			monday := e.slot.Date - capacity.Date((int(e.slot.Date.Weekday())+6)%7)
			fmt.Fprintf(w, "\n%s, %s to %s\n", label(e.center.Name, e.center.ID), monday, monday+6)
		}
		group := fmt.Sprintf("%s %s (%d)", label(e.school.Name, e.school.ID), label(e.cohort.Name, e.cohort.ID), e.visit.Pupils)
		if i > 0 && len(rows) > 0 && byCenter[i-1].visit.Offering == e.visit.Offering && byCenter[i-1].visit.Slot == e.visit.Slot {
			rows[len(rows)-1][2] += " + " + group
			continue
		}
		people := t.people[[2]string{string(e.visit.Offering), string(e.visit.Slot)}]
		rows = append(rows, []string{when(e.slot), label(e.course.Name, e.course.ID), group, join(people)})
	}
	table.Write(w, "  ", rows)
}

// printSchools prints a table for each school, a visit a row, unplaced requests last.
func (t *timetable) printSchools(w io.Writer) {
	rows := map[curriculum.SchoolID][][]string{}
	names := map[curriculum.SchoolID]string{}
	for _, e := range t.entries {
		names[e.school.ID] = e.school.Name
		rows[e.school.ID] = append(rows[e.school.ID], []string{
			label(e.cohort.Name, e.cohort.ID), when(e.slot), label(e.course.Name, e.course.ID),
			label(e.center.Name, e.center.ID), "choice " + strconv.Itoa(e.visit.Choice+1),
		})
	}
	for _, u := range t.unplaced {
		request, _ := t.problem.Request(u.Request)
		cohort, _ := t.problem.Cohort(request.Cohort)
		school := t.schoolOf(u.Request)
		names[school.ID] = school.Name
		rows[school.ID] = append(rows[school.ID], []string{
			label(cohort.Name, cohort.ID), "unplaced: " + strconv.Itoa(u.Visits), explain(u),
		})
	}
	ids := make([]curriculum.SchoolID, 0, len(rows))
	for id := range rows {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		fmt.Fprintf(w, "\n%s\n", label(names[id], id))
		table.Write(w, "  ", rows[id])
	}
}

// explain puts the reason of an unplaced request into words.
func explain(u matching.Unplaced) string {
	left := u.Options
	var cuts []string
	for _, c := range u.Cuts {
		left -= c.Options
		cuts = append(cuts, fmt.Sprintf("%s %s %d", c.Rule, c.Rule.Name(), c.Options))
	}
	text := fmt.Sprintf("%s; of %d options", u.Reason, u.Options)
	if len(cuts) > 0 {
		text += ", removed by " + strings.Join(cuts, ", ")
	}
	return fmt.Sprintf("%s; %d left, none free", text, left)
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
