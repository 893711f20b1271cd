package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

var dayNames = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// writeWeek writes the week in which a team has most visits, the first of equal ones.
func (n network) writeWeek(w io.Writer, team capacity.TeamID) error {
	counts := map[int]int{}
	var tours []stop
	for _, x := range n.stops {
		if x.offering.Team == team {
			counts[x.slot.Date.Week()]++
			tours = append(tours, x)
		}
	}
	week := 0
	for _, x := range tours {
		k := x.slot.Date.Week()
		if counts[k] > counts[week] || counts[k] == counts[week] && k < week {
			week = k
		}
	}
	slices.SortStableFunc(tours, func(a, b stop) int { return int(a.slot.Begin() - b.slot.Begin()) })
	fmt.Fprintf(w, "\nA week of %s: %d classes\n\n", team, counts[week])
	g := grid.New(0)
	g.Head("slot", "school", "km", "class", "pupils", "course", "instructors")
	last := capacity.SlotID("")
	for _, x := range tours {
		if x.slot.Date.Week() != week {
			continue
		}
		row := []string{"", "", "", x.class.Name, fmt.Sprint(x.visit.Pupils), x.course.Name, n.instructors(x.visit)}
		if x.slot.ID != last {
			row[0], row[1], row[2] = slotName(x.slot), x.school.Name, kilometers(x.meters)
		}
		last = x.slot.ID
		g.Row(row...)
	}
	_, err := g.WriteTo(w)
	return err
}

func slotName(s capacity.Slot) string {
	half := "上午"
	if s.Start >= afternoon.Start {
		half = "下午"
	}
	return fmt.Sprint(dayNames[s.Date.Weekday()], " ", s.Date, " ", half)
}

// instructors joins the ids of those who lead the session of a visit.
func (n network) instructors(v matching.Visit) string {
	for _, s := range n.plan.Sessions {
		if s.Offering == v.Offering && s.Slot == v.Slot {
			ids := make([]string, len(s.Instructors))
			for i, id := range s.Instructors {
				ids[i] = string(id)
			}
			return strings.Join(ids, " ")
		}
	}
	return ""
}
