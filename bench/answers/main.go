// Answers measures what a plan answers on a generated district: how long it takes
// to explain, to recommend, and to find what would help, and what becomes of a
// published plan in ten kinds of disruption, beside a solve from scratch.
//
//	go run ./bench/answers -size M -regime staff -time 60s -replan 20s
//
// It prints Markdown. docs/answers.md shows a run.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

func main() {
	if err := command(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "answers:", err)
		os.Exit(2)
	}
}

func command(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("answers", flag.ContinueOnError)
	size, regime := scenario.S, scenario.Staff
	flags.TextVar(&size, "size", scenario.S, "`size` of the district")
	flags.TextVar(&regime, "regime", scenario.Staff, "`regime` of the district")
	seed := flags.Uint64("seed", 1, "`seed` of the district")
	limit := flags.Duration("time", 10*time.Second, "`time` to solve it in")
	again := flags.Duration("replan", 5*time.Second, "`time` of each repair, and of each solve from scratch")
	asked := flags.Int("ask", 20, "ask about `n` unplaced requests one by one; 0 leaves all questions out")
	if err := flags.Parse(args); err != nil {
		return err
	}
	for file := range scenario.Generate(size, regime, *seed) {
		p, err := file.Problem()
		if err != nil {
			return err
		}
		plan, _, err := timed(ctx, *limit, func(ctx context.Context) (*matching.Plan, error) { return matching.Solve(ctx, p) })
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s %s, seed %d, after %s: %d visits placed, %d requests with missing visits, gap %.2f %%\n\n",
			size, regime, *seed, *limit, visits(plan), len(plan.Unplaced), 100*plan.Gap())
		if *asked > 0 {
			if err := questions(ctx, out, p, plan, *asked); err != nil {
				return err
			}
		}
		if err := repairs(ctx, out, file, plan, *again); err != nil {
			return err
		}
	}
	return nil
}

// timed runs f within a time limit and says how long it took.
func timed[T any](ctx context.Context, limit time.Duration, f func(context.Context) (T, error)) (T, time.Duration, error) {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	start := time.Now()
	x, err := f(ctx)
	return x, time.Since(start), err
}

// visits counts the placed visits, each once however many parts it has.
func visits(plan *matching.Plan) (n int) {
	for _, v := range plan.Visits {
		if v.Part == 0 {
			n++
		}
	}
	return n
}

func questions(ctx context.Context, out io.Writer, p *matching.Problem, plan *matching.Plan, asked int) error {
	fmt.Fprintf(out, "| question | asked | answers | median | longest |\n|---|---|---|---|---|\n")
	var ids []matching.RequestID
	for _, u := range plan.Unplaced {
		ids = append(ids, u.Request)
	}
	all, took, err := timed(ctx, 0, func(ctx context.Context) ([]matching.Explanation, error) {
		return matching.Explain(ctx, p, plan, ids...)
	})
	if err != nil {
		return err
	}
	reasons := map[matching.Reason]int{}
	for _, e := range all {
		reasons[e.Reason]++
	}
	fmt.Fprintf(out, "| explain all with missing visits | once | %d impossible, %d lost, %d not found | %s | |\n",
		reasons[matching.Impossible], reasons[matching.Lost], reasons[matching.NotFound], seconds(took))
	var some []matching.RequestID
	for i := range min(asked, len(ids)) {
		some = append(some, ids[i*len(ids)/min(asked, len(ids))])
	}
	for _, q := range []struct {
		name string
		ask  func(ctx context.Context, id matching.RequestID) (int, error)
	}{
		{"explain one", func(ctx context.Context, id matching.RequestID) (int, error) {
			list, err := matching.Explain(ctx, p, plan, id)
			return len(list), err
		}},
		{"recommend, at most 1 move", func(ctx context.Context, id matching.RequestID) (int, error) {
			list, err := matching.Recommend(ctx, p, plan, id, 1, 10)
			return len(list), err
		}},
		{"recommend, at most 3 moves", func(ctx context.Context, id matching.RequestID) (int, error) {
			list, err := matching.Recommend(ctx, p, plan, id, 3, 10)
			return len(list), err
		}},
		{"counterfactuals, nobody moves", func(ctx context.Context, id matching.RequestID) (int, error) {
			list, _, err := matching.Counterfactuals(ctx, p, plan, id, matching.Leeway{})
			return len(list), err
		}},
	} {
		var times []time.Duration
		answered := 0
		for _, id := range some {
			n, took, err := timed(ctx, 0, func(ctx context.Context) (int, error) { return q.ask(ctx, id) })
			if err != nil {
				return err
			}
			times = append(times, took)
			if n > 0 {
				answered++
			}
		}
		median, longest := spread(times)
		fmt.Fprintf(out, "| %s | %d | %d with any | %s | %s |\n", q.name, len(some), answered, seconds(median), seconds(longest))
	}
	fmt.Fprintln(out)
	return nil
}
