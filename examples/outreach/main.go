// Command outreach plans a term of a mountain county: two teams carry kits to
// rural schools, and what they cannot reach gets a simulation or an online
// lesson.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/sanjie-edu/sanjie/examples/internal/story"
)

func main() {
	dir := flag.String("o", "out/outreach", "`directory` for scenario.json and plan.json")
	limit := flag.Duration("time", 0, "how long to search at most; 0 searches for a fixed effort alone")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *dir, *limit); err != nil {
		fmt.Fprintln(os.Stderr, "outreach:", err)
		os.Exit(1)
	}
}

// run tells the story of the term and keeps its files in dir.
func run(ctx context.Context, w io.Writer, dir string, limit time.Duration) error {
	s, err := tell(ctx, w, limit)
	if err != nil {
		return err
	}
	if err := s.Keep(dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nThe scenario and the plan are in %s: scenario.json, plan.json\n", dir)
	return err
}

// effort is the search's; the same effort gives the same plan everywhere.
const effort = 4_000_000

// tell plans the term and writes how it went.
func tell(ctx context.Context, w io.Writer, limit time.Duration) (*story.Story, error) {
	s, err := story.Tell(ctx, term(), story.Options{Time: limit, Effort: effort, Seed: 1})
	if err != nil {
		return nil, err
	}
	if err := s.Summary(w); err != nil {
		return nil, err
	}
	n, before := newNetwork(s, s.Plan), newNetwork(s, s.FirstCome)
	if err := n.writeReached(w, before); err != nil {
		return nil, err
	}
	if err := n.writeKilometers(w); err != nil {
		return nil, err
	}
	if err := n.writeSupport(w, before); err != nil {
		return nil, err
	}
	return s, n.writeWeek(w, teamID(0))
}
