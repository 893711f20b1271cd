package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// repairs measures what becomes of a published plan in each disruption.
func repairs(ctx context.Context, out io.Writer, file *scenario.File, plan *matching.Plan, limit time.Duration) error {
	fmt.Fprintf(out, "| disruption | touched | stay | move | drop | new | chosen | time | points | from scratch: stay | points |\n"+
		"|---|---|---|---|---|---|---|---|---|---|---|\n")
	published := visits(plan)
	for _, d := range disruptions {
		now := copied(file)
		d.happens(now, plan)
		p, err := now.Problem()
		if err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		r, took, err := timed(ctx, limit, func(ctx context.Context) (*matching.Replanned, error) { return matching.Replan(ctx, p, plan) })
		if pins := (*matching.PinError)(nil); errors.As(err, &pins) {
			fmt.Fprintf(out, "| %s | pins cannot be kept: %d |\n", d.name, len(pins.Pins))
			continue
		} else if errors.Is(err, context.DeadlineExceeded) {
			fmt.Fprintf(out, "| %s | no repair within %s |\n", d.name, limit)
			continue
		} else if err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		if v := matching.Verify(r.Problem, r.Plan); len(v) > 0 {
			return fmt.Errorf("%s: %v", d.name, v[0])
		}
		moved, dropped, added := r.Count()
		chosen := 0
		for _, c := range r.Changes {
			if c.Cause == matching.Chosen {
				chosen++
			}
		}
		scratch, _, err := timed(ctx, limit, func(ctx context.Context) (*matching.Plan, error) { return matching.Solve(ctx, r.Problem) })
		if err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		fmt.Fprintf(out, "| %s | %d | %d (%.1f %%) | %d | %d | %d | %d | %s | %d | %.1f %% | %d |\n",
			d.name, len(r.Touched), r.Kept, 100*float64(r.Kept)/float64(published), moved, dropped, added, chosen, seconds(took), r.Plan.Points,
			100*float64(stayed(plan, scratch))/float64(published), scratch.Points)
	}
	fmt.Fprintln(out)
	return nil
}

// stayed counts the visits of a plan that another has at the same offerings in the
// same slot.
func stayed(plan, other *matching.Plan) int {
	type at struct {
		request  matching.RequestID
		slot     string
		offering string
	}
	has := map[at]bool{}
	for _, v := range other.Visits {
		has[at{v.Request, string(v.Slot), string(v.Offering)}] = true
	}
	gone := map[[2]string]bool{}
	for _, v := range plan.Visits {
		if !has[at{v.Request, string(v.Slot), string(v.Offering)}] {
			gone[[2]string{string(v.Request), string(v.Slot)}] = true
		}
	}
	return visits(plan) - len(gone)
}

func spread(times []time.Duration) (median, longest time.Duration) {
	if len(times) == 0 {
		return 0, 0
	}
	slices.Sort(times)
	return times[len(times)/2], times[len(times)-1]
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }
