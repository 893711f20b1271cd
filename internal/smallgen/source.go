package smallgen

import (
	"math/rand/v2"

	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/rule"
)

// Source is where the draws come from: a seed, or rapid, which shrinks a
// failure towards draws of 0, the plainest possibilities.
type Source interface {
	IntN(n int) int // 0 to n−1
}

// Seeded returns the source of a seed.
func Seeded(seed uint64) Source { return rand.New(rand.NewPCG(seed, 0x5a4a1e)) }

// FromRapid returns a source that draws from a rapid test.
func FromRapid(t *rapid.T) Source { return rapidSource{t} }

type rapidSource struct{ t *rapid.T }

func (s rapidSource) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(s.t, "draw") }

// draw adds the forms in which the generators ask.
type draw struct {
	Source
	tight map[rule.Rule]bool // the rules that this problem makes use of
}

// start draws which rules the problem makes use of: a quarter of them, since
// all at once would leave nothing to place, and a third of those that need more
// than a number to be less.
func start(src Source) draw {
	d := draw{src, map[rule.Rule]bool{}}
	for r := range rule.All() {
		switch r {
		case rule.Program, rule.Split, rule.Outreach:
			d.tight[r] = d.once(3)
		default:
			d.tight[r] = d.once(4)
		}
	}
	return d
}

// may reports true in one of n draws if the problem makes use of the rule.
func (d draw) may(r rule.Rule, n int) bool { return d.tight[r] && d.once(n) }

// between draws a number from low to high, both included.
func (d draw) between(low, high int) int { return low + d.IntN(high-low+1) }

// most draws as between does, twice, and takes the larger.
func (d draw) most(low, high int) int { return max(d.between(low, high), d.between(low, high)) }

// once reports true in one of n draws.
func (d draw) once(n int) bool { return d.IntN(n) == n-1 }

// pick draws one of the values.
func pick[T any](d draw, values ...T) T { return values[d.IntN(len(values))] }

// some draws one or two different values, in the order of the list.
func some[T any](d draw, values []T) []T {
	i := d.IntN(len(values))
	if i+1 < len(values) && d.once(2) {
		return []T{values[i], values[i+1]}
	}
	return []T{values[i]}
}
