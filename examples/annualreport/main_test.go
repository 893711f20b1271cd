package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/readme"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestRun tells the year once.
func TestRun(t *testing.T) {
	r, err := tell(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("page", func(t *testing.T) { checkPage(t, r) })
	t.Run("sums", func(t *testing.T) { checkSums(t, r) })
	t.Run("training", func(t *testing.T) { checkTraining(t, r) })
}

// checkPage compares what the command prints and draws with the folder's page, and
// reads the files that it keeps.
func checkPage(t *testing.T, r *annual) {
	dir := t.TempDir()
	var out strings.Builder
	if err := r.write(&out); err != nil {
		t.Fatal(err)
	}
	readme.Check(t, out.String())
	if err := r.keep(dir); err != nil {
		t.Fatal(err)
	}
	for _, x := range r.terms {
		if _, err := story.Read(filepath.Join(dir, x.name)); err != nil { // verified with its scenario
			t.Errorf("%s: %v", x.name, err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, reportFile))
	if err != nil || !json.Valid(text) {
		t.Errorf("%s: %v, valid %v", reportFile, err, json.Valid(text))
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
		t.Errorf("%s is not what the example draws; copy it from out/annualreport", picture)
	}
}

// checkSums adds up the breakdowns and the settlement.
func checkSums(t *testing.T, r *annual) {
	var placed, unmet int64
	for _, x := range r.terms {
		m := matching.Measure(x.problem, x.plan)
		placed += m.Visits.Placed
		unmet += m.Visits.Asked - m.Visits.Placed
		var lines, budgets curriculum.Fen
		for _, l := range x.settled.Lines {
			lines += l.Settled
		}
		for _, b := range x.settled.Budgets { // one for each line
			budgets += b.Settled
			if b.Amount != b.Settled+b.Remaining || b.Planned != b.Settled+b.Released || b.Remaining < 0 {
				t.Errorf("%s: budget %+v", x.name, b)
			}
		}
		if lines != budgets || lines == 0 {
			t.Errorf("%s: lines come to %v, budgets to %v", x.name, lines, budgets)
		}
	}
	causes := int64(0)
	for _, c := range r.demand.Causes {
		causes += c.Visits
	}
	if v := r.demand.Total.Visits; v.Placed != placed || v.Unmet != unmet || causes != unmet {
		t.Errorf("the year has %+v, the terms %d and %d, the causes %d", v, placed, unmet, causes)
	}
}

// checkTraining checks what the trained could do.
func checkTraining(t *testing.T, r *annual) {
	x := &r.training
	if len(x.gained) == 0 || x.adds.Pairs <= 0 {
		t.Fatalf("%d gained, %+v", len(x.gained), x.adds)
	}
	if spring := r.terms[1].plan; x.with.Points < spring.Points || x.again.Points < spring.Points {
		t.Errorf("%d points with the trained, %d without, %d before", x.with.Points, x.again.Points, spring.Points)
	}
	for _, g := range x.gained {
		if g.Sessions < trainAfter {
			t.Errorf("%+v, after fewer than %d sessions", g, trainAfter)
		}
	}
}
