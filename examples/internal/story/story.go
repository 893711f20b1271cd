// Package story is what the worked examples share: plan a district's term,
// check the plan, say how it went, and keep the files.
package story

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/sanjie-edu/sanjie/internal/district"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// Story is a district's term with its plan, and the baseline to compare with.
type Story struct {
	File      *scenario.File
	Problem   *matching.Problem
	Plan      *matching.Plan
	FirstCome *matching.Plan // first come, first served
}

// Options say how long to search. The zero Options search until nothing is
// left to improve.
type Options struct {
	Time   time.Duration // 0 means no deadline
	Effort int64         // 0 means no limit
	Seed   uint64
}

// FileOf returns the scenario file of a district.
func FileOf(d district.District) *scenario.File {
	return &scenario.File{
		Format: scenario.Format, Name: d.Name, Notes: d.Notes,
		Curriculum: d.Curriculum, Capacity: d.Capacity, Demand: d.Demand,
	}
}

// Tell plans the term of a file and verifies both plans.
func Tell(ctx context.Context, file *scenario.File, o Options) (*Story, error) {
	problem, err := file.Problem()
	if err != nil {
		return nil, err
	}
	s := &Story{File: file, Problem: problem}
	if s.FirstCome, err = matching.FirstCome(ctx, problem); err != nil {
		return nil, err
	}
	options := []matching.Option{matching.WithSeed(o.Seed)}
	if o.Effort > 0 {
		options = append(options, matching.WithEffort(o.Effort))
	}
	if o.Time > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.Time)
		defer cancel()
	}
	if s.Plan, err = matching.Solve(ctx, problem, options...); err != nil {
		return nil, err
	}
	return s, errors.Join(verify(problem, s.FirstCome), verify(problem, s.Plan))
}

func verify(problem *matching.Problem, plan *matching.Plan) error {
	if violations := matching.Verify(problem, plan); len(violations) > 0 {
		return fmt.Errorf("the plan breaks the rules %d times, first: %v", len(violations), violations[0])
	}
	return nil
}

// Placed counts the visits of a plan, each once however it splits, and their
// pupils.
func Placed(p *matching.Plan) (visits, pupils int) {
	for _, v := range p.Visits {
		if v.Part == 0 {
			visits++
		}
		pupils += v.Pupils
	}
	return visits, pupils
}

// Asked counts the visits that a problem's requests want, and their pupils.
func Asked(p *matching.Problem) (visits, pupils int) {
	asked := matching.Measure(p, nil)
	return int(asked.Visits.Asked), int(asked.Pupils.Asked)
}

// Summary writes the size of the term, and how the plan compares with first
// come, first served.
func (s *Story) Summary(w io.Writer) error {
	f := s.File
	visits, pupils := Asked(s.Problem)
	_, err := fmt.Fprintf(w, "%s: %d schools with %d classes ask in %d requests for %d visits of %d pupils.\n"+
		"%d providers have %d rooms, %d instructors and %d offerings.\n\n",
		f.Name, len(f.Schools), len(f.Cohorts), len(f.Requests), visits, pupils,
		len(f.Centers), len(f.Rooms), len(f.Instructors), len(f.Offerings))
	if err != nil {
		return err
	}
	for _, line := range []struct {
		name string
		plan *matching.Plan
	}{{"first come, first served", s.FirstCome}, {"Sanjie", s.Plan}} {
		v, n := Placed(line.plan)
		_, err := fmt.Fprintf(w, "%-26s %6d visits of %d placed (%s), %7d pupils, %d points\n",
			line.name, v, visits, Percent(v, visits), n, line.plan.Points)
		if err != nil {
			return err
		}
	}
	p := s.Plan
	_, err = fmt.Fprintf(w, "\nThe plan is verified: it breaks no rule. Status %s, search ended by %s; no plan has more than %d points.\n",
		p.Status, p.Stats.Stopped, p.Bound)
	return err
}

// Percent writes a share with one decimal, "49.2 %".
func Percent(part, whole int) string {
	if whole == 0 {
		return "0.0 %"
	}
	tenths := (int64(part)*1000 + int64(whole)/2) / int64(whole)
	return fmt.Sprintf("%d.%d %%", tenths/10, tenths%10)
}

// The files of a story.
const (
	scenarioFile = "scenario.json"
	planFile     = "plan.json"
)

// Keep writes scenario.json and plan.json into a directory, which it makes.
func (s *Story) Keep(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return errors.Join(
		create(filepath.Join(dir, scenarioFile), func(w io.Writer) error { return scenario.Write(w, s.File) }),
		create(filepath.Join(dir, planFile), func(w io.Writer) error { return scenario.WritePlan(w, s.Plan) }),
	)
}

func create(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// Read reads what Keep wrote and verifies the plan. The baseline is not kept.
func Read(dir string) (*Story, error) {
	f, err := os.Open(filepath.Join(dir, scenarioFile))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := &Story{}
	if s.File, s.Problem, err = scenario.Load(f); err != nil {
		return nil, err
	}
	p, err := os.Open(filepath.Join(dir, planFile))
	if err != nil {
		return nil, err
	}
	defer p.Close()
	if s.Plan, err = scenario.ReadPlan(p); err != nil {
		return nil, err
	}
	return s, verify(s.Problem, s.Plan)
}
