// Command annualreport tells a year of Guangzhou's centers as a report: what was
// asked and not had, and why; how rooms were used; who has a center near; what it
// cost; and what instructors learned.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// effort is the work of planning a term once; the same effort gives everybody the
// same plan.
const effort = 8_000_000

func main() {
	dir := flag.String("o", "out/annualreport", "`directory` for what is written")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "annualreport:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, dir string) error {
	r, err := tell(ctx)
	if err != nil {
		return err
	}
	if err := r.write(w); err != nil {
		return err
	}
	if err := r.keep(dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nIn %s: both terms with their plans, report.json, and weeks.svg\n", dir)
	return err
}

// term is one half of the year.
type term struct {
	name    string
	file    *scenario.File
	problem *matching.Problem
	plan    *matching.Plan
	settled *matching.Settlement
}

// trained is what the year's work taught.
type trained struct {
	gained []capacity.Gained
	adds   capacity.StaffingGain
	again  *matching.Plan // the spring's term, planned once more from its plan
	with   *matching.Plan // the same with what instructors have gained
}

// annual is the report.
type annual struct {
	terms    []*term
	demand   matching.SupplyDemand
	reach    matching.Reach
	training trained
}

// tell plans both terms and draws up the report.
func tell(ctx context.Context) (*annual, error) {
	all, err := year(1)
	if err != nil {
		return nil, err
	}
	first, err := newTerm(ctx, "autumn", autumn(all))
	if err != nil {
		return nil, err
	}
	next, err := spring(all, first.problem, first.plan)
	if err != nil {
		return nil, err
	}
	second, err := newTerm(ctx, "spring", next)
	if err != nil {
		return nil, err
	}
	r := &annual{terms: []*term{first, second}, reach: matching.MeasureReach(first.problem, circle, 0)}
	var reported []matching.Term
	for _, t := range r.terms {
		var unplaced []matching.RequestID
		for _, u := range t.plan.Unplaced {
			unplaced = append(unplaced, u.Request)
		}
		explained, err := matching.Explain(ctx, t.problem, t.plan, unplaced...)
		if err != nil {
			return nil, err
		}
		reported = append(reported, matching.Term{Problem: t.problem, Plan: t.plan, Explanations: explained})
	}
	r.demand = matching.Report(reported...)
	r.training, err = train(ctx, r.terms)
	return r, err
}

func newTerm(ctx context.Context, name string, file *scenario.File) (*term, error) {
	t := &term{name: name, file: file}
	var err error
	if t.problem, err = file.Problem(); err != nil {
		return nil, err
	}
	if t.plan, err = matching.Solve(ctx, t.problem, matching.WithEffort(effort)); err != nil {
		return nil, err
	}
	t.settled, err = matching.Settle(t.problem, t.plan, attendance(t.problem, t.plan))
	return t, err
}

// train plans the last term once more with what its instructors have gained over the
// year, and to compare with as much effort without.
func train(ctx context.Context, terms []*term) (trained, error) {
	var led []capacity.Led
	for _, t := range terms {
		led = append(led, matching.LedIn(t.problem, t.plan)...)
	}
	last := terms[len(terms)-1]
	var r trained
	file := *last.file
	catalog := last.problem.Catalog()
	var err error
	if file.Instructors, r.gained, err = capacity.Train(catalog, last.file.Instructors, paths(last.file), led); err != nil {
		return r, err
	}
	problem, err := file.Problem()
	if err != nil {
		return r, err
	}
	r.adds = capacity.CompareStaffing(
		capacity.StaffingOf(last.problem.Network(), catalog), capacity.StaffingOf(problem.Network(), catalog))
	options := []matching.Option{matching.WithEffort(effort), matching.WithPlan(last.plan)}
	if r.again, err = matching.Solve(ctx, last.problem, options...); err != nil {
		return r, err
	}
	r.with, err = matching.Solve(ctx, problem, options...)
	return r, err
}
