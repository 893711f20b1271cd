// Command typhoon repairs two published weeks of a city network: a
// class-suspension signal for three districts comes at 06:30, and another in the
// middle of a morning's visits.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/sanjie-edu/sanjie/examples/internal/story"
)

func main() {
	dir := flag.String("o", "out/typhoon", "`directory` for scenarios, plans and typhoon.svg")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "typhoon:", err)
		os.Exit(1)
	}
}

// run tells the story of the two weeks and keeps its files in dir.
func run(ctx context.Context, w io.Writer, dir string) error {
	t, err := tell(ctx)
	if err != nil {
		return err
	}
	return t.write(w, dir)
}

func (t *tale) write(w io.Writer, dir string) error {
	for _, write := range []func(io.Writer) error{
		t.writePublished, t.first.write, t.second.write, t.writeHelp, t.writeCheap, t.writeEnd,
	} {
		if err := write(w); err != nil {
			return err
		}
	}
	if err := t.keep(dir); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nThe picture is %s; scenarios and plans are in %s and below.\n", filepath.Join(dir, picture), dir)
	return err
}

// picture is the name of the picture's file.
const picture = "typhoon.svg"

// keep writes the published weeks, the repairs and the picture.
func (t *tale) keep(dir string) error {
	if err := t.published.Keep(dir); err != nil {
		return err
	}
	for _, r := range []*repair{&t.first, &t.second} {
		file := *r.file
		file.Demand = r.now.Problem.Spec() // in which what is too near to move is frozen
		s := story.Story{File: &file, Problem: r.now.Problem, Plan: r.now.Plan}
		if err := s.Keep(filepath.Join(dir, r.name)); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, picture), t.draw(), 0o666)
}
