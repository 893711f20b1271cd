package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/sanjie-edu/sanjie/bench/plain"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// peerScript is run from the root of the repository; its folder tells what it needs.
const peerScript = "bench/peers/peer.py"

// sampleTime is how long Solve takes for the plan that a model is checked with.
const sampleTime = time.Second

// peerPatience is how many times its limit a peer may take, and a minute: some do not
// look at the clock in all that they do.
const peerPatience = 3

// model is a problem written for a peer. The plan that it is written with is
// there to check what the peer makes of it.
type model interface {
	write(folder string, plan *matching.Plan) (path string, err error)
	read(chosen []int) *matching.Plan // which need not list what is unplaced
}

// peer applies another solver: "highs" or "cpsat", or on the core family
// "patterns". The plan that it finds is verified.
func peer(name, python string, core bool) method {
	return func(p *matching.Problem, limit time.Duration) (run, error) {
		sample, err := engine(p, sampleTime)
		if err != nil {
			return run{}, err
		}
		folder, err := os.MkdirTemp("", "peer")
		if err != nil {
			return run{}, err
		}
		defer os.RemoveAll(folder)
		var m model = &ruled{plain.Of(p)}
		if core {
			m = flatten(p)
		}
		path, err := m.write(folder, sample.plan)
		if err != nil {
			return run{}, err
		}
		runtime.GC()
		late := peerPatience*limit + time.Minute
		ctx, cancel := context.WithTimeoutCause(context.Background(), late, fmt.Errorf("it was stopped after %s, as it did not keep its limit of %s", late, limit))
		defer cancel()
		cmd := exec.CommandContext(ctx, python, "-B", peerScript, name, path, fmt.Sprint(limit.Seconds()), fmt.Sprint(runtime.GOMAXPROCS(0)))
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return run{}, fmt.Errorf("%s: %w", name, cmp.Or(context.Cause(ctx), err))
		}
		var found struct {
			Chosen []int `json:"chosen"`
			Trace  trace `json:"trace"`
		}
		if err := json.Unmarshal(out, &found); err != nil {
			return run{}, fmt.Errorf("%s: %w", name, err)
		}
		r := run{plan: m.read(found.Chosen), peak: peakOf(cmd.ProcessState)}
		last := &found.Trace[len(found.Trace)-1]
		if err := judge(p, r.plan, last.Points); err != nil {
			return run{}, fmt.Errorf("%s: %w", name, err)
		}
		r.plan.Bound, last.Points = last.Bound, r.plan.Points
		for _, s := range found.Trace {
			r.took = time.Duration(s.Seconds * float64(time.Second))
			r.trace.add(r.took, s.Points, s.Bound)
		}
		return r, nil
	}
}

// judge verifies a plan, and that it is worth what the peer says, or more where
// the peer left a point lying that its visits earn. What is unplaced is not its
// concern.
func judge(p *matching.Problem, plan *matching.Plan, points int64) error {
	broken := slices.DeleteFunc(matching.Verify(p, plan), func(v matching.Violation) bool {
		return v.Rule == rule.Books && v.Where == "unplaced"
	})
	if len(broken) > 0 {
		return fmt.Errorf("its plan breaks %d rules, first %s", len(broken), broken[0])
	}
	if plan.Points < points {
		return fmt.Errorf("its plan has %d points, not %d", plan.Points, points)
	}
	return nil
}

// ruled is a problem with all rules.
type ruled struct{ *plain.Model }

func (m *ruled) write(folder string, plan *matching.Plan) (string, error) {
	x, err := m.Point(plan)
	if err != nil {
		return "", err
	}
	return folder, m.Write(folder, x, plan.Points)
}

func (m *ruled) read(chosen []int) *matching.Plan {
	x := make([]bool, len(m.Value))
	for _, c := range chosen {
		x[c] = true
	}
	return m.Plan(x)
}

// write writes a flat problem as one JSON file.
func (f *flat) write(folder string, plan *matching.Plan) (string, error) {
	f.use(plan)
	text, err := json.Marshal(f)
	path := filepath.Join(folder, "instance.json")
	return path, errors.Join(err, os.WriteFile(path, text, 0o600))
}
