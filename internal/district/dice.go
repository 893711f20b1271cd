package district

import (
	"math/rand/v2"
	"slices"
)

// dice draws integers. It uses only 32-bit draws, whose results do not depend
// on the width of int.
type dice struct{ r *rand.Rand }

// The parts of a district have generators of their own, so that a change to
// one part leaves the others as they were.
const (
	streamSites uint64 = 1 + iota
	streamSchools
	streamCatalog
	streamDemand
	streamLimits
	streamCareerDay
	streamGroups
	streamCarried
	streamCoreSupply
	streamCoreDemand
)

func newDice(seed, stream uint64) *dice { return &dice{rand.New(rand.NewPCG(seed, stream))} }

// below draws from 0 to n-1, and 0 when n is not positive.
func (d *dice) below(n int) int {
	if n <= 0 {
		return 0
	}
	return int(d.r.Uint32N(uint32(n)))
}

// between draws from low to high, both included.
func (d *dice) between(low, high int) int { return low + d.below(high-low+1) }

// percent is true p times out of a hundred.
func (d *dice) percent(p int) bool { return d.below(100) < p }

// weighted draws an index by cumulative weights, whose last is their sum.
func (d *dice) weighted(cumulative []int) int {
	x := d.below(cumulative[len(cumulative)-1])
	i, found := slices.BinarySearch(cumulative, x)
	if found {
		i++
	}
	for cumulative[i] <= x { // weights of 0 repeat a sum
		i++
	}
	return i
}

func pick[T any](d *dice, from []T) T { return from[d.below(len(from))] }

func shuffle[T any](d *dice, s []T) {
	for i := len(s) - 1; i > 0; i-- {
		j := d.below(i + 1)
		s[i], s[j] = s[j], s[i]
	}
}

// cumulate returns the running sums of weights.
func cumulate(weights []int) []int {
	sums := make([]int, len(weights))
	sum := 0
	for i, w := range weights {
		sum += w
		sums[i] = sum
	}
	return sums
}

// Seeds returns n seeds drawn from one.
func Seeds(seed uint64, n int) []uint64 {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	seeds := make([]uint64, n)
	for i := range seeds {
		seeds[i] = r.Uint64()
	}
	return seeds
}

// Share divides total over the weights in whole parts that add up to total,
// each within one of its exact share. Weights are not negative and not all 0.
func Share(total int, weights []int) []int {
	var sum int64
	for _, w := range weights {
		sum += int64(w)
	}
	parts := make([]int, len(weights))
	var before, upTo int64
	for i, w := range weights {
		upTo += int64(w)
		parts[i] = int(int64(total)*upTo/sum - int64(total)*before/sum)
		before = upTo
	}
	return parts
}
