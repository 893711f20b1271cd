package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

// loser is a request that had a visit and finds no place for it any more.
type loser struct {
	visit matching.Visit // as first published
	alone []matching.Counterfactual
	moves []matching.Counterfactual
	after []matching.Visit // with more days
}

// mostMoves is how many others may be asked to move for one class.
const mostMoves = 2

// findHelp looks for what would give those a visit who lost theirs.
func (t *tale) findHelp(ctx context.Context) error {
	now := t.second.now
	for _, v := range t.published.Plan.Visits {
		if has(now.Plan, v.Request) {
			continue
		}
		x := loser{visit: v}
		var err error
		if x.alone, _, err = matching.Counterfactuals(ctx, now.Problem, now.Plan, v.Request, matching.Leeway{}); err != nil {
			return err
		}
		if x.moves, _, err = matching.Counterfactuals(ctx, now.Problem, now.Plan, v.Request, matching.Leeway{Moves: mostMoves}); err != nil {
			return err
		}
		for _, w := range t.longer.Plan.Visits {
			if w.Request == v.Request {
				x.after = append(x.after, w)
			}
		}
		t.out = append(t.out, x)
	}
	return nil
}

// writeHelp says what would help those who lost their visit: something changed and
// nobody moved, others moved, three days more.
func (t *tale) writeHelp(w io.Writer) error {
	r := &t.second
	dates := r.read.dates()
	fmt.Fprintf(w, "\n%d classes had a visit and find no place for it until %s. What would help, each class by itself:\n\n",
		len(t.out), dayText(dates[len(dates)-1]))
	g := grid.New(0)
	g.Head("class", "if", "then")
	for _, x := range t.out {
		var ifs, thens []string
		add := func(cond, then string) { ifs, thens = append(ifs, cond), append(thens, then) }
		for _, c := range x.alone {
			add(r.remedyText(c.Changes), r.read.placeText(c.Place.Visit[0]))
		}
		for _, c := range x.moves {
			if n := len(c.Place.Moves); n > 0 {
				cond := "one other visit moves"
				if n > 1 {
					cond = fmt.Sprintf("%d other visits move", n)
				}
				if len(c.Changes) > 0 {
					cond = r.remedyText(c.Changes) + ", and " + cond
				}
				add(cond, r.read.placeText(c.Place.Visit[0]))
			}
		}
		for _, v := range x.after {
			add("centers are open three days more", readerOf(t.longer.Problem).placeText(v))
		}
		if len(ifs) == 0 {
			add("nothing found", "")
		}
		g.Row(r.read.classText(x.visit.Request), strings.Join(ifs, "\n"), strings.Join(thens, "\n"))
	}
	if _, err := g.WriteTo(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nWith the three days all %d of them together: %d have a visit again, and of all others' %d visits %d stay.\n",
		len(t.out), t.again(), len(r.now.Plan.Visits), t.longer.Kept)
	return err
}

// again counts those who have a visit again when there are more days.
func (t *tale) again() (n int) {
	for _, x := range t.out {
		if len(x.after) > 0 {
			n++
		}
	}
	return n
}

// remedyText puts the changes of a problem into words.
func (r *repair) remedyText(changes []matching.Remedy) string {
	var words []string
	for _, c := range changes {
		switch c.Kind {
		case matching.WidenTimes:
			i := slices.IndexFunc(r.read.slots, func(s capacity.Slot) bool { return string(s.ID) == c.Seen })
			words = append(words, "the school comes "+slotText(r.read.slots[i]))
		case matching.MoreInstructors:
			course, _ := r.read.Catalog().Course(curriculum.CourseID(c.Seen))
			name, _, _ := strings.Cut(course.Name, "：")
			words = append(words, fmt.Sprintf("%s has one more who leads %s", c.Of, name))
		default:
			words = append(words, strings.Join(strings.Fields(fmt.Sprint(c.Kind, " ", c.Of, " ", c.Seen)), " "))
		}
	}
	return strings.Join(words, ", ")
}
