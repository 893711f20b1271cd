package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/scenario"
)

// peerPart is how much of the best peer's gap solve may have after the same time.
const peerPart = 0.1

// peerGroups is from how many groups on.
const peerGroups = 1000

// peerTable compares solve with the best peer.
func peerTable(b *strings.Builder, groups []figures) {
	b.WriteString(strings.ReplaceAll(`## Against peers

The gap of 'solve' and of the best of the peers, to the least bound that any method proved, as medians over the seeds that all were
measured with and after the shortest time that one of them was given. The target is a tenth of that of the peer, from 1,000 groups
on. M with ample supply, L and XL were not tried with peers.

| instance | seeds | after | solve | best peer | gap | |
|---|---|---|---|---|---|---|
`, "'", "`"))
	for name := range split(usual) {
		if c := compare(groups, name); c.seeds > 0 {
			x, err := parseInstance(name)
			c.row(b, name, err == nil && (x.core.Groups >= peerGroups || x.size >= scenario.M))
		}
	}
	b.WriteString("\n")
}

// comparison is how far solve and the best peer come, as medians over seeds.
type comparison struct {
	seeds     int     // that all were measured with
	after     float64 // seconds that all were given
	own, peer float64
	best      string // of the peers; none when none had a plan
}

// compare compares what was measured on an instance; groups have solve first.
func compare(groups []figures, instance string) comparison {
	groups = slices.DeleteFunc(slices.Clone(groups), func(f figures) bool { return f.instance != instance || f.method == "fcfs" })
	c := comparison{after: unmeasured, peer: unmeasured}
	shared := func(seed uint64) bool {
		return !slices.ContainsFunc(groups, func(f figures) bool { return !f.has(seed) })
	}
	for _, f := range groups {
		for _, r := range f.results {
			if shared(r.Seed) {
				c.after = min(c.after, r.Limit)
			}
		}
	}
	if len(groups) < 2 || groups[0].method != "solve" || c.after == unmeasured {
		return comparison{}
	}
	for _, f := range groups {
		var gaps []float64
		for i, r := range f.results {
			if shared(r.Seed) {
				gaps = append(gaps, r.gapAfter(c.after, f.bounds[i]))
			}
		}
		c.seeds = len(gaps)
		switch gap := medianOf(gaps); {
		case f.method == "solve":
			c.own = gap
		case gap < c.peer:
			c.peer, c.best = gap, f.method
		}
	}
	return c
}

// has reports whether the seed was measured.
func (f figures) has(seed uint64) bool {
	return slices.ContainsFunc(f.results, func(r result) bool { return r.Seed == seed })
}

func (c comparison) row(b *strings.Builder, instance string, judged bool) {
	best, peer := c.best, percentOr(c.peer, c.best != "")
	if best == "" {
		best = "none has a plan"
	}
	met := "**missed**"
	switch {
	case !judged:
		met = ""
	case c.own != unmeasured && c.own <= peerPart*c.peer:
		met = "met"
	}
	fmt.Fprintf(b, "| %s | %d | %s s | %s | %s | %s | %s |\n", instance, c.seeds, digits(c.after, 1),
		percentOr(c.own, c.own != unmeasured), best, peer, met)
}
