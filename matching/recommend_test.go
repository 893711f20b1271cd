package matching_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// visitsOf returns a plan's visits of a request.
func visitsOf(plan *matching.Plan, id matching.RequestID) (list []matching.Visit) {
	for _, v := range plan.Visits {
		if v.Request == id {
			list = append(list, v)
		}
	}
	return list
}

// stays counts visits, each once however many parts it has.
func stays(list []matching.Visit) (n int) {
	for _, v := range list {
		if v.Part == 0 {
			n++
		}
	}
	return n
}

// TestRecommend: what is suggested is a valid plan with one visit more, in which
// nobody has less, no more visits move than were allowed, and all that differs
// from the plan is said. Free places are at least those that
// Explain counts, which does not let instructors change places.
func TestRecommend(t *testing.T) {
	problems := uint64(300)
	if *full {
		problems = 3000
	}
	free, chains, long := 0, 0, 0
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan, ok := planWithout(t, p, int(seed), len(p.Spec().Requests))
		if !ok {
			continue
		}
		before := planFile(t, plan)
		for _, e := range explain(t, p, plan) {
			if e.Missing == 0 {
				continue
			}
			list, err := matching.Recommend(t.Context(), p, plan, e.Request, 2, 1000)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			now := 0
			for i, x := range list {
				checkSuggestion(t, p, plan, e.Request, &x, 2)
				if i > 0 && moved(&list[i-1]) > moved(&x) {
					t.Errorf("seed %d: %d moves after %d", seed, moved(&x), moved(&list[i-1]))
				}
				switch moved(&x) {
				case 0:
					now++
				case 2:
					long++
					fallthrough
				default:
					chains++
				}
			}
			if r, _ := p.Request(e.Request); r.Program == "" && now < e.Free {
				t.Errorf("seed %d: %d suggestions without moves, %d options are free: %+v", seed, now, e.Free, e)
			}
			free += now
		}
		if diff := cmp.Diff(before, planFile(t, plan)); diff != "" {
			t.Fatalf("seed %d: the plan was changed (-before +after):\n%s", seed, diff)
		}
	}
	t.Log(free, chains, long)
	if free < 50 || chains < 50 || long < 5 {
		t.Errorf("only %d free places and %d chains, %d of them of two moves", free, chains, long)
	}
}

// moved counts the visits of a suggestion that were somewhere else.
func moved(x *matching.Suggestion) (n int) {
	for _, m := range x.Moves {
		if len(m.From) > 0 {
			n++
		}
	}
	return n
}

func checkSuggestion(t *testing.T, p *matching.Problem, plan *matching.Plan, id matching.RequestID, x *matching.Suggestion, most int) {
	t.Helper()
	if v := matching.Verify(p, x.Plan); len(v) > 0 {
		t.Errorf("the plan with it is not valid: %v", v)
	}
	if x.Plan.Points != plan.Points+x.Points {
		t.Errorf("%d points more than %d, but the plan with it has %d", x.Points, plan.Points, x.Plan.Points)
	}
	if n := moved(x); n > most {
		t.Errorf("%d visits move", n)
	}
	// The changes applied to the old visits are the new visits.
	want := slices.Clone(plan.Visits)
	want = append(want, x.Visit...)
	for _, m := range x.Moves {
		for _, v := range m.From {
			want = slices.DeleteFunc(want, func(w matching.Visit) bool { return w == v })
		}
		want = append(want, m.To...)
	}
	if diff := cmp.Diff(sorted(want), sorted(x.Plan.Visits)); diff != "" {
		t.Errorf("the plan with it differs in more than is said (-said +plan):\n%s", diff)
	}
	for r := range p.Requests() {
		more := stays(visitsOf(x.Plan, r.ID)) - stays(visitsOf(plan, r.ID))
		program, _ := p.Program(r.Program)
		if more < 0 || r.ID == id && (more == 0 || more > 1 && !program.Whole) {
			t.Errorf("%s has %d visits more", r.ID, more)
		}
	}
}

func sorted(visits []matching.Visit) []string {
	var list []string
	for _, v := range visits {
		list = append(list, fmt.Sprintf("%+v", v))
	}
	slices.Sort(list)
	return list
}

// TestWaitlist: those who could have a freed place are those for whom Explain
// finds it free, those that add most first.
func TestWaitlist(t *testing.T) {
	several := 0
	for seed := range uint64(300) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan, ok := planWithout(t, p, int(seed), 2)
		if !ok {
			continue
		}
		for o := range p.Network().Sessions() {
			list, err := matching.Waitlist(t.Context(), p, plan, o.Offering, o.Slot.ID)
			if err != nil {
				t.Fatal(err)
			}
			want := map[matching.RequestID]int64{}
			for _, u := range plan.Unplaced {
				best, err := matching.Recommend(t.Context(), p, plan, u.Request, 0, 1000)
				if err != nil {
					t.Fatal(err)
				}
				for _, x := range best {
					if v := x.Visit[0]; v.Offering == o.Offering && v.Slot == o.Slot.ID {
						want[u.Request] = x.Points
					}
				}
			}
			got := map[matching.RequestID]int64{}
			for i, c := range list {
				got[c.Request] = c.Points
				if i > 0 && c.Points > list[i-1].Points {
					t.Errorf("seed %d: %d points after %d", seed, c.Points, list[i-1].Points)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("seed %d: %s in %s: (-want +got):\n%s", seed, o.Offering, o.Slot.ID, diff)
			}
			if len(list) > 1 {
				several++
			}
		}
	}
	if several < 10 {
		t.Errorf("only %d places with several candidates", several)
	}
}
