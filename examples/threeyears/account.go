package main

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

// holders are those with an account: the pupils, and the class for what all of it
// did.
var holders = []curriculum.CohortID{class, pupil1, pupil2}

// owned is what an account came to.
type owned struct {
	lots      int // that were converted
	statement record.Statement
}

// deposit brings in what is new.
func (w *world) deposit(day capacity.Date) error {
	for _, id := range holders {
		entries, _ := w.archive.Account.Pending(id)
		for _, e := range entries {
			if err := w.apply(record.Step{Date: day, Learner: id, Kind: record.StepDeposit, Entry: e}); err != nil {
				return err
			}
		}
	}
	return nil
}

// convert makes credits of all hours that the agreement recognizes, on the last day
// of school, and uses one for the school's rule.
func (w *world) convert() ([]owned, error) {
	var all []owned
	day := w.records.Terms[len(w.records.Terms)-1].To
	a := agreement()
	for _, id := range holders {
		lots := w.archive.Account.Convertible(id, a.ID, a.Rows[0].ID)
		for _, s := range []record.Step{
			{Kind: record.StepConvert, Agreement: a.ID, Row: a.Rows[0].ID, Lots: lots},
			{Kind: record.StepUse, Subject: subject, Credits: 1, For: string(bonus)},
		} {
			s.Date, s.Learner = day, id
			if err := w.apply(s); err != nil {
				return nil, err
			}
		}
		all = append(all, owned{lots, w.archive.Account.Statement(id)})
	}
	return all, nil
}

// apply takes a step under the next number.
func (w *world) apply(s record.Step) error {
	w.step++
	s.ID = record.StepID(fmt.Sprintf("%s-%d", s.Learner, w.step))
	return w.archive.Account.Apply(s)
}
