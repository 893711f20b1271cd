package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

func recommend(ctx context.Context, flags *flag.FlagSet, args []string, std streams) error {
	input := flags.String("i", "", "scenario `file` to read")
	planned := flags.String("plan", "", "plan `file` to look for places in")
	request := flags.String("request", "", "`id` of the request that wants one more visit")
	moves := flags.Int("moves", 1, "let at most `n` visits of others move")
	most := flags.Int("most", 10, "suggest at most `n`")
	take := flags.Int("take", 0, "write the plan with the `n`-th suggestion to -o")
	output := flags.String("o", "", "plan `file` to write")
	offering := flags.String("offering", "", "instead of -request: list who could have a place in a session of the offering with this `id`")
	slot := flags.String("slot", "", "`id` of the slot of that session")
	asJSON := flags.Bool("json", false, "print JSON")
	if err := parse(flags, args, "i", "plan"); err != nil {
		return err
	}
	if (*request == "") == (*offering == "") || (*offering == "") != (*slot == "") {
		return usageError{"say -request, or -offering and -slot"}
	}
	if (*take == 0) != (*output == "") || *take < 0 || *take > 0 && *request == "" {
		return usageError{"-take and -o go together, with -request"}
	}
	_, problem, plan, err := std.both(*input, *planned)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(std.out)
	if *offering != "" {
		list, err := matching.Waitlist(ctx, problem, plan, capacity.OfferingID(*offering), capacity.SlotID(*slot))
		if err != nil {
			return err
		}
		list = list[:min(len(list), max(0, *most))]
		if *asJSON {
			return printJSON(w, list)
		}
		for i, c := range list {
			fmt.Fprintf(w, "%d. %s, its choice %d: %d points more; of %d other places it could have %d now\n", i+1, c.Request, c.Choice+1, c.Points, c.Options, c.Free)
		}
		if len(list) == 0 {
			fmt.Fprintln(w, "no request with missing visits could have this place as the plan is")
		}
		return w.Flush()
	}
	list, err := matching.Recommend(ctx, problem, plan, matching.RequestID(*request), *moves, max(*most, *take))
	if err != nil {
		return err
	}
	if *take > len(list) {
		return fmt.Errorf("there is no suggestion %d: %d were found; nothing was written", *take, len(list))
	}
	if *take > 0 {
		if err := std.write(*output, func(w io.Writer) error { return scenario.WritePlan(w, list[*take-1].Plan) }); err != nil {
			return err
		}
	}
	if *asJSON {
		return printJSON(w, list)
	}
	for i, x := range list {
		printSuggestion(w, i+1, x)
	}
	if len(list) == 0 {
		fmt.Fprintf(w, "no place was found that leaves everybody's visits, with at most %d moves; sanjie explain says what stands against it\n", *moves)
	}
	return w.Flush()
}

func printJSON(w *bufio.Writer, list any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(list); err != nil {
		return err
	}
	return w.Flush()
}

func printSuggestion(w io.Writer, n int, x matching.Suggestion) {
	fmt.Fprintf(w, "%d. %s: %d points more\n", n, placeText(x.Visit), x.Points)
	printMoves(w, x.Moves)
}

func printMoves(w io.Writer, moves []matching.Change) {
	for _, m := range moves {
		if len(m.From) == 0 {
			fmt.Fprintf(w, "     %s joins: %s\n", m.Request, placeText(m.To))
			continue
		}
		fmt.Fprintf(w, "     %s moves from %s to %s (%+d points)\n", m.Request, placeText(m.From), placeText(m.To), m.Points)
	}
}

// placeText names where a visit is: the offerings of its parts, and its slot.
func placeText(visit []matching.Visit) string {
	if len(visit) == 0 {
		return "nowhere"
	}
	var places []string
	for _, v := range visit {
		places = append(places, string(v.Offering))
	}
	return fmt.Sprintf("%s in %s", strings.Join(places, " and "), visit[0].Slot)
}
