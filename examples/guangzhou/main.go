// Command guangzhou plans a term of a city network: the eleven centers of
// Guangzhou's first batch at vocational schools, for a sample of classes from
// all eleven districts.
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
	dir := flag.String("o", "out/guangzhou", "`directory` for scenario.json and plan.json")
	limit := flag.Duration("time", 15*time.Second, "how long to search")
	seed := flag.Uint64("seed", 1, "seed of the sample and of the search")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *dir, story.Options{Time: *limit, Seed: *seed}); err != nil {
		fmt.Fprintln(os.Stderr, "guangzhou:", err)
		os.Exit(1)
	}
}

// run tells the story of the term and keeps its files in dir.
func run(ctx context.Context, w io.Writer, dir string, o story.Options) error {
	profile, err := guangzhou(o.Seed)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Planning Guangzhou's term, at most %s …\n\n", o.Time)
	s, err := story.Tell(ctx, story.FileOf(district.Build(profile)), o)
	if err != nil {
		return err
	}
	if err := s.Summary(w); err != nil {
		return err
	}
	if err := count(s).write(w, s.File); err != nil {
		return err
	}
	if err := s.Keep(dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nThe scenario and the plan are in %s: scenario.json, plan.json\n", dir)
	return err
}
