package main

import (
	"fmt"
	"io"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/scenario"
)

// tally is what the schools of a district ask for and get.
type tally struct {
	schools, asked, placed, pupils int
	minutes                        int   // of all its placed visits, one way
	at                             []int // placed visits by index of the centers
}

// tallies has one tally for each of the city's districts, in the order of areas.
type tallies []tally

// count sums a plan up by the districts of the schools.
func count(s *story.Story) tallies {
	f, network := s.File, s.Problem.Network()
	areaAt := map[capacity.AreaID]int{}
	for i, a := range f.Areas[1:] { // the first is the city
		areaAt[a.ID] = i
	}
	centerAt := map[capacity.CenterID]int{}
	for i, c := range f.Centers {
		centerAt[c.ID] = i
	}
	all := make(tallies, len(areaAt))
	for i := range all {
		all[i].at = make([]int, len(f.Centers))
	}
	homeOf := func(id curriculum.CohortID) *tally {
		c, _ := s.Problem.Cohort(id)
		school, _ := s.Problem.School(c.School)
		return &all[areaAt[school.Area]]
	}
	for _, school := range f.Schools {
		all[areaAt[school.Area]].schools++
	}
	for _, r := range f.Requests {
		homeOf(r.Cohort).asked += max(1, r.Visits)
	}
	for _, v := range s.Plan.Visits {
		r, _ := s.Problem.Request(v.Request)
		c, _ := s.Problem.Cohort(r.Cohort)
		school, _ := s.Problem.School(c.School)
		o, _ := network.Offering(v.Offering)
		t := homeOf(r.Cohort)
		t.placed++
		t.pupils += v.Pupils
		t.minutes += network.Trip(school.ID, school.At, o.Center)
		t.at[centerAt[o.Center]]++
	}
	return all
}

// write writes a row for each district: what it asks and gets, and at which
// centers.
func (all tallies) write(w io.Writer, f *scenario.File) error {
	fmt.Fprint(w, "\nVisits by district of the school, and by center (numbers below)\n\n")
	g := grid.New(0)
	head := []string{"district", "schools", "asked", "placed", "share", "pupils", "minutes"}
	for i := range f.Centers {
		head = append(head, fmt.Sprint(i+1))
	}
	g.Head(head...)
	sum := tally{at: make([]int, len(f.Centers))}
	for i, t := range all {
		g.Row(t.row(f.Areas[i+1].Name)...)
		sum.schools += t.schools
		sum.asked += t.asked
		sum.placed += t.placed
		sum.pupils += t.pupils
		sum.minutes += t.minutes
		for j, n := range t.at {
			sum.at[j] += n
		}
	}
	g.Row(sum.row("total")...)
	if _, err := g.WriteTo(w); err != nil {
		return err
	}
	fmt.Fprintln(w)
	list := grid.New(0)
	for i, c := range f.Centers {
		list.Row(fmt.Sprint(i+1), c.Name, c.Host)
	}
	_, err := list.WriteTo(w)
	return err
}

// row writes a tally; its minutes are the mean of its visits.
func (t tally) row(name string) []string {
	row := []string{name, fmt.Sprint(t.schools), fmt.Sprint(t.asked), fmt.Sprint(t.placed), story.Percent(t.placed, t.asked),
		fmt.Sprint(t.pupils), fmt.Sprint(t.minutes / max(1, t.placed))}
	for _, n := range t.at {
		row = append(row, fmt.Sprint(n))
	}
	return row
}
