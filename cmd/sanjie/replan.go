package main

import (
	"bufio"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

func replan(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file`")
	change := flags.String("edit", "", "edit `file` with what has changed in the scenario since; none by default")
	planned := flags.String("plan", "", "published plan `file`, of the scenario as it was")
	certified := flags.String("old-cert", "", "certificate `file` of the published plan, which may still prove something; none by default")
	out := flags.String("o", "", "plan `file` to write")
	frozen := flags.String("frozen", "", "scenario `file` to write, with the visits frozen that are too near to move: the plan is one of it")
	certificate := flags.String("cert", "", "certificate `file` to write; none by default")
	limit := flags.Duration("time", 0, "stop after this long")
	effort := flags.Int64("effort", 0, "stop after this much work; the same work gives the same plan")
	seed := flags.Uint64("seed", 1, "seed of the search")
	cost := flags.Int64("change", 0, "`points` that a change far from its date costs; 0 means more than any one visit earns")
	asJSON := flags.Bool("json", false, "print JSON")
	if err := parse(flags, args, "i", "plan", "o"); err != nil {
		return err
	}
	file, problem, err := std.scenario(*input)
	if err != nil {
		return err
	}
	if *change != "" {
		if file, problem, err = std.edited(*change, file); err != nil {
			return err
		}
	}
	published, err := std.plan(*planned)
	if err != nil {
		return err
	}
	if *certified != "" {
		if published.Certificate, err = std.certificate(*certified); err != nil {
			return err
		}
	}
	options := []matching.Option{matching.WithSeed(*seed)}
	if *effort != 0 {
		options = append(options, matching.WithEffort(*effort))
	}
	if *cost != 0 {
		options = append(options, matching.WithChangeCost(*cost))
	}
	if *limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, *limit)
		defer cancel()
	}
	r, err := matching.Replan(ctx, problem, published, options...)
	if err != nil {
		return err
	}
	if err := std.write(*out, func(w io.Writer) error { return scenario.WritePlan(w, r.Plan) }); err != nil {
		return err
	}
	if *frozen != "" {
		file.Demand = r.Problem.Spec()
		if err := std.write(*frozen, func(w io.Writer) error { return scenario.Write(w, file) }); err != nil {
			return err
		}
	}
	if *certificate != "" {
		if err := std.write(*certificate, func(w io.Writer) error {
			return scenario.WriteCertificate(w, cmp.Or(r.Plan.Certificate, &matching.Certificate{}))
		}); err != nil {
			return err
		}
	}
	w := bufio.NewWriter(std.out)
	if *out == "-" || *frozen == "-" || *certificate == "-" {
		w = bufio.NewWriter(std.err)
	}
	if *asJSON {
		return printJSON(w, r)
	}
	printReplanned(w, r, frozenVisits(problem, r), *frozen)
	return w.Flush()
}

// frozenVisits counts the visits that a problem has no pins for, but the new one has.
func frozenVisits(problem *matching.Problem, r *matching.Replanned) int {
	type visit struct {
		request matching.RequestID
		slot    capacity.SlotID
	}
	visits := map[visit]bool{}
	for _, pin := range r.Problem.Spec().Pins {
		visits[visit{pin.Request, pin.Slot}] = true
	}
	for _, pin := range problem.Spec().Pins {
		delete(visits, visit{pin.Request, pin.Slot})
	}
	return len(visits)
}

func printReplanned(w io.Writer, r *matching.Replanned, frozen int, scenario string) {
	moved, dropped, added := r.Count()
	fmt.Fprintf(w, "%d published visits stay, %d move, %d drop, %d are new; %d points\n", r.Kept, moved, dropped, added, r.Plan.Points)
	if frozen > 0 && scenario == "" {
		fmt.Fprintf(w, "%d visits are too near to move: verify the plan with the scenario that -frozen writes\n", frozen)
	}
	for _, c := range r.Changes {
		switch {
		case len(c.From) == 0:
			fmt.Fprintf(w, "%s has a new visit: %s\n", c.Request, placeText(c.To))
			continue
		case len(c.To) == 0:
			fmt.Fprintf(w, "%s drops %s\n", c.Request, placeText(c.From))
		default:
			fmt.Fprintf(w, "%s moves from %s to %s\n", c.Request, placeText(c.From), placeText(c.To))
		}
		for _, v := range c.Why {
			fmt.Fprintf(w, "    forced by %s\n", v)
		}
		if c.Cause == matching.Chosen {
			fmt.Fprintf(w, "    chosen%s\n", forText(c.For))
		}
	}
	for _, s := range r.Staff {
		fmt.Fprintf(w, "%s in %s is led by %s instead of %s\n", s.Offering, s.Slot, join(s.To), join(s.From))
	}
}

// forText names for whom a visit made room.
func forText(ids []matching.RequestID) string {
	if len(ids) == 0 {
		return ", as others gain more"
	}
	var names []string
	for _, id := range ids {
		names = append(names, string(id))
	}
	return " for " + strings.Join(names, ", ")
}
