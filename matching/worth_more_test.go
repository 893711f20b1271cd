package matching_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestWithMoreKeepsPlans: a plan is one of the problem with more as well, of which
// the problem itself knows nothing.
func TestWithMoreKeepsPlans(t *testing.T) {
	kept := map[matching.Resource]int{}
	for seed := range uint64(60) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		plan, err := matching.FirstCome(t.Context(), p)
		if err != nil {
			continue // pins that cannot be kept
		}
		before := p.Network().Spec()
		for _, w := range everything(p) {
			then, err := matching.WithMore(p, w, 3)
			if err != nil {
				t.Fatalf("seed %d: %+v: %v", seed, w, err)
			}
			for _, v := range matching.Verify(then, plan) {
				t.Errorf("seed %d: with more of %+v the plan breaks a rule: %v", seed, w, v)
			}
			kept[w.Resource]++
		}
		if diff := cmp.Diff(before, p.Network().Spec()); diff != "" {
			t.Errorf("seed %d: the problem changed (-before +after):\n%s", seed, diff)
		}
	}
	for r := matching.ResourceSession; r <= matching.ResourceQuota; r++ {
		if kept[r] == 0 {
			t.Errorf("no %v was added", r)
		}
	}
}

func TestWithMoreRefuses(t *testing.T) {
	p := bare().problem(t)
	session := matching.Worth{Resource: matching.ResourceSession, Offering: "oa", Week: day(7), Slot: "2026-09-07.am"}
	tests := []struct {
		name   string
		reason string
		of     matching.Worth
		n      int
		says   string
	}{
		{"nothing more", "it would be the same problem", session, 0, "want 1 to 1000"},
		{"too many", "each is a thing of its own", session, 1001, "want 1 to 1000"},
		{"unset", "of what is not said", matching.Worth{}, 1, "want session, instructor"},
		{"no such session", "there is no such offering", matching.Worth{Resource: matching.ResourceSession, Offering: "?"}, 1, "no such session"},
		{"no such seat", "there is no such offering", matching.Worth{Resource: matching.ResourceSeat, Offering: "?"}, 1, "no such seat"},
		{"no such instructor", "there is nobody of this id", matching.Worth{Resource: matching.ResourceInstructor, Instructor: "?"}, 1, "no such instructor"},
		{"no headcount", "the center has no limit", matching.Worth{Resource: matching.ResourceHead, Center: "hub"}, 1, "no such head"},
		{"no budget", "there is none", matching.Worth{Resource: matching.ResourceMoney, Budget: "?"}, 1, "no such money"},
		{"no such slot", "there is none", matching.Worth{Resource: matching.ResourceSession, Offering: "oa", Slot: "2026-09-07.noon"}, 1, "no such session"},
		{"another week", "the offering ended before", matching.Worth{Resource: matching.ResourceSeat, Offering: "oa", Week: day(7) + 70}, 1, "valid"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := p
			if tt.name == "another week" {
				w := bare()
				for i := range w.capacity.Offerings {
					w.capacity.Offerings[i].Valid = capacity.DateSpan{To: day(20)}
				}
				at = w.problem(t)
			}
			if _, err := matching.WithMore(at, tt.of, tt.n); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v, want %q: %s", err, tt.says, tt.reason)
			}
		})
	}
}

// TestSums adds up by hand.
func TestSums(t *testing.T) {
	a := &matching.Appraisal{Scale: 10, List: []matching.Worth{
		{Resource: matching.ResourceSession, Center: "c1", Course: "a", Week: day(14), Rise: 30},
		{Resource: matching.ResourceInstructor, Week: day(7), Rise: 25},
		{Resource: matching.ResourceSession, Center: "c2", Course: "a", Week: day(7), Rise: 25},
		{Resource: matching.ResourceMoney, Rise: 9},
		{Resource: matching.ResourceSession, Center: "c1", Course: "b", Week: day(7), Rise: 5},
		{Resource: matching.ResourceSeat, Center: "c1", Course: "b", Week: day(7), Opens: true},
	}}
	tests := []struct {
		by     matching.Grouping
		reason string
		want   []matching.Sum
	}{
		{matching.ByCenter, "the instructor has several, money none, and the seat no rise", []matching.Sum{
			{Resource: matching.ResourceSession, Center: "c1", Things: 2, Rise: 35},
			{Resource: matching.ResourceSession, Center: "c2", Things: 1, Rise: 25},
		}},
		{matching.ByCourse, "sessions alone have one", []matching.Sum{
			{Resource: matching.ResourceSession, Course: "a", Things: 2, Rise: 55},
			{Resource: matching.ResourceSession, Course: "b", Things: 1, Rise: 5},
		}},
		{matching.ByWeek, "equal ones are in the order of resources, then of weeks", []matching.Sum{
			{Resource: matching.ResourceSession, Week: day(7), Things: 2, Rise: 30},
			{Resource: matching.ResourceSession, Week: day(14), Things: 1, Rise: 30},
			{Resource: matching.ResourceInstructor, Week: day(7), Things: 1, Rise: 25},
		}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, a.Sums(tt.by)); diff != "" {
			t.Errorf("by %v: %s (-want +got):\n%s", tt.by, tt.reason, diff)
		}
	}
	for rise, want := range map[int64]int64{0: 0, 1: 1, 9: 1, 10: 1, 11: 2, 30: 3} {
		if got := a.Points(rise); got != want {
			t.Errorf("%d tenths are %d points, want %d", rise, got, want)
		}
	}
}
