// Bench compares allocation methods on generated instances: how far their plans
// are from the best that is proven, after how much time, in how much memory.
//
//	go run ./bench -o docs/benchmarks.md
//	go run ./bench -o docs/benchmarks.md -instances core-1000,M-staff -seeds 1,2,3 -time 20s
//	go run ./bench -o docs/benchmarks.md -instances core-1000 -methods highs,patterns,cpsat -python ~/peers/bin/python
//
// Measurements are kept in a file of results, of which the page and its picture
// are made; -instances with an empty list only makes them again.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := command(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

func command(args []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	instances := flags.String("instances", usual, "`instances` to measure, joined by commas")
	methods := flags.String("methods", "solve,fcfs", "`methods` to measure, of "+strings.Join(names, ", "))
	seeds := flags.String("seeds", "1", "`seeds` of the instances; the page shows medians over all that were measured")
	limit := flags.Duration("time", 0, "time `limit` of a method; 0 means the instance's own")
	threads := flags.Int("threads", 2, "how many `threads` a method may use")
	python := flags.String("python", "python3", "`interpreter` that has what bench/peers/requirements.txt lists")
	file := flags.String("results", "bench/results.jsonl", "`file` of results")
	name := flags.String("o", "", "`page` to write, with gap.svg beside it; none by default")
	task := flags.String("one", "", "measure one `task` in this process: what the command does by itself")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *task != "" {
		return one(*task, *python, out)
	}
	tasks, err := plan(*instances, *methods, *seeds, *limit)
	if err != nil {
		return err
	}
	known, err := load(*file)
	if err != nil {
		return err
	}
	var failed []error
	for _, t := range tasks {
		r, err := apart(t, *python, *threads)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s %s, seed %d: %w", t.Instance, t.Method, t.Seed, err))
			continue
		}
		if err := known.put(r); err != nil {
			return err
		}
		fmt.Fprintf(progress, "%s %s, seed %d: %d points, bound %d, %.1f s, %d MiB\n",
			r.Instance, r.Method, r.Seed, r.Points, r.Bound, r.Seconds, r.Peak>>20)
	}
	if *name != "" {
		failed = append(failed, write(*name, group(known.all)))
	}
	return errors.Join(failed...)
}

// plan lists what the flags ask for.
func plan(instances, methods, seeds string, limit time.Duration) ([]result, error) {
	var tasks []result
	for name := range split(instances) {
		x, err := parseInstance(name)
		if err != nil {
			return nil, err
		}
		for method := range split(methods) {
			if _, err := methodOf(method, x, ""); err != nil {
				return nil, err
			}
			for text := range split(seeds) {
				seed, err := strconv.ParseUint(text, 10, 64)
				if err != nil {
					return nil, fmt.Errorf("seed %q is no number", text)
				}
				t := result{Instance: name, Method: method, Seed: seed}
				if method != "fcfs" {
					t.Limit = x.limit.Seconds()
					if limit > 0 {
						t.Limit = limit.Seconds()
					}
				}
				tasks = append(tasks, t)
			}
		}
	}
	return tasks, nil
}

// split yields the parts of a list joined by commas; an empty text has none.
func split(list string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for part := range strings.SplitSeq(list, ",") {
			if part != "" && !yield(part) {
				return
			}
		}
	}
}

// write writes the page, and its picture beside it.
func write(name string, groups []figures) error {
	const picture = "gap.svg"
	return errors.Join(
		writeFile(name, func(w io.Writer) error { return page(w, groups, picture) }),
		writeFile(filepath.Join(filepath.Dir(name), picture), func(w io.Writer) error { return plot(w, groups) }),
	)
}
