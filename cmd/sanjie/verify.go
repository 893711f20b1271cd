package main

import (
	"context"
	"flag"
	"fmt"

	"github.com/sanjie-edu/sanjie/matching"
)

func verify(_ context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read")
	planned := flags.String("plan", "", "plan `file` to check")
	certified := flags.String("cert", "", "certificate `file` that proves how good a plan can be; none by default")
	if err := parse(flags, args, "i", "plan"); err != nil {
		return err
	}
	if *certified == "-" && (*input == "-" || *planned == "-") {
		return usageError{"-cert and another file cannot both be standard input"}
	}
	_, problem, plan, err := std.both(*input, *planned)
	if err != nil {
		return err
	}
	proven := ""
	if *certified != "" {
		if proven, err = std.prove(problem, plan, *certified); err != nil {
			return err
		}
	}
	violations := matching.Verify(problem, plan)
	if len(violations) == 0 {
		fmt.Fprintf(std.out, "valid: %d visits in %d sessions, %d points, no rule broken\n%s",
			matching.Measure(problem, plan).Visits.Placed, len(plan.Sessions), plan.Points, proven)
		return nil
	}
	fmt.Fprintf(std.out, "not valid: %d violations\n", len(violations))
	for _, v := range violations {
		fmt.Fprintln(std.out, v)
	}
	return errNo
}

// valid refuses a plan of another scenario, and one that breaks a rule.
func valid(problem *matching.Problem, plan *matching.Plan, input, planned string) error {
	n := len(matching.Verify(problem, plan))
	switch {
	case n == 0:
		return nil
	case plan.Problem != "" && plan.Problem != problem.Fingerprint():
		return fmt.Errorf("%s is not a valid plan of %s: it was made for another scenario, or for this one before it was changed", planned, input)
	case n == 1:
		return fmt.Errorf("%s is not a valid plan of %s: 1 violation; sanjie verify says which", planned, input)
	}
	return fmt.Errorf("%s is not a valid plan of %s: %d violations; sanjie verify lists them", planned, input, n)
}

// prove says what a certificate proves of every plan, and how far this one is
// from it.
func (std streams) prove(problem *matching.Problem, plan *matching.Plan, name string) (string, error) {
	c, err := std.certificate(name)
	if err != nil {
		return "", err
	}
	bound, err := matching.CheckBound(problem, c)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	gap := (&matching.Plan{Points: plan.Points, Bound: bound.Points}).Gap()
	return fmt.Sprintf("proven: no plan has more than %d points (gap %.2f %%), none places more than %d pupils (this one %d)\n",
		bound.Points, 100*gap, bound.Pupils, matching.Measure(problem, plan).Pupils.Placed), nil
}
