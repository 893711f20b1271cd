package record_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

// entriesOf draws entries of a learner within its three years, none of a course
// twice on a day.
func entriesOf(t *rapid.T, l record.Learner, from int) []record.Entry {
	var list []record.Entry
	seen := map[string]bool{}
	first := l.Years[0].From
	for i := range rapid.IntRange(0, 12).Draw(t, "entries") {
		e := record.Entry{
			ID: record.EntryID(fmt.Sprint(from + i)), Learner: l.ID, Date: first + capacity.Date(rapid.IntRange(0, 1094).Draw(t, "day")),
			Course: rapid.SampledFrom([]curriculum.CourseID{"drone", "farm", "help", "web", "make"}).Draw(t, "course"),
			Center: rapid.SampledFrom([]capacity.CenterID{"school", "base"}).Draw(t, "center"),
			Hours:  curriculum.ClassHours(rapid.IntRange(1, 40).Draw(t, "hours")),
		}
		if key := fmt.Sprint(e.Date, e.Course); !seen[key] {
			seen[key] = true
			list = append(list, e)
		}
	}
	return list
}

// required are all built-in standards, over terms with holidays between them.
func required(t fatal) *record.Requirements {
	var terms []string
	for year := 2018; year < 2026; year++ {
		terms = append(terms, fmt.Sprintf("%d-09-01/%d-09-30", year, year), fmt.Sprintf("%d-10-08/%d-01-15", year, year+1), fmt.Sprintf("%d-02-20/%d-07-01", year+1, year+1))
	}
	return builtIn(t, "", terms...)
}

func assess(t *rapid.T, b *record.Book, r *record.Requirements, id curriculum.CohortID, period capacity.DateSpan) map[record.StandardID]record.Part {
	a, err := record.Assess(b, r, id, period)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[record.StandardID]record.Part{}
	for i, p := range a.Parts {
		if i > 0 && a.Parts[i-1].Standard >= p.Standard {
			t.Fatalf("%s comes after %s", p.Standard, a.Parts[i-1].Standard)
		}
		parts[p.Standard] = p
	}
	return parts
}

// TestAssessAddsUp: an average over two periods that follow each other asks for
// what it asks for each, and counts what it counts for each.
func TestAssessAddsUp(t *testing.T) {
	r := required(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := rapid.SampledFrom(pupils(rt)).Draw(rt, "learner")
		b := ledger(rt, entriesOf(rt, l, 0)...)
		from := l.Years[0].From + capacity.Date(rapid.IntRange(-30, 900).Draw(rt, "from"))
		cut := from + capacity.Date(rapid.IntRange(0, 500).Draw(rt, "first"))
		to := cut + 1 + capacity.Date(rapid.IntRange(0, 500).Draw(rt, "second"))
		whole := assess(rt, b, r, l.ID, capacity.DateSpan{From: from, To: to})
		one := assess(rt, b, r, l.ID, capacity.DateSpan{From: from, To: cut})
		two := assess(rt, b, r, l.ID, capacity.DateSpan{From: cut + 1, To: to})
		for s := range r.Standards() {
			if s.PerWeek == 0 {
				continue
			}
			w, x, y := whole[s.ID], one[s.ID], two[s.ID]
			if w.Weeks != x.Weeks+y.Weeks || w.Hours.Required != x.Hours.Required+y.Hours.Required || w.Hours.Delivered != x.Hours.Delivered+y.Hours.Delivered {
				rt.Errorf("%s, cut after %v:\n%s\n%s\n%s", s.ID, cut, line(w), line(x), line(y))
			}
		}
	})
}

// TestAssessAccounts: hours delivered are those of the entries that count, every
// entry of the period is listed once in each part, nothing is negative, and who
// owes has no surplus but of hours that are not recognized.
func TestAssessAccounts(t *testing.T) {
	r := required(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := rapid.SampledFrom(pupils(rt)).Draw(rt, "learner")
		entries := entriesOf(rt, l, 0)
		from := l.Years[0].From + capacity.Date(rapid.IntRange(0, 1000).Draw(rt, "from"))
		period := capacity.DateSpan{From: from, To: from + capacity.Date(rapid.IntRange(0, 600).Draw(rt, "days"))}
		for id, p := range assess(rt, ledger(rt, entries...), r, l.ID, period) {
			s, _ := r.Standard(id)
			listed := map[record.EntryID]int{}
			var counted, recognized, apart curriculum.ClassHours
			for _, e := range p.Entries {
				listed[e.Entry]++
				if e.Verdict.Counts() {
					counted += e.Hours
				}
				if e.Verdict == record.VerdictRecognized {
					recognized += e.Hours
				}
				if e.Verdict == record.VerdictApart {
					apart += e.Hours
				}
			}
			for _, e := range entries {
				if n := listed[e.ID]; n > 1 || n == 0 && period.Has(e.Date) {
					rt.Errorf("entry %s of %v is listed %d times: %s", e.ID, e.Date, n, line(p))
				}
			}
			if counted != p.Hours.Delivered || recognized != p.Recognized.Delivered || apart != p.Apart {
				rt.Errorf("counted %d, recognized %d, apart %d: %s", counted, recognized, apart, line(p))
			}
			if want := max(0, p.Hours.Required-counted, s.Recognized-recognized); p.Hours.Owed != want {
				rt.Errorf("owed %d, want %d: %s", p.Hours.Owed, want, line(p))
			}
			if want := max(0, counted-p.Hours.Required); p.Hours.Surplus != want || p.Credits.Owed != s.Credits {
				rt.Errorf("surplus, want %d: %s", want, line(p))
			}
		}
	})
}

// TestAssessMoreNeverOwesMore: with more entries nobody owes more.
func TestAssessMoreNeverOwesMore(t *testing.T) {
	r := required(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := rapid.SampledFrom(pupils(rt)).Draw(rt, "learner")
		b := ledger(rt, entriesOf(rt, l, 0)...)
		before := assess(rt, b, r, l.ID, capacity.DateSpan{})
		for _, e := range entriesOf(rt, l, 100) {
			_ = b.Append(e) // refused where the course is there on the day
		}
		for id, p := range assess(rt, b, r, l.ID, capacity.DateSpan{}) {
			if q := before[id]; p.Hours.Owed > q.Hours.Owed || p.Recognized.Owed > q.Recognized.Owed || p.Hours.Required != q.Hours.Required {
				rt.Errorf("owes more:\n%s\n%s", line(q), line(p))
			}
		}
	})
}

// TestAssessOrder: it does not matter in which order entries were made, or
// standards and terms are stated.
func TestAssessOrder(t *testing.T) {
	r := required(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := rapid.SampledFrom(pupils(rt)).Draw(rt, "learner")
		entries := entriesOf(rt, l, 0)
		first := assess(rt, ledger(rt, entries...), r, l.ID, capacity.DateSpan{})
		var terms []capacity.DateSpan
		for year := 2025; year >= 2018; year-- {
			terms = append(terms, span(rt, fmt.Sprintf("%d-02-20/%d-07-01", year+1, year+1)), span(rt, fmt.Sprintf("%d-10-08/%d-01-15", year, year+1)), span(rt, fmt.Sprintf("%d-09-01/%d-09-30", year, year)))
		}
		shuffled, err := record.NewRequirements(rapid.Permutation(record.Standards()).Draw(rt, "standards"), terms)
		if err != nil {
			rt.Fatal(err)
		}
		second := assess(rt, ledger(rt, rapid.Permutation(entries).Draw(rt, "made")...), shuffled, l.ID, capacity.DateSpan{})
		byID := cmpopts.SortSlices(func(a, b record.Judged) bool { return a.Entry < b.Entry }) // of one day they come as made
		if diff := cmp.Diff(first, second, byID); diff != "" {
			rt.Errorf("in another order (-first +second):\n%s", diff)
		}
	})
}
