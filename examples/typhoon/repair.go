package main

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// edits are what the coordinator writes down when something happens.
//
//go:embed first.json second.json nextdays.json
var edits embed.FS

// effort is the search's; the same effort gives the same plan everywhere.
const effort = 5_000_000

// changeCost is what a change costs where changes are to be cheap. A visit earns
// some 90,000 points; as all are near, a change counts twice or four times.
const changeCost = 4_000

// tale is what happens in the two weeks.
type tale struct {
	published     *story.Story
	first, second repair
	longer        *matching.Replanned // of three days more
	cheap         *matching.Replanned // of the second with changes that cost little
	out           []loser             // who had a visit, and has none in the end
	scratch       *matching.Plan      // of the second's problem, with no regard to what is published
}

// repair is a signal and what becomes of the plan that was in force.
type repair struct {
	name string
	what string
	file *scenario.File // with the signal
	was  *matching.Plan // in force before
	now  *matching.Replanned
	read reader // of the problem now
}

// tell plans the weeks, and repairs the plan after each signal.
func tell(ctx context.Context) (*tale, error) {
	file, err := weeks()
	if err != nil {
		return nil, err
	}
	t := &tale{}
	if t.published, err = story.Tell(ctx, file, story.Options{Effort: effort, Seed: 1}); err != nil {
		return nil, err
	}
	if t.first, err = after(ctx, "first", file, t.published.Plan); err != nil {
		return nil, err
	}
	if t.second, err = after(ctx, "second", t.first.file, t.first.now.Plan); err != nil {
		return nil, err
	}
	longer, err := after(ctx, "nextdays", t.second.file, t.second.now.Plan)
	if err != nil {
		return nil, err
	}
	t.longer = longer.now
	problem, err := t.second.file.Problem()
	if err != nil {
		return nil, err
	}
	t.cheap, err = matching.Replan(ctx, problem, t.second.was, matching.WithEffort(effort), matching.WithChangeCost(changeCost))
	if err != nil {
		return nil, err
	}
	if t.scratch, err = matching.Solve(ctx, t.second.now.Problem, matching.WithEffort(effort)); err != nil {
		return nil, err
	}
	return t, t.findHelp(ctx)
}

// after makes an edit of a scenario and repairs the plan that was in force.
func after(ctx context.Context, name string, file *scenario.File, was *matching.Plan) (repair, error) {
	r := repair{name: name, was: was}
	text, err := edits.ReadFile(name + ".json")
	if err != nil {
		return r, err
	}
	edit, err := scenario.ReadEdit(bytes.NewReader(text))
	if err != nil {
		return r, fmt.Errorf("%s: %w", name, err)
	}
	if r.file, err = edit.Apply(file); err != nil {
		return r, fmt.Errorf("%s: %w", name, err)
	}
	problem, err := r.file.Problem()
	if err != nil {
		return r, err
	}
	if r.now, err = matching.Replan(ctx, problem, was, matching.WithEffort(effort)); err != nil {
		return r, err
	}
	r.what, r.read = edit.Name, readerOf(r.now.Problem)
	return r, nil
}

// closure is the signal.
func (r *repair) closure() *capacity.Closure { return &r.file.Closures[len(r.file.Closures)-1] }

// earliest is when what is planned anew may begin.
func (r *repair) earliest() capacity.Moment {
	return r.file.AsOf + capacity.Moment(r.file.NoticeDays)*capacity.Moment(capacity.Midnight)
}

// stand is how far a visit is when the signal comes.
type stand int

// The stands.
const (
	over   stand = iota // ended
	begun               // under way
	near                // begins before a new visit could
	far                 // begins later
	stands = iota
)

var standNames = [stands]string{"over", "under way", "within the notice", "later"}

// standOf says how far a visit in a slot is as of the repair.
func (r *repair) standOf(s capacity.Slot) stand {
	switch asOf := r.file.AsOf; {
	case s.Finish() <= asOf:
		return over
	case s.Begin() < asOf:
		return begun
	case s.Begin() < r.earliest():
		return near
	}
	return far
}

// fate is what becomes of a published visit.
type fate int

// The fates.
const (
	stays    fate = iota
	sameWeek      // moves within its week
	later         // moves to another week
	dropped
	fates = iota
)

// fateOf says what becomes of the visit that a change is about.
func (r *repair) fateOf(c matching.Replace) fate {
	switch {
	case len(c.To) == 0:
		return dropped
	case r.read.slot(c.From[0]).Date.Week() == r.read.slot(c.To[0]).Date.Week():
		return sameWeek
	}
	return later
}

// changes returns the changes of published visits by request and slot.
func (r *repair) changes() map[place]matching.Replace {
	all := map[place]matching.Replace{}
	for _, c := range r.now.Changes {
		if c.Cause != matching.Added {
			all[placeOf(c.From[0])] = c
		}
	}
	return all
}

// place names a visit.
type place struct {
	request matching.RequestID
	slot    capacity.SlotID
}

func placeOf(v matching.Visit) place { return place{v.Request, v.Slot} }

// stayed counts the visits of a plan that are in another as they were.
func stayed(was, now *matching.Plan) int {
	at := map[place]capacity.OfferingID{}
	for _, v := range now.Visits {
		at[placeOf(v)] = v.Offering
	}
	n := 0
	for _, v := range was.Visits {
		if at[placeOf(v)] == v.Offering {
			n++
		}
	}
	return n
}

// frozen counts the visits published at first that the second repair and the plan
// from scratch cannot move.
func (t *tale) frozen() int {
	n := 0
	for _, pin := range t.second.now.Problem.Spec().Pins {
		if slices.ContainsFunc(t.published.Plan.Visits, func(v matching.Visit) bool {
			return v.Request == pin.Request && v.Slot == pin.Slot && v.Offering == pin.Offering
		}) {
			n++
		}
	}
	return n
}

func has(plan *matching.Plan, id matching.RequestID) bool {
	return slices.ContainsFunc(plan.Visits, func(v matching.Visit) bool { return v.Request == id })
}
