package record_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/record"
)

// TestParallel: a book and an account are shared by those who write and those who
// read. Each of eight writes, voids and deposits entries of its own, has others
// refused, and reads what the rest do; no hour is lost or doubled.
func TestParallel(t *testing.T) {
	const writers, each = 8, 30
	b, r := ledger(t), builtIn(t, "national", "2021-09-01/2022-01-21")
	a := record.NewAccount(b, nil)
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				e := record.Entry{ID: record.EntryID(fmt.Sprint(w, "-", i)), Learner: "j2021", Date: civil(2021, 9, 1+w*each+i), Course: "farm", Center: "base", Hours: 4}
				if b.Append(e, void("v"+e.ID, e), record.Entry{ID: "wrong"}) == nil {
					t.Error("an entry that says nothing was taken")
				}
				if err := b.Append(e); err != nil {
					t.Error(err)
				}
				step := record.Step{ID: record.StepID(e.ID), Date: civil(2023, 1, 1), Learner: e.Learner, Kind: record.StepDeposit, Entry: e.ID}
				if err := a.Apply(step); err != nil {
					t.Error(err)
				}
				if i%3 == 0 {
					step.ID, step.Kind = "v"+step.ID, record.StepVoid
					if err := b.Append(void("v"+e.ID, e)); err != nil {
						t.Error(err)
					}
					if err := a.Apply(step); err != nil {
						t.Error(err)
					}
				}
				a.Pending(e.Learner)
				b.Portfolio(e.Learner)
				b.Spec()
				if _, err := record.Assess(b, r, e.Learner, capacity.DateSpan{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	s := a.Statement("j2021")
	if s.Deposited != 4*writers*each || s.Void != 4*writers*each/3 || s.Free != s.Deposited-s.Void {
		t.Errorf("%d hours deposited, %d free, %d void", s.Deposited, s.Free, s.Void)
	}
	if got := len(b.Of("j2021")); got != writers*each*2/3 {
		t.Errorf("%d entries count, want %d", got, writers*each*2/3)
	}
	if deposits, voids := a.Pending("j2021"); len(deposits)+len(voids) > 0 {
		t.Errorf("pending %v and %v", deposits, voids)
	}
}
