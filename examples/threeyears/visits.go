package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
)

// publish hands the requests in, puts the plan into force, and has every school
// agree.
func (w *world) publish(p *played) error {
	now := p.problem.Spec().AsOf
	for r := range p.problem.Requests() {
		for _, e := range []matching.Event{matching.EventDraft, matching.EventSubmit} {
			if err := w.register.Apply(matching.Step{At: now, Event: e, Request: r.ID}); err != nil {
				return err
			}
		}
	}
	if err := w.register.Publish(now, p.problem, p.plan, now+14*24*60); err != nil {
		return err
	}
	return w.agree(now)
}

// agree accepts and confirms what is proposed.
func (w *world) agree(now capacity.Moment) error {
	for b := range w.register.Bookings() {
		if b.State != matching.StateProposed {
			continue
		}
		for _, e := range []matching.Event{matching.EventAccept, matching.EventConfirm} {
			if err := w.register.Apply(matching.Step{At: now, Event: e, Booking: b.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}

// storm closes v2 on the morning of the class's visit there, and repairs the plan:
// the visit is called off, and there is another.
func (w *world) storm(ctx context.Context, p *played) error {
	hit, ok := w.booked(p, "v2")
	if !ok {
		return errors.New("the class has no visit at v2 that a storm could hit")
	}
	day := hit.Begin.Date()
	p.file.AsOf, p.file.NoticeDays = capacity.At(day, 7*60), 1
	p.file.Closures = []capacity.Closure{{
		ID: "storm", Kind: capacity.Weather, Reason: "暴雨红色预警", Centers: []capacity.CenterID{"v2"}, Times: capacity.Times{{From: day, To: day}},
	}}
	problem, err := p.file.Problem()
	if err != nil {
		return err
	}
	repaired, err := matching.Replan(ctx, problem, p.plan)
	if err != nil {
		return err
	}
	p.problem, p.plan = repaired.Problem, repaired.Plan
	p.file.Demand = p.problem.Spec() // in which what is too near to move is frozen
	if err := w.register.Publish(p.file.AsOf, p.problem, p.plan, p.file.AsOf+24*60); err != nil {
		return err
	}
	if err := w.agree(p.file.AsOf); err != nil {
		return err
	}
	again, ok := w.booked(p, "v2")
	if !ok {
		return errors.New("nothing makes up for the visit that was called off")
	}
	p.events = append(p.events, fmt.Sprintf("%v at v2 called off (暴雨), made up for on %v", day, again.Begin.Date()))
	p.lost = append(p.lost, hit.ID)
	return nil
}

// booked returns the visit of the class at a center that is to take place.
func (w *world) booked(p *played, at capacity.CenterID) (matching.Booking, bool) {
	for _, r := range p.asked {
		for _, b := range w.register.BookingsOf(r.ID) {
			if b.Center == at && b.State == matching.StateConfirmed {
				return b, true
			}
		}
	}
	return matching.Booking{}, false
}

// hold lets every confirmed visit take place, and count for one of the same request
// that was called off.
func (w *world) hold(p *played) error {
	for b := range w.register.Bookings() {
		if b.State != matching.StateConfirmed {
			continue
		}
		if err := w.register.Apply(matching.Step{At: b.Begin, Event: matching.EventComplete, Booking: b.ID}); err != nil {
			return err
		}
		for _, id := range p.lost {
			if lost, _ := w.register.Booking(id); lost.Request == b.Request {
				if err := w.register.Apply(matching.Step{At: b.Begin, Event: matching.EventMakeUp, Booking: id, By: b.ID}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// record rates the visits, appends them to the book with the school's own lessons,
// and deposits what is new.
func (w *world) record(p *played) error {
	for _, e := range record.Attend(&w.register, p.problem, p.plan) {
		if _, ok := w.archive.Book.Learner(e.Learner); ok { // not the other classes
			p.visits = append(p.visits, e)
		}
	}
	slices.SortStableFunc(p.visits, func(a, b record.Entry) int { return cmp.Compare(a.Date, b.Date) })
	w.rate(p.visits)
	marks, err := w.marks(p.school)
	if err != nil {
		return err
	}
	for i := range p.visits {
		e := &p.visits[i]
		e.Product = projectOf(e.Course).product
		if score, ok := marks[e.Course]; ok && e.Learner == class {
			e.Marks = []record.Mark{{Dimension: "职业兴趣", Score: score}}
		}
		if e.Course == p.absent {
			e.Absent = []curriculum.CohortID{pupil2}
			p.events = append(p.events, fmt.Sprintf("p2 is absent on %v at %s", e.Date, e.Center))
		}
	}
	if err := w.archive.Book.Append(p.visits...); err != nil {
		return err
	}
	taught := record.Entry{ID: record.EntryID("lessons." + p.id), Learner: class, Date: p.school.To, Course: lessons, Center: own, Hours: p.lessons}
	if err := w.archive.Book.Append(taught); err != nil {
		return err
	}
	return w.deposit(p.school.To)
}
