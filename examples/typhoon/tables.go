package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// writePublished writes the plan in force before anything happens.
func (t *tale) writePublished(w io.Writer) error {
	if err := t.published.Summary(w); err != nil {
		return err
	}
	fmt.Fprint(w, "\nBefore: visits by district of the center\n\n")
	return writeDays(w, readerOf(t.published.Problem), nil, t.published.Plan)
}

// days are the visits of a plan at the centers of a district, by day and in all.
type days []int

// writeDays writes the visits of a plan by district of the center and by day, and
// how many more they are than in a plan before, if there is one.
func writeDays(w io.Writer, r reader, was, now *matching.Plan) error {
	dates := r.dates()
	before, after := r.count(was), r.count(now)
	g := grid.New(0)
	head := []string{"district"}
	for _, d := range dates {
		head = append(head, dayText(d))
	}
	g.Head(append(head, "all")...)
	for _, area := range slices.Sorted(maps.Keys(after)) {
		name := r.areas[area]
		if area == everywhere {
			name = "all"
		}
		row := []string{name}
		for i, n := range after[area] {
			cell := fmt.Sprint(n)
			if was != nil {
				cell += signed(n - before[area][i])
			}
			row = append(row, cell)
		}
		g.Row(row...)
	}
	_, err := g.WriteTo(w)
	return err
}

// everywhere stands for all areas, and comes after them.
const everywhere capacity.AreaID = "~"

// count counts the visits of a plan by area of the center.
func (r reader) count(plan *matching.Plan) map[capacity.AreaID]days {
	dates := r.dates()
	counts := map[capacity.AreaID]days{everywhere: make(days, len(dates)+1)}
	for _, c := range r.Network().Spec().Centers {
		counts[c.Area] = make(days, len(dates)+1)
	}
	if plan == nil {
		return counts
	}
	for _, v := range plan.Visits {
		for _, area := range []capacity.AreaID{r.center(v.Offering).Area, everywhere} {
			counts[area][slices.Index(dates, r.slot(v).Date)]++
			counts[area][len(dates)]++
		}
	}
	return counts
}

// write writes a signal and what becomes of the plan.
func (r *repair) write(w io.Writer) error {
	c := r.closure()
	var closed []string
	for _, a := range c.Areas {
		closed = append(closed, r.read.areas[a])
	}
	fmt.Fprintf(w, "\nThe %s signal, as of %s: %s\n\n%s: closed from %s to %s. What is planned anew begins at %s or later.\n\n",
		r.name, momentText(r.file.AsOf), r.what, strings.Join(closed, ", "),
		momentText(c.Times[0].Start), momentText(c.Times[0].End), momentText(r.earliest()))
	for _, write := range []func(io.Writer) error{r.writeFates, r.writeCauses, r.writeMoves, r.writeStaff} {
		if err := write(w); err != nil {
			return err
		}
	}
	fmt.Fprint(w, "\nAfter: visits by district of the center, and how many more\n\n")
	return writeDays(w, r.read, r.was, r.now.Plan)
}

// writeFates writes what becomes of the published visits, by how far they are.
func (r *repair) writeFates(w io.Writer) error {
	changes := r.changes()
	var counts [stands + 1][fates + 1]int
	for _, v := range r.was.Visits {
		f := stays
		if c, ok := changes[placeOf(v)]; ok {
			f = r.fateOf(c)
		}
		for _, i := range []stand{r.standOf(r.read.slot(v)), stands} {
			counts[i][f]++
			counts[i][fates]++
		}
	}
	g := grid.New(0)
	g.Head("published visits", "all", "stay", "move in the week", "move to later weeks", "drop")
	for i, row := range counts {
		name := "all"
		if i < stands {
			name = standNames[i]
		}
		g.Row(name, fmt.Sprint(row[fates]), fmt.Sprint(row[stays]), fmt.Sprint(row[sameWeek]), fmt.Sprint(row[later]), fmt.Sprint(row[dropped]))
	}
	_, err := g.WriteTo(w)
	return err
}

// writeCauses says how many changes are forced, and by what, and how many chosen.
func (r *repair) writeCauses(w io.Writer) error {
	var forced, chosen, added int
	reasons := map[string]int{}
	for _, c := range r.now.Changes {
		switch c.Cause {
		case matching.Forced:
			forced++
			reasons[r.reason(c)]++
		case matching.Chosen:
			chosen++
		case matching.Added:
			added++
		}
	}
	var words []string
	for reason, n := range reasons {
		words = append(words, fmt.Sprintf("%d as %s", n, reason))
	}
	slices.Sort(words)
	_, err := fmt.Fprintf(w, "\nForced %d: %s. Chosen %d. New visits of classes without: %d.\n", forced, strings.Join(words, ", "), chosen, added)
	return err
}

// reason says in words why a published visit cannot stay.
func (r *repair) reason(c matching.Replace) string {
	_, school := r.read.class(c.Request)
	center := r.read.center(c.From[0].Offering)
	for _, v := range c.Why {
		if v.Rule != rule.Open {
			continue
		}
		areas := r.closure().Areas
		switch here, home := slices.Contains(areas, center.Area), slices.Contains(areas, school.Area); {
		case here && home:
			return "center and school are closed"
		case here:
			return "the center is closed"
		case home:
			return "the school is closed"
		}
	}
	return c.Why[0].Rule.Text()
}

// writeMoves writes who moves from where to where and why, in the order of the
// visits that there were.
func (r *repair) writeMoves(w io.Writer) error {
	list := slices.Clone(r.now.Changes)
	begin := func(c matching.Replace) capacity.Moment {
		if len(c.From) == 0 {
			return math.MaxInt64
		}
		return r.read.slot(c.From[0]).Begin()
	}
	slices.SortStableFunc(list, func(a, b matching.Replace) int {
		return cmp.Or(cmp.Compare(begin(a), begin(b)), cmp.Compare(a.Request, b.Request))
	})
	fmt.Fprintln(w)
	g := grid.New(0)
	g.Head("class", "from", "to", "why")
	for _, c := range list {
		row := []string{r.read.classText(c.Request), "none", "none", "chosen"}
		if len(c.From) > 0 {
			row[1] = r.read.placeText(c.From[0])
		}
		if len(c.To) > 0 {
			row[2] = r.read.placeText(c.To[0])
		}
		switch c.Cause {
		case matching.Forced:
			row[3] = r.reason(c)
			if r.standOf(r.read.slot(c.From[0])) == begun {
				row[3] += ", broken off"
			}
		case matching.Added:
			row[3] = "a place has become free"
		}
		g.Row(row...)
	}
	_, err := g.WriteTo(w)
	return err
}

// writeStaff writes which sessions of visits that stay others lead now.
func (r *repair) writeStaff(w io.Writer) error {
	fmt.Fprintf(w, "\nOther instructors lead %d sessions of visits that stay.\n", len(r.now.Staff))
	for _, s := range r.now.Staff {
		slot := r.read.slot(matching.Visit{Offering: s.Offering, Slot: s.Slot})
		fmt.Fprintf(w, "  %s %s: %s instead of %s\n", slotText(slot), r.read.courseText(s.Offering), join(s.To), join(s.From))
	}
	return nil
}

// writeCheap says what others would give up for those who are out, if a change cost
// little.
func (t *tale) writeCheap(w io.Writer) error {
	r := &t.second
	fmt.Fprintf(w, "\nIf a change cost %d points, the second repair would keep %d visits instead of %d and have %d instead of %d.\nThese moves would be chosen, not forced:\n\n",
		changeCost, t.cheap.Kept, r.now.Kept, len(t.cheap.Plan.Visits), len(r.now.Plan.Visits))
	g := grid.New(0)
	g.Head("class", "from", "to", "for")
	for _, c := range t.cheap.Changes {
		if c.Cause != matching.Chosen {
			continue
		}
		var names []string
		for _, id := range c.For {
			names = append(names, r.read.classText(id))
		}
		to := "none"
		if len(c.To) > 0 {
			to = r.read.placeText(c.To[0])
		}
		g.Row(r.read.classText(c.Request), r.read.placeText(c.From[0]), to, strings.Join(names, "\n"))
	}
	_, err := g.WriteTo(w)
	return err
}

// writeEnd compares what is left of the published plan with what planning from
// scratch would leave.
func (t *tale) writeEnd(w io.Writer) error {
	all := len(t.published.Plan.Visits)
	fmt.Fprintf(w, "\nIn the end, of the %d visits published at first\n\n", all)
	g := grid.New(0)
	g.Head("plan", "visits", "points", "as published", "share")
	for _, line := range []struct {
		name string
		plan *matching.Plan
	}{{"repaired twice", t.second.now.Plan}, {"the second time with cheap changes", t.cheap.Plan}, {"from scratch", t.scratch}} {
		n := stayed(t.published.Plan, line.plan)
		g.Row(line.name, fmt.Sprint(len(line.plan.Visits)), fmt.Sprint(line.plan.Points), fmt.Sprint(n), story.Percent(n, all))
	}
	if _, err := g.WriteTo(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%d of them stay in all three, as they are over, under way or too near.\n", t.frozen())
	return err
}
