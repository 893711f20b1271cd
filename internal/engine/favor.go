package engine

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// favored is what an option must have of a stay in the program to be in front.
const favored = 0.05

// lead has the other lane lean on a guide that favors what the program runs.
func (d *dual) lead(x *sieve, g *search.Guide) {
	if f := x.favor(g); f != nil {
		d.guide = f
	}
}

// favor returns a guide with the options in front that the program runs, of each
// goal those first that run most: of the many that are worth the same, these go
// together. It returns nil when the lane is to end.
func (x *sieve) favor(g *search.Guide) *search.Guide {
	m := x.d.m
	runs := x.runs()
	out := &search.Guide{Scale: g.Scale, Run: g.Run, Pay: g.Pay, At: make([]int32, 0, len(g.At)), Wishes: make([]search.Wish, 0, len(g.Wishes)+len(g.Wishes)/4)}
	for a := range m.Asks {
		if a&0x3ff == 0 && x.d.stop() {
			return nil
		}
		from := len(out.Wishes)
		out.At = append(out.At, int32(from))
		list := g.Wishes[g.At[a]:g.At[a+1]]
		out.Wishes = append(out.Wishes, list...)
		for _, w := range runs[a] {
			if !slices.ContainsFunc(list, func(y search.Wish) bool { return y.Arc == w.arc && y.Slot == w.slot }) {
				out.Wishes = append(out.Wishes, search.Wish{Arc: w.arc, Slot: w.slot}) // not the best of its goal, so that its worth does not matter
			}
		}
		share := func(w search.Wish) float64 {
			for _, y := range runs[a] {
				if y.arc == w.Arc && y.slot == w.Slot {
					return y.share
				}
			}
			return 0
		}
		slices.SortStableFunc(out.Wishes[from:], func(y, z search.Wish) int {
			return cmp.Or(cmp.Compare(m.Asks[a].Arcs[y.Arc].Goal, m.Asks[a].Arcs[z.Arc].Goal), cmp.Compare(share(z), share(y)))
		})
	}
	out.At = append(out.At, int32(len(out.Wishes)))
	return out
}

// sitting is how much of a stay the program has at an option.
type sitting struct {
	arc, slot int32
	share     float64
}

// runs returns by ask what the program runs, or some of it when the lane is to end.
func (x *sieve) runs() [][]sitting {
	runs := make([][]sitting, len(x.d.m.Asks))
	add := func(ask, arc, slot int32, share float64) {
		for k := range runs[ask] {
			if y := &runs[ask][k]; y.arc == arc && y.slot == slot {
				y.share += share
				return
			}
		}
		runs[ask] = append(runs[ask], sitting{arc, slot, share})
	}
	p := x.plain
	for j, share := range x.s.X {
		if j&0xffff == 0 && x.d.stop() {
			break
		}
		if o := p.Options[j]; share > favored && o.Ask >= 0 {
			add(o.Ask, o.Arc, o.Slot, share)
		}
	}
	for k := range p.Joined {
		c := &p.Joined[k]
		if share := x.s.X[c.At]; share > favored {
			for n, i := range c.Items {
				add(i.Ask, i.Arc, c.SlotOf(n), share)
			}
		}
	}
	return runs
}
