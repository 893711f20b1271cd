package main

import (
	"fmt"
	"io"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

// tally says which wishes of the pupils came true.
type tally struct {
	pupils   int
	ranks    []int              // wishes that came true, by rank
	pupilsBy [topWishes + 1]int // pupils, by how many of their first wishes came true
	together int                // most pupils of one class in a session
	full     int                // sessions in which a class has as many as it may
}

// top returns how many of the pupils' first wishes came true.
func (t tally) top() int {
	n := 0
	for k, pupils := range t.pupilsBy {
		n += k * pupils
	}
	return n
}

func tallyOf(s *story.Story, plan *matching.Plan) tally {
	t := tally{pupils: len(s.File.Requests)}
	first := map[matching.RequestID]int{}
	type session struct {
		offering capacity.OfferingID
		slot     capacity.SlotID
	}
	type share struct {
		session
		class curriculum.SchoolID
	}
	classes := map[share]int{}
	for _, v := range plan.Visits {
		for len(t.ranks) <= v.Choice {
			t.ranks = append(t.ranks, 0)
		}
		t.ranks[v.Choice]++
		if v.Choice < topWishes {
			first[v.Request]++
		}
		r, _ := s.Problem.Request(v.Request)
		c, _ := s.Problem.Cohort(r.Cohort)
		classes[share{session{v.Offering, v.Slot}, c.School}]++
	}
	for _, r := range s.File.Requests {
		t.pupilsBy[first[r.ID]]++
	}
	full := map[session]bool{}
	for at, n := range classes {
		t.together = max(t.together, n)
		if n == mostOfClass {
			full[at.session] = true
		}
	}
	t.full = len(full)
	return t
}

// writeSummary writes the size of the day and how the plan compares with first
// come, first served.
func writeSummary(w io.Writer, s *story.Story, before, after tally) error {
	asked, _ := story.Asked(s.Problem)
	if _, err := fmt.Fprintf(w, "%s: %d pupils of %d classes wish for %d visits; %d events, %d rooms, at most %d sessions.\n\n",
		s.File.Name, after.pupils, len(s.File.Schools), asked, len(s.File.Courses), len(s.File.Rooms), daySessions(s)); err != nil {
		return err
	}
	for _, line := range []struct {
		name string
		plan *matching.Plan
		t    tally
	}{{"first come, first served", s.FirstCome, before}, {"Sanjie", s.Plan, after}} {
		visits, _ := story.Placed(line.plan)
		if _, err := fmt.Fprintf(w, "%-25s %d visits (%s), %d of %d wishes of the first %d (%s)\n", line.name, visits, story.Percent(visits, asked),
			line.t.top(), topWishes*line.t.pupils, topWishes, story.Percent(line.t.top(), topWishes*line.t.pupils)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, "\nThe plan is verified: it breaks no rule.")
	return err
}

// daySessions counts the sessions that the speakers can lead.
func daySessions(s *story.Story) int {
	n := 0
	for _, speaker := range s.File.Instructors {
		n += speaker.PerDay
	}
	return n
}

// writeRanks writes how many wishes of each rank came true.
func writeRanks(w io.Writer, before, after tally) error {
	fmt.Fprintf(w, "\nWishes that came true, by rank, of %d each\n\n", after.pupils)
	g := grid.New(0)
	g.Head("rank", "first come", "", "planned", "")
	for i := range max(len(before.ranks), len(after.ranks)) {
		row := []string{fmt.Sprint(i + 1)}
		for _, t := range []tally{before, after} {
			n := 0
			if i < len(t.ranks) {
				n = t.ranks[i]
			}
			row = append(row, fmt.Sprint(n), story.Percent(n, t.pupils))
		}
		g.Row(row...)
	}
	row := []string{fmt.Sprintf("1 to %d", topWishes)}
	for _, t := range []tally{before, after} {
		row = append(row, fmt.Sprint(t.top()), story.Percent(t.top(), topWishes*t.pupils))
	}
	g.Row(row...)
	_, err := g.WriteTo(w)
	return err
}

// writePupils writes to how many of their first wishes the pupils come.
func writePupils(w io.Writer, before, after tally) error {
	fmt.Fprintf(w, "\nPupils by how many of their first %d wishes came true\n\n", topWishes)
	g := grid.New(0)
	g.Head("wishes", "first come", "planned")
	for k := range before.pupilsBy {
		g.Row(fmt.Sprint(k), fmt.Sprint(before.pupilsBy[k]), fmt.Sprint(after.pupilsBy[k]))
	}
	_, err := g.WriteTo(w)
	return err
}
