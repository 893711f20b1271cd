package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/sanjie-edu/sanjie/matching"
)

// printRemedies prints what would have to change for one more visit of a request.
func printRemedies(ctx context.Context, problem *matching.Problem, plan *matching.Plan, id matching.RequestID, leeway matching.Leeway, asJSON bool, out io.Writer) error {
	list, incomplete, err := matching.Counterfactuals(ctx, problem, plan, id, leeway)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	if asJSON {
		return printJSON(w, struct {
			Remedies   []matching.Counterfactual `json:"remedies"`
			Incomplete []matching.RemedyKind     `json:"incomplete"`
		}{append([]matching.Counterfactual{}, list...), append([]matching.RemedyKind{}, incomplete...)})
	}
	for _, x := range list {
		var changes []string
		for _, c := range x.Changes {
			changes = append(changes, remedyText(c))
		}
		if len(changes) == 0 {
			changes = []string{"nothing has to change"}
		}
		fmt.Fprintf(w, "%s: %s\n", strings.Join(changes, " and "), placeText(x.Place.Visit))
		printMoves(w, x.Place.Moves)
	}
	if len(list) == 0 {
		fmt.Fprintln(w, "no single change was found that places it with everything else kept")
	}
	for _, kind := range incomplete {
		fmt.Fprintf(w, "not tried for lack of time: %s\n", kind)
	}
	return w.Flush()
}

// remedyText puts a change of the problem into words.
func remedyText(r matching.Remedy) string {
	switch r.Kind {
	case matching.WidenTimes:
		return fmt.Sprintf("%s comes in %s", r.Of, r.Seen)
	case matching.ShareMore:
		return fmt.Sprintf("%s shares with %s", r.Of, r.Seen)
	case matching.SplitMore:
		return fmt.Sprintf("%s splits into up to %d more parts", r.Of, r.By)
	case matching.AnotherCenter:
		return fmt.Sprintf("%s takes it at center %s", r.Of, r.Seen)
	case matching.RaiseQuota:
		return fmt.Sprintf("quota %s allows %d more", r.Of, r.By)
	case matching.DropPins:
		return fmt.Sprintf("the pin of %s in %s is dropped", r.Of, r.Seen)
	case matching.RaiseHeadcount:
		return fmt.Sprintf("center %s lets in %d more people", r.Of, r.By)
	case matching.MoreStock:
		return fmt.Sprintf("center %s has %d more of %s", r.Of, r.By, r.Seen)
	case matching.MoreBuses:
		return fmt.Sprintf("fleet %s has %d more buses", r.Of, r.By)
	case matching.MoreSeats:
		return fmt.Sprintf("%s has %d more seats", r.Of, r.By)
	case matching.MoreBudget:
		return fmt.Sprintf("budget %s has %d.%02d yuan more", r.Of, r.By/100, r.By%100)
	}
	return fmt.Sprintf("center %s has one more instructor for %s", r.Of, r.Seen)
}
