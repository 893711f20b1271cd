package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

func solve(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read")
	from := flags.String("plan", "", "plan `file` to start from; none by default")
	out := flags.String("o", "", "plan `file` to write; none by default")
	certified := flags.String("cert", "", "certificate `file` to write: what proves the bound; none by default")
	limit := flags.Duration("time", 0, "time `limit` of the search, such as 10s")
	effort := flags.Int64("effort", 0, "work `limit` of the search: the same plan on every machine")
	seed := flags.Uint64("seed", 1, "`seed` of the search")
	asJSON := flags.Bool("json", false, "print the summary as one JSON object")
	if err := parse(flags, args, "i"); err != nil {
		return err
	}
	if *limit < 0 || *effort < 0 {
		return usageError{"-time and -effort must not be negative"}
	}
	if *out == "-" && *asJSON {
		return usageError{"-json and the plan cannot both go to standard output"}
	}
	if *certified == "-" && (*out == "-" || *asJSON) {
		return usageError{"only one of the plan, -cert and -json can go to standard output"}
	}
	options := []matching.Option{matching.WithSeed(*seed)}
	if *effort > 0 {
		options = append(options, matching.WithEffort(*effort))
	}
	problem, start, err := std.begin(*input, *from)
	if err != nil {
		return err
	}
	if start != nil {
		options = append(options, matching.WithPlan(start))
	}
	plan, seconds, err := search(ctx, problem, *limit, options, std)
	if pins := (*matching.PinError)(nil); errors.As(err, &pins) {
		fmt.Fprintln(std.err, err)
		return errNo
	}
	if err != nil {
		return err
	}
	if *out != "" {
		if err := std.write(*out, func(w io.Writer) error { return scenario.WritePlan(w, plan) }); err != nil {
			return err
		}
	}
	if *certified != "" {
		if err := std.write(*certified, func(w io.Writer) error {
			return scenario.WriteCertificate(w, cmp.Or(plan.Certificate, &matching.Certificate{}))
		}); err != nil {
			return err
		}
	}
	summary := summarize(problem, plan, seconds)
	switch {
	case *asJSON:
		return json.NewEncoder(std.out).Encode(summary)
	case *out == "-" || *certified == "-":
		summary.print(std.err)
	default:
		summary.print(std.out)
	}
	return nil
}

// begin reads a scenario and the plan to start from, nil without a name.
func (std streams) begin(input, from string) (*matching.Problem, *matching.Plan, error) {
	if from == "" {
		_, problem, err := std.scenario(input)
		return problem, nil, err
	}
	_, problem, start, err := std.both(input, from)
	return problem, start, err
}

// search solves within the limits, with a progress line on a terminal.
func search(ctx context.Context, p *matching.Problem, limit time.Duration, options []matching.Option, std streams) (*matching.Plan, float64, error) {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	start := time.Now()
	last := time.Time{}
	shown := false
	if terminal(std.err) {
		options = append(options, matching.WithProgress(func(x matching.Progress) {
			if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
				last, shown = now, true
				fmt.Fprintf(std.err, "\r%6.1fs  %d visits, %d pupils, %d points of at most %d  ",
					now.Sub(start).Seconds(), x.Visits, x.Pupils, x.Points, x.Bound)
			}
		}))
	}
	plan, err := matching.Solve(ctx, p, options...)
	if shown {
		fmt.Fprintln(std.err)
	}
	return plan, time.Since(start).Seconds(), err
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// summary is what solve prints; its JSON names are a stable contract.
type summary struct {
	Status       matching.Status `json:"status"`
	Points       int64           `json:"points"`
	Bound        int64           `json:"bound"`
	Gap          float64         `json:"gap"` // (bound − points) / bound
	VisitsPlaced int64           `json:"visits_placed"`
	VisitsAsked  int64           `json:"visits_asked"`
	PupilsPlaced int64           `json:"pupils_placed"`
	PupilsAsked  int64           `json:"pupils_asked"`
	Seconds      float64         `json:"seconds"`
	Stopped      matching.Stop   `json:"stopped"`
	impossible   int
}

func summarize(p *matching.Problem, plan *matching.Plan, seconds float64) summary {
	m := matching.Measure(p, plan)
	s := summary{
		Status: plan.Status, Points: plan.Points, Bound: plan.Bound, Gap: plan.Gap(), Seconds: seconds, Stopped: plan.Stats.Stopped,
		VisitsPlaced: m.Visits.Placed, VisitsAsked: m.Visits.Asked, PupilsPlaced: m.Pupils.Placed, PupilsAsked: m.Pupils.Asked,
	}
	for _, u := range plan.Unplaced {
		if u.Reason == matching.Impossible {
			s.impossible += u.Visits
		}
	}
	return s
}

func (s summary) print(w io.Writer) {
	fmt.Fprintf(w, "status   %s (stopped: %s, %.1f s)\n", s.Status, s.Stopped, s.Seconds)
	fmt.Fprintf(w, "visits   %d of %d placed, %d impossible\n", s.VisitsPlaced, s.VisitsAsked, s.impossible)
	fmt.Fprintf(w, "pupils   %d of %d placed\n", s.PupilsPlaced, s.PupilsAsked)
	fmt.Fprintf(w, "points   %d, at most %d possible (gap %.2f %%)\n", s.Points, s.Bound, 100*s.Gap)
}
