package matching_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestLater: a plan that does not name some requests at all is asked about as one
// that lists them as unplaced, however many they are.
func TestLater(t *testing.T) {
	several, suggested := 0, 0
	for seed := range uint64(200) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan, ok := planWithout(t, p, int(seed), 2)
		if !ok {
			continue
		}
		earlier := *plan
		earlier.Unplaced = slices.DeleteFunc(slices.Clone(plan.Unplaced), func(u matching.Unplaced) bool {
			return placed(plan, u.Request) == 0
		})
		if len(plan.Unplaced)-len(earlier.Unplaced) > 1 {
			several++
		}
		before := planFile(t, &earlier)
		if diff := cmp.Diff(explain(t, p, plan), explain(t, p, &earlier)); diff != "" {
			t.Errorf("seed %d: explanations (-listed +not named):\n%s", seed, diff)
		}
		for _, u := range plan.Unplaced {
			listed, err := matching.Recommend(t.Context(), p, plan, u.Request, 1, 100)
			if err != nil {
				t.Fatal(err)
			}
			got, err := matching.Recommend(t.Context(), p, &earlier, u.Request, 1, 100)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(listed, got, cmpopts.IgnoreFields(matching.Suggestion{}, "Plan")); diff != "" {
				t.Errorf("seed %d: suggestions for %s (-listed +not named):\n%s", seed, u.Request, diff)
			}
			for _, x := range got {
				checkSuggestion(t, p, &earlier, u.Request, &x, 1)
				suggested++
			}
		}
		for o := range p.Network().Sessions() {
			listed, err := matching.Waitlist(t.Context(), p, plan, o.Offering, o.Slot.ID)
			if err != nil {
				t.Fatal(err)
			}
			got, err := matching.Waitlist(t.Context(), p, &earlier, o.Offering, o.Slot.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(listed, got); diff != "" {
				t.Errorf("seed %d: waitlist (-listed +not named):\n%s", seed, diff)
			}
		}
		if diff := cmp.Diff(before, planFile(t, &earlier)); diff != "" {
			t.Errorf("seed %d: the plan was changed (-before +after):\n%s", seed, diff)
		}
	}
	if several < 50 || suggested < 50 {
		t.Errorf("only %d plans lack several requests, and %d suggestions were made", several, suggested)
	}
}
