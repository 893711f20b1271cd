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
	if err := parse(flags, args, "i", "plan"); err != nil {
		return err
	}
	_, problem, plan, err := std.both(*input, *planned)
	if err != nil {
		return err
	}
	violations := matching.Verify(problem, plan)
	if len(violations) == 0 {
		fmt.Fprintf(std.out, "valid: %d visits in %d sessions, %d points, no rule broken\n",
			matching.Measure(problem, plan).Visits.Placed, len(plan.Sessions), plan.Points)
		return nil
	}
	fmt.Fprintf(std.out, "not valid: %d violations\n", len(violations))
	for _, v := range violations {
		fmt.Fprintln(std.out, v)
	}
	return errNo
}
