// Bench compares allocation methods on generated districts, in one run, and
// writes docs/benchmarks.md.
//
//	go run ./bench -o docs/benchmarks.md
//	go run ./bench -sizes S,M -seeds 3
package main

import (
	"bufio"
	"context"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

// limits are the time limits of the search by size.
var limits = map[scenario.Size]time.Duration{
	scenario.XS: 10 * time.Second,
	scenario.S:  10 * time.Second,
	scenario.M:  60 * time.Second,
	scenario.L:  300 * time.Second,
}

func run(args []string) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	names := flags.String("sizes", "S,M,L", "`sizes` to run, joined by commas")
	seeds := flags.Int("seeds", 1, "how many `seeds`; the table shows medians")
	out := flags.String("o", "", "`file` to write; standard output by default")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var rows []row
	for name := range strings.SplitSeq(*names, ",") {
		var size scenario.Size
		if err := size.UnmarshalText([]byte(name)); err != nil {
			return err
		}
		if limits[size] == 0 {
			return fmt.Errorf("size %s is not benchmarked; want XS, S, M or L", size)
		}
		for _, regime := range []scenario.Regime{scenario.Staff, scenario.Supply} {
			r, err := measure(size, regime, *seeds)
			if err != nil {
				return err
			}
			fmt.Fprintln(os.Stderr, r.markdown())
			rows = append(rows, r)
		}
	}
	if *out == "" {
		return report(os.Stdout, rows, *seeds)
	}
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if err := report(w, rows, *seeds); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// result is what one method reached on one instance.
type result struct {
	points, pupils int64
	seconds        float64
	heap           int64 // most bytes in use
}

// row compares the methods on one size and regime, each figure a median over seeds.
type row struct {
	size     scenario.Size
	regime   scenario.Regime
	asked    int64 // pupils
	first    result
	searched result
}

func measure(size scenario.Size, regime scenario.Regime, seeds int) (row, error) {
	r := row{size: size, regime: regime}
	var first, searched []result
	for seed := range uint64(seeds) {
		for file := range scenario.Generate(size, regime, seed+1) {
			p, err := file.Problem()
			if err != nil {
				return r, err
			}
			f, err := once(p, func() (*matching.Plan, error) { return matching.FirstCome(context.Background(), p) })
			if err != nil {
				return r, err
			}
			s, err := once(p, func() (*matching.Plan, error) {
				ctx, cancel := context.WithTimeout(context.Background(), limits[size])
				defer cancel()
				return matching.Solve(ctx, p)
			})
			if err != nil {
				return r, err
			}
			first, searched = append(first, f), append(searched, s)
			r.asked = pupilsAsked(p)
		}
	}
	r.first, r.searched = median(first), median(searched)
	return r, nil
}

func once(p *matching.Problem, method func() (*matching.Plan, error)) (result, error) {
	heap := watchHeap()
	start := time.Now()
	plan, err := method()
	seconds := time.Since(start).Seconds()
	most := heap()
	if err != nil {
		return result{}, err
	}
	return result{plan.Points, matching.Measure(p, plan).Pupils.Placed, seconds, most}, nil
}

// watchHeap samples the heap, problem included, until the function that it
// returns is called for the largest sample.
func watchHeap() func() int64 {
	runtime.GC()
	stop, most := make(chan struct{}), make(chan int64)
	go func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		peak := int64(0)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, int64(m.HeapInuse))
			select {
			case <-stop:
				most <- peak
				return
			case <-tick.C:
			}
		}
	}()
	return func() int64 {
		close(stop)
		return <-most
	}
}

func pupilsAsked(p *matching.Problem) int64 {
	return matching.Measure(p, &matching.Plan{}).Pupils.Asked
}

// median takes the median of each figure by itself.
func median(results []result) result {
	figure := func(get func(result) float64) float64 {
		var values []float64
		for _, r := range results {
			values = append(values, get(r))
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return result{
		points:  int64(figure(func(r result) float64 { return float64(r.points) })),
		pupils:  int64(figure(func(r result) float64 { return float64(r.pupils) })),
		seconds: figure(func(r result) float64 { return r.seconds }),
		heap:    int64(figure(func(r result) float64 { return float64(r.heap) })),
	}
}

func (r row) markdown() string {
	return fmt.Sprintf("| %s | %s | %d | %d | %d | **%.3f** | %d | %d | **%.3f** | %.1f | %.1f | %d |",
		r.size, r.regime, r.asked,
		r.first.pupils, r.searched.pupils, ratio(r.searched.pupils, r.first.pupils),
		r.first.points, r.searched.points, ratio(r.searched.points, r.first.points),
		r.first.seconds, r.searched.seconds, r.searched.heap>>20)
}

func ratio(a, b int64) float64 { return float64(a) / float64(b) }

func report(w io.Writer, rows []row, seeds int) error {
	fmt.Fprintf(w, `# Benchmarks

Made by `+"`go run ./bench -o docs/benchmarks.md`"+`; the file is written whole by that command.
%s %s/%s, %d processors. Seeds of the generator from 1 on: %d; each figure is a median over them.

## Against first come, first served

`+"`matching.FirstCome`"+` goes through the requests in the order in which they arrived and takes the best choice that is
still free, at the earliest time. `+"`matching.Solve`"+` runs with seed 1 for 10 s on S, 60 s on M and 300 s on L. The
ratios are Solve's figure over FirstCome's; MiB is the most heap in use during Solve, the problem included.

| size | regime | pupils asked | pupils, first come | pupils, Solve | ratio | points, first come | points, Solve | ratio | s, first come | s, Solve | MiB |
|---|---|---|---|---|---|---|---|---|---|---|---|
`, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), seeds)
	for _, r := range rows {
		if _, err := fmt.Fprintln(w, r.markdown()); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "\n"+history)
	return err
}

// history holds the figures of earlier versions, as they were measured then.
//
//go:embed history.md
var history string
