package engine

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// smallKinds are kinds of models so small that all solutions can be tried.
func smallKinds() []kind {
	list := slices.Clone(kinds)
	for i := range list {
		list[i].groups = 12 / int(list[i].stays)
	}
	return list
}

// optimum returns a best solution of a small model, and whether it is one.
func optimum(t *testing.T, m *search.Model) (search.Solution, bool) {
	t.Helper()
	b, err := search.NewBoard(t.Context(), m, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	never := func() bool { return false }
	b.Construct(never, func() {})
	found, all, _ := search.Close(t.Context(), m, b.Best(), 300_000)
	return found, all
}

// facts draws facts and says which hold in a solution.
func facts(m *search.Model, x *search.Solution, rng *rand.Rand) (list []Fact, holds []bool) {
	room := func(p search.Place) int32 { return m.Offers[m.Asks[p.Ask].Arcs[p.Arc].Offer].Rooms[0] }
	placed := func(f Fact) bool {
		return slices.ContainsFunc(x.Places, func(p search.Place) bool {
			return f.meets(m, p.Ask, &m.Asks[p.Ask].Arcs[p.Arc], p.Slot)
		})
	}
	for range 1 + rng.IntN(6) {
		p := search.Place{Ask: int32(rng.IntN(len(m.Asks))), Slot: int32(rng.IntN(len(m.Slots)))}
		p.Arc = int32(rng.IntN(len(m.Asks[p.Ask].Arcs)))
		if len(x.Places) > 0 && rng.IntN(2) == 0 {
			p = x.Places[rng.IntN(len(x.Places))]
		}
		q := &m.Asks[p.Ask]
		offer := q.Arcs[p.Arc].Offer
		options := []Fact{{none, offer, none, p.Slot, none}, {none, none, room(p), p.Slot, none}}
		if q.Whole || q.One {
			options = append(options, Fact{p.Ask, none, none, none, none})
		}
		if q.One {
			options = append(options, Fact{p.Ask, none, none, none, m.Slots[p.Slot].Day})
		}
		if q.One && q.Parts == 1 {
			options = append(options, Fact{p.Ask, offer, none, none, none}, Fact{p.Ask, offer, none, p.Slot, none})
		}
		f := options[rng.IntN(len(options))]
		list, holds = append(list, f), append(holds, placed(f))
	}
	return list, holds
}

// TestFacts: where the facts are told of a best solution as they are, its options are
// left and no prices bound it below its points.
func TestFacts(t *testing.T) {
	forcing, negative := 0, 0
	for _, k := range smallKinds() {
		for seed := range uint64(40) {
			m := draw(k, seed)
			best, _ := optimum(t, m)
			rng := rand.New(rand.NewPCG(seed, 1))
			for range 10 {
				left, forced := m, relax.Forced{}
				list, holds := facts(m, &best, rng)
				for i, f := range list {
					left, forced = narrow(left, forced, f, holds[i])
				}
				for _, p := range best.Places {
					if q := &left.Asks[p.Ask]; !left.Sets[q.Arcs[p.Arc].Set].Has(p.Slot) {
						t.Fatalf("%s, seed %d: %v %v: %v is closed", k.name, seed, list, holds, p)
					}
				}
				if len(forced.Asks)+len(forced.Sessions) > 0 {
					forcing++
				}
				r := relax.NewForced(left, m, forced, letGo)
				e := r.NewEvaluator()
				price := make([]int64, len(r.Rows))
				for i := range price {
					p := rng.Float64() * 2000 * float64(r.Scale)
					if r.Rows[i].Kind == relax.Room {
						p *= 10
					}
					if rng.IntN(3) == 0 {
						price[i] = r.Price(i, p)
					}
					if r.Rows[i].Free && rng.IntN(2) == 0 {
						price[i] = r.Price(i, -p)
						negative++
					}
				}
				if bound := e.Bound(price); bound < best.Points*r.Scale {
					t.Fatalf("%s, seed %d: %v %v: bound %d for %d points", k.name, seed, list, holds, bound/r.Scale, best.Points)
				}
			}
		}
	}
	if forcing < 500 || negative < 500 {
		t.Errorf("%d relaxations with something forced, %d negative prices: too few", forcing, negative)
	}
}

// repeated returns a fact that lies below itself, or nil.
func repeated(c *Case, way []Fact) *Fact {
	if c.Holds == nil {
		return nil
	}
	if slices.Contains(way, c.Fact) {
		return &c.Fact
	}
	way = append(slices.Clip(way), c.Fact)
	return cmp.Or(repeated(c.Holds, way), repeated(c.Fails, way))
}

// TestDivide: the bound by cases is never below the best points, and the cases prove it.
// Where an ask has one stay in one part, they close the gap.
func TestDivide(t *testing.T) {
	list := append(smallKinds(),
		kind{name: "many", groups: 30, stays: 1, parts: 1, share: 4}, kind{name: "many alone", groups: 30, stays: 1, parts: 1, share: 1})
	divided, closed := map[bool]int{}, map[bool]int{} // by whether all asks have one stay in one part
	for _, k := range list {
		for seed := range uint64(k.groups) {
			m := draw(k, seed)
			best, _ := optimum(t, m)
			d := newDual(t.Context(), m, search.Limits{Seed: 1, Bound: math.MaxInt64}, Watch{})
			d.start(0)
			d.grant(2_000_000)
			d.wait()
			if d.cases == nil || d.cases.Holds == nil {
				d.end()
				continue
			}
			simple := k.stays*k.parts == 1
			divided[simple]++
			if d.bound() < best.Points {
				t.Fatalf("%s, seed %d: bound %d for %d points", k.name, seed, d.bound(), best.Points)
			}
			if n := proven(m, m, relax.Forced{}, d.cases); max(n, d.points()) > d.divided {
				t.Fatalf("%s, seed %d: the cases prove %d, not %d", k.name, seed, n, d.divided)
			}
			if twice := repeated(d.cases, nil); twice != nil {
				t.Fatalf("%s, seed %d: %+v is decided twice", k.name, seed, *twice)
			}
			if d.bound() == d.points() {
				closed[simple]++
			}
			d.end()
		}
	}
	t.Logf("%v divided, %v closed", divided, closed)
	if divided[true] < 10 || divided[false] < 10 || closed[false] == 0 || 4*closed[true] < 3*divided[true] {
		t.Error("too few")
	}
}
