package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// raise is how what is owed raises the weight of a request; others' as well.
var raise = record.Raise{PerHour: 5, Most: 200}

// like is what every request is like: practice before experience.
var like = matching.Request{
	Choices: []matching.Choice{{Tier: curriculum.Practice}, {Tier: curriculum.Experience}}, Weight: 100, Share: capacity.ShareSchool,
}

// played is a term that is over.
type played struct {
	term
	file    *scenario.File
	problem *matching.Problem
	plan    *matching.Plan       // the last that was in force
	asked   []matching.Request   // for what the class and its pupils owe
	visits  []record.Entry       // of these requests, as they were recorded
	events  []string             // what was out of the ordinary
	lost    []matching.BookingID // that were called off
	after   []*record.Assessment // of the holders
	within  *record.Assessment   // the class's labor in this term alone
	covered int                  // parts of the 16 class hours that the class has
}

// play asks for what is owed, plans, lets the visits take place and records them.
func (w *world) play(ctx context.Context, t term) (*played, error) {
	p := &played{term: t, file: w.scenario(t)}
	var err error
	if p.problem, err = p.file.Problem(); err != nil {
		return nil, err
	}
	if p.asked, err = w.needs(p); err != nil {
		return nil, err
	}
	p.file.Requests = append(p.file.Requests, p.asked...)
	if p.problem, err = p.file.Problem(); err != nil {
		return nil, err
	}
	if p.plan, err = matching.Solve(ctx, p.problem); err != nil {
		return nil, err
	}
	if err := w.publish(p); err != nil {
		return nil, err
	}
	if t.storm {
		if err := w.storm(ctx, p); err != nil {
			return nil, err
		}
	}
	if err := w.hold(p); err != nil {
		return nil, err
	}
	if err := w.record(p); err != nil {
		return nil, err
	}
	return p, w.look(p)
}

// scenario is the term with the requests of the other classes.
func (w *world) scenario(t term) *scenario.File {
	f := &scenario.File{Format: scenario.Format, Name: t.name, Curriculum: taught(), Capacity: offered(t)}
	f.AsOf, f.NoticeDays = capacity.At(t.school.From, 9*60), 14
	f.Weights = matching.DefaultWeights()
	f.Weights.Rank = nil // what counts is as good as what else counts
	f.Schools = []matching.School{{ID: "s1", Name: "某中学"}, {ID: "s2", Name: "另一中学"}}
	f.Cohorts = []curriculum.Cohort{
		{ID: class, School: "s1", Grade: t.grade, Size: 40, Completed: w.completed(class)},
		{ID: pupil1, School: "s1", Grade: t.grade, Size: 1, Completed: w.completed(pupil1)},
		{ID: pupil2, School: "s1", Grade: t.grade, Size: 1, Completed: w.completed(pupil2)},
		{ID: next, School: "s1", Grade: t.grade, Size: 38},
		{ID: last, School: "s2", Grade: 9, Size: 44},
	}
	for i, o := range t.others {
		r := like
		r.ID, r.Cohort, r.Weight = matching.RequestID(fmt.Sprintf("%s.other%d", t.id, i+1)), o.class, raise.Weight(like.Weight, o.owes)
		r.Choices = []matching.Choice{{Course: o.course}}
		f.Requests = append(f.Requests, r)
	}
	return f
}

func (w *world) completed(id curriculum.CohortID) []curriculum.CourseID {
	var list []curriculum.CourseID
	for _, e := range w.archive.Book.Of(id) {
		if e.Course != lessons {
			list = append(list, e.Course)
		}
	}
	return list
}

// needs asks for what the class owes of career experience: a visit at a recognized
// provider and one anywhere, as far as each is owed. A pupil who owes more asks when
// the class is through.
func (w *world) needs(p *played) ([]matching.Request, error) {
	owed := func(id curriculum.CohortID) (*record.Assessment, error) {
		a, err := record.Assess(w.archive.Book, w.archive.Requirements, id, capacity.DateSpan{To: p.school.From})
		if err == nil {
			a.Parts = slices.DeleteFunc(a.Parts, func(x record.Part) bool { return x.Standard != experience })
		}
		return a, err
	}
	a, err := owed(class)
	if err != nil {
		return nil, err
	}
	list := []*record.Assessment{a}
	if !a.Owes() {
		for _, id := range []curriculum.CohortID{pupil1, pupil2} {
			of, err := owed(id)
			if err != nil {
				return nil, err
			}
			list = append(list, of)
		}
	}
	return record.Needs(p.problem, w.archive.Book, w.archive.Requirements, list, record.Ask{
		Prefix: p.id + ".", Hours: 4, Most: 1, From: p.school.From, Template: like, Raise: raise,
	})
}

// look assesses the learners when a term is over.
func (w *world) look(p *played) error {
	a := w.archive
	for _, id := range holders {
		x, err := record.Assess(a.Book, a.Requirements, id, capacity.DateSpan{To: p.school.To}, a.Account.Credits(id)...)
		if err != nil {
			return err
		}
		p.after = append(p.after, x)
	}
	var err error
	if p.within, err = record.Assess(a.Book, a.Requirements, class, p.school); err != nil {
		return err
	}
	cover, err := record.Cover(a.Book, matching.Programs()[0], class, capacity.DateSpan{To: p.school.To})
	if err != nil {
		return err
	}
	for _, c := range cover.Components {
		if c.MissingHours == 0 {
			p.covered++
		}
	}
	return nil
}
