package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

func explain(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read")
	planned := flags.String("plan", "", "plan `file` to explain")
	request := flags.String("request", "", "explain only the request with this `id`")
	cohort := flags.String("cohort", "", "explain only the requests of the cohort with this `id`")
	school := flags.String("school", "", "explain only the requests of the school with this `id`")
	all := flags.Bool("all", false, "explain requests that have all their visits too")
	remedies := flags.Bool("remedies", false, "with -request: find what would have to change to place one visit more, instead")
	leeway := matching.Leeway{}
	flags.IntVar(&leeway.Moves, "moves", 0, "with -remedies: let at most `n` visits of others move")
	flags.Func("not", "with -remedies: a `kind` of change that is out of the question; can be repeated", func(s string) error {
		var kind matching.RemedyKind
		leeway.Not = append(leeway.Not, kind)
		return leeway.Not[len(leeway.Not)-1].UnmarshalText([]byte(s))
	})
	flags.Func("spare", "with -remedies: the `id` of what is not to be changed; can be repeated", func(s string) error {
		leeway.Spared = append(leeway.Spared, s)
		return nil
	})
	asJSON := flags.Bool("json", false, "print JSON")
	if err := parse(flags, args, "i", "plan"); err != nil {
		return err
	}
	if *remedies && *request == "" || !*remedies && leeway.Moves+len(leeway.Not)+len(leeway.Spared) > 0 {
		return usageError{"-remedies needs -request, and -moves, -not and -spare need -remedies"}
	}
	_, problem, plan, err := std.both(*input, *planned)
	if err != nil {
		return err
	}
	if *remedies {
		return printRemedies(ctx, problem, plan, matching.RequestID(*request), leeway, *asJSON, std.out)
	}
	missing := map[matching.RequestID]bool{}
	for _, u := range plan.Unplaced {
		missing[u.Request] = true
	}
	var ids []matching.RequestID
	known := *request+*cohort+*school == ""
	for r := range problem.Requests() {
		c, _ := problem.Cohort(r.Cohort)
		if *request != "" && r.ID != matching.RequestID(*request) || *cohort != "" && r.Cohort != curriculum.CohortID(*cohort) ||
			*school != "" && c.School != curriculum.SchoolID(*school) {
			continue
		}
		known = true
		if *all || *request != "" || missing[r.ID] {
			ids = append(ids, r.ID)
		}
	}
	if !known {
		return usageError{fmt.Sprintf("no request of %s fits -request, -cohort and -school", *input)}
	}
	list := []matching.Explanation{}
	if len(ids) > 0 {
		if list, err = matching.Explain(ctx, problem, plan, ids...); err != nil {
			return err
		}
	}
	w := bufio.NewWriter(std.out)
	if *asJSON {
		return printJSON(w, list)
	}
	for _, e := range list {
		printExplanation(w, problem, e)
	}
	if len(list) == 0 {
		fmt.Fprintln(w, "every visit asked for is placed; -all explains what would have been better")
	}
	return w.Flush()
}

var reasonTexts = map[matching.Reason]string{
	matching.Impossible: "impossible: no plan of any kind has more of it",
	matching.Lost:       "lost: a plan could have more of it, but none has more points than this one",
	matching.NotFound:   "not found: this plan is not proven the best; a longer search may place more of it",
}

func printExplanation(w io.Writer, problem *matching.Problem, e matching.Explanation) {
	r, _ := problem.Request(e.Request)
	c, _ := problem.Cohort(r.Cohort)
	fmt.Fprintf(w, "%s (cohort %s, %d pupils): %d of %d visits placed", e.Request, c.ID, c.Size, e.Placed, e.Placed+e.Missing)
	if e.Missing > 0 {
		fmt.Fprintf(w, "; %s", reasonTexts[e.Reason])
	}
	fmt.Fprintf(w, "\n  its choices name %d options; %s\n", e.Options, cutsText("removed", e.Cuts))
	switch {
	case e.Missing > 0 && e.Looked > 0:
		fmt.Fprintf(w, "  of the %d left, %d are free; %s\n", e.Looked, e.Free, cutsText("held", e.Taken))
	case e.Missing == 0 && e.Looked > 0:
		fmt.Fprintf(w, "  of the %d better than what it has, %d are free; %s\n", e.Looked, e.Free, cutsText("held", e.Taken))
	case e.Missing == 0:
		fmt.Fprintln(w, "  none of them is better than what it has")
	}
	for _, x := range e.Best {
		printAlternative(w, x)
	}
}

// cutsText lists how many options each rule took.
func cutsText(verb string, cuts []matching.Cut) string {
	if len(cuts) == 0 {
		return "no rule " + verb + " any"
	}
	var parts []string
	for _, c := range cuts {
		parts = append(parts, fmt.Sprintf("%s %d", ruleText(c.Rule), c.Options))
	}
	return verb + " by " + strings.Join(parts, ", ")
}

func ruleText(r rule.Rule) string { return r.String() + " " + r.Name() }

func printAlternative(w io.Writer, x matching.Alternative) {
	fmt.Fprintf(w, "  %s in %s (choice %d, %d points): ", x.Offering, x.Slot, x.Choice+1, x.Points)
	switch {
	case len(x.Against) == 0:
		fmt.Fprintf(w, "free; the plan would gain %d points\n", x.Gain)
		return
	case len(x.Beaten) == 0:
		fmt.Fprintln(w, "nobody's going would make room")
	default:
		fmt.Fprintf(w, "instead of %s", holderText(x.Beaten[0]))
		for _, h := range x.Beaten[1:] {
			fmt.Fprintf(w, ", %s", holderText(h))
		}
		if x.Gain < 0 {
			fmt.Fprintf(w, ", ahead by %d points\n", -x.Gain)
		} else {
			fmt.Fprintf(w, ", the plan would gain %d points\n", x.Gain)
		}
	}
	for _, o := range x.Against {
		fmt.Fprintf(w, "    %s", ruleText(o.Rule))
		if o.Where != "" {
			fmt.Fprintf(w, ", %s", o.Where)
		}
		if o.Lack > 0 {
			fmt.Fprintf(w, ", %d too few", o.Lack)
		}
		for i, h := range o.Holders {
			if i == 3 {
				break
			}
			fmt.Fprintf(w, "%s%s", map[bool]string{true: ": ", false: ", "}[i == 0], holderText(h))
		}
		if n := o.Visits - 3; n > 0 && len(o.Holders) > 0 {
			fmt.Fprintf(w, " and %d more", n)
		}
		fmt.Fprintln(w)
	}
}

func holderText(h matching.Holder) string {
	if h.Pinned {
		return fmt.Sprintf("%s at %s in %s (pinned)", h.Request, h.Offering, h.Slot)
	}
	return fmt.Sprintf("%s at %s in %s", h.Request, h.Offering, h.Slot)
}
