package main

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/sanjie-edu/sanjie/scenario"
)

// usual are the instances that are measured unless others are named.
const usual = "core-300,core-1000,core-3000,core-10000,core-30000,core-1000-small,core-1000-tight," +
	"S-staff,S-supply,S-ample,M-staff,M-supply,M-ample,L-staff,L-supply,L-ample,XL-staff"

// instance is a family of scenarios with one name: each seed gives another.
type instance struct {
	name   string
	core   scenario.Core // with groups, when it is of the core family
	size   scenario.Size
	regime scenario.Regime
	limit  time.Duration // of a search, unless another is asked for
}

// aim is how soon a district should be solved well, by size.
var aim = map[scenario.Size]time.Duration{
	scenario.XS: 10 * time.Second, scenario.S: 10 * time.Second, scenario.M: time.Minute, scenario.L: 3 * time.Minute, scenario.XL: 40 * time.Minute,
}

// coreAim is aim for a number of groups of the core family.
func coreAim(groups int) time.Duration {
	switch {
	case groups >= 3_000 && groups < 10_000:
		return 10 * time.Second
	case groups >= 10_000 && groups < 30_000:
		return 30 * time.Second
	}
	return time.Minute
}

// parseInstance reads "core-1000", with "-small" for groups of 20 in the mean
// and "-tight" for 40 % more demand than usual, or a size and a regime: "M-staff".
func parseInstance(name string) (instance, error) {
	bad := fmt.Errorf("no instance %q; want names such as core-1000, core-1000-small, core-1000-tight or M-staff", name)
	parts := strings.Split(name, "-")
	if len(parts) < 2 {
		return instance{}, bad
	}
	x := instance{name: name}
	if parts[0] != "core" {
		err := x.size.UnmarshalText([]byte(parts[0]))
		if err != nil || x.regime.UnmarshalText([]byte(parts[1])) != nil || len(parts) > 2 || x.size == scenario.XXL {
			return instance{}, bad
		}
		x.limit = aim[x.size]
		return x, nil
	}
	var err error
	if x.core.Groups, err = strconv.Atoi(parts[1]); err != nil || x.core.Groups < 1 || len(parts) > 3 {
		return instance{}, bad
	}
	x.limit = coreAim(x.core.Groups)
	switch strings.Join(parts[2:], "") {
	case "":
	case "small":
		x.core.Mean = 20
	case "tight":
		x.core.Tight = 140
	default:
		return instance{}, bad
	}
	return x, nil
}

// isCore reports whether the instance is of the core family.
func (x instance) isCore() bool { return x.core.Groups > 0 }

// files yields the instance's scenarios: one, or one for each of its districts.
func (x instance) files(seed uint64) iter.Seq2[*scenario.File, error] {
	return func(yield func(*scenario.File, error) bool) {
		if x.isCore() {
			yield(scenario.GenerateCore(x.core, seed))
			return
		}
		for f := range scenario.Generate(x.size, x.regime, seed) {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// districts is how many scenarios files yields.
func (x instance) districts(seed uint64) int {
	if x.isCore() || x.size != scenario.XL {
		return 1
	}
	n := 0
	for range x.files(seed) {
		n++
	}
	return n
}
