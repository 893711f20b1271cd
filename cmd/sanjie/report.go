package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

func report(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read")
	planned := flags.String("plan", "", "plan `file` to report on")
	radius := flags.Int("radius", 15, "`minutes` of travel, one way, within which a center is near")
	var on capacity.Date
	flags.Func("on", "count as near only what is licensed and offered at this `date`", func(s string) error { return on.UnmarshalText([]byte(s)) })
	top := flags.Int("top", 20, "how many `rows` to print of each table; 0 prints all")
	quick := flags.Bool("quick", false, "leave out by which rules others hold what is missing")
	asJSON := flags.Bool("json", false, "print one JSON object")
	if err := parse(flags, args, "i", "plan"); err != nil {
		return err
	}
	if *radius < 0 || *top < 0 {
		return usageError{"-radius and -top must not be negative"}
	}
	_, problem, plan, err := std.both(*input, *planned)
	if err != nil {
		return err
	}
	if err := valid(problem, plan, *input, *planned); err != nil {
		return err
	}
	term := matching.Term{Problem: problem, Plan: plan}
	if unplaced := requestsOf(plan.Unplaced); !*quick && len(unplaced) > 0 {
		if term.Explanations, err = matching.Explain(ctx, problem, plan, unplaced...); err != nil {
			return err
		}
	}
	settled, err := matching.Settle(problem, plan, matching.AllAttend(problem, plan))
	if err != nil {
		return err
	}
	r := yearReport{
		Demand: matching.Report(term), Use: matching.MeasureUse(problem, plan), Spread: matching.MeasureSpread(problem, plan),
		Work: matching.MeasureWork(problem, plan), Settlement: settled, Reach: matching.MeasureReach(problem, *radius, on),
	}
	if *asJSON {
		return json.NewEncoder(std.out).Encode(r)
	}
	w := bufio.NewWriter(std.out)
	(&reportPrinter{w: w, labels: newLabels(problem), top: *top, yearReport: &r}).print()
	return w.Flush()
}

func requestsOf(unplaced []matching.Unplaced) []matching.RequestID {
	ids := make([]matching.RequestID, len(unplaced))
	for i, u := range unplaced {
		ids[i] = u.Request
	}
	return ids
}

// yearReport is what report prints; its JSON names are a stable contract.
type yearReport struct {
	Demand     matching.SupplyDemand `json:"demand"`
	Use        matching.Utilization  `json:"use"`
	Spread     matching.Spreads      `json:"spread"`
	Work       matching.Workload     `json:"work"`
	Settlement *matching.Settlement  `json:"settlement"` // as if all that is planned took place
	Reach      matching.Reach        `json:"reach"`
}
