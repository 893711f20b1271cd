// Command panyu plans a term of Panyu district: what the founding proposal
// states of its center, schools and money, with everything else assumed.
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
	"github.com/sanjie-edu/sanjie/internal/district"
)

func main() {
	dir := flag.String("o", "out/panyu", "`directory` for scenario.json and plan.json")
	limit := flag.Duration("time", 20*time.Second, "how long to search")
	seed := flag.Uint64("seed", 1, "seed of the district and of the search")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *dir, story.Options{Time: *limit, Seed: *seed}); err != nil {
		fmt.Fprintln(os.Stderr, "panyu:", err)
		os.Exit(1)
	}
}

// run tells the story of the term and keeps its files in dir.
func run(ctx context.Context, w io.Writer, dir string, o story.Options) error {
	fmt.Fprintf(w, "Planning Panyu's term, at most %s …\n\n", o.Time)
	s, err := story.Tell(ctx, story.FileOf(district.Build(panyu(o.Seed))), o)
	if err != nil {
		return err
	}
	if err := s.Summary(w); err != nil {
		return err
	}
	t := newTimetable(s)
	if err := t.week(w, s.File.Centers[0].ID); err != nil {
		return err
	}
	for _, school := range s.File.Schools[:2] { // two of the partners
		if err := t.school(w, school); err != nil {
			return err
		}
	}
	if err := s.Keep(dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nThe scenario and the plan are in %s: scenario.json, plan.json\n", dir)
	return err
}
