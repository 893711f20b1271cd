package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// reportPrinter writes a report as tables.
type reportPrinter struct {
	w io.Writer
	labels
	top int // rows of a table; 0 means all
	*yearReport
}

func (p *reportPrinter) print() {
	d := &p.Demand
	fmt.Fprintf(p.w, "visits   %d of %d placed, %d unmet\n", d.Total.Visits.Placed, d.Total.Visits.Asked, d.Total.Visits.Unmet)
	fmt.Fprintf(p.w, "pupils   %d of %d placed, %d unmet\n", d.Total.Pupils.Placed, d.Total.Pupils.Asked, d.Total.Pupils.Unmet)
	fmt.Fprintf(p.w, "sessions %d of %d possible, %d of %d seats taken in them\n", d.Supply.Run, d.Supply.Possible, d.Supply.SeatsUsed, d.Supply.SeatsRun)
	p.printCauses()
	p.printDemand()
	p.printUse()
	p.printWeeks()
	p.printWork()
	p.printSettlement()
	p.printReach()
}

// table writes a table of at most as many rows as are asked for, and says how many
// are left out.
func (p *reportPrinter) table(title string, head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	shown := rows
	if p.top > 0 {
		shown = firstOf(rows, p.top)
	}
	g := grid.New(40)
	g.Head(head...)
	for _, row := range shown {
		g.Row(row...)
	}
	fmt.Fprintf(p.w, "\n%s\n", title)
	g.WriteTo(p.w)
	if n := len(rows) - len(shown); n > 0 {
		fmt.Fprintf(p.w, "and %d more\n", n)
	}
}

func (p *reportPrinter) printCauses() {
	causes := slices.Clone(p.Demand.Causes)
	slices.SortStableFunc(causes, func(a, b matching.CauseUnmet) int { return cmp.Compare(b.Visits, a.Visits) })
	var rows [][]string
	for _, c := range causes {
		by := "nothing"
		if c.Rule != rule.Books {
			by = fmt.Sprintf("%v %s", c.Rule, c.Rule.Name())
		}
		rows = append(rows, []string{cmp.Or(c.Reason.String(), "unknown"), by, number(c.Visits), number(c.Pupils)})
	}
	p.table("Unmet by cause", []string{"reason", "by", "visits", "pupils"}, rows)
}

// printDemand prints what is unmet, most first, and the grades in their order.
func (p *reportPrinter) printDemand() {
	row := func(name string, d matching.Demand) []string {
		return []string{name, number(d.Visits.Asked), number(d.Visits.Placed), number(d.Visits.Unmet), percent(d.Visits.Share), number(d.Pupils.Unmet)}
	}
	head := func(of string) []string { return []string{of, "asked", "placed", "unmet", "share", "pupils unmet"} }
	themes := slices.Clone(p.Demand.Themes)
	slices.SortStableFunc(themes, func(a, b matching.ThemeDemand) int { return cmp.Compare(b.Visits.Unmet, a.Visits.Unmet) })
	var rows [][]string
	for _, x := range themes {
		rows = append(rows, row(p.theme(x.Theme), x.Demand))
	}
	p.table("Demand by theme of the first choice", head("theme"), rows)
	areas := slices.Clone(p.Demand.Areas)
	slices.SortStableFunc(areas, func(a, b matching.AreaDemand) int { return cmp.Compare(b.Visits.Unmet, a.Visits.Unmet) })
	rows = nil
	for _, x := range areas {
		rows = append(rows, row(p.area(x.Area), x.Demand))
	}
	p.table("Demand by area", head("area"), rows)
	rows = nil
	for _, x := range p.Demand.Grades {
		rows = append(rows, row(x.Grade.String(), x.Demand))
	}
	p.table("Demand by grade", head("grade"), rows)
}

func (p *reportPrinter) printUse() {
	row := func(name string, u matching.Use) []string {
		return []string{name, number(u.Open), number(u.Used), percent(u.Share), number(u.Seats), number(u.Taken), percent(u.SeatShare)}
	}
	head := func(of string) []string { return []string{of, "open", "used", "share", "seats", "taken", "share"} }
	var rows [][]string
	for _, x := range p.Use.Centers {
		rows = append(rows, append(row(p.center(x.Center), x.Use), number(x.Roomless)))
	}
	p.table("Rooms by center, in slots", append(head("center"), "sessions without a room"), rows)
	rooms := slices.Clone(p.Use.Rooms)
	slices.SortStableFunc(rooms, func(a, b matching.RoomUse) int { return cmp.Compare(b.Share, a.Share) })
	rows = nil
	for _, x := range rooms {
		room, _ := p.problem.Network().Room(x.Room)
		rows = append(rows, row(label(room.Name, x.Room), x.Use))
	}
	p.table("Rooms, most used first", head("room"), rows)
}

func (p *reportPrinter) printWeeks() {
	var rows [][]string
	for i, x := range p.Spread.All.Weeks {
		rows = append(rows, []string{x.Week.String(), number(x.Visits), number(x.Pupils), percent(p.Use.Weeks[i].Share)})
	}
	p.table("Weeks", []string{"week of", "visits", "pupils", "rooms used"}, rows)
	if all := p.Spread.All; all.Busiest != 0 {
		fmt.Fprintf(p.w, "Gini %s; the week of %s has %s of the visits, %d of %d weeks have none\n",
			decimals(all.Gini), all.Busiest, percent(all.Share), all.Idle, len(all.Weeks))
	}
}

func (p *reportPrinter) printWork() {
	var rows [][]string
	for _, x := range p.Work.Kinds {
		rows = append(rows, []string{x.Kind.String(), number(x.Instructors), number(x.Working), number(x.Sessions),
			number(int64(x.Hours)), number(x.Pupils), number(x.Days)})
	}
	p.table("Instructors by kind", []string{"kind", "all", "working", "sessions", "hours", "pupils", "days"}, rows)
	people := slices.Clone(p.Work.Instructors)
	slices.SortStableFunc(people, func(a, b matching.InstructorWork) int { return cmp.Compare(b.Hours, a.Hours) })
	rows = nil
	for _, x := range people {
		week, term := "", "" // shares of limits that there are
		who, _ := p.problem.Network().Instructor(x.Instructor)
		if who.PerWeek > 0 {
			week = percent(x.WeekShare)
		}
		if who.PerTerm > 0 {
			term = percent(x.TermShare)
		}
		rows = append(rows, []string{string(x.Instructor), x.Kind.String(), number(x.Sessions), number(int64(x.Hours)),
			number(x.Pupils), number(x.Days), number(x.WeekMost), week, term})
	}
	p.table("Instructors, most hours first", []string{"instructor", "kind", "sessions", "hours", "pupils", "days", "in a week", "of its limit", "of the term's"}, rows)
}

func (p *reportPrinter) printSettlement() {
	s := p.Settlement
	var rows [][]string
	for _, x := range s.Lines {
		if x.Planned > 0 {
			rows = append(rows, []string{p.line(x.Line), p.center(x.Center), x.Planned.String()})
		}
	}
	p.table("Cost by line and center, in yuan, if all takes place", []string{"line", "center", "planned"}, rows)
	rows = nil
	for _, x := range s.Budgets {
		rows = append(rows, []string{string(x.Budget), p.line(x.Line), x.Amount.String(), x.Settled.String(), x.Remaining.String()})
	}
	p.table("Budgets", []string{"budget", "line", "amount", "settled", "remaining"}, rows)
	rows = nil
	for _, x := range s.Items {
		if x.Stocked || x.Planned > 0 {
			stock, left := "", ""
			if x.Stocked {
				stock, left = number(x.Units), number(x.Left)
			}
			item, _ := p.problem.Catalog().Item(x.Item)
			rows = append(rows, []string{label(item.Name, x.Item), p.center(x.Center), stock, number(x.Used), left})
		}
	}
	p.table("Consumables", []string{"item", "center", "stock", "used", "left"}, rows)
	t := &s.Total
	fmt.Fprintf(p.w, "\nperson-visits %d, sessions %d, class hours of instructors %d\n", t.PersonVisits.Held, t.Sessions.Held, t.Hours.Held)
}

func (p *reportPrinter) printReach() {
	row := func(name string, f matching.CoverageFigures) []string {
		return []string{name, part(f.Schools), part(f.Pupils), part(f.Suited), percent(f.Suited.Share), part(f.Outreach), part(f.Online)}
	}
	var rows [][]string
	for _, x := range p.Reach.Areas {
		if x.Schools.All > 0 {
			rows = append(rows, row(p.area(x.Area), x.CoverageFigures))
		}
	}
	rows = append(rows, row("all", p.Reach.Total))
	p.table(fmt.Sprintf("A center within %d minutes", p.Reach.Minutes),
		[]string{"area", "schools", "pupils", "with a course for them", "share", "by a team", "online"}, rows)
}

// theme names a theme.
func (p *reportPrinter) theme(t matching.Theme) string {
	switch t.Kind {
	case matching.ThemeCourse:
		return p.course(curriculum.CourseID(t.Name))
	case matching.ThemeMajor:
		major, _ := p.problem.Catalog().Major(curriculum.MajorID(t.Name))
		return "any of major " + label(major.Name, curriculum.MajorID(t.Name))
	case matching.ThemeOccupation:
		occupation, _ := p.problem.Catalog().Occupation(curriculum.OccupationID(t.Name))
		return "any of occupation " + label(occupation.Name, curriculum.OccupationID(t.Name))
	case matching.ThemeTier:
		return "any of tier " + t.Name
	case matching.ThemeProgram:
		program, _ := p.problem.Program(matching.ProgramID(t.Name))
		return "program " + label(program.Name, matching.ProgramID(t.Name))
	}
	return t.Name
}

func (p *reportPrinter) area(id capacity.AreaID) string {
	i := slices.IndexFunc(p.network.Areas, func(a capacity.Area) bool { return a.ID == id })
	if i < 0 {
		return "no area"
	}
	return label(p.network.Areas[i].Name, id)
}

func (p *reportPrinter) line(id curriculum.LineID) string {
	line, _ := p.problem.Catalog().Line(id)
	return label(line.Name, id)
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// part writes how many of how many.
func part(c matching.Coverage) string { return fmt.Sprintf("%d/%d", c.Within, c.All) }

// percent writes a share of six decimals with one decimal in a hundred.
func percent(share float64) string {
	thousandths := (int64(math.Round(share*1_000_000)) + 500) / 1000
	return fmt.Sprintf("%d.%d %%", thousandths/10, thousandths%10)
}

// decimals writes a figure of six decimals with three.
func decimals(x float64) string {
	thousandths := (int64(math.Round(x*1_000_000)) + 500) / 1000
	return fmt.Sprintf("%d.%03d", thousandths/1000, thousandths%1000)
}
