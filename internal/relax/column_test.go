package relax

import (
	"maps"
	"math"
	"slices"
	"testing"
)

// gain is what a column is worth beyond the prices of what it uses.
func (r *Relaxation) gain(c *Column, price []int64) int64 {
	sum := r.Scale * r.Worth(c)
	r.charge(c, price, func(row int32, n int64) { sum -= n * price[row] })
	for _, i := range c.Items {
		bonus := r.Scale * r.bonus(&r.m.Asks[i.Ask])
		if x := r.asks[i.Ask].debut; x != none && bonus > price[x] {
			sum += int64(i.Pupils) * bonus
		}
	}
	first := c.Items[0]
	bonus := r.Scale * r.bonus(&r.m.Asks[first.Ask])
	if x := r.asks[first.Ask].debut; x != none && bonus > price[x] {
		sum -= r.often(c) * int64(first.Pupils) * bonus
	}
	return sum
}

// unfit returns why nobody could run a column, or "".
func (r *Relaxation) unfit(c *Column) string {
	m := r.m
	for slot, items := range r.sessions(c) {
		o := &m.Offers[r.offerOf(items[0])]
		pupils := int32(0)
		for n, x := range items {
			q := &m.Asks[x.Ask]
			pupils += x.Pupils
			switch {
			case !m.Sets[q.Arcs[x.Arc].Set].Has(slot):
				return "a slot that the arc does not have"
			case !fits(m, q, &q.Arcs[x.Arc], x.Pupils):
				return "a part too small or too large"
			}
			for _, y := range items[:n] {
				p := &m.Asks[y.Ask]
				level := min(o.Share, p.Share, q.Share)
				if r.asks[items[0].Ask].split && int64(items[0].Pupils) < m.Asks[items[0].Ask].Pupils && y != items[0] {
					continue // whether they may share with each other is left out
				}
				if r.asks[items[0].Ask].program && y != items[0] {
					continue
				}
				if p == q || level == 1 || level == 2 && p.School != q.School || level == 3 && p.Stage != q.Stage && p.School != q.School {
					return "company that one does not allow"
				}
			}
		}
		switch {
		case pupils > o.Seats:
			return "too many pupils"
		case pupils < o.Minimum:
			return "too few pupils"
		}
	}
	return ""
}

// TestGenerate: what is generated could run, is worth what the bound counts it
// for, and is generated once.
func TestGenerate(t *testing.T) {
	kinds := map[string]int{}
	for seed := range uint64(600) {
		m := drawModel(seed, 6)
		r := New(m, letGo)
		e := r.NewEvaluator()
		master := r.NewMaster()
		d := roll(seed)
		for range 4 {
			price := r.drawPrices(d)
			before := len(master.Columns)
			bound, added := master.Generate(e, price)
			if bound != e.Bound(price) || added != len(master.Columns)-before {
				t.Fatalf("model %d: bound %d and %d columns, want %d and %d", seed, bound, added, e.Bound(price), len(master.Columns)-before)
			}
			for i := range master.Columns[before:] {
				c := &master.Columns[before+i]
				if text := r.unfit(c); text != "" {
					t.Fatalf("model %d: %+v: %s", seed, c, text)
				}
				if gain := r.gain(c, price); gain <= 0 {
					t.Fatalf("model %d: %+v gains %d", seed, c, gain)
				}
				kinds[r.kindOf(c)]++
			}
			if _, again := master.Generate(e, price); again != 0 {
				t.Fatalf("model %d: %d columns are generated twice", seed, again)
			}
		}
	}
	t.Log(kinds)
	for _, kind := range []string{"bundle", "bundle with others", "program", "tour", "group", "alone"} {
		if kinds[kind] < 10 {
			t.Errorf("%d columns: %s: too few", kinds[kind], kind)
		}
	}
}

// kindOf says what is in a column.
func (r *Relaxation) kindOf(c *Column) string {
	sessions := 0
	for range r.sessions(c) {
		sessions++
	}
	switch {
	case c.Slots != nil:
		return "program"
	case c.Bundle && len(c.Items) > sessions:
		return "bundle with others"
	case c.Bundle:
		return "bundle"
	case sessions > 1:
		return "tour"
	case len(c.Items) > 1:
		return "group"
	}
	return "alone"
}

// TestUsage: the best sessions at some prices tell how the bound changes, so
// that it is nowhere below the line that they draw.
func TestUsage(t *testing.T) {
	for seed := range uint64(600) {
		m := drawModel(seed, 6)
		r := New(m, letGo)
		e := r.NewEvaluator()
		d := roll(seed)
		here, there := r.drawPrices(d), r.drawPrices(d)
		used := make([]int64, len(r.Rows))
		total := float64(e.Bound(here))
		rounding := 1e-15 * total
		e.usage(used)
		for i := range r.Rows {
			x := &r.Rows[i]
			most := x.Cap
			if x.Kind == Need && r.asks[x.A].whole && e.worthOf(x.A) == 0 {
				most = 0
			}
			total += float64(float64(there[i]-here[i]) * float64(most-used[i]))
		}
		if bound := float64(e.Bound(there)); bound < total-1e-9*math.Abs(total)-rounding-1 {
			t.Fatalf("model %d: the bound is %g, below %g", seed, bound, total)
		}
	}
}

// TestNear: what is near gains nearly as much as the best session of its block,
// and the best is among it.
func TestNear(t *testing.T) {
	several := 0
	for seed := range uint64(600) {
		m := drawModel(seed, 6)
		r := New(m, letGo)
		e := r.NewEvaluator()
		d := roll(seed)
		price := r.drawPrices(d)
		within := int64(d.from(0, 2000)) * r.Scale
		e.Bound(price)
		blocks := slices.Clone(e.blocks)
		best := make([]int64, len(m.Asks)) // of each ask: the item alone that gains most
		found := map[uint64]int64{}
		e.Near(price, within, func(c Column) {
			if text := r.unfit(&c); text != "" {
				t.Fatalf("model %d: %+v: %s", seed, c, text)
			}
			gain := r.gain(&c, price)
			found[c.key()] = gain
			o := &m.Offers[c.Offer]
			if len(c.Items) == 1 && min(o.Share, m.Asks[c.Items[0].Ask].Share) == 1 {
				if gain <= -within {
					t.Fatalf("model %d: %+v loses %d, more than %d", seed, c, -gain, within)
				}
				best[c.Items[0].Ask] = gain
				return
			}
			if b := &blocks[r.offers[c.Offer].block+c.Slot-o.Base]; gain < b.value-within {
				t.Fatalf("model %d: %+v gains %d, and the best of its block %d", seed, c, gain, b.value)
			}
			if len(c.Items) > 1 {
				several++
			}
		})
		for i := range blocks {
			b := &blocks[i]
			if b.value == 0 {
				continue
			}
			if b.group == nil {
				if best[b.item.Ask] < b.value {
					t.Fatalf("model %d: %+v is not found", seed, b)
				}
				continue
			}
			if !slices.Contains(slices.Collect(maps.Values(found)), b.value) {
				t.Fatalf("model %d: %+v is not found", seed, b)
			}
		}
		if e.Bound(price); e.near != nil || e.gains != nil || e.slack != 0 {
			t.Fatal("the evaluator goes on collecting")
		}
	}
	if several < 100 {
		t.Errorf("%d sessions of several: too few", several)
	}
}
