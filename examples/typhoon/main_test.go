package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/examples/internal/readme"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestRun tells the story once.
func TestRun(t *testing.T) {
	x, err := tell(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("page", func(t *testing.T) { checkPage(t, x) })
	t.Run("first", func(t *testing.T) { checkRepair(t, &x.first) })
	t.Run("second", func(t *testing.T) { checkRepair(t, &x.second) })
	t.Run("end", func(t *testing.T) { checkEnd(t, x) })
}

// checkPage compares what the command prints and draws with the folder's page, and
// reads the files that it keeps: each plan is verified with its scenario.
func checkPage(t *testing.T, x *tale) {
	dir := t.TempDir()
	var out strings.Builder
	if err := x.write(&out, dir); err != nil {
		t.Fatal(err)
	}
	readme.Check(t, strings.ReplaceAll(out.String(), dir, "out/typhoon"))
	for _, sub := range []string{"", "first", "second"} {
		if _, err := story.Read(filepath.Join(dir, sub)); err != nil {
			t.Errorf("%s: %v", sub, err)
		}
	}
	shown, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := os.ReadFile(filepath.Join(dir, picture))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(shown, drawn) {
		t.Errorf("%s is not what the example draws; copy it from out/typhoon", picture)
	}
}

// checkEnd checks what the two repairs come to.
func checkEnd(t *testing.T, x *tale) {
	for name, r := range map[string]*matching.Replanned{"three days more": x.longer, "cheap changes": x.cheap} {
		if v := matching.Verify(r.Problem, r.Plan); len(v) > 0 {
			t.Errorf("%s: %v", name, v)
		}
	}
	if v := matching.Verify(x.second.now.Problem, x.scratch); len(v) > 0 {
		t.Errorf("the plan from scratch: %v", v)
	}
	kept, scratch := stayed(x.published.Plan, x.second.now.Plan), stayed(x.published.Plan, x.scratch)
	forced := len(x.first.now.Touched) + len(x.second.now.Touched)
	if all := len(x.published.Plan.Visits); kept <= scratch || kept < all-forced || forced*8 > all {
		t.Errorf("%d of %d visits stay, from scratch %d; want all but the %d that closures touch, one in eight at most", kept, all, scratch, forced)
	}
	broken := 0
	for _, c := range x.second.now.Changes {
		if len(c.From) > 0 && x.second.standOf(x.second.read.slot(c.From[0])) == begun {
			broken++
		}
	}
	if broken == 0 {
		t.Error("no visit is broken off by the second signal, which comes in mid-visit")
	}
	if len(x.out) == 0 || !slices.ContainsFunc(x.out, func(l loser) bool { return len(l.alone)+len(l.moves)+len(l.after) > 0 }) {
		t.Errorf("%d lose their visit, and nothing would help any of them; the example shows it", len(x.out))
	}
}

// checkRepair checks that what is touched is what the signal closes, that it moves
// and nothing else, and that nothing is planned where and when it is closed.
func checkRepair(t *testing.T, r *repair) {
	if v := matching.Verify(r.now.Problem, r.now.Plan); len(v) > 0 {
		t.Errorf("the plan is not valid: %v", v)
	}
	shut := func(v matching.Visit) bool {
		_, school := r.read.class(v.Request)
		return slices.ContainsFunc(r.file.Closures, func(c capacity.Closure) bool {
			return c.Times.Touch(r.read.slot(v)) && (slices.Contains(c.Areas, r.read.center(v.Offering).Area) || slices.Contains(c.Areas, school.Area))
		})
	}
	now := map[place]capacity.OfferingID{}
	for _, v := range r.now.Plan.Visits {
		now[placeOf(v)] = v.Offering
		if shut(v) {
			t.Errorf("%s is at %s, which is closed", v.Request, r.read.placeText(v))
		}
	}
	touched := map[place]bool{}
	for _, x := range r.now.Touched {
		touched[place{x.Request, x.Slot}] = true
	}
	changes := r.changes()
	for _, v := range r.was.Visits {
		if shut(v) != touched[placeOf(v)] {
			t.Errorf("%s at %s: touched %t, closed %t", v.Request, r.read.placeText(v), touched[placeOf(v)], shut(v))
		}
		stays := now[placeOf(v)] == v.Offering
		if c, changed := changes[placeOf(v)]; stays == touched[placeOf(v)] || stays == changed || changed && c.Cause != matching.Forced {
			t.Errorf("%s at %s: touched %t, stays %t, changed %t by %s", v.Request, r.read.placeText(v), touched[placeOf(v)], stays, changed, c.Cause)
		}
		if r.standOf(r.read.slot(v)) == over && !stays {
			t.Errorf("%s at %s was over, and does not stay", v.Request, r.read.placeText(v))
		}
	}
	for _, c := range r.now.Changes {
		if len(c.To) > 0 && r.read.slot(c.To[0]).Begin() < r.earliest() {
			t.Errorf("%s is planned anew at %s, too soon", c.Request, r.read.placeText(c.To[0]))
		}
	}
}
