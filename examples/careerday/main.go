// Command careerday plans one school's career day: 150 pupils, each with six
// ranked wishes, over 27 events in five slots.
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
	dir := flag.String("o", "out/careerday", "`directory` for scenario.json and plan.json")
	limit := flag.Duration("time", 0, "how long to search at most; 0 searches for a fixed effort alone")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *dir, *limit); err != nil {
		fmt.Fprintln(os.Stderr, "careerday:", err)
		os.Exit(1)
	}
}

// run tells the story of the day and keeps its files in dir.
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
const effort = 6_000_000

// tell plans the day and writes how it went.
func tell(ctx context.Context, w io.Writer, limit time.Duration) (*story.Story, error) {
	s, err := story.Tell(ctx, day(), story.Options{Time: limit, Effort: effort, Seed: 1})
	if err != nil {
		return nil, err
	}
	before, after := tallyOf(s, s.FirstCome), tallyOf(s, s.Plan)
	if err := writeSummary(w, s, before, after); err != nil {
		return nil, err
	}
	if err := writeRanks(w, before, after); err != nil {
		return nil, err
	}
	if err := writePupils(w, before, after); err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(w, "\nNo session has more than %d pupils of one class; some class has just as many in %d sessions first come, first served, in %d of the plan.\n",
		mostOfClass, before.full, after.full)
	return s, err
}
