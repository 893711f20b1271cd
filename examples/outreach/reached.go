package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

// stop is a visit with what the tables say of it.
type stop struct {
	visit    matching.Visit
	class    curriculum.Cohort
	school   matching.School
	offering capacity.Offering
	course   curriculum.Course
	slot     capacity.Slot
	meters   int // from the school to the center
}

// network is a plan made readable.
type network struct {
	story *story.Story
	plan  *matching.Plan
	stops []stop
}

func newNetwork(s *story.Story, plan *matching.Plan) network {
	n := network{story: s, plan: plan}
	for _, v := range plan.Visits {
		x := stop{visit: v}
		r, _ := s.Problem.Request(v.Request)
		x.class, _ = s.Problem.Cohort(r.Cohort)
		x.school, _ = s.Problem.School(x.class.School)
		x.offering, _ = s.Problem.Network().Offering(v.Offering)
		x.course, _ = s.Problem.Catalog().Course(x.offering.Course)
		x.slot, _ = s.Problem.Network().Slot(x.offering.Center, v.Slot)
		x.meters = distance(x.school)
		n.stops = append(n.stops, x)
	}
	return n
}

// distance returns the meters from a school to the center, which is the origin.
func distance(s matching.School) int { return capacity.Meters(s.At, capacity.Point{}) }

// reach is how the classes of some schools were reached.
type reach struct {
	classes int
	by      [curriculum.Blended + 1]int // placed visits by delivery
}

func (r *reach) add(o reach) {
	r.classes += o.classes
	for i := range r.by {
		r.by[i] += o.by[i]
	}
}

// row writes a reach; each class asks for one visit.
func (r reach) row(name string) []string {
	none := r.classes
	for _, n := range r.by {
		none -= n
	}
	row := []string{name, fmt.Sprint(r.classes)}
	for _, d := range []curriculum.Delivery{curriculum.Outreach, curriculum.OnSite, curriculum.Blended, curriculum.Online} {
		row = append(row, fmt.Sprint(r.by[d]))
	}
	return append(row, fmt.Sprint(none))
}

// reached returns how the classes of each school were reached.
func (n network) reached() map[curriculum.SchoolID]*reach {
	at := map[curriculum.SchoolID]*reach{}
	for _, s := range n.story.File.Schools {
		at[s.ID] = &reach{}
	}
	for _, c := range n.story.File.Cohorts {
		at[c.School].classes++
	}
	for _, x := range n.stops {
		at[x.school.ID].by[x.course.Delivery]++
	}
	return at
}

// writeReached writes for each rural school how its classes were reached, and
// for all together also how they were first come, first served.
func (n network) writeReached(w io.Writer, before network) error {
	fmt.Fprint(w, "\nHow the rural classes were reached\n\n")
	g := grid.New(0)
	g.Head("school", "km", "classes", "by team", "on site", "simulation", "online", "not")
	at, was := n.reached(), before.reached()
	var all, allWas reach
	for _, s := range n.story.File.Schools {
		if s.Area == seatTown {
			continue
		}
		row := at[s.ID].row(s.Name)
		g.Row(slices.Insert(row, 1, kilometers(distance(s)))...)
		all.add(*at[s.ID])
		allWas.add(*was[s.ID])
	}
	g.Row(slices.Insert(all.row("all"), 1, "")...)
	g.Row(slices.Insert(allWas.row("all, first come"), 1, "")...)
	_, err := g.WriteTo(w)
	return err
}

// kilometers rounds meters to whole kilometers.
func kilometers(meters int) string { return fmt.Sprint((meters + 500) / 1000) }

// tour is a team's way to one school and back in one slot.
type tour struct {
	team   capacity.TeamID
	slot   capacity.SlotID
	meters int
}

// saved returns the meters that the buses of rural classes would have driven to
// the center and back for what came to them, and those that the teams drove.
func (n network) saved() (buses, driven int) {
	tours := map[tour]bool{}
	for _, x := range n.stops {
		if x.school.Area == seatTown || x.course.Delivery == curriculum.OnSite {
			continue
		}
		buses += 2 * x.meters
		if team := x.offering.Team; team != "" {
			t := tour{team, x.visit.Slot, x.meters}
			if !tours[t] {
				tours[t] = true
				driven += 2 * x.meters
			}
		}
	}
	return buses, driven
}

func (n network) writeKilometers(w io.Writer) error {
	buses, driven := n.saved()
	_, err := fmt.Fprintf(w, "\nKilometers kept: buses would have driven %s km, the teams drive %s km, %s km are kept.\n",
		kilometers(buses), kilometers(driven), kilometers(buses-driven))
	return err
}

// support counts the center's visits of the mountain towns and of the others.
func (n network) support() (supported, others int) {
	for _, x := range n.stops {
		switch {
		case x.offering.Center != center:
		case slices.Contains(mountains, x.school.Area):
			supported++
		default:
			others++
		}
	}
	return supported, others
}

// writeSupport writes how the quota that keeps visits for the mountain towns works.
func (n network) writeSupport(w io.Writer, before network) error {
	supported, others := n.support()
	was, othersWas := before.support()
	_, err := fmt.Fprintf(w, "\nSupport for the mountain towns: they have %d visits of the center, first come, first served %d;\n"+
		"the others have %d of the %d left to them, first come, first served %d.\n", supported, was, others, rest, othersWas)
	return err
}
