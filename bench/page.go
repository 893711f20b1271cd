package main

import (
	_ "embed"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// columns are the seconds after which the tables tell gaps.
var columns = []float64{1, 5, 20, 60}

// page writes the benchmark page; plot is where its picture lies beside it.
func page(w io.Writer, groups []figures, plot string) error {
	var b strings.Builder
	fmt.Fprintf(&b, `# Benchmarks

Written whole by `+"`go run ./bench -o docs/benchmarks.md`"+`, from the measurements in `+"`bench/results.jsonl`"+`: the command adds
what it measures, `+"`-instances`, `-methods`, `-seeds` and `-time`"+` say what. With `+"`-seeds 1,2,3,4,5`"+` it measures solve and
fcfs in some five hours, of which five provinces of size XL take more than half. Each measurement is a process of its own.
The [machines](#machines) are at the end.

![Gap against time, for each instance and method](%s)

- **gap**: how far a plan is from the least bound that any method proved for its instance, in percent of the bound, after so
  many seconds and at the end. **proven**: the method's own bound equals its plan, for every seed.
- **own bound**: what the method itself proved; no plan has more points. The distance to it in percent.
- Time runs from the call of a method on a problem in memory, so it includes what the method builds for itself. **MiB** is
  the most memory of the whole process, the problem included.
- Each figure is a median over the seeds of the instance.

`, plot)
	targetTable(&b, groups)
	peerTable(&b, groups)
	table(&b, "The core family", coreText, groups, true)
	table(&b, "Districts with all rules", districtText, groups, false)
	fmt.Fprintf(&b, "## Machines\n\n%s\n", machines(groups))
	_, err := io.WriteString(w, b.String()+history)
	return err
}

const coreText = `One visit for each group; seats, rooms and instructors are the only limits ('sanjie generate -regime core'): the number of
groups, *small* with 20 pupils a group instead of 36, *tight* with 40 % more groups for the same rooms. 'solve' is
'matching.Solve' with seed 1, 'fcfs' is 'matching.FirstCome'. [Peers](../bench/peers/README.md): 'highs' is HiGHS and 'cpsat'
CP-SAT on the plain integer program, 'patterns' HiGHS on all sets of groups that a session can seat.`

const districtText = `The districts of 'sanjie generate', by size and by what is scarce. XL is a province, solved district by district.`

// machines lists what was measured on which machine.
func machines(groups []figures) string {
	methods := map[string]map[string][]string{} // by machine: the instances of each method
	for _, f := range groups {
		for _, r := range f.results {
			if methods[r.On] == nil {
				methods[r.On] = map[string][]string{}
			}
			if list := methods[r.On][f.method]; !slices.Contains(list, f.instance) {
				methods[r.On][f.method] = append(list, f.instance)
			}
		}
	}
	var b strings.Builder
	for _, on := range slices.Sorted(maps.Keys(methods)) {
		fmt.Fprintf(&b, "- %s:", on)
		for _, method := range names {
			if list := methods[on][method]; list != nil {
				fmt.Fprintf(&b, " %s on %s;", method, strings.Join(list, ", "))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// table writes the figures of the core family or of the others.
func table(b *strings.Builder, title, text string, groups []figures, core bool) {
	var rows []figures
	for _, f := range groups {
		if strings.HasPrefix(f.instance, "core-") == core {
			rows = append(rows, f)
		}
	}
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "## %s\n\n%s\n\n| instance | method | seeds | pupils | points | own bound | ", title, strings.ReplaceAll(text, "'", "`"))
	for _, s := range columns {
		fmt.Fprintf(b, "%.0f s | ", s)
	}
	b.WriteString("end | after | MiB |\n|---|---|---|---|---|---|")
	b.WriteString(strings.Repeat("---|", len(columns)+3) + "\n")
	for _, f := range rows {
		f.row(b)
	}
	b.WriteString("\n")
}

func (f figures) row(b *strings.Builder) {
	fmt.Fprintf(b, "| %s | %s | %d | %.1f %% | %.0f | %s | ", f.instance, f.method, len(f.results),
		100*f.median(func(r result) float64 { return float64(r.Pupils) / float64(max(1, r.Asked)) }),
		f.median(func(r result) float64 { return float64(r.Points) }), f.ownBound())
	for _, s := range columns {
		gap, ok := f.gapAfter(s)
		fmt.Fprintf(b, "%s | ", percentOr(gap, ok))
	}
	end := f.median(func(r result) float64 { return r.Seconds })
	fmt.Fprintf(b, "%s | %s s | %.0f |\n", f.atEnd(), digits(end, 2), f.median(func(r result) float64 { return float64(r.Peak) / (1 << 20) }))
}

// ownBound tells the bound of the method and its distance.
func (f figures) ownBound() string {
	bound := f.median(func(r result) float64 { return float64(r.Bound) })
	if bound == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f (%s)", bound, percent(f.median(func(r result) float64 { return gapOf(r.Points, max(1, r.Bound)) })))
}

// atEnd tells the last gap.
func (f figures) atEnd() string {
	gap := f.median(func(r result) float64 {
		bound := f.bounds[slices.IndexFunc(f.results, func(x result) bool { return x.Seed == r.Seed })]
		if bound == 0 {
			return unmeasured
		}
		return gapOf(r.Points, bound)
	})
	if !slices.ContainsFunc(f.results, func(r result) bool { return !r.Optimal }) {
		return "proven"
	}
	return "**" + percentOr(gap, !math.IsInf(gap, 1)) + "**"
}

func percentOr(gap float64, ok bool) string {
	if !ok {
		return "–"
	}
	return percent(gap)
}

// percent writes a share with two digits that count.
func percent(x float64) string { return digits(100*x, 2) + " %" }

// digits writes a number of at least 0 so that n of its digits count, and all
// that stand before the point.
func digits(x float64, n int) string {
	if x == 0 {
		return "0"
	}
	after := n - 1 - int(math.Floor(math.Log10(x)))
	return strconv.FormatFloat(x, 'f', max(0, after), 64)
}

// history holds the figures of earlier versions, as they were measured then.
//
//go:embed history.md
var history string
