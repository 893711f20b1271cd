package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/examples/internal/readme"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// TestReadme keeps the README's figures the same as the program's.
func TestReadme(t *testing.T) {
	var out strings.Builder
	if err := run(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	readme.Check(t, out.String())
}

// TestRotation checks that every part is at every station exactly once.
func TestRotation(t *testing.T) {
	_, problem, err := scenario.Load(bytes.NewReader(input))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := matching.Solve(context.Background(), problem, matching.WithEffort(1_000_000))
	if err != nil {
		t.Fatal(err)
	}
	type turn struct {
		request  matching.RequestID
		part     int
		offering capacity.OfferingID
	}
	times := map[turn]int{}
	for _, v := range plan.Visits {
		times[turn{v.Request, v.Part, v.Offering}]++
	}
	for _, r := range problem.Spec().Requests {
		for part := range 5 {
			for _, o := range problem.Network().Spec().Offerings {
				if n := times[turn{r.ID, part, o.ID}]; n != 1 {
					t.Errorf("request %s: part %d is at %s %d times, want once", r.ID, part, o.ID, n)
				}
			}
		}
	}
}
