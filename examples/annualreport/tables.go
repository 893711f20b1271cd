package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

func (r *annual) write(w io.Writer) error {
	f, d := r.terms[0].file, &r.demand
	fmt.Fprintf(w, "%s: %d schools, %d classes, %d centers\n\n", "Guangzhou's year, a sample", len(f.Schools), len(f.Cohorts), len(f.Centers))
	for _, t := range r.terms {
		m := matching.Measure(t.problem, t.plan)
		fmt.Fprintf(w, "%-7s %4d of %4d visits placed, %5d of %5d pupils\n", t.name, m.Visits.Placed, m.Visits.Asked, m.Pupils.Placed, m.Pupils.Asked)
	}
	fmt.Fprintf(w, "%-7s %4d of %4d visits placed, %5d of %5d pupils; %d unmet\n",
		"year", d.Total.Visits.Placed, d.Total.Visits.Asked, d.Total.Pupils.Placed, d.Total.Pupils.Asked, d.Total.Visits.Unmet)
	return errors.Join(r.writeCauses(w), r.writeThemes(w), r.writeAreas(w), r.writeGrades(w), r.writeUse(w), r.writeWeeks(w), r.writeMoney(w), r.writeTraining(w))
}

func table(w io.Writer, title string, head []string, rows [][]string) error {
	fmt.Fprintf(w, "\n%s\n\n", title)
	g := grid.New(0)
	g.Head(head...)
	for _, row := range rows {
		g.Row(row...)
	}
	_, err := g.WriteTo(w)
	return err
}

func number(n int64) string { return fmt.Sprint(n) }

// share writes a part of a whole with one decimal.
func share(part, whole int64) string { return story.Percent(int(part), int(whole)) }

func (r *annual) writeCauses(w io.Writer) error {
	causes := slices.Clone(r.demand.Causes)
	slices.SortStableFunc(causes, func(a, b matching.CauseUnmet) int { return cmp.Compare(b.Visits, a.Visits) })
	var rows [][]string
	for _, c := range causes {
		by := "nothing"
		if c.Rule != rule.Books {
			by = fmt.Sprintf("%v %s", c.Rule, c.Rule.Name())
		}
		rows = append(rows, []string{c.Reason.String(), by, number(c.Visits), number(c.Pupils), share(c.Visits, r.demand.Total.Visits.Unmet)})
	}
	return table(w, "Unmet by cause", []string{"reason", "by", "visits", "pupils", "of the unmet"}, rows)
}

// mostThemes is how many themes are shown.
const mostThemes = 10

func (r *annual) writeThemes(w io.Writer) error {
	themes := slices.Clone(r.demand.Themes)
	slices.SortStableFunc(themes, func(a, b matching.ThemeDemand) int { return cmp.Compare(b.Visits.Unmet, a.Visits.Unmet) })
	run := map[matching.Theme]int64{}
	for _, s := range r.demand.Supplied {
		run[s.Theme] = s.Run
	}
	var rows [][]string
	for _, x := range themes[:min(len(themes), mostThemes)] {
		sessions := ""
		if x.Kind == matching.ThemeStated || x.Kind == matching.ThemeCourse {
			sessions = number(run[x.Theme])
		}
		rows = append(rows, append(amounts(r.theme(x.Theme), x.Demand), sessions))
	}
	return table(w, fmt.Sprintf("Demand by theme of the first choice: the %d of %d with most unmet", len(rows), len(themes)),
		[]string{"theme", "asked", "placed", "unmet", "share", "sessions"}, rows)
}

func amounts(name string, d matching.Demand) []string {
	v := d.Visits
	return []string{name, number(v.Asked), number(v.Placed), number(v.Unmet), share(v.Placed, v.Asked)}
}

// theme names a theme, as the catalog of either term does.
func (r *annual) theme(t matching.Theme) string {
	p := r.terms[0].problem
	switch t.Kind {
	case matching.ThemeCourse:
		c, _ := p.Catalog().Course(curriculum.CourseID(t.Name))
		return c.Name
	case matching.ThemeMajor:
		m, _ := p.Catalog().Major(curriculum.MajorID(t.Name))
		return "major " + m.Name
	case matching.ThemeProgram:
		g, _ := p.Program(matching.ProgramID(t.Name))
		return "program " + g.Name
	case matching.ThemeStated:
		return t.Name
	}
	return t.Kind.String() + " " + t.Name
}

// writeAreas says of each district what it asks and gets, and who has a center near.
func (r *annual) writeAreas(w io.Writer) error {
	names := map[capacity.AreaID]string{}
	for _, a := range r.terms[0].file.Areas {
		names[a.ID] = a.Name
	}
	near := map[capacity.AreaID]matching.CoverageFigures{}
	for _, x := range r.reach.Areas {
		near[x.Area] = x.CoverageFigures
	}
	row := func(name string, d matching.Demand, f matching.CoverageFigures) []string {
		return append(amounts(name, d), fmt.Sprintf("%d/%d", f.Schools.Within, f.Schools.All), share(f.Pupils.Within, f.Pupils.All), share(f.Suited.Within, f.Suited.All))
	}
	var rows [][]string
	for _, x := range r.demand.Areas {
		rows = append(rows, row(names[x.Area], x.Demand, near[x.Area]))
	}
	rows = append(rows, row("all", r.demand.Total, r.reach.Total))
	return table(w, fmt.Sprintf("Demand by district, and who has a center within %d minutes", circle),
		[]string{"district", "asked", "placed", "unmet", "share", "schools", "pupils", "with a course for them"}, rows)
}

func (r *annual) writeGrades(w io.Writer) error {
	var rows [][]string
	for _, x := range r.demand.Grades {
		rows = append(rows, amounts(x.Grade.String(), x.Demand))
	}
	return table(w, "Demand by grade", []string{"grade", "asked", "placed", "unmet", "share"}, rows)
}

// writeUse adds up rooms and instructors of both terms by center.
func (r *annual) writeUse(w io.Writer) error {
	var rows [][]string
	centers := r.terms[0].problem.Network().Spec().Centers
	use, work := make([]matching.Use, len(centers)), make([]matching.Work, len(centers))
	for _, t := range r.terms {
		used, done := matching.MeasureUse(t.problem, t.plan), matching.MeasureWork(t.problem, t.plan)
		for i := range centers {
			use[i].Open += used.Centers[i].Open
			use[i].Used += used.Centers[i].Used
			use[i].Seats += used.Centers[i].Seats
			use[i].Taken += used.Centers[i].Taken
			work[i].Sessions += done.Centers[i].Sessions
			work[i].Hours += done.Centers[i].Hours
		}
	}
	for i, c := range centers {
		rows = append(rows, []string{c.Name, number(use[i].Open), number(use[i].Used), share(use[i].Used, use[i].Open),
			share(use[i].Taken, use[i].Seats), number(work[i].Sessions), number(int64(work[i].Hours))})
	}
	return table(w, "Rooms in slots, and what instructors led, by center",
		[]string{"center", "open", "used", "share", "of seats", "sessions led", "class hours"}, rows)
}

// writeWeeks draws the weeks of both terms, a mark for five visits.
func (r *annual) writeWeeks(w io.Writer) error {
	fmt.Fprint(w, "\nVisits by week, a mark for five\n")
	for _, t := range r.terms {
		s := matching.MeasureSpread(t.problem, t.plan).All
		fmt.Fprintf(w, "\n%s: Gini %.3f, the busiest week has %s, %d of %d weeks without a visit\n",
			t.name, s.Gini, share(most(s), total(s)), s.Idle, len(s.Weeks))
		for _, x := range s.Weeks {
			fmt.Fprintf(w, "%s %3d %s\n", x.Week, x.Visits, strings.Repeat("#", int(x.Visits+4)/5))
		}
	}
	return nil
}

func most(s matching.Spread) int64 {
	n := int64(0)
	for _, x := range s.Weeks {
		n = max(n, x.Visits)
	}
	return n
}

func total(s matching.Spread) int64 {
	n := int64(0)
	for _, x := range s.Weeks {
		n += x.Visits
	}
	return n
}

// writeMoney writes the settlement: by budget, and who came.
func (r *annual) writeMoney(w io.Writer) error {
	var rows [][]string
	for _, t := range r.terms {
		for _, b := range t.settled.Budgets {
			line, _ := t.problem.Catalog().Line(b.Line)
			rows = append(rows, []string{t.name, line.Name, b.Amount.String(), b.Planned.String(), b.Settled.String(), b.Released.String(), b.Remaining.String()})
		}
	}
	if err := table(w, "Settlement, in yuan", []string{"term", "line", "amount", "planned", "settled", "released", "remaining"}, rows); err != nil {
		return err
	}
	fmt.Fprintln(w)
	for _, t := range r.terms {
		a, units := t.settled.Total, [2]int64{}
		for _, x := range t.settled.Items {
			units[0] += x.Used
			units[1] += x.Returned
		}
		fmt.Fprintf(w, "%s: %d of %d person-visits, %d of %d class hours of instructors; %d units used, %d returned\n",
			t.name, a.PersonVisits.Held, a.PersonVisits.Planned, a.Hours.Held, a.Hours.Planned, units[0], units[1])
	}
	return nil
}

func (r *annual) writeTraining(w io.Writer) error {
	x := &r.training
	who := map[capacity.InstructorID]bool{}
	for _, g := range x.gained {
		who[g.Instructor] = true
	}
	again, _ := story.Placed(x.again)
	with, _ := story.Placed(x.with)
	_, err := fmt.Fprintf(w, "\nAfter %d sessions of a cluster %d instructors gain %d majors: %d more pairs of a possible session and somebody who\n"+
		"could lead it, %d offerings with their first, %d with their second.\n"+
		"The spring with them: %d visits and %d points; as long a search without: %d and %d.\n",
		trainAfter, len(who), len(x.gained), x.adds.Pairs, len(x.adds.First), len(x.adds.Second), with, x.with.Points, again, x.again.Points)
	return err
}
