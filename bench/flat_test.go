package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
	"github.com/sanjie-edu/sanjie/scenario"
)

func coreProblem(t *testing.T, groups int, seed uint64) *matching.Problem {
	t.Helper()
	file, err := scenario.GenerateCore(scenario.Core{Groups: groups}, seed)
	if err != nil {
		t.Fatal(err)
	}
	p, err := file.Problem()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestFlatKeepsPlans takes plans to options and back: the options keep the flat
// limits, and make up a plan that is valid and has the same points.
func TestFlatKeepsPlans(t *testing.T) {
	for seed := range uint64(5) {
		p := coreProblem(t, 400, seed)
		plan, err := matching.FirstCome(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		f := flatten(p)
		f.use(plan)
		if len(f.Plan) != len(plan.Visits) || len(f.Plan) == 0 {
			t.Fatalf("seed %d: %d visits are %d options", seed, len(plan.Visits), len(f.Plan))
		}
		if points, ok := f.worth(f.Plan); !ok || points != plan.Points {
			t.Errorf("seed %d: the options of a plan with %d points have %d, within the limits: %t", seed, plan.Points, points, ok)
		}
		back := f.read(f.Plan)
		if err := judge(p, back, plan.Points); err != nil {
			t.Errorf("seed %d: read back, %v", seed, err)
		}
	}
}

// worth adds up the points of chosen options, and tells whether they keep the
// limits of the flat problem.
func (f *flat) worth(chosen []int) (points int64, ok bool) {
	ok = true
	placed, course, seats, run := map[int]bool{}, map[int]int{}, map[int]int{}, map[int]int{}
	for _, o := range chosen {
		group, session := f.Options[o][0], f.Options[o][1]
		ok = ok && !placed[group]
		placed[group] = true
		if runs, known := course[session]; !known {
			course[session] = f.Options[o][2]
			run[f.Sessions[session][1]]++
		} else {
			ok = ok && runs == f.Options[o][2]
		}
		seats[session] += f.Groups[group]
		ok = ok && seats[session] <= f.Sessions[session][0] && run[f.Sessions[session][1]] <= f.Pools[f.Sessions[session][1]]
		points += int64(f.Options[o][3])
	}
	return points, ok
}

// TestFlatHasAllOptions tries a group in every session: the flat options are
// those in which it can be alone, as [matching.Verify] sees it.
func TestFlatHasAllOptions(t *testing.T) {
	type place struct {
		Offering capacity.OfferingID
		Slot     capacity.SlotID
		Choice   int
	}
	p := coreProblem(t, 40, 1)
	f := flatten(p)
	all := 0
	for group, request := range slices.Collect(p.Requests())[:5] {
		var want, got []place
		for i, v := range f.visits {
			if v.Request == request.ID {
				got = append(got, place{v.Offering, v.Slot, v.Choice})
				if err := judge(p, f.read([]int{i}), int64(f.Options[i][3])); err != nil {
					t.Errorf("%s by option %d alone: %v", request.ID, i, err)
				}
			}
		}
		for choice := range request.Choices {
			for s := range p.Network().Sessions() {
				alone := matching.Plan{
					Visits:   []matching.Visit{{Request: request.ID, Choice: choice, Offering: s.Offering, Slot: s.Slot.ID, Pupils: f.Groups[group]}},
					Sessions: []matching.Session{{Offering: s.Offering, Slot: s.Slot.ID}},
				}
				if !slices.ContainsFunc(matching.Verify(p, &alone), func(v matching.Violation) bool {
					return v.Rule != rule.Books && v.Rule != rule.Staff // neither points nor instructors are stated
				}) {
					want = append(want, place{s.Offering, s.Slot.ID, choice})
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("options of %s (-want +got):\n%s", request.ID, diff)
		}
		all += len(got)
	}
	if all < 20 {
		t.Errorf("five groups have %d options, want 20", all)
	}
}
