package main

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// figures are the results of one method on one instance, one for each seed.
type figures struct {
	instance, method string
	results          []result
	bounds           []int64 // the least bound that any method proved for the seed; 0 means none
}

// group gathers the results by instance, the usual ones first, and by method.
func group(all []result) []figures {
	type drawn struct {
		instance string
		seed     uint64
	}
	bounds := map[drawn]int64{}
	for _, r := range all {
		at := drawn{r.Instance, r.Seed}
		if r.Bound > 0 && (bounds[at] == 0 || r.Bound < bounds[at]) {
			bounds[at] = r.Bound
		}
	}
	var groups []figures
	for _, r := range all {
		i := slices.IndexFunc(groups, func(f figures) bool { return f.instance == r.Instance && f.method == r.Method })
		if i < 0 {
			i = len(groups)
			groups = append(groups, figures{instance: r.Instance, method: r.Method})
		}
		groups[i].results = append(groups[i].results, r)
		groups[i].bounds = append(groups[i].bounds, bounds[drawn{r.Instance, r.Seed}])
	}
	order := strings.Split(usual, ",")
	place := func(list []string, name string) int {
		if i := slices.Index(list, name); i >= 0 {
			return i
		}
		return len(list)
	}
	slices.SortStableFunc(groups, func(a, b figures) int {
		return cmp.Or(cmp.Compare(place(order, a.instance), place(order, b.instance)), cmp.Compare(a.instance, b.instance),
			cmp.Compare(place(names, a.method), place(names, b.method)))
	})
	return groups
}

// median takes the median over seeds.
func (f figures) median(of func(r result) float64) float64 {
	var values []float64
	for _, r := range f.results {
		values = append(values, of(r))
	}
	return medianOf(values)
}

// medianOf sorts values and returns the middle one.
func medianOf(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// gapAfter returns how far the plan was from the least bound known after some
// seconds, and false when there was none yet, or nothing was measured for so
// long. What ends by itself stays at what it reached.
func (f figures) gapAfter(seconds float64) (float64, bool) {
	var gaps []float64
	for i, r := range f.results {
		gaps = append(gaps, r.gapAfter(seconds, f.bounds[i]))
	}
	gap := medianOf(gaps)
	return gap, !math.IsInf(gap, 1)
}

// unmeasured is the gap of no plan: above every other.
var unmeasured = math.Inf(1)

func (r result) gapAfter(seconds float64, bound int64) float64 {
	if bound == 0 || seconds > max(r.Seconds, r.Limit) && !r.ended() {
		return unmeasured
	}
	gap := unmeasured
	for _, s := range r.Trace {
		if s.Seconds <= seconds {
			gap = gapOf(s.Points, bound)
		}
	}
	return gap
}

// ended reports whether the method had nothing left to do before its limit.
func (r result) ended() bool { return r.Seconds < 0.98*r.Limit || r.Optimal || r.Limit == 0 }

// gapOf returns the share of a bound that a plan lacks.
func gapOf(points, bound int64) float64 { return float64(bound-points) / float64(bound) }
